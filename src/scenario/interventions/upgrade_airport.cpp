#include "handling_fields.hpp"
#include "mode_places.hpp"

namespace landlink {

namespace {

/// Tonnes a day that a tonne of cold store lets an airport handle more: one turn a day (assumed).
constexpr double kTurnsPerDay = 1.0;

void set_cold_store(Airport& airport, double tonnes) {
  airport.handling.capacity_t_per_day += kTurnsPerDay * (tonnes - airport.cold_store_t);
  airport.cold_store_t = tonnes;
}

constexpr std::array kFields{
    NumberField<Airport>{"runway_m",
                         "length; flights that need more do not land",
                         {.low = 300, .high = 6000},
                         [](Airport& a, double v) { a.runway_m = v; }},
    NumberField<Airport>{"slots_per_h",
                         "movements; with the hours a limit on flights",
                         {.low = 0.1, .high = 120},
                         [](Airport& a, double v) { a.slots_per_h = v; }},
    NumberField<Airport>{"weather_closed_share",
                         "of its hours, by fog, smoke and storm; instruments lower it",
                         {.low = 0, .high = 1},
                         [](Airport& a, double v) { a.weather_closed_share = v; }},
};

// Where capacity_t_per_day is set too, it is that before the store.
constexpr std::array kColdFields{
    NumberField<Airport>{"cold_store_t",
                         "cold store; a tonne more adds one to capacity_t_per_day",
                         {.low = 0, .high = 100'000},
                         set_cold_store},
};

constexpr std::array kOwnKeys{
    KeyRecord{.key = "airport",
              .kind = KeyKind::texts,
              .meaning = "airports by id (ICAO code) or name",
              .required = true},
    KeyRecord{.table = "set",
              .key = "in_service",
              .kind = KeyKind::boolean,
              .meaning = "opens it, or closes it"},
    KeyRecord{.table = "set",
              .key = "freighter",
              .kind = KeyKind::text,
              .meaning = "largest freighter that it handles",
              .choices = "none narrow_body wide_body"},
};

/// Changes airports: runway, slots, hours, weather, handling, cold store, freighters.
class UpgradeAirport final : public Intervention {
 public:
  UpgradeAirport(const ConfigTable& table, InterventionTerms terms)
      : UpgradeAirport(table, table.table("set"), std::move(terms)) {}

  std::string text() const override {
    SetText set;
    if (open_) set.add("in_service", std::optional(*open_ ? "true" : "false"));
    if (freighter_) set.add("freighter", std::optional(name_of(*freighter_)));
    values_.add_to(set);
    handling_.add_to(set);
    cold_.add_to(set);
    return fmt::format("upgrade_airport {}: {}", fmt::join(airports_, ", "), set.text());
  }

  void apply(TransportModel& model) const override {
    require_mode(model, LinkKind::air, place_);
    std::vector<Airport>& airports = model.other_modes.airports;
    for (const std::string& word : airports_) {
      Airport& airport = airports[find_called(airports, "airport", word, place_)];
      if (open_) airport.open = *open_;
      if (freighter_) airport.freighter = *freighter_;
      values_.apply(airport);
      handling_.apply(airport.handling);
      cold_.apply(airport);
    }
  }

 private:
  UpgradeAirport(const ConfigTable& table, const ConfigTable& set, InterventionTerms terms)
      : Intervention(std::move(terms)),
        airports_(table.texts("airport")),
        place_(table.place("airport")),
        open_(set.optional_boolean("in_service")),
        values_(kFields, set),
        handling_(kHandlingFields, set),
        cold_(kColdFields, set) {
    if (auto word = RecordedTable(set, "set", kOwnKeys).text("freighter")) {
      std::replace(word->begin(), word->end(), '_', ' ');
      freighter_ = parse_freighter_class(*word);
    }
    set.finish();
    table.finish();
    if (!open_ && !freighter_ && values_.empty() && handling_.empty() && cold_.empty()) {
      throw Error(set.place(), "nothing is set", "give runway_m, slots_per_h, ...");
    }
  }

  std::vector<std::string> airports_;
  Place place_;
  std::optional<bool> open_;
  std::optional<FreighterClass> freighter_;
  NumberSet<Airport, kFields.size()> values_;
  HandlingSet handling_;
  NumberSet<Airport, kColdFields.size()> cold_;
};

}  // namespace

std::span<const KeyRecord> upgrade_airport_keys() {
  static const auto kAll = joined(
      {kOwnKeys, number_keys(kFields), number_keys(kHandlingFields), number_keys(kColdFields)});
  return kAll;
}

std::unique_ptr<const Intervention> parse_upgrade_airport(const ConfigTable& table,
                                                          InterventionTerms terms) {
  return std::make_unique<UpgradeAirport>(table, std::move(terms));
}

}  // namespace landlink
