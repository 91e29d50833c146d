#include "landlink/gis/import/background.hpp"

#include <algorithm>
#include <cmath>

#include "landlink/core/math.hpp"
#include "landlink/gis/import/defaults.hpp"
#include "least_distance.hpp"

namespace landlink::road_import {

namespace {

struct Traffic {
  double open_country;
  double town;  ///< in a town of kTownPersons
};

constexpr Traffic kMainRoad{500.0, 1500.0};
constexpr Traffic kOtherRoad{150.0, 500.0};
constexpr double kTownPersons = 100000.0;
constexpr double kTownReachKm = 15.0;
constexpr double kFerryVehicles = 100.0;
constexpr double kVehiclesAbroad = 6000.0;
// Short against the reach of a town.
constexpr double kStepKm = 1.0;

// The base rule is 10 to 16 times the hourly flow a day (docs/model.md section 4); motorcycles,
// cars and small trucks together are near 0.7 pcu each.
constexpr double kHoursPerDay = 14.0;
constexpr double kPcuPerVehicle = 0.7;

// From 0 in the open country: 1 in the midst of a town of kTownPersons.
double town_at(LonLat position, const std::vector<ZoneSite>& towns) {
  double most = 0.0;
  for (const ZoneSite& town : towns) {
    const double weight = std::sqrt(town.population / kTownPersons);
    if (weight * math::exp(-least_km(position, town.position) / kTownReachKm) <= most) continue;
    const double km = geodesic_km(position, town.position);
    most = std::max(most, weight * math::exp(-km / kTownReachKm));
  }
  return most;
}

double mean_town_along(const std::vector<LonLat>& line, const std::vector<ZoneSite>& towns) {
  if (towns.empty()) return 0.0;
  double sum = 0.0;
  double length_km = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double km = geodesic_km(line[i - 1], line[i]);
    const int parts = std::max(1, static_cast<int>(std::ceil(km / kStepKm)));
    for (int k = 0; k < parts; ++k) {
      const double t = (k + 0.5) / parts;
      const LonLat middle{line[i - 1].lon + t * (line[i].lon - line[i - 1].lon),
                          line[i - 1].lat + t * (line[i].lat - line[i - 1].lat)};
      sum += km / parts * town_at(middle, towns);
    }
    length_km += km;
  }
  return length_km > 0.0 ? sum / length_km : town_at(line.front(), towns);
}

}  // namespace

double background_vehicles_per_day(const Road& road, const std::vector<ZoneSite>& towns) {
  if (road.kind == LinkKind::ferry) return kFerryVehicles;
  if (road.country != kLaos) return kVehiclesAbroad;
  const Traffic& traffic = is_main(road) ? kMainRoad : kOtherRoad;
  return traffic.open_country + traffic.town * mean_town_along(road.line, towns);
}

double background_pcu_per_h(const Road& road, const std::vector<ZoneSite>& towns) {
  return background_vehicles_per_day(road, towns) * kPcuPerVehicle / 2.0 / kHoursPerDay;
}

}  // namespace landlink::road_import
