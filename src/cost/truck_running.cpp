#include "landlink/cost/truck_running.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/road_standard.hpp"

namespace landlink {

namespace {

struct Cubic {
  std::array<double, 4> a;

  [[nodiscard]] double at(double x) const { return a[0] + x * (a[1] + x * (a[2] + x * a[3])); }
};

struct CurvePair {
  Cubic voc;    ///< thousand VND per vehicle-km
  Cubic speed;  ///< km/h
};

const std::array<std::string, 2> kCurveNames = {"heavy_truck", "articulated"};

// By curve, then by Terrain. Coefficients from the public roads-cba-py (Vietnam, two-lane 7 m).
constexpr std::array<std::array<CurvePair, 3>, 2> kCurves = {{
    {{{.voc = {{19.1174, -0.0799556, 0.0370646, -1.2523e-4}},
       .speed = {{88.1384, 1.78358, -0.709791, 0.0237293}}},
      {.voc = {{17.5665, 0.165261, 0.0279951, -7.3851e-5}},
       .speed = {{68.2183, 4.07732, -0.748604, 0.0223200}}},
      {.voc = {{17.7063, 0.312440, 0.0180096, 1.0291e-4}},
       .speed = {{47.0880, 2.92286, -0.363213, 0.00837538}}}}},
    {{{.voc = {{28.3614, -0.863263, 0.118607, -0.00189446}},
       .speed = {{105.7230, -3.47607, -0.337870, 0.0157561}}},
      {.voc = {{23.7135, 0.0843032, 0.0615593, -7.9866e-4}},
       .speed = {{65.6708, 3.26660, -0.685801, 0.0211997}}},
      {.voc = {{24.8431, 0.254707, 0.0430537, -3.3490e-4}},
       .speed = {{44.1095, 3.21548, -0.422779, 0.0106827}}}}},
}};

constexpr double kSmoothest = 2.0;       // IRI, m/km: the best road of the curves
constexpr double kRoughestPaved = 16.0;  // very poor asphalt
constexpr double kRoughestUnpaved = 25.0;

/// Calls `visit` with the cubic's value at both ends of [kSmoothest, x] and where its derivative
/// vanishes between them: extremes over the interval are among these.
template <class Visit>
void visit_extremes(const Cubic& cubic, double x, Visit visit) {
  visit(cubic.at(kSmoothest));
  visit(cubic.at(x));
  // 3 a3 x^2 + 2 a2 x + a1 = 0
  const double a = 3.0 * cubic.a[3];
  const double half_b = cubic.a[2];
  const double discriminant = half_b * half_b - a * cubic.a[1];
  if (a == 0.0 || discriminant < 0.0) return;
  for (const double sign : {-1.0, 1.0}) {
    const double root = (-half_b + sign * std::sqrt(discriminant)) / a;
    if (root > kSmoothest && root < x) visit(cubic.at(root));
  }
}

double running_minimum(const Cubic& cubic, double x) {
  double lowest = cubic.at(kSmoothest);
  visit_extremes(cubic, x, [&lowest](double value) { lowest = std::min(lowest, value); });
  return lowest;
}

double running_maximum(const Cubic& cubic, double x) {
  double highest = cubic.at(kSmoothest);
  visit_extremes(cubic, x, [&highest](double value) { highest = std::max(highest, value); });
  return highest;
}

double terrain_factor(Terrain terrain, const CostSettings& settings) {
  switch (terrain) {
    case Terrain::flat:
      return settings.flat_speed_factor;
    case Terrain::rolling:
      return settings.rolling_speed_factor;
    case Terrain::mountainous:
      return settings.mountainous_speed_factor;
  }
  return 1.0;
}

}  // namespace

std::span<const std::string> cost_curves() { return kCurveNames; }

TruckRunning speed_and_voc(std::string_view curve, const RoadState& road,
                           const CostSettings& settings) {
  const auto name = std::find(kCurveNames.begin(), kCurveNames.end(), curve);
  if (name == kCurveNames.end()) {
    throw Error({.field = "cost_curve"}, fmt::format("no cost curve '{}'", curve),
                name_remedy(curve, kCurveNames));
  }
  const CurvePair& pair = kCurves[static_cast<std::size_t>(name - kCurveNames.begin())]
                                 [static_cast<std::size_t>(road.terrain)];
  const bool unpaved = !is_paved(road.surface);
  const double iri =
      std::clamp(road.iri_m_per_km, kSmoothest, unpaved ? kRoughestUnpaved : kRoughestPaved);
  const double desired_kmh =
      running_minimum(pair.speed, iri) * terrain_factor(road.terrain, settings);
  const double speed_kmh = std::min(desired_kmh, road.speed_limit_kmh);
  return {.speed_kmh = unpaved ? speed_kmh * settings.unpaved_speed_factor : speed_kmh,
          .voc_usd_per_km = running_maximum(pair.voc, iri) / settings.thousand_vnd_per_usd *
                            settings.price_index_2018};
}

}  // namespace landlink
