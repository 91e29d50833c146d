#pragma once

#include <string>

namespace landlink {

/// Clearing unexploded ordnance from the corridor of a new alignment.
struct ClearanceOptions {
  double width_m = 40.0;  ///< of the corridor (assumed)
  double teams = 10.0;    ///< that work at once (assumed)
};

struct OrdnanceClearance {
  double area_ha = 0.0;
  double cost_usd = 0.0;
  double delay_years = 0.0;
};

/// What `km` of a new alignment in a province (ISO 3166-2) call for.
///
/// In the provinces that are most affected the whole corridor is cleared, elsewhere in Laos a tenth
/// of it (both assumed); 2,222 USD and 1/41 team-year a hectare.
/// Sources: provinces, Borneo Bulletin 2021 (uxo-env-008); cost of 2016, 10 million USD for 4,500
/// ha, and 41 ha a team and year, China.org 2016 (uxo-env-002, uxo-env-005).
OrdnanceClearance ordnance_clearance(const std::string& province, double km,
                                     const ClearanceOptions& options = {});

}  // namespace landlink
