#pragma once

#include <string>

#include "landlink/scenario/scenario.hpp"

namespace landlink {

// A small model for tests of scenarios and appraisals:
//
//   West ---9, 60 km--- Middle ---9, 40 km--- East ==X== Abroad        X checkpoint LV6 Dansavanh
//     \________________8, 150 km_____________/
//
// Every road both ways, two lanes of dbst on flat land; three zones on the Lao nodes and one
// abroad, each at its node by a connector of no length. One commodity: 600 t/day West to Abroad.
inline TransportModel corridor_model() {
  TransportModel model;
  model.year = 2024;
  NetworkDraft& draft = model.draft;
  const auto node = [&](const char* name, double lon, CountryCode country, NodeKind kind) {
    return draft.add_node(
        {.position = {lon, 16.6}, .kind = kind, .country = country, .name = name});
  };
  const CountryCode vietnam("VNM");
  const NodeId west = node("West", 105.0, kLaos, NodeKind::junction);
  const NodeId middle = node("Middle", 105.5, kLaos, NodeKind::junction);
  const NodeId east = node("East", 106.0, kLaos, NodeKind::checkpoint);
  const NodeId abroad = node("Abroad", 106.0, vietnam, NodeKind::checkpoint);
  const auto both_ways = [&](NodeId a, NodeId b, LinkAttributes link) {
    draft.add_link(a, b, link);
    link.source.forward = false;
    draft.add_link(b, a, link);
  };
  const auto road = [&](NodeId a, NodeId b, const char* id, const char* number, double km) {
    both_ways(a, b,
              {.source = {.layer = "roads", .id = id},
               .road = number,
               .country = kLaos,
               .province = "LA-SV",
               .length_km = km});
  };
  road(west, middle, "R9-1", "9", 60.0);
  road(middle, east, "R9-2", "9", 40.0);
  road(west, east, "R8-1", "8", 150.0);
  const CheckpointId post = draft.checkpoints.push_back({.id = "LV6",
                                                         .name = "Dansavanh",
                                                         .name_other = "Lao Bao",
                                                         .country_other = vietnam,
                                                         .position = {106.0, 16.6},
                                                         .lanes = 4.0,
                                                         .service_mean_h = 0.5,
                                                         .service_sd_h = 0.25,
                                                         .open_h_per_day = 12.0,
                                                         .stops = 2,
                                                         .document_h = 1.0,
                                                         .fee_usd = 30.0});
  both_ways(east, abroad,
            {.kind = LinkKind::border,
             .source = {.layer = "checkpoints", .id = "LV6"},
             .country = kLaos,
             .checkpoint = post});
  const auto zone = [&](const char* name, NodeId at, CountryCode country) {
    const LonLat position = draft.nodes[at].position;
    model.zones.push_back(
        {.id = name, .name = name, .position = position, .country = country, .population = 1000});
    const NodeId centroid = draft.add_node(
        {.position = position, .kind = NodeKind::centroid, .country = country, .name = name});
    model.centroids.push_back(centroid);
    both_ways(centroid, at,
              {.kind = LinkKind::connector,
               .source = {.layer = "zones", .id = name},
               .country = country});
  };
  zone("West", west, kLaos);
  zone("Middle", middle, kLaos);
  zone("East", east, kLaos);
  zone("Abroad", abroad, vietnam);

  model.vehicles.push_back({.id = "semi",
                            .name = "Six-axle articulated",
                            .cost_curve = "articulated",
                            .payload_t = 25.0,
                            .tare_t = 15.0,
                            .axle_load_t = 9.0,
                            .pce = 2.5,
                            .empty_share = 0.4});
  model.demand.year = 2024;
  const CommodityId goods = model.demand.commodities.push_back(
      {.id = "goods", .name = "Goods", .usd_per_t = 1000.0, .vehicle = "semi"});
  model.demand.tonnes_per_day.push_back(OdMatrix(4, {{ZoneId{0u}, ZoneId{3u}, 600.0}}));
  model.classes.push_back({.id = "goods-international",
                           .commodity = goods,
                           .vehicle = 0,
                           .domestic = false,
                           .usd_per_vehicle_h = 25.0 * 0.48});
  // 600 t in trucks of 25 t over 12 hours: 2 vehicles an hour.
  model.vehicles_per_h.push_back(OdMatrix(4, {{ZoneId{0u}, ZoneId{3u}, 2.0}}));
  rebuild(model);
  return model;
}

/// A railway of 120 km beside the whole corridor, between yards W at West and A at Abroad. Neither
/// services nor who may use it.
inline void add_railway(TransportModel& model, const TerminalHandling& handling) {
  const auto yard = [&](const char* id, double lon, CountryCode country) {
    return Station{.id = id,
                   .name = id,
                   .kind = StationKind::freight_yard,
                   .position = {lon, 16.6},
                   .country = country,
                   .handling = handling};
  };
  model.other_modes.stations = {yard("W", 105.0, kLaos), yard("A", 106.0, CountryCode("VNM"))};
  model.other_modes.railways = {{.id = "L",
                                 .from = 0,
                                 .to = 1,
                                 .length_km = 120.0,
                                 .gauge_mm = 1435,
                                 .train_paths_per_day = 6.0,
                                 .train_payload_t = 1000.0,
                                 .speed_kmh = 40.0,
                                 .country = kLaos}};
}

}  // namespace landlink
