#include "mode_places.hpp"
#include "number_set.hpp"

namespace landlink {

namespace {

constexpr std::array kFields{
    NumberField<AirLink>{"flights_per_week",
                         "in each direction",
                         {.low = 0.1, .high = 1000},
                         [](AirLink& f, double v) { f.flights_per_week = v; }},
    NumberField<AirLink>{"payload_t",
                         "freight that one flight carries",
                         {.low = 0.1, .high = 200},
                         [](AirLink& f, double v) { f.payload_t = v; }},
    NumberField<AirLink>{"tariff_usd_per_t",
                         "charge per tonne",
                         {.low = 0, .high = 20'000},
                         [](AirLink& f, double v) { f.tariff_usd_per_t = v; }},
    NumberField<AirLink>{"block_h",
                         "from ramp to ramp; half an hour and the way at 700 km/h by default",
                         {.low = 0.2, .high = 20},
                         [](AirLink& f, double v) { f.block_h = v; }},
    NumberField<AirLink>{"runway_needed_m",
                         "of both airports; any by default",
                         {.low = 0, .high = 6000},
                         [](AirLink& f, double v) { f.runway_needed_m = v; }},
};

// Block time of a jet where the study says nothing (assumed).
constexpr double kTaxi_h = 0.5;
constexpr double kCruise_kmh = 700.0;

constexpr std::array kOwnKeys{
    KeyRecord{
        .key = "from", .kind = KeyKind::text, .meaning = "airport by id or name", .required = true},
    KeyRecord{.key = "to", .kind = KeyKind::text, .meaning = "the other one", .required = true},
    KeyRecord{.key = "service",
              .kind = KeyKind::text,
              .meaning = "holds of passenger flights, the default, or a freighter",
              .choices = "belly freighter"},
};

/// Flights between two airports that the base does not have.
class NewFlight final : public Intervention {
 public:
  NewFlight(const ConfigTable& table, InterventionTerms terms)
      : NewFlight(table, table.table("set"), std::move(terms)) {}

  std::string text() const override {
    SetText set;
    values_.add_to(set);
    return fmt::format("new_flight from {} to {}, {}: {}", from_, to_, name_of(service_),
                       set.text());
  }

  void apply(TransportModel& model) const override {
    require_mode(model, LinkKind::air, place_);
    const std::vector<Airport>& airports = model.other_modes.airports;
    AirLink flight{.id = terms().id,
                   .name = fmt::format("{} - {}", from_, to_),
                   .from = find_called(airports, "airport", from_, place_),
                   .to = find_called(airports, "airport", to_, place_),
                   .service = service_};
    const Airport& from = airports[flight.from];
    const Airport& to = airports[flight.to];
    if (flight.from == flight.to) {
      throw Error(place_, "it lands where it starts", "name two airports");
    }
    for (const AirLink& other : model.other_modes.air_links) {
      if (other.id != flight.id) continue;
      throw Error(place_, fmt::format("a second flight '{}'", flight.id),
                  "give each new flight an id of its own");
    }
    flight.drawn = {from.position, to.position};
    flight.length_km = geodesic_km(from.position, to.position);
    flight.block_h = kTaxi_h + flight.length_km / kCruise_kmh;
    values_.apply(flight);
    refuse_unflyable(flight, from);
    refuse_unflyable(flight, to);
    model.other_modes.air_links.push_back(std::move(flight));
  }

 private:
  NewFlight(const ConfigTable& table, const ConfigTable& set, InterventionTerms terms)
      : Intervention(std::move(terms)),
        from_(table.text("from")),
        to_(table.text("to")),
        place_(table.place()),
        values_(kFields, set) {
    if (const auto word = RecordedTable(table, "", kOwnKeys).text("service")) {
      service_ = *parse_air_service(*word);
    }
    set.finish();
    table.finish();
    for (const char* key : {"flights_per_week", "payload_t", "tariff_usd_per_t"}) {
      if (values_.has(key)) continue;
      throw Error(set.place(), fmt::format("no {}", key),
                  "give flights_per_week, payload_t and tariff_usd_per_t");
    }
  }

  /// A flight that cannot land would be left out in silence.
  void refuse_unflyable(const AirLink& flight, const Airport& airport) const {
    const auto refuse = [&](std::string problem) {
      throw Error(place_, std::move(problem), "change the airport first, by upgrade_airport");
    };
    if (!airport.open) refuse(airport.name + " is closed");
    if (airport.runway_m > 0.0 && airport.runway_m < flight.runway_needed_m) {
      refuse(fmt::format("the runway of {} has {:g} m", airport.name, airport.runway_m));
    }
    if (flight.service == AirService::freighter && airport.freighter == FreighterClass::none) {
      refuse(airport.name + " handles no freighter");
    }
  }

  std::string from_;
  std::string to_;
  Place place_;
  AirService service_ = AirService::belly;
  NumberSet<AirLink, kFields.size()> values_;
};

}  // namespace

std::span<const KeyRecord> new_flight_keys() {
  static const auto kAll = joined({kOwnKeys, number_keys(kFields)});
  return kAll;
}

std::unique_ptr<const Intervention> parse_new_flight(const ConfigTable& table,
                                                     InterventionTerms terms) {
  return std::make_unique<NewFlight>(table, std::move(terms));
}

}  // namespace landlink
