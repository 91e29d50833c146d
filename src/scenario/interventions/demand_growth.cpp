#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../demand_change.hpp"
#include "interventions.hpp"

namespace landlink {

namespace {

constexpr std::array kKeys{
    KeyRecord{.key = "commodity",
              .kind = KeyKind::texts,
              .meaning = "commodities by id or name; all if none is named"},
    KeyRecord{.key = "from",
              .kind = KeyKind::texts,
              .meaning = "zones, provinces or countries of origin; any if none is named"},
    KeyRecord{.key = "to",
              .kind = KeyKind::texts,
              .meaning = "zones, provinces or countries of destination"},
    KeyRecord{.key = "factor",
              .meaning = "freight with it over freight without",
              .bounds = {0, 100},
              .required = true},
};

/// More or less freight: a commodity's growth, or what a policy does to it.
class DemandGrowth final : public Intervention {
 public:
  DemandGrowth(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)), place_(table.place()) {
    if (table.has("commodity")) commodities_ = table.texts("commodity");
    if (table.has("from")) from_ = table.texts("from");
    if (table.has("to")) to_ = table.texts("to");
    factor_ = *RecordedTable(table, "", kKeys).number("factor");
    table.finish();
  }

  bool needs_demand() const override { return true; }

  std::string text() const override {
    std::string text = fmt::format(
        "demand_growth {}: times {}",
        commodities_.empty() ? "all freight" : fmt::format("{}", fmt::join(commodities_, ", ")),
        factor_);
    if (!from_.empty()) text += fmt::format(" from {}", fmt::join(from_, ", "));
    if (!to_.empty()) text += fmt::format(" to {}", fmt::join(to_, ", "));
    return text;
  }

  void apply(TransportModel& model) const override {
    // Words that name nothing are told here, not lost.
    if (!from_.empty()) static_cast<void>(zone_shares_of(model, from_, place_));
    if (!to_.empty()) static_cast<void>(zone_shares_of(model, to_, place_));
    const auto asked = [](const std::vector<std::string>& words, const Zone& zone) {
      return words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
               return is_meant(zone, word);
             });
    };
    const auto keep = [&](const Zone& origin, const Zone& destination) {
      return asked(from_, origin) && asked(to_, destination);
    };
    std::vector<CommodityId> ids;
    for (const std::string& word : commodities_) ids.push_back(find_commodity(model, word, place_));
    for (std::size_t c = 0; ids.size() < model.demand.commodities.size() && commodities_.empty() &&
                            c < model.demand.commodities.size();
         ++c) {
      ids.push_back(CommodityId{c});
    }
    for (const CommodityId id : ids) scale_freight(model, id, factor_, keep);
  }

 private:
  std::vector<std::string> commodities_;
  std::vector<std::string> from_;
  std::vector<std::string> to_;
  double factor_ = 1.0;
  Place place_;
};

}  // namespace

std::span<const KeyRecord> demand_growth_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_demand_growth(const ConfigTable& table,
                                                        InterventionTerms terms) {
  return std::make_unique<DemandGrowth>(table, std::move(terms));
}

}  // namespace landlink
