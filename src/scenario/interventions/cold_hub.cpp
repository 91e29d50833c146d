#include <algorithm>

#include "../demand_change.hpp"
#include "interventions.hpp"
#include "landlink/cost/generalised_cost.hpp"

namespace landlink {

namespace {

constexpr std::array kKeys{
    KeyRecord{.key = "at",
              .kind = KeyKind::texts,
              .meaning = "zones, provinces or countries whose freight it cools",
              .required = true},
    KeyRecord{.key = "commodity",
              .kind = KeyKind::texts,
              .meaning = "perishables, by id or name",
              .required = true},
    KeyRecord{.key = "decay_per_day",
              .meaning = "share of value that goods from it lose in a day on the way",
              .bounds = {0, 1},
              .required = true},
    KeyRecord{.key = "share",
              .meaning = "of the freight from and to those places that it cools; all by default",
              .bounds = {0, 1}},
};

/// A cold-chain hub: goods that it has cooled lose less on their way. Classes know no places, so a
/// commodity's loss becomes the mean over its tonnes, cooled and not.
class ColdHub final : public Intervention {
 public:
  ColdHub(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)),
        at_(table.texts("at")),
        commodities_(table.texts("commodity")),
        place_(table.place()) {
    const RecordedTable recorded(table, "", kKeys);
    decay_per_day_ = *recorded.number("decay_per_day");
    share_ = recorded.number("share").value_or(1.0);
    table.finish();
  }

  bool needs_demand() const override { return true; }

  std::string text() const override {
    return fmt::format("cold_hub at {}: {:g} of {} lose {:g} a day", fmt::join(at_, ", "), share_,
                       fmt::join(commodities_, ", "), decay_per_day_);
  }

  void apply(TransportModel& model) const override {
    static_cast<void>(zone_shares_of(model, at_, place_));  // words that name nothing are told here
    for (const std::string& word : commodities_) {
      const CommodityId id = find_commodity(model, word, place_);
      Commodity& commodity = model.demand.commodities[id];
      if (commodity.decay_per_day <= decay_per_day_) {
        throw Error(place_,
                    fmt::format("{} lose {:g} of their value a day without it", commodity.name,
                                commodity.decay_per_day),
                    "give a decay_per_day below that, or name perishables");
      }
      const double cooled = share_ * share_there(model, model.demand.tonnes_per_day[id]);
      commodity.decay_per_day -= cooled * (commodity.decay_per_day - decay_per_day_);
      for (FreightClass& of_class : model.classes) {
        if (of_class.commodity != id || of_class.empty) continue;
        of_class.usd_per_vehicle_h =
            value_of_vehicle_h(model.vehicles[of_class.vehicle], commodity);
      }
    }
  }

 private:
  /// Share of a commodity's tonnes that start or end at the hub.
  [[nodiscard]] double share_there(const TransportModel& model, const OdMatrix& tonnes) const {
    const auto is_there = [&](ZoneId zone) {
      return std::any_of(at_.begin(), at_.end(), [&](const std::string& word) {
        return is_meant(model.zones[zone], word);
      });
    };
    double there = 0.0;
    for (const OdEntry& entry : tonnes.entries()) {
      if (is_there(entry.origin) || is_there(entry.destination)) there += entry.value;
    }
    const double total = tonnes.total();
    return total > 0.0 ? there / total : 0.0;
  }

  std::vector<std::string> at_;
  std::vector<std::string> commodities_;
  Place place_;
  double decay_per_day_ = 0.0;
  double share_ = 1.0;
};

}  // namespace

std::span<const KeyRecord> cold_hub_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_cold_hub(const ConfigTable& table,
                                                   InterventionTerms terms) {
  return std::make_unique<ColdHub>(table, std::move(terms));
}

}  // namespace landlink
