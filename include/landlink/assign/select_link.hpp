#pragma once

#include <vector>

#include "landlink/assign/path_set.hpp"

namespace landlink {

/// Trips of a class between two zones that use a link.
struct LinkUse {
  std::size_t user_class = 0;
  ZoneId origin = {};
  ZoneId destination = {};
  double volume_per_h = 0.0;  ///< vehicles/h; a path counts once for each time it uses the link
  friend bool operator==(const LinkUse&, const LinkUse&) = default;
};

/// Who uses a link, and how much: select-link analysis from path flows, in the order of class,
/// origin and destination, without those that do not. The sum over a class is its volume there.
std::vector<LinkUse> select_link(const PathFlows& paths, LinkId link);

}  // namespace landlink
