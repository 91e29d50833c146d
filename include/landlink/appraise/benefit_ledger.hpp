#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/appraise/measure.hpp"

namespace landlink {

/// Who gains. A transfer is a loss of one and a gain of another.
enum class Beneficiary { shipper, carrier, government, world };

/// What of. `remainder` is what the parts of a cost leave of its change: the change of entropy
/// under logit choice, and what ways in use differ by (equal_ways.hpp); else nothing. Reliability
/// has no value yet.
enum class BenefitPart {
  time,          ///< hours of cargo at its value of time
  inventory,     ///< value that cargo loses in these hours
  operating,     ///< running vehicles, without what follows
  tolls,         ///< paid to the country of the road
  fees,          ///< paid at border posts
  fuel_tax,      ///< paid to the country of the road
  carbon_price,  ///< paid to the country of the road
  scarcity,      ///< price of permits and of limits to capacity
  remainder,
  revenue,      ///< of governments: the other side of tolls, fees, fuel tax and carbon price
  rent,         ///< of who holds what is scarce: the other side of its price
  duty,         ///< customs duty on imports
  co2,          ///< what carbon dioxide costs the world
  capital,      ///< of present values: costs of the scenario itself, negative
  maintenance,  ///< the same
  residual,     ///< what is left of the capital at the end
};

/// Parts of what users pay on a link: those before the remainder.
inline constexpr auto kUserParts = static_cast<std::size_t>(BenefitPart::remainder);

std::string_view name_of(Beneficiary group);
std::string_view name_of(BenefitPart part);

/// A benefit of one year with everything that it is split by.
struct Benefit {
  Beneficiary group = Beneficiary::shipper;
  BenefitPart part = BenefitPart::time;
  std::string country = {};   ///< ISO 3166-1; "world" where it is nobody's
  std::string province = {};  ///< ISO 3166-2 in Laos; "national" of its government; else "abroad"
  std::string commodity = {};
  double usd = 0.0;

  friend bool operator==(const Benefit&, const Benefit&) = default;
};

/// Benefits by all that splits them, each combination once and in order; sums over any of the
/// dimensions have the same total.
using BenefitLedger = std::vector<Benefit>;

double total_usd(const BenefitLedger& ledger);
/// Sums by the names that `key` gives, in their order.
std::map<std::string, double> totals_by(const BenefitLedger& ledger,
                                        const std::function<std::string(const Benefit&)>& key);
/// Adds `factor` times the entries of a ledger to another.
void add_to(BenefitLedger& sum, const BenefitLedger& ledger, double factor);

/// Costs between zones of one class, per loaded vehicle: its generalised cost in USD and the parts
/// of it, zones x zones; infinite where there is no way.
struct OdCosts {
  std::size_t zones = 0;
  std::vector<double> total_usd = {};
  std::array<std::vector<double>, kUserParts> parts_usd = {};
};

/// What each class pays between zones on its cheapest ways, at the delays of an assignment. With
/// `beside`, a model of the same classes to be compared with, only from where the class has trips in
/// either of the two; infinite from elsewhere.
IdVector<ClassId, OdCosts> od_costs(const TransportModel& model, const AssignmentResult& flows,
                                    const TransportModel* beside = nullptr);

/// What governments collect and vehicles emit on one day, by class and collector.
struct DayRevenue {
  std::map<std::string, std::vector<double>> usd = {};  ///< by country; by ClassId
  std::vector<double> co2_t = {};                       ///< by ClassId
};
DayRevenue day_revenue(const TransportModel& model, const AssignmentResult& flows);

/// One state of the world: a model with its equilibrium.
struct AppraisedState {
  const TransportModel& model;
  const AssignmentResult& flows;
  const IdVector<ClassId, OdCosts>& costs;
};

struct LedgerSettings {
  double days_per_year = 365.0;
  double carbon_usd_per_t = 0.0;
  double duty_rate = 0.0;
};

/// Benefits of a year of `with` over `base`, USD, by the stated rule of incidence.
///
/// Users gain 0.5 (T0 + T1)(C0 - C1) by class and zone pair, and so does each part of the cost.
/// Half of an OD's benefit goes to its origin and half to its destination zone (assumed): to
/// shippers what concerns cargo and charges, to carriers what concerns running vehicles; a carrier
/// has the nationality of its trucks, or of the zone where they have none. Governments gain what
/// they collect: tolls, fuel tax and carbon price of their roads, half of a post's charges each
/// side (assumed; unofficial ones are a transfer to those who take them), and duty on what Laos
/// imports. Prices of permits and of limits to capacity are the gain of who holds them
/// (day_rents). The world gains what less carbon dioxide is worth. Pairs without a way in one of
/// the two states are left out. Where loaded trucks weigh their empty way back (way_back_usd), its
/// cost is theirs, and the trips of empty trucks count for no user. Both states have the same
/// classes and zones; `with` may have more zones at the end.
BenefitLedger benefit_ledger(const AppraisedState& base, const AppraisedState& with,
                             const LedgerSettings& settings = {});

}  // namespace landlink
