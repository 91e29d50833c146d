#include <fmt/format.h>

#include <array>

#include "../demand_change.hpp"
#include "interventions.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/months.hpp"

namespace landlink {

namespace {

constexpr double kDaysOfYear = 365.0;

constexpr std::array kPlantKeys{
    KeyRecord{.key = "at", .kind = KeyKind::text, .meaning = "zone of the plant", .required = true},
    KeyRecord{.table = "produces",
              .key = "commodity",
              .kind = KeyKind::text,
              .meaning = "by id or name",
              .required = true},
    KeyRecord{.table = "produces",
              .key = "freight_t_per_year",
              .meaning = "that leave it",
              .bounds = {0, 1e9},
              .required = true},
    KeyRecord{.table = "produces",
              .key = "to",
              .kind = KeyKind::texts,
              .meaning = "zones, provinces or countries",
              .required = true},
    KeyRecord{.table = "consumes",
              .key = "commodity",
              .kind = KeyKind::text,
              .meaning = "by id or name",
              .required = true},
    KeyRecord{.table = "consumes",
              .key = "freight_t_per_year",
              .meaning = "that it needs",
              .bounds = {0, 1e9},
              .required = true},
    KeyRecord{.table = "consumes",
              .key = "from",
              .kind = KeyKind::texts,
              .meaning = "zones, provinces or countries",
              .required = true},
};

constexpr std::array kZoneKeys{
    KeyRecord{.key = "at",
              .kind = KeyKind::text,
              .meaning = "zone of the economic zone",
              .required = true},
    KeyRecord{.key = "commodity",
              .kind = KeyKind::text,
              .meaning = "of its trade, by id or name",
              .required = true},
    KeyRecord{.key = "partner",
              .kind = KeyKind::texts,
              .meaning = "countries, or zones abroad, that it trades with",
              .required = true},
    KeyRecord{.key = "imports_t_per_year", .meaning = "from its partners", .bounds = {0, 1e9}},
    KeyRecord{.key = "exports_t_per_year", .meaning = "to its partners", .bounds = {0, 1e9}},
};

constexpr std::array kCropKeys{
    KeyRecord{.key = "at",
              .kind = KeyKind::texts,
              .meaning = "zones or provinces of the fields",
              .required = true},
    KeyRecord{.key = "commodity",
              .kind = KeyKind::text,
              .meaning = "the crop, by id or name",
              .required = true},
    KeyRecord{.key = "area_ha",
              .meaning = "that gets water for a crop more",
              .bounds = {0, 1e7},
              .required = true},
    KeyRecord{
        .key = "yield_t_per_ha", .meaning = "of a harvest", .bounds = {0, 200}, .required = true},
    KeyRecord{.key = "harvest_months",
              .kind = KeyKind::text,
              .meaning = "in which it leaves the fields, such as \"4-5\"; evenly by default"},
    KeyRecord{.key = "marketed_share",
              .meaning = "that leaves the farm; all by default",
              .bounds = {0, 1}},
    KeyRecord{.key = "to",
              .kind = KeyKind::texts,
              .meaning = "zones, provinces or countries",
              .required = true},
};

/// Freight between places that the base does not have.
class NewFreight final : public Intervention {
 public:
  struct Flow {
    std::string commodity;
    std::vector<std::string> from;
    std::vector<std::string> to;
    double tonnes_per_year = 0.0;
    Months months = {};  ///< in which it moves; empty: in all alike
  };
  NewFreight(InterventionTerms terms, std::string words, std::vector<Flow> flows, Place place)
      : Intervention(std::move(terms)),
        words_(std::move(words)),
        flows_(std::move(flows)),
        place_(std::move(place)) {
    double total = 0.0;
    for (const Flow& flow : flows_) total += flow.tonnes_per_year;
    if (!(total > 0.0)) throw Error(place_, "no freight is stated", "give tonnes above 0");
  }

  bool needs_demand() const override { return true; }

  std::string text() const override {
    std::string text = words_;
    for (const Flow& flow : flows_) {
      text += fmt::format(", {:g} t/year of {} from {} to {}", flow.tonnes_per_year, flow.commodity,
                          fmt::join(flow.from, ", "), fmt::join(flow.to, ", "));
      if (!flow.months.empty()) text += " in months " + text_of(flow.months);
    }
    return text;
  }

