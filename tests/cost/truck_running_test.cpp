#include "landlink/cost/truck_running.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

constexpr std::array kTerrains = {Terrain::flat, Terrain::rolling, Terrain::mountainous};
constexpr std::array kSurfaces = {Surface::concrete, Surface::asphalt, Surface::dbst,
                                  Surface::gravel, Surface::earth};
constexpr double kNoLimit = 1000.0;

// Heavy truck, flat, IRI 4: speed 88.1384 + 1.78358 x 4 - 0.709791 x 16 + 0.0237293 x 64
//   = 88.1384 + 7.13432 - 11.356656 + 1.5186752 = 85.4347392; it falls from IRI 2 to 4, so the
// running minimum is the value; x 0.70 = 59.80431744 km/h.
// VOC: at IRI 4 19.1174 - 0.3198224 + 0.5930336 - 0.00801472 = 19.38259648, above the value at 2
// (19.1110454), thousand VND / 23 = 0.84272158 USD/km.
TEST(SpeedAndVoc, FollowsTheCubicsOnAFlatRoad) {
  const TruckRunning running =
      speed_and_voc("heavy_truck", {.iri_m_per_km = 4.0, .speed_limit_kmh = kNoLimit});
  EXPECT_NEAR(running.speed_kmh, 59.80431744, 1e-8);  // the digits written above
  EXPECT_NEAR(running.voc_usd_per_km, 0.84272158, 1e-8);
}

// Heavy truck, rolling: the speed cubic rises from IRI 2 to 4 (73.5571 to 73.9782), so a road of
// IRI 4 keeps the 68.2183 + 8.15464 - 2.994416 + 0.17856 = 73.557084 of IRI 2; x 0.65 = 47.8121046.
TEST(SpeedAndVoc, TakesTheRunningMinimumWhereTheCubicRises) {
  const TruckRunning running =
      speed_and_voc("heavy_truck", {.terrain = Terrain::rolling, .speed_limit_kmh = kNoLimit});
  EXPECT_NEAR(running.speed_kmh, 47.8121046, 1e-7);
}

TEST(SpeedAndVoc, NeverGetsBetterWithRoughness) {
  for (const std::string& curve : cost_curves()) {
    for (const Terrain terrain : kTerrains) {
      for (const Surface surface : kSurfaces) {
        TruckRunning smoother = speed_and_voc(curve, {.surface = surface,
                                                      .terrain = terrain,
                                                      .iri_m_per_km = 0.5,
                                                      .speed_limit_kmh = kNoLimit});
        for (double iri = 0.5; iri < 30.0; iri += 0.1) {
          const TruckRunning rougher = speed_and_voc(curve, {.surface = surface,
                                                             .terrain = terrain,
                                                             .iri_m_per_km = iri,
                                                             .speed_limit_kmh = kNoLimit});
          EXPECT_LE(rougher.speed_kmh, smoother.speed_kmh);
          EXPECT_GE(rougher.voc_usd_per_km, smoother.voc_usd_per_km);
          EXPECT_GT(rougher.speed_kmh, 8.0);
          smoother = rougher;
        }
      }
    }
  }
}

TEST(SpeedAndVoc, ClampsRoughnessAt16OnPavedAnd25OnUnpavedRoads) {
  const auto speed = [](Surface surface, double iri) {
    return speed_and_voc("heavy_truck", {.surface = surface,
                                         .terrain = Terrain::mountainous,
                                         .iri_m_per_km = iri,
                                         .speed_limit_kmh = kNoLimit})
        .speed_kmh;
  };
  EXPECT_EQ(speed(Surface::asphalt, 16.0), speed(Surface::asphalt, 40.0));
  EXPECT_LT(speed(Surface::gravel, 20.0), speed(Surface::gravel, 16.0));
  EXPECT_EQ(speed(Surface::gravel, 25.0), speed(Surface::gravel, 40.0));
  EXPECT_EQ(speed(Surface::asphalt, 2.0), speed(Surface::asphalt, 1.0));
}

TEST(SpeedAndVoc, IsCappedByTheSpeedLimit) {
  EXPECT_EQ(speed_and_voc("articulated", {.speed_limit_kmh = 30.0}).speed_kmh, 30.0);
}

// IRI by surface from very good to very poor (docs/model.md section 1): a gravel road that is
// paved and keeps its condition saves time under any limit, for every vehicle and terrain.
TEST(SpeedAndVoc, PavingGravelAlwaysSavesTime) {
  constexpr std::array<double, 5> kGravel = {5, 7, 11, 16, 20};
  constexpr std::array<std::array<double, 5>, 3> kPaved = {
      {{3, 4, 7, 10, 14}, {2, 3, 6, 12, 16}, {3, 4, 7, 12, 16}}};  // by concrete, asphalt, DBST
  for (const std::string& curve : cost_curves()) {
    for (const Terrain terrain : kTerrains) {
      for (std::size_t paved = 0; paved < kPaved.size(); ++paved) {
        for (std::size_t condition = 0; condition < kGravel.size(); ++condition) {
          for (const double limit : {20.0, 40.0, 60.0, 80.0, kNoLimit}) {
            const RoadState before{Surface::gravel, terrain, kGravel[condition], limit};
            const RoadState after{kSurfaces[paved], terrain, kPaved[paved][condition], limit};
            EXPECT_GT(speed_and_voc(curve, after).speed_kmh,
                      speed_and_voc(curve, before).speed_kmh);
            EXPECT_LE(speed_and_voc(curve, after).voc_usd_per_km,
                      speed_and_voc(curve, before).voc_usd_per_km);
          }
        }
      }
    }
  }
}

// Mean speeds that Lao paved roads should show: 45-70 km/h flat, 35-55 rolling, 20-40 mountainous.
TEST(SpeedAndVoc, GivesPlausibleSpeedsByTerrainOnPavedRoads) {
  constexpr std::array<std::array<double, 2>, 3> kBands = {{{45, 70}, {35, 55}, {20, 40}}};
  for (const std::string& curve : cost_curves()) {
    for (std::size_t t = 0; t < kTerrains.size(); ++t) {
      // Good and fair asphalt and DBST.
      for (const double iri : {3.0, 4.0, 6.0, 7.0}) {
        const double speed =
            speed_and_voc(curve, {.terrain = kTerrains[t], .iri_m_per_km = iri}).speed_kmh;
        EXPECT_GE(speed, kBands[t][0]);
        EXPECT_LE(speed, kBands[t][1]);
      }
    }
  }
}

TEST(SpeedAndVoc, NamesTheNearestCurve) {
  EXPECT_THAT([] { speed_and_voc("heavy_trucks", {}); },
              Throws<Error>(Property(&Error::remedy, HasSubstr("'heavy_truck'"))));
}

}  // namespace
}  // namespace landlink
