#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "landlink/core/text.hpp"
#include "number_set.hpp"

namespace landlink {

CheckpointId find_checkpoint(const TransportModel& model, const std::string& name,
                             const Place& place) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < model.draft.checkpoints.size(); ++i) {
    const BorderCheckpoint& checkpoint = model.draft.checkpoints[CheckpointId{i}];
    if (checkpoint.id == name || folded(checkpoint.name) == folded(name)) return CheckpointId{i};
    known.push_back(checkpoint.id);
    known.push_back(checkpoint.name);
  }
  throw Error(place, fmt::format("no checkpoint '{}'", name), name_remedy(name, known));
}

namespace {

constexpr double kMinutesPerHour = 60.0;

void set_service(BorderCheckpoint& checkpoint, double minutes) {
  // The spread keeps its share of the mean.
  const double factor = minutes / kMinutesPerHour / checkpoint.service_mean_h;
  checkpoint.service_mean_h *= factor;
  checkpoint.service_sd_h *= factor;
}

void set_yellow_share(BorderCheckpoint& checkpoint, double share) {
  RiskChannels channels = checkpoint.channels;
  channels.yellow_share = share;
  set_channels(checkpoint, channels);
}

void set_red_share(BorderCheckpoint& checkpoint, double share) {
  RiskChannels channels = checkpoint.channels;
  channels.red_share = share;
  set_channels(checkpoint, channels);
}

/// Shares of channels come before the mean over them, which replaces what follows from the shares.
constexpr std::array kNumbers{
    NumberField<BorderCheckpoint>{"lanes",
                                  "trucks served at once, per direction and side",
                                  {.low = 0.5, .high = 50},
                                  [](BorderCheckpoint& c, double v) { c.lanes = v; }},
    NumberField<BorderCheckpoint>{
        "yellow_share",
        "share of trucks whose papers are looked into; service times follow",
        {.low = 0, .high = 1},
        set_yellow_share},
    NumberField<BorderCheckpoint>{"red_share",
                                  "share of trucks whose load is looked into; service times follow",
                                  {.low = 0, .high = 1},
                                  set_red_share},
    NumberField<BorderCheckpoint>{"service_min",
                                  "mean inspection of a truck on one side, over all channels",
                                  {.low = 0.1, .high = 1440},
                                  set_service},
    NumberField<BorderCheckpoint>{"open_h_per_day",
                                  "hours in which both sides are open; instead of hours",
                                  {.low = 1, .high = 24},
                                  set_open_h_per_day},
    NumberField<BorderCheckpoint>{
        "stops",
        "2, or 1 where inspection is single-stop",
        {.low = 1, .high = 2},
        [](BorderCheckpoint& c, double v) { c.stops = static_cast<int>(v); }},
    NumberField<BorderCheckpoint>{
        "document_min",
        "papers and parking",
        {.low = 0, .high = 14'400},
        [](BorderCheckpoint& c, double v) { c.document_h = v / kMinutesPerHour; }},
    NumberField<BorderCheckpoint>{"pre_arrival_share",
                                  "share of trucks cleared before they arrive",
                                  {.low = 0, .high = 1},
                                  [](BorderCheckpoint& c, double v) { c.pre_arrival_share = v; }},
    NumberField<BorderCheckpoint>{
        "pre_arrival_document_min",
        "papers and parking of those",
        {.low = 0, .high = 14'400},
        [](BorderCheckpoint& c, double v) { c.pre_arrival_document_h = v / kMinutesPerHour; }},
    NumberField<BorderCheckpoint>{"fee_usd",
                                  "official charges of a crossing",
                                  {.low = 0, .high = 10'000},
                                  [](BorderCheckpoint& c, double v) { c.fee_usd = v; }},
    NumberField<BorderCheckpoint>{"unofficial_usd",
                                  "paid besides",
                                  {.low = 0, .high = 10'000},
                                  [](BorderCheckpoint& c, double v) { c.unofficial_usd = v; }},
    NumberField<BorderCheckpoint>{"priority_lanes",
                                  "of the lanes, kept for perishables",
                                  {.low = 0, .high = 50},
                                  [](BorderCheckpoint& c, double v) { c.priority_lanes = v; }},
    NumberField<BorderCheckpoint>{"daily_cap",
                                  "trucks a day and direction; 0: none",
                                  {.low = 0, .high = 1e6},
                                  [](BorderCheckpoint& c, double v) { c.daily_cap = v; }},
    NumberField<BorderCheckpoint>{
        "weighbridge_min",
        "time of a truck on the one scale per direction; 0: none",
        {.low = 0, .high = 1440},
        [](BorderCheckpoint& c, double v) { c.weighbridge_h = v / kMinutesPerHour; }},
    NumberField<BorderCheckpoint>{"transload_bays",
                                  "pairs of trucks that change freight at once; 0: no limit",
                                  {.low = 0, .high = 1000},
                                  [](BorderCheckpoint& c, double v) { c.yard.bays = v; }},
    NumberField<BorderCheckpoint>{
        "transload_min",
        "time of changing trucks",
        {.low = 0, .high = 14'400},
        [](BorderCheckpoint& c, double v) { c.yard.time_h = v / kMinutesPerHour; }},
    NumberField<BorderCheckpoint>{"transload_usd",
                                  "price of changing trucks",
                                  {.low = 0, .high = 10'000},
                                  [](BorderCheckpoint& c, double v) { c.yard.fee_usd = v; }},
};

constexpr std::array kOwnKeys{
    KeyRecord{.key = "checkpoint",
              .kind = KeyKind::texts,
              .meaning = "checkpoints by id or name, or \"all\"",
              .required = true},
    KeyRecord{.table = "set",
              .key = "hours",
              .kind = KeyKind::text,
              .meaning = "opening hours of the Lao side, and of both without hours_other: "
                         "06:00-22:00"},
    KeyRecord{.table = "set",
              .key = "hours_other",
              .kind = KeyKind::text,
              .meaning = "opening hours of the neighbour's side"},
};

constexpr std::string_view kAll = "all";

/// Changes border posts: lanes, service, hours, inspection, papers, charges, yard.
class UpgradeCheckpoint final : public Intervention {
 public:
  UpgradeCheckpoint(const ConfigTable& table, InterventionTerms terms)
      : UpgradeCheckpoint(table, table.table("set"), std::move(terms)) {}

  std::string text() const override {
    SetText set;
    values_.add_to(set);
    if (hours_) set.add("hours", std::optional(text_of(*hours_)));
    if (hours_other_) set.add("hours_other", std::optional(text_of(*hours_other_)));
    return fmt::format("upgrade_checkpoint {}: {}", fmt::join(checkpoints_, ", "), set.text());
  }

  void apply(TransportModel& model) const override {
    for (const std::string& name : checkpoints_) {
      if (name == kAll) {
        for (BorderCheckpoint& checkpoint : model.draft.checkpoints) change(checkpoint);
      } else {
        change(model.draft.checkpoints[find_checkpoint(model, name, place_)]);
      }
    }
  }

 private:
  UpgradeCheckpoint(const ConfigTable& table, const ConfigTable& set, InterventionTerms terms)
      : Intervention(std::move(terms)),
        checkpoints_(table.texts("checkpoint")),
        place_(table.place("checkpoint")),
        set_place_(set.place()),
        values_(kNumbers, set) {
    hours_ = read_hours(set, "hours");
    hours_other_ = read_hours(set, "hours_other");
    if (hours_other_ && !hours_) {
      throw Error(set.place("hours_other"), "hours_other without hours",
                  "give the hours of the Lao side too");
    }
    if (hours_ && set.has("open_h_per_day")) {
      throw Error(set.place("open_h_per_day"), "both open_h_per_day and hours", "give one of them");
    }
    const std::optional<double> stops = set.optional_number("stops");
    if (stops && *stops != 1.0 && *stops != 2.0) {
      throw Error(set.place("stops"), fmt::format("{} stops", *stops),
                  "write 2, or 1 where inspection is single-stop");
    }
    set.finish();
    table.finish();
    if (values_.empty() && !hours_) {
      throw Error(set.place(), "nothing is set", "give lanes, stops, open_h_per_day, ...");
    }
  }

  static std::optional<OpeningHours> read_hours(const ConfigTable& set, std::string_view key) {
    const auto text = set.optional_text(key);
    if (!text) return std::nullopt;
    const auto hours = parse_opening_hours(*text);
    if (!hours) {
      throw Error(set.place(key), fmt::format("'{}' are no hours", *text),
                  "write them as 06:00-22:00; 00:00-24:00 for all day");
    }
    return hours;
  }

  void change(BorderCheckpoint& checkpoint) const {
    values_.apply(checkpoint);
    if (hours_) set_hours(checkpoint, *hours_, hours_other_);
    check(checkpoint);
  }

  /// What only holds or fails together with the post's other fields.
  void check(const BorderCheckpoint& checkpoint) const {
    const auto refuse = [&](std::string problem, std::string remedy) {
      throw Error(set_place_, checkpoint.name + ": " + std::move(problem), std::move(remedy));
    };
    if (checkpoint.priority_lanes > 0.0 && checkpoint.priority_lanes >= checkpoint.lanes) {
      refuse(fmt::format("{} of {} lanes are kept for perishables", checkpoint.priority_lanes,
                         checkpoint.lanes),
             "leave some to the others");
    }
    if (checkpoint.channels.yellow_share + checkpoint.channels.red_share > 1.0) {
      refuse("yellow and red trucks are more than all", "give shares that leave some for green");
    }
    if (open_spans(checkpoint).empty()) {
      refuse("the two sides are never open together", "mend hours or hours_other");
    }
  }

  std::vector<std::string> checkpoints_;
  Place place_;
  Place set_place_;
  NumberSet<BorderCheckpoint, kNumbers.size()> values_;
  std::optional<OpeningHours> hours_;
  std::optional<OpeningHours> hours_other_;
};

}  // namespace

std::span<const KeyRecord> upgrade_checkpoint_keys() {
  static const auto kAllKeys = joined({kOwnKeys, number_keys(kNumbers)});
  return kAllKeys;
}

std::unique_ptr<const Intervention> parse_upgrade_checkpoint(const ConfigTable& table,
                                                             InterventionTerms terms) {
  return std::make_unique<UpgradeCheckpoint>(table, std::move(terms));
}

}  // namespace landlink
