#include "landlink/network/road_standard.hpp"

namespace landlink {

namespace {

constexpr double kMultilanePcuPerHLane = 2000.0;
constexpr double kTwoLanePcuPerH = 2800.0;  // both directions
constexpr double kGravelPcuPerH = 1000.0;   // both directions
constexpr RoadStandard kMultilane{0.0, 0.15, 4.0};
constexpr RoadStandard kTwoLane{0.0, 0.30, 4.0};  // midway of 0.15 to 0.5
constexpr RoadStandard kUnpaved{0.0, 0.70, 3.0};

// Truck equivalents by terrain for an articulated truck: a class keeps the flat value everywhere,
// and terrain lowers the link's capacity instead, so that costs stay symmetric (docs/model.md).
double terrain_factor(Terrain terrain) {
  switch (terrain) {
    case Terrain::flat:
      return 1.0;
    case Terrain::rolling:
      return 2.5 / 2.88;
    case Terrain::mountainous:
      return 2.5 / 3.25;
  }
  return 1.0;
}

}  // namespace

bool is_paved(Surface surface) { return surface != Surface::gravel && surface != Surface::earth; }

RoadStandard road_standard(double lanes, bool oneway, Surface surface, Terrain terrain) {
  const double lanes_per_direction = oneway ? lanes : lanes / 2.0;
  RoadStandard standard = kTwoLane;
  if (!is_paved(surface)) {
    standard = kUnpaved;
    standard.capacity_pcu_per_h = kGravelPcuPerH / 2.0 * lanes_per_direction;
  } else if (lanes_per_direction >= 2.0) {
    standard = kMultilane;
    standard.capacity_pcu_per_h = kMultilanePcuPerHLane * lanes_per_direction;
  } else {
    standard.capacity_pcu_per_h = kTwoLanePcuPerH / 2.0 * lanes_per_direction;
  }
  standard.capacity_pcu_per_h *= terrain_factor(terrain);
  return standard;
}

}  // namespace landlink
