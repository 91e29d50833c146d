#include "landlink/study/demand_response.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "common_paths.hpp"
#include "demand_mixing.hpp"
#include "landlink/appraise/truck_trips.hpp"
#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/scenario/scenario.hpp"

namespace landlink {

namespace {

/// The demand without the commodity of empty trucks, which make_user_classes adds anew.
FreightDemand loaded_part(const TransportModel& model, std::size_t commodities) {
  FreightDemand demand;
  demand.year = model.demand.year;
  demand.assumptions = model.demand.assumptions;
  for (std::size_t c = 0; c < commodities; ++c) {
    demand.commodities.push_back(model.demand.commodities[CommodityId{c}]);
    demand.tonnes_per_day.push_back(model.demand.tonnes_per_day[CommodityId{c}]);
  }
  return demand;
}

/// Puts classes in the order of `ids`, with no trips where a class has none; others go to the end.
void keep_classes(TransportModel& model, const IdVector<ClassId, FreightClass>& order,
                  const std::vector<VehicleType>& vehicles) {
  IdVector<ClassId, FreightClass> classes;
  IdVector<ClassId, OdMatrix> trips;
  std::vector<char> taken(model.classes.size(), 0);
  for (const FreightClass& wanted : order) {
    OdMatrix its_trips(model.zones.size());
    FreightClass its_class = wanted;
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      if (model.classes[ClassId{k}].id != wanted.id) continue;
      its_class = model.classes[ClassId{k}];
      its_trips = model.vehicles_per_h[ClassId{k}];
      taken[k] = 1;
    }
    if (its_trips.cell_count() == 0) {
      // Its place among the vehicles may be another's by now.
      its_class.vehicle = model.vehicles.size();
      model.vehicles.push_back(vehicles[wanted.vehicle]);
    }
    classes.push_back(std::move(its_class));
    trips.push_back(std::move(its_trips));
  }
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    if (taken[k] != 0) continue;
    classes.push_back(model.classes[ClassId{k}]);
    trips.push_back(model.vehicles_per_h[ClassId{k}]);
  }
  model.classes = std::move(classes);
  model.vehicles_per_h = std::move(trips);
}

/// Tonnes of the reference times (price / reference price)^elasticity.
FreightDemand elastic_answer(const FreightDemand& reference, const Zones& zones,
                             const std::vector<DemandSkims>& before,
                             const std::vector<DemandSkims>& now) {
  FreightDemand result = reference;
  for (std::size_t c = 0; c < now.size(); ++c) {
    const CommodityId id{c};
    const double elasticity = reference.commodities[id].elasticity;
    if (elasticity == 0.0) continue;
    std::vector<OdEntry> entries = reference.tonnes_per_day[id].entries();
    for (OdEntry& entry : entries) {
      if (entry.origin == entry.destination) continue;
      const bool domestic =
          zones[entry.origin].country == kLaos && zones[entry.destination].country == kLaos;
      const auto cell = [&](const DemandSkims& skims) {
        return (domestic ? skims.domestic : skims.international)(entry.origin.index(),
                                                                 entry.destination.index());
      };
      const double ratio = cell(now[c]) / cell(before[c]);
      // Pairs that lose or gain their only way keep their tonnes: these show as unassigned.
      if (std::isfinite(ratio) && ratio > 0.0) entry.value *= math::pow(ratio, elasticity);
    }
    result.tonnes_per_day[id] = OdMatrix(zones.size(), std::move(entries));
  }
  return result;
}

/// What an elastic demand answers to: the base's tonnes and prices.
struct ElasticReference {
  FreightDemand demand = {};
  std::vector<DemandSkims> prices = {};
  [[nodiscard]] bool is_elastic() const { return !prices.empty(); }
};

ElasticReference reference_of(const DemandSettings& settings, const SolvedReference* reference,
                              const DemandModel& demand, std::size_t commodities) {
  if (settings.response != DemandResponse::elastic) return {};
  return {.demand = loaded_part(reference->model, commodities),
          .prices = demand.prices(reference->model, reference->flows)};
}

/// The demand that the costs of a solved model call for.
FreightDemand wanted(const TransportModel& model, const AssignmentResult& flows,
                     DemandModel& demand, const DemandSettings& settings,
                     const ElasticReference& base) {
  if (settings.response == DemandResponse::combined) return demand.distribute(model, flows);
  return elastic_answer(base.demand, model.zones, base.prices, demand.prices(model, flows));
}

