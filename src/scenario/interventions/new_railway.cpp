// A railway that the layers do not have, between stations that are there and new ones.
#include <cmath>

#include "alignment.hpp"
#include "handling_fields.hpp"
#include "landlink/scenario/link_selector.hpp"
#include "mode_places.hpp"

namespace landlink {

namespace {

// Where the study says nothing: as the railway from Boten to Vientiane (assumed).
constexpr double kTrainPaths = 12.0;
constexpr double kTrainPayload_t = 1600.0;
constexpr double kSpeed_kmh = 60.0;
constexpr double kTariff_usd_per_tkm = 0.03;
constexpr int kGauge_mm = 1435;
constexpr TerminalHandling kYard{.handling_h = 8.0, .handling_usd_per_t = 3.0};
constexpr TerminalHandling kBorder{.handling_h = 5.0, .handling_usd_per_t = 1.0};

constexpr std::array kKeys{
    KeyRecord{.key = "from",
              .kind = KeyKind::text,
              .meaning = "station, zone or checkpoint at which it begins; or draw `line`"},
    KeyRecord{.key = "to", .kind = KeyKind::text, .meaning = "where it ends"},
    KeyRecord{.key = "via",
              .kind = KeyKind::texts,
              .meaning = "with from and to: stations, zones and checkpoints on its way, in order"},
    KeyRecord{.key = "line",
              .kind = KeyKind::positions,
              .meaning = "the alignment as drawn, longitude first; stations are at its ends"},
    KeyRecord{.table = "set",
              .key = "gauge_mm",
              .kind = KeyKind::integer,
              .meaning = "1000 or 1435, the default",
              .bounds = {1000, 1435}},
    KeyRecord{.table = "set",
              .key = "length_km",
              .meaning = "instead of that drawn, or 1.2 times the straight lines",
              .bounds = {0.1, 3000}},
    KeyRecord{.table = "set",
              .key = "train_paths_per_day",
              .meaning = "freight trains in each direction; 12 by default",
              .bounds = {0.1, 500}},
    KeyRecord{.table = "set",
              .key = "train_payload_t",
              .meaning = "freight of a train; 1600 by default",
              .bounds = {10, 20'000}},
    KeyRecord{.table = "set",
              .key = "speed_kmh",
              .meaning = "mean of freight trains, stops included; 60 by default",
              .bounds = {5, 200}},
    KeyRecord{.table = "set",
              .key = "tariff_usd_per_tkm",
              .meaning = "charge per tonne and km; 0.03 by default",
              .bounds = {0, 2}},
};

/// A place that the railway serves: a station of the model, or one to be built.
struct Stop {
  std::optional<std::size_t> known = std::nullopt;
  Station built = {};
};

class NewRailway final : public Intervention {
 public:
  NewRailway(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)),
        line_(table.optional_positions("line")),
        from_(table.optional_text("from")),
        to_(table.optional_text("to")),
        place_(table.place()) {
    if (table.has("via")) via_ = table.texts("via");
    if (const auto set = table.optional_table("set")) {
      const RecordedTable recorded(*set, "set", kKeys);
      gauge_mm_ = static_cast<int>(recorded.integer("gauge_mm").value_or(kGauge_mm));
      if (!is_known_gauge(gauge_mm_)) {
        throw Error(set->place("gauge_mm"), fmt::format("a gauge of {} mm", gauge_mm_),
                    "give 1000 or 1435");
      }
      length_km_ = recorded.number("length_km");
      train_paths_ = recorded.number("train_paths_per_day").value_or(kTrainPaths);
      train_payload_t_ = recorded.number("train_payload_t").value_or(kTrainPayload_t);
      speed_kmh_ = recorded.number("speed_kmh").value_or(kSpeed_kmh);
      tariff_usd_per_tkm_ = recorded.number("tariff_usd_per_tkm").value_or(kTariff_usd_per_tkm);
      set->finish();
    }
    if (const auto yard = table.optional_table("yard")) {
      HandlingSet(kHandlingFields, *yard).apply(yard_);
      yard->finish();
    }
    clearance_ = read_clearance(table);
    table.finish();
    const bool drawn = !line_.empty();
    if (drawn == from_.has_value() || from_.has_value() != to_.has_value() ||
        (drawn && (line_.size() < 2 || !via_.empty()))) {
      throw Error(place_, "where it leads is not clear",
                  "give `from` and `to`, with `via` or without, or a `line` of two positions or "
                  "more");
    }
  }

  std::string text() const override {
    std::string where = fmt::format("along {} positions", line_.size());
    if (from_) {
      where = "from " + *from_;
      if (!via_.empty()) where += fmt::format(" via {}", fmt::join(via_, ", "));
      where += " to " + *to_;
    }
    return fmt::format(
        "new_railway {}: {} mm, {:g} trains a day of {:g} t, {:g} km/h, {:g} USD/t-km", where,
        gauge_mm_, train_paths_, train_payload_t_, speed_kmh_, tariff_usd_per_tkm_);
  }

  void apply(TransportModel& model) const override {
    require_mode(model, LinkKind::rail, place_);
    OtherModes& modes = model.other_modes;
    for (const Railway& other : modes.railways) {
      if (!other.id.starts_with(terms().id + "-")) continue;
      throw Error(place_, fmt::format("a second railway '{}'", terms().id),
                  "give each new railway an id of its own");
    }
    const std::vector<Stop> stops = stops_of(model);
    std::vector<std::size_t> at;
    for (const Stop& stop : stops) at.push_back(station(modes, stop));
    const double drawn_km = plain_km(modes, at);
    const double factor = length_km_ ? *length_km_ / drawn_km : from_ ? kWinding : 1.0;
    for (std::size_t i = 1; i < at.size(); ++i) {
      const Station& a = modes.stations[at[i - 1]];
      const Station& b = modes.stations[at[i]];
      const bool from_border = a.kind == StationKind::border;
      modes.railways.push_back(
          {.id = fmt::format("{}-{}", terms().id, i),
           .name = a.name + " - " + b.name,
           .line = terms().id,
           .drawn = line_.empty() ? Line{a.position, b.position} : line_,
           .from = at[i - 1],
           .to = at[i],
           .length_km = factor * (line_.empty() ? geodesic_km(a.position, b.position) : drawn_km),
           .gauge_mm = gauge_mm_,
           .train_paths_per_day = train_paths_,
           .train_payload_t = train_payload_t_,
           .speed_kmh = speed_kmh_,
           .tariff_usd_per_tkm = tariff_usd_per_tkm_,
           .country = from_border ? b.country : a.country,
           .province = from_border ? b.province : a.province});
    }
  }

  InterventionTerms terms_in(const TransportModel& base) const override {
    Line line = line_;
    if (line.empty()) {
      for (const Stop& stop : stops_of(base)) {
        line.push_back(stop.known ? base.other_modes.stations[*stop.known].position
                                  : stop.built.position);
      }
    }
    double factor = from_ ? kWinding : 1.0;
    if (length_km_) factor = *length_km_ / std::max(1e-9, geodesic_length_km(line));
    return with_clearance(terms(), base, line, factor, clearance_);
  }

 private:
  /// The stations that it passes, of which two in a row are in one country or one is at a border.
  [[nodiscard]] std::vector<Stop> stops_of(const TransportModel& model) const {
    std::vector<Stop> stops;
    if (line_.empty()) {
      stops.push_back(stop_named(model, *from_));
      for (const std::string& name : via_) stops.push_back(stop_named(model, name));
      stops.push_back(stop_named(model, *to_));
    } else {
      stops.push_back(stop_at(model, line_.front(), terms().id + " begin"));
      stops.push_back(stop_at(model, line_.back(), terms().id + " end"));
    }
    const auto of = [&](const Stop& stop) -> const Station& {
      return stop.known ? model.other_modes.stations[*stop.known] : stop.built;
    };
    for (std::size_t i = 1; i < stops.size(); ++i) {
      const Station& a = of(stops[i - 1]);
      const Station& b = of(stops[i]);
      if (a.id == b.id) {
        throw Error(place_, fmt::format("it passes {} twice in a row", a.name),
                    "name other places");
      }
      const bool at_border = a.kind == StationKind::border || b.kind == StationKind::border;
      if (a.country != b.country && !at_border) {
        throw Error(place_,
                    fmt::format("it passes from {} to {} between {} and {} and no border",
                                a.country.text(), b.country.text(), a.name, b.name),
                    "name the checkpoint between them in `via`");
      }
    }
    return stops;
  }

  [[nodiscard]] Stop stop_named(const TransportModel& model, const std::string& name) const {
    const std::vector<Station>& stations = model.other_modes.stations;
    for (std::size_t i = 0; i < stations.size(); ++i) {
      if (is_called(stations[i], name)) return {.known = i};
    }
    for (const BorderCheckpoint& post : model.draft.checkpoints) {
      if (post.id != name && folded(post.name) != folded(name)) continue;
      return {.built = {.id = terms().id + "/" + post.id,
                        .name = post.name,
                        .kind = StationKind::border,
                        .position = post.position,
                        .country = kLaos,
                        .gauges_mm = {gauge_mm_},
                        .handling = kBorder}};
    }
    for (const Zone& zone : model.zones) {
      if (folded(zone.id) != folded(name) && folded(zone.name) != folded(name)) continue;
      return {.built = yard(zone.id, zone.name, zone.position, zone.country, zone.province)};
    }
    // For the complaint, with the nearest name.
    static_cast<void>(find_place(model, name, place_));
    return {};
  }

  [[nodiscard]] Stop stop_at(const TransportModel& model, LonLat position,
                             const std::string& name) const {
    const std::vector<Station>& stations = model.other_modes.stations;
    std::optional<std::size_t> nearest;
    double nearest_km = kReachKm;
    for (std::size_t i = 0; i < stations.size(); ++i) {
      const double km = geodesic_km(stations[i].position, position);
      if (km > nearest_km) continue;
      nearest = i;
      nearest_km = km;
    }
    if (nearest) return {.known = nearest};
    const Joint road = nearest_joint(model, position);
    return {.built = yard(name, name, position, road.country, road.province)};
  }

  [[nodiscard]] Station yard(const std::string& id, const std::string& name, LonLat position,
                             CountryCode country, const std::string& province) const {
    return {.id = terms().id + "/" + id,
            .name = name,
            .kind = StationKind::freight_yard,
            .position = position,
            .country = country,
            .province = province,
            .gauges_mm = {gauge_mm_},
            .handling = yard_};
  }

  /// Place in the list of a stop's station, which is added or opened.
  [[nodiscard]] std::size_t station(OtherModes& modes, const Stop& stop) const {
    if (!stop.known) {
      modes.stations.push_back(stop.built);
      return modes.stations.size() - 1;
    }
    Station& station = modes.stations[*stop.known];
    station.open = true;
    std::vector<int>& gauges = station.gauges_mm;
    if (std::find(gauges.begin(), gauges.end(), gauge_mm_) == gauges.end()) {
      gauges.push_back(gauge_mm_);
      std::sort(gauges.begin(), gauges.end());
    }
    return *stop.known;
  }

  [[nodiscard]] double plain_km(const OtherModes& modes, const std::vector<std::size_t>& at) const {
    if (!line_.empty()) return geodesic_length_km(line_);
    Line line;
    for (const std::size_t i : at) line.push_back(modes.stations[i].position);
    return geodesic_length_km(line);
  }

  Line line_;
  std::optional<std::string> from_;
  std::optional<std::string> to_;
  std::vector<std::string> via_;
  Place place_;
  int gauge_mm_ = kGauge_mm;
  std::optional<double> length_km_;
  double train_paths_ = kTrainPaths;
  double train_payload_t_ = kTrainPayload_t;
  double speed_kmh_ = kSpeed_kmh;
  double tariff_usd_per_tkm_ = kTariff_usd_per_tkm;
  TerminalHandling yard_ = kYard;
  ClearanceOptions clearance_;
};

}  // namespace

std::span<const KeyRecord> new_railway_keys() {
  static const auto kAll = joined({kKeys, number_keys(kHandlingFields, "yard"), kClearanceKeys});
  return kAll;
}

std::unique_ptr<const Intervention> parse_new_railway(const ConfigTable& table,
                                                      InterventionTerms terms) {
  return std::make_unique<NewRailway>(table, std::move(terms));
}

}  // namespace landlink
