#include <algorithm>

#include "handling_fields.hpp"
#include "mode_places.hpp"

namespace landlink {

namespace {

// A yard's handling where the study says nothing, as at the freight yards of the railway to China
// (assumed there too).
constexpr TerminalHandling kYard{.handling_h = 8.0, .handling_usd_per_t = 3.0};

constexpr std::array kOwnKeys{
    KeyRecord{.key = "station",
              .kind = KeyKind::text,
              .meaning = "where trains stop and no freight is handled yet, by id or name"},
    KeyRecord{.key = "clears",
              .kind = KeyKind::texts,
              .meaning = "border posts whose trucks have their papers done here"},
    KeyRecord{.key = "pre_arrival_share",
              .meaning = "share of those trucks, with clears",
              .bounds = {0, 1}},
};

/// A dry port: makes a station a yard where freight changes between road and rail, and does the
/// papers of border posts before trucks get there.
class DryPort final : public Intervention {
 public:
  DryPort(const ConfigTable& table, InterventionTerms terms)
      : DryPort(table, table.optional_table("set"), std::move(terms)) {}

  std::string text() const override {
    std::string text = "dry_port";
    if (station_) text += " at " + *station_;
    SetText set;
    if (handling_) handling_->add_to(set);
    if (!set.text().empty()) text += ": " + set.text();
    if (!clears_.empty()) {
      text += fmt::format(", clears {:g} of the trucks of {}", *share_, fmt::join(clears_, ", "));
    }
    return text;
  }

  void apply(TransportModel& model) const override {
    if (station_) make_yard(model);
    for (const std::string& name : clears_) {
      BorderCheckpoint& post = model.draft.checkpoints[find_checkpoint(model, name, place_)];
      post.pre_arrival_share = std::max(post.pre_arrival_share, *share_);
    }
  }

 private:
  DryPort(const ConfigTable& table, const std::optional<ConfigTable>& set, InterventionTerms terms)
      : Intervention(std::move(terms)), place_(table.place()) {
    const RecordedTable own(table, "", kOwnKeys);
    station_ = own.text("station");
    if (table.has("clears")) clears_ = table.texts("clears");
    share_ = own.number("pre_arrival_share");
    if (set) {
      handling_.emplace(kHandlingFields, *set);
      set->finish();
    }
    table.finish();
    if (!station_ && clears_.empty()) {
      throw Error(place_, "nothing says what it does", "give station, or clears, or both");
    }
    if (clears_.empty() == share_.has_value()) {
      throw Error(place_, "one of clears and pre_arrival_share without the other",
                  "say which posts, and the share of their trucks");
    }
    if (handling_ && !station_) {
      throw Error(set->place(), "handling without a station", "name the station in `station`");
    }
  }

  void make_yard(TransportModel& model) const {
    require_mode(model, LinkKind::rail, place_);
    std::vector<Station>& stations = model.other_modes.stations;
    Station& station = stations[find_called(stations, "station", *station_, place_)];
    if (station.kind != StationKind::station && station.kind != StationKind::junction) {
      throw Error(place_, fmt::format("{} is a {} already", station.name, name_of(station.kind)),
                  "change what it handles by upgrade_terminal");
    }
    station.kind =
        station.gauges_mm.size() > 1 ? StationKind::gauge_change_yard : StationKind::freight_yard;
    station.handling = kYard;
    if (handling_) handling_->apply(station.handling);
  }

  Place place_;
  std::optional<std::string> station_;
  std::vector<std::string> clears_;
  std::optional<double> share_;
  std::optional<HandlingSet> handling_;
};

}  // namespace

std::span<const KeyRecord> dry_port_keys() {
  static const auto kAll = joined({kOwnKeys, number_keys(kHandlingFields)});
  return kAll;
}

std::unique_ptr<const Intervention> parse_dry_port(const ConfigTable& table,
                                                   InterventionTerms terms) {
  return std::make_unique<DryPort>(table, std::move(terms));
}

}  // namespace landlink