  void apply(TransportModel& model) const override {
    for (const Flow& flow : flows_) {
      const double tonnes_per_day =
          flow.tonnes_per_year / kDaysOfYear * season(flow.months, model.supernetwork.month);
      if (tonnes_per_day == 0.0) continue;
      add_freight(model, find_commodity(model, flow.commodity, place_),
                  zone_shares_of(model, flow.from, place_), zone_shares_of(model, flow.to, place_),
                  tonnes_per_day, place_);
    }
  }

 private:
  /// Freight of a day of `month` over that of the mean day; 1 on the mean day itself, month 0.
  static double season(const Months& months, int month) {
    if (months.empty() || month == 0) return 1.0;
    return months.contains(month) ? 12.0 / static_cast<double>(months.count()) : 0.0;
  }

  std::string words_;
  std::vector<Flow> flows_;
  Place place_;
};

}  // namespace

std::span<const KeyRecord> new_plant_keys() { return kPlantKeys; }
std::span<const KeyRecord> economic_zone_keys() { return kZoneKeys; }
std::span<const KeyRecord> irrigation_keys() { return kCropKeys; }

std::unique_ptr<const Intervention> parse_new_plant(const ConfigTable& table,
                                                    InterventionTerms terms) {
  const std::string at = table.text("at");
  std::vector<NewFreight::Flow> flows;
  const auto read = [&](const char* name, const char* other) {
    const auto part = table.optional_table(name);
    if (!part) return;
    NewFreight::Flow flow{.commodity = part->text("commodity"), .from = {at}, .to = {at}};
    flow.tonnes_per_year = *RecordedTable(*part, name, kPlantKeys).number("freight_t_per_year");
    (std::string_view(name) == "produces" ? flow.to : flow.from) = part->texts(other);
    part->finish();
    flows.push_back(std::move(flow));
  };
  read("produces", "to");
  read("consumes", "from");
  table.finish();
  return std::make_unique<NewFreight>(std::move(terms), "new_plant at " + at, std::move(flows),
                                      table.place());
}

std::unique_ptr<const Intervention> parse_economic_zone(const ConfigTable& table,
                                                        InterventionTerms terms) {
  const std::string at = table.text("at");
  const std::string commodity = table.text("commodity");
  const std::vector<std::string> partners = table.texts("partner");
  const RecordedTable recorded(table, "", kZoneKeys);
  std::vector<NewFreight::Flow> flows;
  if (const auto imports = recorded.number("imports_t_per_year")) {
    flows.push_back({commodity, partners, {at}, *imports, {}});
  }
  if (const auto exports = recorded.number("exports_t_per_year")) {
    flows.push_back({commodity, {at}, partners, *exports, {}});
  }
  table.finish();
  return std::make_unique<NewFreight>(std::move(terms), "economic_zone at " + at, std::move(flows),
                                      table.place());
}

std::unique_ptr<const Intervention> parse_irrigation(const ConfigTable& table,
                                                     InterventionTerms terms) {
  const std::vector<std::string> at = table.texts("at");
  const RecordedTable recorded(table, "", kCropKeys);
  const double tonnes = *recorded.number("area_ha") * *recorded.number("yield_t_per_ha") *
                        recorded.number("marketed_share").value_or(1.0);
  std::vector<NewFreight::Flow> flows{{table.text("commodity"), at, table.texts("to"), tonnes, {}}};
  if (const auto text = recorded.text("harvest_months")) {
    const auto months = parse_months(*text);
    if (!months || months->empty()) {
      throw Error(table.place("harvest_months"),
                  fmt::format("'{}' are no months", printable(*text)),
                  "write them as \"4-5\" or \"11-2;6\"");
    }
    flows.front().months = *months;
  }
  table.finish();
  return std::make_unique<NewFreight>(std::move(terms),
                                      fmt::format("irrigation at {}", fmt::join(at, ", ")),
                                      std::move(flows), table.place());
}

}  // namespace landlink
