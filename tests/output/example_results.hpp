#pragma once

#include <cmath>
#include <utility>

#include "landlink/appraise/measure.hpp"
#include "landlink/output/scenario_results.hpp"
#include "landlink/paths/search.hpp"
#include "support/corridor_model.hpp"

namespace landlink::test {

/// The corridor of support/corridor_model.hpp with a second commodity and freight both ways, so
/// that two classes share roads and most volumes differ:
///   goods (25 t a truck): West to Abroad 600 t/day, Abroad to Middle 150, East to West 300
///   maize (the same truck): Middle to Abroad 450, West to Middle 75, West to West 30
inline TransportModel two_class_model() {
  TransportModel model = corridor_model();
  const ZoneId west{0u}, middle{1u}, east{2u}, abroad{3u};
  model.demand.tonnes_per_day.raw()[0] =
      OdMatrix(4, {{west, abroad, 600.0}, {abroad, middle, 150.0}, {east, west, 300.0}});
  const CommodityId maize = model.demand.commodities.push_back(
      {.id = "maize", .name = "Maize", .usd_per_t = 250.0, .vehicle = "semi"});
  model.demand.tonnes_per_day.push_back(
      OdMatrix(4, {{middle, abroad, 450.0}, {west, middle, 75.0}, {west, west, 30.0}}));
  FreightClass second = model.classes.raw()[0];
  second.id = "maize-international";
  second.commodity = maize;
  model.classes.push_back(second);
  // t/day over 25 t over 12 h.
  model.vehicles_per_h = {};
  for (const OdMatrix& tonnes : model.demand.tonnes_per_day) {
    model.vehicles_per_h.push_back(tonnes.scaled(1.0 / 300.0));
  }
  model.demand.assumptions = {"demand of an example"};
  rebuild(model);
  return model;
}

/// Every class on its shortest paths without traffic: an assignment, though no equilibrium. Its
/// totals are summed link by link here, not by the code under test.
inline AssignmentResult free_flow_assignment(const TransportModel& model) {
  const Graph& graph = model.network.graph();
  const std::size_t links = graph.link_count();
  AssignmentResult flows;
  flows.volume_per_h.assign(model.classes.size(), std::vector<double>(links, 0.0));
  flows.volume_pcu_per_h.assign(links, 0.0);
  flows.unassigned_per_h.assign(model.classes.size(), 0.0);
  flows.delay.assign(links, 0.0);
  std::vector<char> closed(graph.node_count(), 0);
  for (const NodeId node : model.centroids) closed[node.index()] = 1;
  ShortestPathSearch search(graph, closed);
  const auto pce = [&](std::size_t k) {
    return model.vehicles[model.classes.raw()[k].vehicle].pce;
  };
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    for (const OdEntry& cell : model.vehicles_per_h.raw()[k].entries()) {
      if (cell.origin == cell.destination) continue;
      search.run(model.centroids[cell.origin], model.class_costs.raw()[k].constant_h);
      NodeId node = model.centroids[cell.destination];
      if (!std::isfinite(search.distance(node))) {
        flows.unassigned_per_h[k] += cell.value;
        continue;
      }
      for (; node != model.centroids[cell.origin]; node = graph.tail(search.parent(node))) {
        const std::size_t link = search.parent(node).index();
        flows.volume_per_h[k][link] += cell.value;
        flows.volume_pcu_per_h[link] += pce(k) * cell.value;
      }
    }
  }
  // No background traffic in this model.
  model.delays.delays(flows.volume_pcu_per_h, flows.delay);
  std::vector<double> integral(links);
  model.delays.integrals(flows.volume_pcu_per_h, integral);
  for (std::size_t link = 0; link < links; ++link) flows.objective += integral[link];
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const std::vector<double>& constant = model.class_costs.raw()[k].constant_h;
    std::vector<double> cost(links);
    for (std::size_t link = 0; link < links; ++link) {
      cost[link] = constant[link] + flows.delay[link];
      const double pcu = pce(k) * flows.volume_per_h[k][link];
      if (pcu == 0.0) continue;
      flows.objective += pcu * constant[link];
      flows.total_cost += pcu * cost[link];
    }
    for (const OdEntry& cell : model.vehicles_per_h.raw()[k].entries()) {
      if (cell.origin == cell.destination) continue;
      search.run(model.centroids[cell.origin], cost);
      const double path = search.distance(model.centroids[cell.destination]);
      if (std::isfinite(path)) flows.shortest_path_cost += pce(k) * cell.value * path;
    }
  }
  flows.relative_gap = (flows.total_cost - flows.shortest_path_cost) / flows.total_cost;
  flows.stop = StopReason::converged;
  return flows;
}

