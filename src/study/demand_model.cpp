#include "landlink/study/demand_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "landlink/core/text.hpp"
#include "landlink/cost/classes.hpp"
#include "landlink/cost/empties.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/demand/od_csv.hpp"
#include "landlink/demand/return_loads.hpp"
#include "landlink/exchange/od_omx.hpp"
#include "landlink/paths/skim.hpp"
#include "landlink/study/equilibrium_prices.hpp"

namespace landlink {

namespace {

constexpr double kDirectionTolerance = 1e-6;  // of a charge, which lies between 0 and 1
constexpr int kMostDirectionSteps = 300;

/// Hours of one class between zones, zones x zones.
Eigen::MatrixXd class_hours(const TransportModel& model, const FreightClass& freight_class,
                            const VehicleType& vehicle, const Commodity& commodity,
                            std::span<const double> delay_h) {
  std::vector<double> cost =
      class_link_costs(model.network, freight_class, vehicle, commodity, model.cost_settings)
          .constant_h;
  for (std::size_t i = 0; i < delay_h.size(); ++i) cost[i] += delay_h[i];
  std::vector<char> closed(model.network.node_count(), 0);
  for (const NodeId node : model.centroids) closed[node.index()] = 1;
  const Skims skims = skim({.graph = model.network.graph(),
                            .centroids = model.centroids.raw(),
                            .cost = cost,
                            .closed_to_through = closed});
  const auto zones = static_cast<Eigen::Index>(skims.zones);
  return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
      skims.cost.data(), zones, zones);
}

TonnePrices tonne_prices(const TransportModel& model, const Commodity& commodity,
                         std::span<const double> delay_h) {
  const std::size_t place = vehicle_index(commodity, model.vehicles);
  VehicleType loaded = model.vehicles[place];
  loaded.empties_in_traffic = true;  // the way back is priced by itself
  VehicleType empty = loaded;
  empty.cost_share = model.cost_settings.empty_cost_share;
  TonnePrices prices;
  for (const bool domestic : {true, false}) {
    const FreightClass full{.id = commodity.id,
                            .vehicle = place,
                            .domestic = domestic,
                            .usd_per_vehicle_h = value_of_vehicle_h(loaded, commodity)};
    FreightClass back = full;
    back.empty = true;
    back.usd_per_vehicle_h = model.cost_settings.empty_usd_per_h;
    (domestic ? prices.loaded.domestic : prices.loaded.international) =
        class_hours(model, full, loaded, commodity, delay_h) *
        (full.usd_per_vehicle_h / loaded.payload_t);
    (domestic ? prices.way_back.domestic : prices.way_back.international) =
        class_hours(model, back, empty, commodity, delay_h).transpose() *
        (back.usd_per_vehicle_h / loaded.payload_t);
  }
  return prices;
}

/// By truck, at delays by LinkId or on the empty network.
std::vector<TonnePrices> truck_costs(const TransportModel& model, const DemandTables& tables,
                                     std::span<const double> delay_h) {
  std::vector<TonnePrices> prices;
  for (const Commodity& commodity : tables.commodities) {
    prices.push_back(tonne_prices(model, commodity, delay_h));
  }
  return prices;
}

/// Puts what an equilibrium expects in the place of the loaded way, where it has a price.
void take_prices(const TransportModel& model, const VehicleType& truck,
                 const EquilibriumPrices& expected, TonnePrices& prices) {
  // Beside other modes a loaded truck weighs its empty way back at the mean (way_back_usd).
  if (!model.mode_tables.services.empty() && truck.empties_in_traffic) {
    prices.way_back_weighed = truck.empty_share;
  }
  prices.by_truck = expected.by_truck;
  for (Eigen::Index cell = 0; cell < expected.usd_per_t.size(); ++cell) {
    const double usd_per_t = expected.usd_per_t.data()[cell];
    for (auto& [loaded, back] :
         {std::pair(&prices.loaded.domestic, &prices.way_back.domestic),
          std::pair(&prices.loaded.international, &prices.way_back.international)}) {
      double& own = loaded->data()[cell];
      if (std::isfinite(usd_per_t)) {
        own = usd_per_t;
      } else if (prices.way_back_weighed > 0.0) {
        own += prices.way_back_weighed * back->data()[cell];  // as the others have it
      }
    }
  }
}

std::vector<TonnePrices> equilibrium_costs(const TransportModel& model,
                                           const AssignmentResult& flows,
                                           const DemandTables& tables) {
  std::vector<TonnePrices> prices = truck_costs(model, tables, flows.delay);
  const std::vector<EquilibriumPrices> expected =
      equilibrium_prices(model, flows, tables.commodities.size());
  for (std::size_t c = 0; c < prices.size(); ++c) {
    const VehicleType& truck = model.vehicles[vehicle_index(tables.commodities[c], model.vehicles)];
    take_prices(model, truck, expected[c], prices[c]);
  }
  return prices;
}

double share_by_truck(const TonnePrices& costs, ZoneId origin, ZoneId destination) {
  if (costs.by_truck.size() == 0) return 1.0;
  return costs.by_truck(static_cast<Eigen::Index>(origin.index()),
                        static_cast<Eigen::Index>(destination.index()));
}

}  // namespace

