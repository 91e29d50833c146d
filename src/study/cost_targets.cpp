#include "landlink/study/cost_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"
#include "landlink/cost/classes.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/paths/skim.hpp"

namespace landlink {

namespace {

const std::vector<std::string> kMeasures = {"average", "vehicle_km"};
const std::vector<std::string> kBacks = {"loaded", "empty"};

std::size_t word_of(const CsvRow& row, const char* column, const std::vector<std::string>& words) {
  const std::string& word = row.required_text(column);
  const auto found = std::ranges::find(words, word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  throw Error(row.place(column), fmt::format("a {} of '{}'", column, printable(word)),
              name_remedy(word, words));
}

ZoneId zone_named(const TransportModel& model, const std::string& name) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < model.zones.size(); ++i) {
    if (model.zones[ZoneId{i}].name == name) return ZoneId{i};
    known.push_back(model.zones[ZoneId{i}].name);
  }
  throw Error({.field = "zone"}, fmt::format("no zone '{}'", printable(name)),
              name_remedy(name, known));
}

/// Money and length of the cheapest way of a vehicle with a commodity or without a load.
struct Way {
  double usd = 0.0;
  double km = 0.0;
};

Way cheapest_way(const TransportModel& model, const FreightClass& freight_class,
                 const VehicleType& vehicle, const Commodity& commodity, ZoneId from, ZoneId to) {
  const ClassLinkCosts costs =
      class_link_costs(model.network, freight_class, vehicle, commodity, model.cost_settings);
  std::vector<double> km;
  for (const LinkId link : model.network.graph().links()) {
    km.push_back(model.network.link(link).length_km);
  }
  std::vector<double> money = costs.money_usd;
  for (double& usd : money) {
    if (!std::isfinite(usd)) usd = 0.0;  // of links that the way does not use
  }
  std::vector<char> closed(model.network.node_count(), 0);
  for (const NodeId node : model.centroids) closed[node.index()] = 1;
  const Skims skims = skim({.graph = model.network.graph(),
                            .centroids = model.centroids.raw(),
                            .cost = costs.constant_h,
                            .closed_to_through = closed,
                            .attributes = {money, km}});
  const std::size_t cell = skims.cell(from, to);
  return {.usd = skims.attributes[0][cell], .km = skims.attributes[1][cell]};
}

}  // namespace

bool CostResult::holds() const {
  if (target.band_top > 0.0) return target.value <= model && model <= target.band_top;
  return std::abs(deviation()) <= target.tolerance;
}

std::vector<CostTarget> read_cost_targets(const std::filesystem::path& path) {
  const CsvTable table = CsvTable::read(path);
  table.expect_columns({"name", "measure", "nationality", "type", "from", "to", "back", "value",
                        "other_value", "tolerance", "source", "year", "confidence"},
                       {"basis"});
  std::vector<CostTarget> targets;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    CostTarget target{.name = row.required_text("name"),
                      .is_average = word_of(row, "measure", kMeasures) == 0,
                      .nationality = CountryCode{row.text("nationality")},
                      .value = row.number("value"),
                      .band_top = row.optional_number("other_value").value_or(0.0),
                      .tolerance = row.number("tolerance"),
                      .provenance = {.source = row.required_text("source"),
                                     .year = static_cast<int>(row.integer("year")),
                                     .place = row.place()}};
    if (!target.is_average) {
      target.type = row.required_text("type");
      target.from = row.required_text("from");
      target.to = row.required_text("to");
      target.empty_back = word_of(row, "back", kBacks) == 1;
    }
    if (!(target.value > 0.0)) {
      throw Error(row.place("value"), "a cost that is not above 0", "give what the fact says");
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

double average_usd_per_tkm(const TransportModel& model, const AssignmentResult& flows,
                           CountryCode nationality) {
  CompensatedSum usd;
  CompensatedSum tkm;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight_class = model.classes[ClassId{k}];
    if (!nationality.empty() && freight_class.nationality != nationality) continue;
    const ClassLinkCosts& costs = model.class_costs[ClassId{k}];
    const double payload_t = model.vehicles[freight_class.vehicle].payload_t;
    for (const LinkId id : model.network.graph().links()) {
      const double flow = flows.volume_per_h[k][id.index()];
      const LinkAttributes& link = model.network.link(id);
      if (flow == 0.0 || link.country != kLaos || link.kind == LinkKind::border) continue;
      usd.add(flow * costs.money_usd[id.index()]);
      tkm.add(flow * payload_t * link.length_km);
    }
  }
  return tkm.value() > 0.0 ? usd.value() / tkm.value() : 0.0;
}

double usd_per_vehicle_km(const TransportModel& model, const std::string& type,
                          CountryCode nationality, const std::string& from, const std::string& to,
                          bool empty_back) {
  // Goods of the middle of the list of values, so that the way is that of ordinary freight.
  const Commodity goods{.id = "goods", .usd_per_t = 1000.0, .vehicle = type};
  const ZoneId origin = zone_named(model, from);
  const ZoneId destination = zone_named(model, to);
  const bool domestic =
      model.zones[origin].country == kLaos && model.zones[destination].country == kLaos;
  const std::size_t place = vehicle_index(goods, model.vehicles, nationality);
  VehicleType vehicle = model.vehicles[place];
  vehicle.empties_in_traffic = true;
  FreightClass freight_class{.id = "goods",
                             .vehicle = place,
                             .nationality = nationality,
                             .domestic = domestic,
                             .usd_per_vehicle_h = value_of_vehicle_h(vehicle, goods)};
  const Way there = cheapest_way(model, freight_class, vehicle, goods, origin, destination);
  if (!empty_back) return there.usd / there.km;
  freight_class.empty = true;
  freight_class.usd_per_vehicle_h = model.cost_settings.empty_usd_per_h;
  vehicle.cost_share = model.cost_settings.empty_cost_share;
  const Way back = cheapest_way(model, freight_class, vehicle, goods, destination, origin);
  return (there.usd + back.usd) / there.km;
}

std::vector<CostResult> hold_against_costs(const TransportModel& model,
                                           const AssignmentResult& flows,
                                           const std::vector<CostTarget>& targets) {
  std::vector<CostResult> results;
  for (const CostTarget& target : targets) {
    results.push_back(
        {.target = target,
         .model = target.is_average
                      ? average_usd_per_tkm(model, flows, target.nationality)
                      : usd_per_vehicle_km(model, target.type, target.nationality, target.from,
                                           target.to, target.empty_back)});
  }
  return results;
}

}  // namespace landlink
