#pragma once

#include "landlink/network/link.hpp"

namespace landlink {

/// Whether a link belongs to a mode beside the truck: its lines and its transfers. The ways of a
/// border post are transfers too, but trucks take them.
bool is_other_mode(const LinkAttributes& link);

/// The mode of a link: rail, waterway or air of their lines and transfers, road of all else.
LinkKind mode_of(const LinkAttributes& link);

}  // namespace landlink
