#include "landlink/appraise/benefit_ledger.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "landlink/appraise/scarcity_rents.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "link_charges.hpp"

namespace landlink {

namespace {

constexpr std::array kPartNames{"time",           "inventory", "operating cost", "tolls",
                                "fees",           "fuel tax",  "carbon price",   "scarcity price",
                                "remainder",      "revenue",   "scarcity rent",  "duty",
                                "carbon dioxide", "capital",   "maintenance",    "residual value"};
static_assert(kPartNames.size() == static_cast<std::size_t>(BenefitPart::residual) + 1);

auto key_of(const Benefit& b) {
  return std::tie(b.group, b.part, b.country, b.province, b.commodity);
}

/// Sums entries that agree in all that splits them.
class LedgerSum {
 public:
  void add(Benefit key, double usd) {
    if (usd == 0.0) return;
    key.usd = 0.0;
    sums_[std::move(key)].add(usd);
  }
  [[nodiscard]] BenefitLedger ledger() const {
    BenefitLedger result;
    for (const auto& [key, sum] : sums_) {
      result.push_back(key);
      result.back().usd = sum.value();
    }
    return result;
  }

 private:
  struct Before {
    bool operator()(const Benefit& a, const Benefit& b) const { return key_of(a) < key_of(b); }
  };
  std::map<Benefit, CompensatedSum, Before> sums_;
};

std::string country_of(const Zone& zone) {
  return zone.country.empty() ? std::string("world") : zone.country.text();
}
std::string province_of(const Zone& zone) {
  return zone.country == kLaos && !zone.province.empty() ? zone.province : std::string("abroad");
}

/// A carrier has the nationality of its trucks, or of the zone where they have none.
Benefit of_carrier(Benefit key, CountryCode nationality, const Zone& zone) {
  key.group = Beneficiary::carrier;
  if (nationality.empty() || nationality == zone.country) return key;
  key.country = nationality.text();
  key.province = nationality == kLaos ? "national" : "abroad";
  return key;
}

void add_users(const AppraisedState& base, const AppraisedState& with, double days,
               LedgerSum& sum) {
  // Where freight chooses modes, what it pays for a truck has the empty way back in it.
  const bool freight_pays_way_back = !base.model.mode_tables.services.empty();
  for (std::size_t k = 0; k < base.model.classes.size(); ++k) {
    const ClassId id{k};
    if (base.model.classes[id].empty && freight_pays_way_back) continue;
    const OdCosts& before = base.costs[id];
    const OdCosts& after = with.costs[id];
    const std::string& commodity =
        base.model.demand.commodities[base.model.classes[id].commodity].id;
    const auto add_pair = [&](const OdEntry& entry) {
      const std::size_t i = entry.origin.index();
      const std::size_t j = entry.destination.index();
      if (i == j || i >= before.zones || j >= before.zones) return;
      const std::size_t cell0 = i * before.zones + j;
      const std::size_t cell1 = i * after.zones + j;
      const double saved = before.total_usd[cell0] - after.total_usd[cell1];
      if (!std::isfinite(saved)) return;
      // Half of this matrix, and half of the other: 0.5 (T0 + T1)(C0 - C1); half of it to each end.
      const double weight = 0.25 * days * vehicles_per_day(entry.value, base.model.cost_settings);
      for (const ZoneId end : {entry.origin, entry.destination}) {
        const Zone& zone = base.model.zones[end];
        Benefit key{
            .country = country_of(zone), .province = province_of(zone), .commodity = commodity};
        double parts = 0.0;
        const FreightClass& freight_class = base.model.classes[id];
        for (std::size_t p = 0; p < kUserParts; ++p) {
          const double part = before.parts_usd[p][cell0] - after.parts_usd[p][cell1];
          parts += part;
          key.part = static_cast<BenefitPart>(p);
          if (key.part == BenefitPart::operating) {
            sum.add(of_carrier(key, freight_class.nationality, zone), weight * part);
          } else {
            sum.add(key, weight * part);
          }
        }
        key.part = BenefitPart::remainder;
        sum.add(key, weight * (saved - parts));
      }
    };
    for (const OdEntry& entry : base.model.vehicles_per_h[id].entries()) add_pair(entry);
    for (const OdEntry& entry : with.model.vehicles_per_h[id].entries()) add_pair(entry);
  }
}

/// What is paid for permits and for room in yards and on lines stays with who has them.
void add_rents(const AppraisedState& base, const AppraisedState& with, double days,
               LedgerSum& sum) {
  for (const AppraisedState* state : {&base, &with}) {
    const double sign = state == &with ? 1.0 : -1.0;
    for (const auto& [country, usd] : day_rents(state->model, state->flows)) {
      for (std::size_t k = 0; k < usd.size(); ++k) {
        const FreightClass& freight = base.model.classes[ClassId{k}];
        sum.add({.group = Beneficiary::carrier,
                 .part = BenefitPart::rent,
                 .country = country,
                 .province = country == kLaos.text() ? "national" : "abroad",
                 .commodity = base.model.demand.commodities[freight.commodity].id},
                sign * days * usd[k]);
      }
    }
  }
}

void add_collected(const AppraisedState& base, const AppraisedState& with,
                   const LedgerSettings& settings, LedgerSum& sum) {
  const DayRevenue before = day_revenue(base.model, base.flows);
  const DayRevenue after = day_revenue(with.model, with.flows);
  for (std::size_t k = 0; k < base.model.classes.size(); ++k) {
    const FreightClass& freight_class = base.model.classes[ClassId{k}];
    const Commodity& commodity = base.model.demand.commodities[freight_class.commodity];
    const bool is_loaded = !freight_class.empty;
    Benefit key{.group = Beneficiary::government,
                .part = BenefitPart::revenue,
                .province = "national",
                .commodity = commodity.id};
    for (const DayRevenue* state : {&before, &after}) {
      const double sign = state == &after ? 1.0 : -1.0;
      for (const auto& [country, usd] : state->usd) {
        key.country = country;
        sum.add(key, sign * settings.days_per_year * usd[k]);
      }
    }
    Benefit world{.group = Beneficiary::world,
                  .part = BenefitPart::co2,
                  .country = "world",
                  .province = "abroad",
                  .commodity = commodity.id};
    sum.add(world, settings.days_per_year * settings.carbon_usd_per_t *
                       (before.co2_t[k] - after.co2_t[k]));
    if (settings.duty_rate == 0.0 || !is_loaded) continue;
    key.part = BenefitPart::duty;
    key.country = kLaos.text();
    for (const AppraisedState* state : {&base, &with}) {
      const double sign = state == &with ? 1.0 : -1.0;
      for (const OdEntry& entry : state->model.vehicles_per_h[ClassId{k}].entries()) {
        if (state->model.zones[entry.origin].country == kLaos ||
            state->model.zones[entry.destination].country != kLaos) {
          continue;
        }
        sum.add(key, sign * settings.days_per_year * settings.duty_rate * commodity.usd_per_t *
                         tonnes_per_day(entry.value, vehicle_of(state->model, ClassId{k}),
                                        state->model.cost_settings));
      }
    }
  }
}

}  // namespace

std::string_view name_of(Beneficiary group) {
  constexpr std::array kNames{"shipper", "carrier", "government", "world"};
  return kNames[static_cast<std::size_t>(group)];
}

std::string_view name_of(BenefitPart part) { return kPartNames[static_cast<std::size_t>(part)]; }

double total_usd(const BenefitLedger& ledger) {
  CompensatedSum sum;
  for (const Benefit& benefit : ledger) sum.add(benefit.usd);
  return sum.value();
}

std::map<std::string, double> totals_by(const BenefitLedger& ledger,
                                        const std::function<std::string(const Benefit&)>& key) {
  std::map<std::string, CompensatedSum> sums;
  for (const Benefit& benefit : ledger) sums[key(benefit)].add(benefit.usd);
  std::map<std::string, double> totals;
  for (const auto& [name, sum] : sums) totals[name] = sum.value();
  return totals;
}

void add_to(BenefitLedger& sum, const BenefitLedger& ledger, double factor) {
  LedgerSum all;
  for (const Benefit& benefit : sum) all.add(benefit, benefit.usd);
  for (const Benefit& benefit : ledger) all.add(benefit, factor * benefit.usd);
  sum = all.ledger();
}

DayRevenue day_revenue(const TransportModel& model, const AssignmentResult& flows) {
  DayRevenue result;
  const std::size_t classes = model.classes.size();
  std::map<std::string, std::vector<CompensatedSum>> collected;
  std::vector<CompensatedSum> co2_t(classes);
  for (std::size_t k = 0; k < classes; ++k) {
    const VehicleType& vehicle = vehicle_of(model, ClassId{k});
    const auto collect = [&](const std::string& country, double usd) {
      if (usd == 0.0) return;
      auto [place, is_new] = collected.try_emplace(country);
      if (is_new) place->second.resize(classes);
      place->second[k].add(usd);
    };
    for (const LinkId id : model.network.graph().links()) {
      const double flow_per_h = flows.volume_per_h[k][id.index()];
      if (flow_per_h == 0.0) continue;
      const LinkAttributes& link = model.network.link(id);
      const double vehicles = vehicles_per_day(flow_per_h, model.cost_settings);
      const LinkCharges paid = charges(model, link, vehicle);
      const std::string country = link.country.empty() ? "world" : link.country.text();
      collect(country, vehicles * (paid.tolls_usd + paid.fuel_tax_usd + paid.carbon_usd));
      if (paid.fees_usd != 0.0) {
        const CountryCode other = model.network.checkpoints()[link.checkpoint].country_other;
        collect(kLaos.text(), 0.5 * vehicles * paid.fees_usd);
        collect(other.empty() ? "world" : other.text(), 0.5 * vehicles * paid.fees_usd);
      }
      co2_t[k].add(
          vehicles / kGramsPerTonne *
          co2_g(link, model.classes[ClassId{k}], vehicle, model.cost_settings, model.mode_tables));
    }
  }
  for (const auto& [country, sums] : collected) {
    for (const CompensatedSum& sum : sums) result.usd[country].push_back(sum.value());
  }
  for (const CompensatedSum& sum : co2_t) result.co2_t.push_back(sum.value());
  return result;
}

BenefitLedger benefit_ledger(const AppraisedState& base, const AppraisedState& with,
                             const LedgerSettings& settings) {
  LedgerSum sum;
  add_users(base, with, settings.days_per_year, sum);
  add_collected(base, with, settings, sum);
  add_rents(base, with, settings.days_per_year, sum);
  return sum.ledger();
}

}  // namespace landlink
