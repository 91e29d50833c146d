#include "landlink/study/demand_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "landlink/appraise/measure.hpp"
#include "landlink/assign/loader.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink {

namespace {

/// All demand on shortest paths at free-flow costs.
AssignmentResult load_free_flow(const TransportModel& model) {
  const AssignmentProblem problem = assignment_problem(model);
  const std::size_t links = model.network.link_count();
  std::vector<double> cost;
  for (const UserClass& user_class : problem.classes) {
    cost.insert(cost.end(), user_class.constant_cost.begin(), user_class.constant_cost.end());
  }
  std::vector<double> pcu_per_h(cost.size(), 0.0);
  constexpr std::size_t kBlocks = 64;
  Loader loader(problem, kBlocks);
  static_cast<void>(loader.load(cost, pcu_per_h));
  AssignmentResult flows;
  flows.delay.assign(links, 0.0);
  flows.volume_pcu_per_h.assign(links, 0.0);
  flows.unassigned_per_h = loader.unassigned_per_h();
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    std::vector<double> vehicles(links);
    for (std::size_t i = 0; i < links; ++i) {
      vehicles[i] = pcu_per_h[k * links + i] / problem.classes[k].pce;
      flows.volume_pcu_per_h[i] += pcu_per_h[k * links + i];
    }
    flows.volume_per_h.push_back(std::move(vehicles));
  }
  return flows;
}

std::vector<CommodityTotal> totals_of(const TransportModel& model) {
  std::vector<CommodityTotal> totals;
  for (std::size_t c = 0; c < model.demand.commodities.size(); ++c) {
    const Commodity& commodity = model.demand.commodities[CommodityId{c}];
    const OdMatrix& matrix = model.demand.tonnes_per_day[CommodityId{c}];
    if (matrix.cell_count() == 0) continue;
    CompensatedSum sums[5];  // imports, exports, domestic, transit, within zones
    for (const OdEntry& entry : matrix.entries()) {
      const bool from_laos = model.zones[entry.origin].country == kLaos;
      const bool to_laos = model.zones[entry.destination].country == kLaos;
      const std::size_t kind = entry.origin == entry.destination ? 4
                               : from_laos && to_laos            ? 2
                               : from_laos                       ? 1
                               : to_laos                         ? 0
                                                                 : 3;
      sums[kind].add(entry.value);
    }
    totals.push_back({.id = commodity.id,
                      .name = commodity.name,
                      .imports = sums[0].value(),
                      .exports = sums[1].value(),
                      .domestic = sums[2].value(),
                      .transit = sums[3].value(),
                      .within_zones = sums[4].value()});
  }
  return totals;
}

std::vector<GatewayTotal> gateways_of(const TransportModel& model, const AssignmentResult& flows) {
  std::vector<GatewayTotal> totals;
  std::vector<std::size_t> place(model.zones.size(), 0);
  for (std::size_t i = 0; i < model.zones.size(); ++i) {
    const Zone& zone = model.zones[ZoneId{i}];
    if (zone.country == kLaos) continue;
    place[i] = totals.size();
    totals.push_back({.id = zone.id, .name = zone.name, .country = zone.country.text()});
  }
  for (const OdMatrix& matrix : model.demand.tonnes_per_day) {
    for (const OdEntry& entry : matrix.entries()) {
      if (entry.origin == entry.destination) continue;
      if (model.zones[entry.origin].country != kLaos) {
        totals[place[entry.origin.index()]].into_laos += entry.value;
      }
      if (model.zones[entry.destination].country != kLaos) {
        totals[place[entry.destination.index()]].out_of_laos += entry.value;
      }
    }
  }
  std::map<std::string, GatewayTotal> posts;
  for (const LinkId id : model.network.graph().links()) {
    const LinkAttributes& link = model.network.link(id);
    if (link.kind != LinkKind::border || !link.checkpoint.valid()) continue;
    const BorderCheckpoint& post = model.network.checkpoints()[link.checkpoint];
    GatewayTotal& total = posts[post.id];
    total.id = post.id;
    total.name = post.name + " - " + post.name_other;
    total.country = post.country_other.text();
    total.is_post = true;
    // The link leaves Laos if it begins on the Lao side.
    const bool leaves = model.network.node(model.network.tail(id)).country == kLaos;
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      const double vehicles =
          vehicles_per_day(flows.volume_per_h[k][id.index()], model.cost_settings);
      const double tonnes = vehicles * model.vehicles[model.classes[ClassId{k}].vehicle].payload_t;
      (leaves ? total.out_of_laos : total.into_laos) += tonnes;
      total.trucks_per_day += vehicles;
    }
  }
  for (auto& [id, total] : posts) totals.push_back(std::move(total));
  return totals;
}

/// Tonnes a day of the classes against the matrices, the worst commodity, relative.
double balance_of(const TransportModel& model) {
  std::vector<CompensatedSum> carried(model.demand.commodities.size());
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight_class = model.classes[ClassId{k}];
    carried[freight_class.commodity.index()].add(
        tonnes_per_day(model.vehicles_per_h[ClassId{k}].total(),
                       model.vehicles[freight_class.vehicle], model.cost_settings));
  }
  double worst = 0.0;
  for (std::size_t c = 0; c < carried.size(); ++c) {
    const double wanted = model.demand.tonnes_per_day[CommodityId{c}].total();
    if (wanted == 0.0) continue;
    worst = std::max(worst, std::abs(carried[c].value() / wanted - 1.0));
  }
  return worst;
}

}  // namespace

DemandReport report_demand(const Study& study) {
  DemandReport report;
  Study by_truck = study;
  by_truck.modes = {.rail = false, .waterway = false, .air = false};
  report.base = load_base_model(by_truck);
  const TransportModel& model = report.base.model;
  report.free_flow = load_free_flow(model);
  report.commodities = totals_of(model);
  report.gateways = gateways_of(model, report.free_flow);
  report.balance_residual = balance_of(model);
  const DemandTables& tables = report.base.demand->tables();
  if (std::filesystem::exists(study.demand / "targets.csv")) {
    report.targets =
        hold_against_targets(tables, read_demand_targets(study.demand / "targets.csv", tables));
  }
  if (std::filesystem::exists(study.demand / "cost_targets.csv")) {
    report.costs = hold_against_costs(model, report.free_flow,
                                      read_cost_targets(study.demand / "cost_targets.csv"));
  }
  return report;
}

}  // namespace landlink