/// What layers would give: the course of the roads, one province with a hole, an airport.
inline NetworkLayers example_layers() {
  NetworkLayers layers;
  layers.geometry[{"roads", "R9-1"}] = {{105.0, 16.6}, {105.2, 16.65}, {105.5, 16.6}};
  layers.geometry[{"roads", "R9-2"}] = {{105.5, 16.6}, {105.8, 16.56}, {106.0, 16.6}};
  layers.geometry[{"roads", "R8-1"}] = {{105.0, 16.6}, {105.5, 16.9}, {106.0, 16.6}};
  layers.modes.airports.push_back({.id = "VLSK",
                                   .iata = "ZVK",
                                   .name = "Savannakhet",
                                   .province = "LA-SV",
                                   .position = {105.1, 16.55},
                                   .runway_m = 1633.0});
  Province province{.id = "LA-SV", .name = "Savannakhet", .population = 969697.0};
  province.polygons = {{{{104.8, 16.3}, {106.1, 16.3}, {106.1, 17.0}, {104.8, 17.0}, {104.8, 16.3}},
                        {{105.3, 16.4}, {105.4, 16.5}, {105.5, 16.4}, {105.3, 16.4}}}};
  layers.provinces.push_back(province);
  layers.inputs.push_back({"roads.geojson", std::string(64, 'a')});
  return layers;
}

/// A base, and a scenario that closes the first part of Route 9, so that its freight takes Route 8;
/// or with "LV6" the border post, so that freight abroad has no way.
struct ExampleResults {
  std::string closed_feature = "R9-1";
  TransportModel base_model = two_class_model();
  TransportModel model = two_class_model();
  AssignmentResult base_flows = {};
  AssignmentResult flows = {};
  NetworkLayers layers = example_layers();
  AssignmentOptions options = {};
  Indicators base_indicators = {};
  Indicators now_indicators = {};
  Appraisal appraisal = {.npv_usd = -2.5e6, .eirr = {0.04}};
  Diagnostics diagnostics = {};

  explicit ExampleResults(std::string closed = "R9-1") : closed_feature(std::move(closed)) {
    for (DraftLink& link : model.draft.links) {
      if (link.attributes.source.id == closed_feature) link.attributes.open = false;
    }
    rebuild(model);
    base_flows = free_flow_assignment(base_model);
    flows = free_flow_assignment(model);
    base_indicators = indicators(base_model, base_flows);
    now_indicators = indicators(model, flows);
    Diagnostic gap;
    gap.severity = Severity::warning;
    gap.code = "gap_closed";
    gap.place = {.layer = "roads", .feature = "R9-2"};
    gap.problem = "a gap of 40 m";
    gap.remedy = "check the place";
    gap.where = LonLat{105.5, 16.6};
    diagnostics.add(gap);
  }

  [[nodiscard]] ScenarioResults base() const {
    ScenarioResults results{.study = "example",
                            .scenario = "base",
                            .title = "Example corridor",
                            .model = base_model,
                            .flows = base_flows,
                            .options = options,
                            .layers = layers,
                            .indicators = base_indicators,
                            .hours_per_day = 12.0};
    results.diagnostics = &diagnostics;
    return results;
  }

  /// `before` must outlive what is returned.
  [[nodiscard]] ScenarioResults scenario(const ScenarioResults& before) const {
    const bool closes_road = closed_feature == "R9-1";
    ScenarioResults results{.study = "example",
                            .scenario = closes_road ? "closed-9" : "closed-post",
                            .title = closes_road ? "Route 9 closed" : "Dansavanh closed",
                            .model = model,
                            .flows = flows,
                            .options = options,
                            .layers = layers,
                            .indicators = now_indicators,
                            .hours_per_day = 12.0};
    results.base = &before;
    results.appraisal = &appraisal;
    results.interventions = {closes_road ? "close road 9 between West and Middle"
                                         : "close post Dansavanh"};
    results.changed = {{closes_road ? "roads" : "checkpoints", closed_feature, true}};
    return results;
  }
};

}  // namespace landlink::test