DemandModel::DemandModel(const Study& study)
    : tables_(read_demand_tables(study.demand)),
      matrix_(study.matrix),
      sum_duplicates_(study.sum_duplicates),
      year_(study.year),
      month_(study.month) {}

void DemandModel::start_directions(const TransportModel& model) {
  std::map<std::string, std::size_t> regions;
  region_of_zone_.clear();
  for (const Zone& zone : model.zones) {
    const std::string& name = zone.province.empty() ? zone.id : zone.province;
    region_of_zone_.push_back(regions.try_emplace(name, regions.size()).first->second);
  }
  regions_ = regions.size();
  directions_.clear();
  const auto size = static_cast<Eigen::Index>(regions_);
  for (const Commodity& commodity : tables_.commodities) {
    const bool known = std::ranges::any_of(
        directions_, [&](const DirectionPrices& each) { return each.type == commodity.vehicle; });
    if (known) continue;
    const double p = model.vehicles[vehicle_index(commodity, model.vehicles)].empty_share;
    directions_.push_back({.type = commodity.vehicle,
                           .return_share = p,
                           .loaded_per_day = Eigen::MatrixXd::Zero(size, size),
                           .charge = Eigen::MatrixXd::Constant(size, size, p)});
  }
}

void DemandModel::update_directions(const TransportModel& model, const FreightDemand& demand,
                                    const std::vector<TonnePrices>& costs, double step) {
  const auto size = static_cast<Eigen::Index>(regions_);
  residual_ = 0.0;
  for (DirectionPrices& direction : directions_) {
    Eigen::MatrixXd loaded = Eigen::MatrixXd::Zero(size, size);
    // Cost of the way back, a mean over the trips between two regions.
    Eigen::MatrixXd way_back = Eigen::MatrixXd::Zero(size, size);
    for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
      const Commodity& commodity = demand.commodities[CommodityId{c}];
      if (commodity.vehicle != direction.type) continue;
      const double payload_t = model.vehicles[vehicle_index(commodity, model.vehicles)].payload_t;
      for (const OdEntry& entry : demand.tonnes_per_day[CommodityId{c}].entries()) {
        if (entry.origin == entry.destination) continue;
        const Zone& from = model.zones[entry.origin];
        const Zone& to = model.zones[entry.destination];
        const bool domestic = from.country == kLaos && to.country == kLaos;
        const auto i = static_cast<Eigen::Index>(region_of_zone_[entry.origin.index()]);
        const auto j = static_cast<Eigen::Index>(region_of_zone_[entry.destination.index()]);
        const Eigen::MatrixXd& back =
            domestic ? costs[c].way_back.domestic : costs[c].way_back.international;
        const double usd_per_t = back(entry.origin.index(), entry.destination.index());
        if (!std::isfinite(usd_per_t)) continue;
        const double by_truck_t =
            entry.value * share_by_truck(costs[c], entry.origin, entry.destination);
        loaded(i, j) += by_truck_t / payload_t;
        way_back(i, j) += by_truck_t * usd_per_t;
      }
    }
    for (Eigen::Index cell = 0; cell < loaded.size(); ++cell) {
      if (loaded.data()[cell] > 0.0) way_back.data()[cell] /= loaded.data()[cell];
    }
    const Eigen::MatrixXd charge = empty_way_charge(loaded, way_back, direction.return_share);
    for (Eigen::Index cell = 0; cell < loaded.size(); ++cell) {
      // What a direction without freight would pay matters to nobody.
      if (loaded.data()[cell] == 0.0) continue;
      residual_ =
          std::max(residual_, std::abs(charge.data()[cell] - direction.charge.data()[cell]));
    }
    direction.charge += step * (charge - direction.charge);
    direction.loaded_per_day = std::move(loaded);
  }
}

DemandSkims DemandModel::price(std::size_t commodity, const TonnePrices& costs) const {
  const std::string& type = tables_.commodities[commodity].vehicle;
  const auto direction = std::ranges::find(directions_, type, &DirectionPrices::type);
  DemandSkims result = costs.loaded;
  for (Eigen::Index i = 0; i < result.domestic.rows(); ++i) {
    for (Eigen::Index j = 0; j < result.domestic.cols(); ++j) {
      const double charge = direction->charge(
          static_cast<Eigen::Index>(region_of_zone_[static_cast<std::size_t>(i)]),
          static_cast<Eigen::Index>(region_of_zone_[static_cast<std::size_t>(j)]));
      const double part = (charge - costs.way_back_weighed) *
                          (costs.by_truck.size() == 0 ? 1.0 : costs.by_truck(i, j));
      if (part == 0.0) continue;  // not 0 x infinity
      // Where no truck can come back, none goes: the price stays what other modes take.
      const auto add = [&](double back, double& price) {
        if (std::isfinite(back) || costs.by_truck.size() == 0) price += part * back;
      };
      add(costs.way_back.domestic(i, j), result.domestic(i, j));
      add(costs.way_back.international(i, j), result.international(i, j));
    }
  }
  return result;
}

