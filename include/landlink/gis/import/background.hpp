#pragma once

#include <vector>

#include "landlink/gis/import/road.hpp"
#include "landlink/gis/import/zone_sites.hpp"

namespace landlink::road_import {

/// Passenger and local traffic of a road of Laos, vehicles a day in both directions: that of the
/// open country by class, and that of the town which gives the most at the place,
///
///     open country + town * sqrt(population / 100,000) * exp(-distance / 15 km),
///
/// as the mean along the road; distances are as the crow flies to the zone. Main roads 500 and
/// 1,500, others 150 and 500. Assumed: almost no count by section is public; the values follow the
/// assessment of 2014 (fact more-freight-012: below 1,000 except near Vientiane and Savannakhet,
/// below 500 on most other roads). Ferries carry 100, roads abroad 6,000 at any place.
double background_vehicles_per_day(const Road& road, const std::vector<ZoneSite>& towns);

/// The same as pcu per hour and direction: 0.7 pcu a vehicle, the day's traffic in 14 hours.
double background_pcu_per_h(const Road& road, const std::vector<ZoneSite>& towns);

}  // namespace landlink::road_import
