#pragma once

#include "field_reader.hpp"
#include "landlink/network/checkpoint.hpp"

namespace landlink::gis {

/// Fills the opening hours from `hours`, `hours_other` and `open_h_per_day`: by the clock of one or
/// both sides, or only how long both are open.
void read_opening(FieldReader& fields, BorderCheckpoint& to);

/// Fills what a post may have besides lanes, times and fee, after those: risk channels, clearance
/// before arrival, unofficial charges, priority lanes, daily cap, weighbridge and yard.
void read_facility(FieldReader& fields, BorderCheckpoint& to);

}  // namespace landlink::gis
