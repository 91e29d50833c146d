#include "handling_fields.hpp"
#include "mode_places.hpp"

namespace landlink {

namespace {

constexpr std::array kOwnKeys{KeyRecord{.key = "terminal",
                                        .kind = KeyKind::texts,
                                        .meaning = "stations and ports by id or name",
                                        .required = true}};

/// Handles more, faster, cheaper or longer at yards and ports: of freight, of gauge changes, of
/// clearance at a railway border, or of vessels in a lock.
class UpgradeTerminal final : public Intervention {
 public:
  UpgradeTerminal(const ConfigTable& table, InterventionTerms terms)
      : UpgradeTerminal(table, table.table("set"), std::move(terms)) {}

  std::string text() const override {
    SetText set;
    values_.add_to(set);
    return fmt::format("upgrade_terminal {}: {}", fmt::join(terminals_, ", "), set.text());
  }

  void apply(TransportModel& model) const override {
    OtherModes& modes = model.other_modes;
    for (const std::string& word : terminals_) {
      Station* const station = only(modes.stations, word);
      Port* const port = only(modes.ports, word);
      if (station != nullptr && port != nullptr) {
        throw Error(place_, fmt::format("a station and a port are called '{}'", printable(word)),
                    fmt::format("give the id, {} or {}", station->id, port->id));
      }
      if (station != nullptr) {
        change(model, *station);
      } else if (port != nullptr) {
        // A dry port is the gate of a railway's yard.
        require_mode(model, port->kind == PortKind::dry_port ? LinkKind::rail : LinkKind::waterway,
                     place_);
        values_.apply(port->handling);
      } else {
        std::vector<std::string> known;
        add_names(modes.stations, known);
        add_names(modes.ports, known);
        refuse_name("station or port", word, known, place_);
      }
    }
  }

 private:
  UpgradeTerminal(const ConfigTable& table, const ConfigTable& set, InterventionTerms terms)
      : Intervention(std::move(terms)),
        terminals_(table.texts("terminal")),
        place_(table.place("terminal")),
        values_(kHandlingFields, set) {
    set.finish();
    table.finish();
    if (values_.empty()) {
      throw Error(set.place(), "nothing is set", "give capacity_t_per_day, handling_time_h, ...");
    }
  }

  template <class Thing>
  static Thing* only(std::vector<Thing>& things, const std::string& word) {
    for (Thing& thing : things) {
      if (is_called(thing, word)) return &thing;
    }
    return nullptr;
  }

  void change(const TransportModel& model, Station& station) const {
    require_mode(model, LinkKind::rail, place_);
    if (station.kind == StationKind::station || station.kind == StationKind::junction) {
      throw Error(place_, fmt::format("no freight is handled at {}", station.name),
                  "make it a yard by dry_port");
    }
    values_.apply(station.handling);
  }

  std::vector<std::string> terminals_;
  Place place_;
  HandlingSet values_;
};

}  // namespace

std::span<const KeyRecord> upgrade_terminal_keys() {
  static const auto kAll = joined({kOwnKeys, number_keys(kHandlingFields)});
  return kAll;
}

std::unique_ptr<const Intervention> parse_upgrade_terminal(const ConfigTable& table,
                                                           InterventionTerms terms) {
  return std::make_unique<UpgradeTerminal>(table, std::move(terms));
}

}  // namespace landlink
