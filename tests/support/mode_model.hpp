#pragma once

#include "support/corridor_model.hpp"

namespace landlink {

// The corridor of corridor_model.hpp beside a railway, a river and flights that its freight may
// use:
//
//   West ---9, 60 km--- Middle ---9, 40 km--- East ==X== Abroad        X checkpoint LV6 Dansavanh
//     W======= L1, 60 km ====M== L2, 50 km =B== L3, 10 km ==A   W, A yards, M a station, B a border
//     P~~~~~~~~~~~~~~~~ river R, 130 km ~~~~~~~~~~~~~~~~~~~~Q   P, Q ports
//     F . . . . . . . . . . . . flight FG . . . . . . . . . G   F, G airports
//
// Six trains a day of 1,000 t at 40 km/h and 0.03 USD/t-km; yards take 4 h and 3 USD/t.
inline TransportModel mode_model() {
  TransportModel model = corridor_model();
  const CountryCode vietnam("VNM");
  model.draft.checkpoints[CheckpointId{0u}].position = {105.98, 16.6};
  const auto station = [&](const char* id, const char* name, StationKind kind, double lon,
                           CountryCode country) {
    Station result{.id = id,
                   .name = name,
                   .kind = kind,
                   .position = {lon, 16.6},
                   .country = country,
                   .gauges_mm = {1435}};
    if (country == kLaos) result.province = "LA-SV";
    if (kind == StationKind::freight_yard) {
      result.handling = {
          .handling_h = 4.0, .handling_usd_per_t = 3.0, .capacity_t_per_day = 2000.0};
    }
    if (kind == StationKind::border) {
      result.handling = {.handling_h = 5.0, .handling_usd_per_t = 1.0};
    }
    return result;
  };
  model.other_modes.stations = {
      station("W", "West yard", StationKind::freight_yard, 105.0, kLaos),
      station("M", "Middle stop", StationKind::station, 105.5, kLaos),
      station("B", "Rail border", StationKind::border, 105.98, kLaos),
      station("A", "Abroad yard", StationKind::freight_yard, 106.0, vietnam)};
  const auto railway = [](const char* id, std::size_t from, std::size_t to, double km,
                          CountryCode country) {
    return Railway{.id = id,
                   .line = "East line",
                   .from = from,
                   .to = to,
                   .length_km = km,
                   .gauge_mm = 1435,
                   .train_paths_per_day = 6.0,
                   .train_payload_t = 1000.0,
                   .speed_kmh = 40.0,
                   .tariff_usd_per_tkm = 0.03,
                   .country = country};
  };
  model.other_modes.railways = {railway("L1", 0, 1, 60.0, kLaos), railway("L2", 1, 2, 50.0, kLaos),
                                railway("L3", 2, 3, 10.0, vietnam)};
  const auto port = [](const char* id, double lon, CountryCode country) {
    return Port{.id = id,
                .name = id,
                .position = {lon, 16.6},
                .country = country,
                .handling = {.handling_h = 8.0, .handling_usd_per_t = 2.0}};
  };
  model.other_modes.ports = {port("P", 105.0, kLaos), port("Q", 106.0, vietnam)};
  model.other_modes.waterways = {{.id = "R",
                                  .river = "Banghiang",
                                  .from = 0,
                                  .to = 1,
                                  .length_km = 130.0,
                                  .speed_down_kmh = 13.0,
                                  .speed_up_kmh = 10.0,
                                  .vessel_t = 100.0,
                                  .low_water_vessel_t = 30.0,
                                  .vessels_per_day = 4.0,
                                  .tariff_usd_per_tkm = 0.02,
                                  .country = kLaos}};
  const auto airport = [](const char* id, double lon, CountryCode country) {
    return Airport{.id = id,
                   .name = id,
                   .country = country,
                   .position = {lon, 16.6},
                   .runway_m = 1800.0,
                   .slots_per_h = 0.5,
                   .handling = {.handling_h = 6.0,
                                .handling_usd_per_t = 90.0,
                                .capacity_t_per_day = 10.0,
                                .open_h_per_day = 12.0},
                   .cold_store_t = 5.0,
                   .weather_closed_share = 0.25};
  };
  model.other_modes.airports = {airport("F", 105.0, kLaos), airport("G", 106.0, vietnam)};
  model.other_modes.air_links = {{.id = "FG",
                                  .from = 0,
                                  .to = 1,
                                  .length_km = 106.0,
                                  .flights_per_week = 56.0,
                                  .payload_t = 2.0,
                                  .block_h = 0.5,
                                  .runway_needed_m = 1500.0,
                                  .tariff_usd_per_t = 800.0}};
  for (const LinkKind mode : {LinkKind::rail, LinkKind::waterway, LinkKind::air}) {
    model.mode_tables.services.push_back({.kind = mode});
    model.mode_tables.access.push_back({.commodity = "goods", .kind = mode});
  }
  rebuild(model);
  return model;
}

}  // namespace landlink
