// What trips cost between zones and what that is made of, at the delays of an assignment.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "landlink/appraise/benefit_ledger.hpp"
#include "landlink/appraise/equal_ways.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/side_prices.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/paths/skim.hpp"
#include "link_charges.hpp"

namespace landlink {

namespace {

/// Ways that differ by less of their cost count as equally dear in equilibrium: a cent in 1,000
/// USD.
constexpr double kSameCost = 1e-5;
/// How far a single way in use may be above the mean excess that is the gap (by judgement).
constexpr double kGapsOfOneWay = 10.0;

void mark_origins(const TransportModel& model, ClassId id, std::vector<char>& wanted) {
  for (const OdEntry& entry : model.vehicles_per_h[id].entries()) {
    if (entry.origin.index() < wanted.size()) wanted[entry.origin.index()] = 1;
  }
}

/// Where choice is by logit, a trip costs what is expected of the best way (the logsum), and its
/// parts are means over the ways by their flows.
void use_path_flows(const PathFlows& paths, std::size_t user_class, double usd_per_h,
                    const std::array<std::vector<double>, kUserParts>& of_link, OdCosts& costs) {
  for (const PathCell& cell : paths.cells[user_class]) {
    const PathPair& pair = paths.set.pairs()[cell.pair];
    const std::size_t place = pair.origin.index() * costs.zones + pair.destination.index();
    costs.total_usd[place] = cell.expected_cost * usd_per_h;
    const std::span<const double> flows = paths.flows(cell);
    double all = 0.0;
    for (const double flow : flows) all += flow;
    if (!(all > 0.0)) continue;
    for (std::size_t p = 0; p < kUserParts; ++p) {
      double mean = 0.0;
      for (std::size_t f = 0; f < flows.size(); ++f) {
        double usd = 0.0;
        for (const LinkId link : paths.set.links(paths.set.first_path(cell.pair) + f)) {
          usd += of_link[p][link.index()];
        }
        mean += flows[f] / all * usd;
      }
      costs.parts_usd[p][place] = mean;
    }
  }
}

}  // namespace

IdVector<ClassId, OdCosts> od_costs(const TransportModel& model, const AssignmentResult& flows,
                                    const TransportModel* beside) {
  const AssignmentProblem problem = assignment_problem(model);
  const std::size_t links = model.network.link_count();
  const std::vector<std::vector<double>> prices = side_prices(problem, flows);
  IdVector<ClassId, OdCosts> result;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const ClassId id{k};
    const FreightClass& freight_class = model.classes[id];
    const VehicleType& vehicle = vehicle_of(model, id);
    const Commodity& commodity = model.demand.commodities[freight_class.commodity];
    const ClassLinkCosts& class_costs = model.class_costs[id];
    // An empty truck has no cargo whose time counts: its hours are a cost of running it.
    const double time_usd_per_h =
        freight_class.empty ? 0.0 : vehicle.payload_t * commodity.time_usd_per_t_h;
    const double own_usd_per_h = freight_class.empty ? freight_class.usd_per_vehicle_h : 0.0;
    std::vector<double> cost(links);
    std::array<std::vector<double>, kUserParts> of_link;
    for (auto& part : of_link) part.assign(links, 0.0);
    const auto part = [&](BenefitPart p) -> std::vector<double>& {
      return of_link[static_cast<std::size_t>(p)];
    };
    for (std::size_t i = 0; i < links; ++i) {
      const double price_h = prices.empty() ? 0.0 : prices[k][i];
      cost[i] = class_costs.constant_h[i] + flows.delay[i] + price_h;
      if (!std::isfinite(cost[i])) continue;
      const double hours = class_costs.time_h[i] + flows.delay[i];
      const LinkCharges paid = charges(model, model.network.link(LinkId{i}), vehicle);
      part(BenefitPart::time)[i] = hours * time_usd_per_h;
      part(BenefitPart::inventory)[i] =
          hours * (freight_class.usd_per_vehicle_h - time_usd_per_h - own_usd_per_h);
      part(BenefitPart::tolls)[i] = paid.tolls_usd;
      part(BenefitPart::fees)[i] = paid.fees_usd;
      part(BenefitPart::fuel_tax)[i] = paid.fuel_tax_usd;
      part(BenefitPart::carbon_price)[i] = paid.carbon_usd;
      part(BenefitPart::scarcity)[i] = price_h * freight_class.usd_per_vehicle_h;
      const double back_usd = way_back_usd(model.network, LinkId{i}, freight_class, vehicle,
                                           model.cost_settings, model.mode_tables);
      part(BenefitPart::operating)[i] = hours * own_usd_per_h + class_costs.money_usd[i] +
                                        back_usd - paid.tolls_usd - paid.fees_usd -
                                        paid.fuel_tax_usd - paid.carbon_usd;
    }
    SkimRequest request{.graph = model.network.graph(),
                        .centroids = problem.centroids,
                        .cost = cost,
                        .closed_to_through = problem.closed_to_through};
    for (const auto& values : of_link) request.attributes.emplace_back(values);
    std::vector<char> wanted;
    if (beside != nullptr) {
      wanted.assign(problem.centroids.size(), 0);
      mark_origins(model, id, wanted);
      mark_origins(*beside, id, wanted);
      request.wanted_origins = wanted;
    }
    // Single ways in use are dearer than the least by more than the gap, which is their mean.
    const double same_cost = std::max(kSameCost, kGapsOfOneWay * flows.relative_gap);
    Skims skims = flows.paths != nullptr
                      ? skim(request)
                      : skim_ways_in_use(request, flows.volume_per_h[k], same_cost);
    OdCosts costs{.zones = skims.zones, .total_usd = std::move(skims.cost)};
    for (double& value : costs.total_usd) value *= freight_class.usd_per_vehicle_h;
    for (std::size_t p = 0; p < kUserParts; ++p) {
      costs.parts_usd[p] = std::move(skims.attributes[p]);
    }
    if (flows.paths != nullptr) {
      use_path_flows(*flows.paths, k, freight_class.usd_per_vehicle_h, of_link, costs);
    }
    result.push_back(std::move(costs));
  }
  return result;
}

}  // namespace landlink
