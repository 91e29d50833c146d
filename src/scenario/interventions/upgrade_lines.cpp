// Railways and waterways that are there, or planned: opened, faster, with more trains or vessels.
#include "mode_places.hpp"
#include "number_set.hpp"

namespace landlink {

namespace {

constexpr double kHoursPerDay = 24.0;

constexpr std::array kRailFields{
    NumberField<Railway>{"train_paths_per_day",
                         "freight trains in each direction",
                         {.low = 0.1, .high = 500},
                         [](Railway& r, double v) { r.train_paths_per_day = v; }},
    NumberField<Railway>{"headway_h",
                         "time between freight trains; instead of train_paths_per_day",
                         {.low = 0.05, .high = 240},
                         [](Railway& r, double v) { r.train_paths_per_day = kHoursPerDay / v; }},
    NumberField<Railway>{"train_payload_t",
                         "freight of a train",
                         {.low = 10, .high = 20'000},
                         [](Railway& r, double v) { r.train_payload_t = v; }},
    NumberField<Railway>{"speed_kmh",
                         "mean of freight trains, stops included",
                         {.low = 5, .high = 200},
                         [](Railway& r, double v) { r.speed_kmh = v; }},
    NumberField<Railway>{"tariff_usd_per_tkm",
                         "charge per tonne and km",
                         {.low = 0, .high = 2},
                         [](Railway& r, double v) { r.tariff_usd_per_tkm = v; }},
};

constexpr std::array kWaterFields{
    NumberField<Waterway>{"vessels_per_day",
                          "in each direction",
                          {.low = 0.1, .high = 1000},
                          [](Waterway& w, double v) { w.vessels_per_day = v; }},
    NumberField<Waterway>{"vessel_t",
                          "load of vessels at good water",
                          {.low = 1, .high = 10'000},
                          [](Waterway& w, double v) { w.vessel_t = v; }},
    NumberField<Waterway>{"low_water_vessel_t",
                          "and in the months of low water",
                          {.low = 1, .high = 10'000},
                          [](Waterway& w, double v) { w.low_water_vessel_t = v; }},
    NumberField<Waterway>{"speed_down_kmh",
                          "of vessels downstream",
                          {.low = 1, .high = 60},
                          [](Waterway& w, double v) { w.speed_down_kmh = v; }},
    NumberField<Waterway>{"speed_up_kmh",
                          "of vessels upstream",
                          {.low = 1, .high = 60},
                          [](Waterway& w, double v) { w.speed_up_kmh = v; }},
    NumberField<Waterway>{"tariff_usd_per_tkm",
                          "charge per tonne and km",
                          {.low = 0, .high = 2},
                          [](Waterway& w, double v) { w.tariff_usd_per_tkm = v; }},
};

constexpr KeyRecord kOpenKey{.table = "set",
                             .key = "in_service",
                             .kind = KeyKind::boolean,
                             .meaning = "opens it with its ends, or closes it"};

// What the two kinds of line have in common, by kind.
struct Rail {
  using Line = Railway;
  static constexpr const auto& kFields = kRailFields;
  static constexpr LinkKind kMode = LinkKind::rail;
  static constexpr std::string_view kType = "upgrade_railway";
  static constexpr std::string_view kWhat = "railway";
  static constexpr std::string_view kKey = "line";
  static std::vector<Railway>& lines(OtherModes& modes) { return modes.railways; }
  static std::vector<Station>& ends(OtherModes& modes) { return modes.stations; }
  static const std::string& group(const Railway& line) { return line.line; }
};
struct Water {
  using Line = Waterway;
  static constexpr const auto& kFields = kWaterFields;
  static constexpr LinkKind kMode = LinkKind::waterway;
  static constexpr std::string_view kType = "upgrade_waterway";
  static constexpr std::string_view kWhat = "waterway";
  static constexpr std::string_view kKey = "river";
  static std::vector<Waterway>& lines(OtherModes& modes) { return modes.waterways; }
  static std::vector<Port>& ends(OtherModes& modes) { return modes.ports; }
  static const std::string& group(const Waterway& line) { return line.river; }
};

template <class Kind>
class UpgradeLines final : public Intervention {
 public:
  UpgradeLines(const ConfigTable& table, InterventionTerms terms)
      : UpgradeLines(table, table.table("set"), std::move(terms)) {}

  std::string text() const override {
    SetText set;
    if (open_) set.add("in_service", std::optional(*open_ ? "true" : "false"));
    values_.add_to(set);
    return fmt::format("{} {}: {}", Kind::kType, fmt::join(lines_, ", "), set.text());
  }

  void apply(TransportModel& model) const override {
    require_mode(model, Kind::kMode, place_);
    auto& lines = Kind::lines(model.other_modes);
    for (const std::string& word : lines_) {
      bool found = false;
      for (auto& line : lines) {
        if (!is_called(line, word) && folded(Kind::group(line)) != folded(word)) continue;
        found = true;
        change(line, Kind::ends(model.other_modes));
      }
      if (found) continue;
      std::vector<std::string> known;
      add_names(lines, known);
      for (const auto& line : lines) known.push_back(Kind::group(line));
      refuse_name(Kind::kWhat, word, known, place_);
    }
  }

 private:
  UpgradeLines(const ConfigTable& table, const ConfigTable& set, InterventionTerms terms)
      : Intervention(std::move(terms)),
        lines_(table.texts(Kind::kKey)),
        place_(table.place(Kind::kKey)),
        open_(set.optional_boolean("in_service")),
        values_(Kind::kFields, set) {
    set.finish();
    table.finish();
    if (!open_ && values_.empty()) {
      throw Error(set.place(), "nothing is set",
                  fmt::format("give in_service, {}, ...", Kind::kFields[0].key));
    }
    if (values_.has("headway_h") && values_.has("train_paths_per_day")) {
      throw Error(set.place("headway_h"), "both headway_h and train_paths_per_day",
                  "give one of them");
    }
  }

  template <class Ends>
  void change(typename Kind::Line& line, Ends& ends) const {
    if (open_) {
      line.open = *open_;
      if (*open_) ends[line.from].open = ends[line.to].open = true;
    }
    values_.apply(line);
  }

  std::vector<std::string> lines_;
  Place place_;
  std::optional<bool> open_;
  NumberSet<typename Kind::Line, Kind::kFields.size()> values_;
};

template <class Kind>
std::vector<KeyRecord> keys_of(std::string_view meaning) {
  const std::array own{
      KeyRecord{.key = Kind::kKey, .kind = KeyKind::texts, .meaning = meaning, .required = true},
      kOpenKey};
  return joined({own, number_keys(Kind::kFields)});
}

}  // namespace

std::span<const KeyRecord> upgrade_railway_keys() {
  static const std::vector<KeyRecord> kKeys =
      keys_of<Rail>("lines by name, or stretches by id or name");
  return kKeys;
}

std::span<const KeyRecord> upgrade_waterway_keys() {
  static const std::vector<KeyRecord> kKeys =
      keys_of<Water>("rivers by name, or reaches by id or name");
  return kKeys;
}

std::unique_ptr<const Intervention> parse_upgrade_railway(const ConfigTable& table,
                                                          InterventionTerms terms) {
  return std::make_unique<UpgradeLines<Rail>>(table, std::move(terms));
}

std::unique_ptr<const Intervention> parse_upgrade_waterway(const ConfigTable& table,
                                                           InterventionTerms terms) {
  return std::make_unique<UpgradeLines<Water>>(table, std::move(terms));
}

}  // namespace landlink