/// Where freight may go by other modes, gives `model` the empty trips of the trucks that drove in
/// the round before, which had the same classes.
void empties_of(const TransportModel& before, const AssignmentResult& flows,
                TransportModel& model) {
  if (flows.paths == nullptr || before.mode_tables.services.empty()) return;
  const FollowingEmpties empties = following_empties(before, truck_trips(before, *flows.paths));
  for (std::size_t k = 0; k < before.classes.size(); ++k) {
    if (!before.classes[ClassId{k}].empty) continue;
    model.vehicles_per_h[ClassId{k}] = empties.vehicles_per_h[ClassId{k}];
  }
}

}  // namespace

double relative_difference(const FreightDemand& a, const FreightDemand& b) {
  CompensatedSum difference;
  CompensatedSum total;
  for (std::size_t c = 0; c < b.tonnes_per_day.size(); ++c) {
    const CommodityId id{c};
    total.add(a.tonnes_per_day[id].total());
    difference.add((a.tonnes_per_day[id].dense() - b.tonnes_per_day[id].dense()).cwiseAbs().sum());
  }
  return total.value() > 0.0 ? difference.value() / total.value() : 0.0;
}

bool answers(const DemandSettings& settings, const SolvedReference* reference) {
  return settings.response == DemandResponse::combined ||
         (settings.response == DemandResponse::elastic && reference != nullptr);
}

double response_residual(const TransportModel& model, const AssignmentResult& flows,
                         DemandModel& demand, const DemandSettings& settings,
                         const SolvedReference* reference) {
  if (!answers(settings, reference)) return 0.0;
  const std::size_t commodities = demand.tables().commodities.size();
  const ElasticReference base = reference_of(settings, reference, demand, commodities);
  return relative_difference(loaded_part(model, commodities),
                             wanted(model, flows, demand, settings, base));
}

AnsweredDemand answer(TransportModel model, DemandModel& demand, const DemandSettings& settings,
                      const SolvedReference* reference, const AssignmentOptions& options,
                      const SolveModel& solve) {
  AnsweredDemand result;
  DemandAgreement& agreement = result.agreement;
  if (!answers(settings, reference)) {
    result.flows = solve(model, options, false);
    agreement.rounds = 1;
    result.model = std::move(model);
    return result;
  }
  const std::size_t commodities = demand.tables().commodities.size();
  const IdVector<ClassId, FreightClass> order = model.classes;
  const std::vector<VehicleType> vehicles = model.vehicles;
  // An equilibrium is solved this much closer than demand agrees: closer ones tell no more.
  constexpr double kCloser = 0.1;
  constexpr double kRough = 1e-3;
  AssignmentOptions round = options;
  round.relative_gap = std::max(options.relative_gap, kRough);
  ElasticReference base;
  DemandMixing mixing;
  bool warm = false;
  while (true) {
    result.flows = solve(model, round, warm);
    ++agreement.rounds;
    if (agreement.rounds == 1) {
      base = reference_of(settings, reference, demand, commodities);
      if (base.is_elastic() && result.flows.paths != nullptr && reference->flows.paths != nullptr) {
        CommonPathOptions common =
            on_common_paths(options, reference->model, reference->flows, model, result.flows);
        const AssignmentResult beside = solve(reference->model, common.before, true);
        base.prices = demand.prices(reference->model, beside);
        round.stochastic = common.now.stochastic;
        result.flows = solve(model, round, true);
      }
    }
    const FreightDemand now = loaded_part(model, commodities);
    const FreightDemand then = wanted(model, result.flows, demand, settings, base);
    agreement.residual = relative_difference(now, then);
    const bool agrees = agreement.residual <= settings.tolerance;
    const bool is_exact = round.relative_gap <= options.relative_gap;
    agreement.converged = agrees && is_exact;
    if (agreement.converged || agreement.rounds >= settings.max_rounds) break;
    round.relative_gap =
        agrees ? options.relative_gap
               : std::clamp(kCloser * agreement.residual, options.relative_gap, kRough);
    TransportModel before = model;
    if (!agrees) {
      make_user_classes(model, mixing.next(now, then, agreement.residual));
      keep_classes(model, order, vehicles);
    }
    empties_of(before, result.flows, model);
    rebuild(model);
    round = starting_from(round, before, result.flows, model);
    warm = result.flows.paths != nullptr;
  }
  result.model = std::move(model);
  return result;
}

}  // namespace landlink
