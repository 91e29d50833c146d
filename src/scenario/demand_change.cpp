#include "demand_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "landlink/core/text.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink {

namespace {

bool is_domestic(const TransportModel& model, ZoneId origin, ZoneId destination) {
  return model.zones[origin].country == kLaos && model.zones[destination].country == kLaos;
}

}  // namespace

bool is_meant(const Zone& zone, const std::string& word) {
  const std::string name = folded(word);
  return folded(zone.id) == name || folded(zone.name) == name ||
         (!zone.province.empty() && folded(zone.province) == name) ||
         (!zone.country.empty() && folded(zone.country.text()) == name);
}

std::vector<ZoneShare> zone_shares_of(const TransportModel& model,
                                      const std::vector<std::string>& words, const Place& place) {
  std::vector<double> share(model.zones.size(), 0.0);
  for (const std::string& word : words) {
    std::vector<ZoneId> meant;
    double total = 0.0;
    const auto weight = [&](ZoneId id) {
      const Zone& zone = model.zones[id];
      return zone.country == kLaos ? zone.population : zone.attraction_weight;
    };
    for (std::size_t z = 0; z < model.zones.size(); ++z) {
      if (!is_meant(model.zones[ZoneId{z}], word)) continue;
      meant.push_back(ZoneId{z});
      total += weight(ZoneId{z});
    }
    if (meant.empty()) {
      std::set<std::string> known;
      for (const Zone& zone : model.zones) {
        known.insert(zone.name);
        if (!zone.province.empty()) known.insert(zone.province);
        if (!zone.country.empty()) known.insert(zone.country.text());
      }
      throw Error(place, fmt::format("no zone, province or country '{}'", printable(word)),
                  name_remedy(word, std::vector<std::string>(known.begin(), known.end())));
    }
    for (const ZoneId id : meant) {
      const double of_word =
          total > 0.0 ? weight(id) / total : 1.0 / static_cast<double>(meant.size());
      share[id.index()] += of_word / static_cast<double>(words.size());
    }
  }
  std::vector<ZoneShare> shares;
  for (std::size_t z = 0; z < share.size(); ++z) {
    if (share[z] > 0.0) shares.push_back({ZoneId{z}, share[z]});
  }
  return shares;
}

CommodityId find_commodity(const TransportModel& model, const std::string& word,
                           const Place& place) {
  std::vector<std::string> known;
  for (std::size_t c = 0; c < model.demand.commodities.size(); ++c) {
    const Commodity& commodity = model.demand.commodities[CommodityId{c}];
    if (folded(commodity.id) == folded(word) || folded(commodity.name) == folded(word)) {
      return CommodityId{c};
    }
    known.push_back(commodity.id);
  }
  throw Error(place, fmt::format("no commodity '{}'", printable(word)), name_remedy(word, known));
}

void scale_freight(TransportModel& model, CommodityId commodity, double factor,
                   const std::function<bool(const Zone&, const Zone&)>& keep) {
  const auto scaled = [&](const OdMatrix& matrix) {
    std::vector<OdEntry> entries = matrix.entries();
    for (OdEntry& entry : entries) {
      if (keep(model.zones[entry.origin], model.zones[entry.destination])) entry.value *= factor;
    }
    return OdMatrix(matrix.zone_count(), std::move(entries));
  };
  model.demand.tonnes_per_day[commodity] = scaled(model.demand.tonnes_per_day[commodity]);
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    if (model.classes[ClassId{k}].commodity != commodity) continue;
    model.vehicles_per_h[ClassId{k}] = scaled(model.vehicles_per_h[ClassId{k}]);
  }
}

void add_freight(TransportModel& model, CommodityId commodity,
                 const std::vector<ZoneShare>& origins, const std::vector<ZoneShare>& destinations,
                 double tonnes_per_day, const Place& place) {
  std::vector<OdEntry> added[2];  // international, domestic
  for (const ZoneShare& from : origins) {
    for (const ZoneShare& to : destinations) {
      added[is_domestic(model, from.zone, to.zone) ? 1 : 0].push_back(
          {from.zone, to.zone, tonnes_per_day * from.share * to.share});
    }
  }
  std::vector<OdEntry> tonnes = model.demand.tonnes_per_day[commodity].entries();
  for (const bool domestic : {true, false}) {
    const std::vector<OdEntry>& entries = added[domestic ? 1 : 0];
    if (entries.empty()) continue;
    tonnes.insert(tonnes.end(), entries.begin(), entries.end());
    double total = 0.0;
    std::vector<ClassId> carrying;
    const auto carries = [&](ClassId id) { return tonnes_of_class(model, id); };
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      const FreightClass& freight_class = model.classes[ClassId{k}];
      if (freight_class.commodity != commodity || freight_class.domestic != domestic ||
          freight_class.empty) {
        continue;
      }
      carrying.push_back(ClassId{k});
      total += carries(ClassId{k});
    }
    if (carrying.empty() || !(total > 0.0)) {
      throw Error(place,
                  fmt::format("the base has no {} freight of {}, so that no class of trucks is "
                              "known to carry it",
                              domestic ? "domestic" : "international",
                              model.demand.commodities[commodity].id),
                  "name another commodity, or add a row to the demand tables");
    }
    std::vector<double> shares;
    for (const ClassId id : carrying) shares.push_back(carries(id) / total);
    for (std::size_t c = 0; c < carrying.size(); ++c) {
      const VehicleType& vehicle = model.vehicles[model.classes[carrying[c]].vehicle];
      std::vector<OdEntry> vehicles = model.vehicles_per_h[carrying[c]].entries();
      for (OdEntry entry : entries) {
        entry.value = vehicles_per_h(entry.value * shares[c], vehicle, model.cost_settings);
        vehicles.push_back(entry);
      }
      model.vehicles_per_h[carrying[c]] = OdMatrix(model.zones.size(), std::move(vehicles));
    }
  }
  model.demand.tonnes_per_day[commodity] = OdMatrix(model.zones.size(), std::move(tonnes));
}

double tonnes_of_class(const TransportModel& model, ClassId id) {
  return tonnes_per_day(model.vehicles_per_h[id].total(), model.vehicles[model.classes[id].vehicle],
                        model.cost_settings);
}

}  // namespace landlink