FreightDemand DemandModel::distribute(const TransportModel& model) {
  return distribute(model, truck_costs(model, tables_, {}));
}

FreightDemand DemandModel::distribute(const TransportModel& model, const AssignmentResult& flows) {
  return distribute(model, equilibrium_costs(model, flows, tables_));
}

FreightDemand DemandModel::distribute(const TransportModel& model,
                                      const std::vector<TonnePrices>& costs) {
  if (directions_.empty()) start_directions(model);
  const auto demand_at_charges = [&] {
    std::map<std::string, std::size_t> place;
    for (std::size_t c = 0; c < tables_.commodities.size(); ++c) {
      place.emplace(tables_.commodities[c].id, c);
    }
    return build_demand(
        tables_, model.zones,
        [&](const Commodity& commodity) {
          const std::size_t c = place.at(commodity.id);
          return price(c, costs[c]);
        },
        year_, month_);
  };
  FreightDemand demand = demand_at_charges();
  // Where a destination is open, a dearer direction loses freight and becomes cheaper: full steps
  // would swing from one side to the other.
  double step = 0.5;
  double last = std::numeric_limits<double>::infinity();
  for (steps_ = 1; steps_ <= kMostDirectionSteps; ++steps_) {
    update_directions(model, demand, costs, step);
    if (residual_ <= kDirectionTolerance) break;
    if (residual_ > last) step *= 0.7;
    last = residual_;
    demand = demand_at_charges();
  }
  return demand;
}

FreightDemand DemandModel::read_matrix(const TransportModel& model, Diagnostics& diagnostics) {
  FreightDemand demand;
  demand.year = year_;
  for (const Commodity& commodity : tables_.commodities) demand.commodities.push_back(commodity);
  if (folded(matrix_.extension().string()) == folded(".omx")) {
    demand.tonnes_per_day = read_od_omx(matrix_, model.zones, demand.commodities, diagnostics);
  } else {
    demand.tonnes_per_day = read_od_csv(matrix_, model.zones, demand.commodities, diagnostics,
                                        {.sum_duplicates = sum_duplicates_});
  }
  demand.assumptions.push_back(
      fmt::format("All freight is that of {}; rows of the demand tables are not used.",
                  matrix_.filename().generic_string()));
  if (directions_.empty()) start_directions(model);
  const std::vector<TonnePrices> costs = truck_costs(model, tables_, {});
  update_directions(model, demand, costs, 1.0);
  steps_ = 1;
  residual_ = 0.0;  // the matrix is fixed, so its charges are too
  return demand;
}

std::vector<DemandSkims> DemandModel::truck_prices(const TransportModel& model) const {
  std::vector<DemandSkims> result;
  const std::vector<TonnePrices> costs = truck_costs(model, tables_, {});
  for (std::size_t c = 0; c < costs.size(); ++c) result.push_back(price(c, costs[c]));
  return result;
}

std::vector<DemandSkims> DemandModel::prices(const TransportModel& model,
                                             const AssignmentResult& flows) const {
  std::vector<DemandSkims> result;
  const std::vector<TonnePrices> costs = equilibrium_costs(model, flows, tables_);
  for (std::size_t c = 0; c < costs.size(); ++c) result.push_back(price(c, costs[c]));
  return result;
}

void make_user_classes(TransportModel& model, const FreightDemand& demand) {
  // Vehicles of an earlier call's empty classes go; so does their commodity.
  std::erase_if(model.vehicles,
                [](const VehicleType& vehicle) { return vehicle.payload_t == 0.0; });
  model.demand = demand;
  ClassDemand classes =
      make_classes(model.demand, model.vehicles, model.zones, model.cost_settings, model.carriers);
  bool has_empties = false;
  for (const FreightClass& each : classes.classes) {
    has_empties = has_empties || model.vehicles[each.vehicle].empty_share > 0.0;
  }
  if (has_empties) {
    const CommodityId none = model.demand.commodities.push_back({.id = "none",
                                                                 .name = "No load (empty trucks)",
                                                                 .usd_per_t = 0.0,
                                                                 .time_usd_per_t_h = 0.0});
    model.demand.tonnes_per_day.push_back(OdMatrix(model.zones.size()));
    add_empty_classes(classes, model.vehicles, none, model.cost_settings);
  }
  model.classes = std::move(classes.classes);
  model.vehicles_per_h = std::move(classes.vehicles_per_h);
}

}  // namespace landlink
