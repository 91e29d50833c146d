#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/cost/vehicle_type.hpp"

namespace landlink {

/// What a country lets trucks with this many axles weigh.
struct LegalLimit {
  CountryCode country = {};
  int axles = 0;  ///< 0: any number
  double max_gross_t = 0.0;
  double max_axle_t = 0.0;
};

/// What trucks to and from a province may carry in part of the year.
struct SeasonalLoading {
  std::string province = {};  ///< ISO 3166-2
  int first_month = 1;        ///< 1 to 12; the season may pass over the new year
  int last_month = 12;
  double above_gross_t = 0.0;  ///< trucks up to this legal weight are spared
  double load_factor = 1.0;    ///< load of the season over that of the rest of the year

  [[nodiscard]] bool holds_in(int month) const;
};

/// The table limits.csv of a demand folder: country, axles (empty for any), max_gross_t,
/// max_axle_t, source, year, confidence, basis. Throws Error naming file, line and column.
std::vector<LegalLimit> read_legal_limits(const std::filesystem::path& path);
std::vector<LegalLimit> parse_legal_limits(std::string_view text, const std::string& name);

/// The table seasonal_loading.csv: province, first_month, last_month, above_gross_t, load_factor,
/// source, year, confidence, basis.
std::vector<SeasonalLoading> read_seasonal_loading(const std::filesystem::path& path);
std::vector<SeasonalLoading> parse_seasonal_loading(std::string_view text, const std::string& name);

/// The vehicles with, after them, each one above the weight of a rule that holds in `month` (1 to
/// 12; 0 for the year's mean, in which none does) at the load that the rule leaves it, its id with
/// "-" and the province's. Axle load and gross weight fall with the load.
std::vector<VehicleType> with_seasonal_loading(std::vector<VehicleType> vehicles,
                                               const std::vector<SeasonalLoading>& rules,
                                               int month);

/// Sets `barred_in` of each vehicle: the countries whose limit for its axles, or for any number
/// where they state none for its own, is below its gross weight or its heaviest axle.
void bar_by_limits(std::vector<VehicleType>& vehicles, const std::vector<LegalLimit>& limits);

}  // namespace landlink
