#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "interventions.hpp"
#include "landlink/core/text.hpp"

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

/// Changes a border post: lanes, service time, hours, single-stop inspection, papers, fee.
class UpgradeCheckpoint final : public Intervention {
 public:
  UpgradeCheckpoint(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)),
        checkpoints_(table.texts("checkpoint")),
        place_(table.place("checkpoint")) {
    const ConfigTable set = table.table("set");
    lanes_ = set.optional_number("lanes", {.low = 0.5, .high = 50});
    service_min_ = set.optional_number("service_min", {.low = 0.1, .high = 1440});
    open_h_per_day_ = set.optional_number("open_h_per_day", {.low = 1, .high = 24});
    stops_ = set.optional_integer("stops", {.low = 1, .high = 2});
    document_min_ = set.optional_number("document_min", {.low = 0, .high = 14'400});
    fee_usd_ = set.optional_number("fee_usd", {.low = 0, .high = 10'000});
    set.finish();
    table.finish();
    if (!lanes_ && !service_min_ && !open_h_per_day_ && !stops_ && !document_min_ && !fee_usd_) {
      throw Error(set.place(), "nothing is set", "give lanes, stops, open_h_per_day, ...");
    }
  }

  std::string text() const override {
    SetText set;
    set.add("lanes", lanes_);
    set.add("service_min", service_min_);
    set.add("open_h_per_day", open_h_per_day_);
    set.add("stops", stops_);
    set.add("document_min", document_min_);
    set.add("fee_usd", fee_usd_);
    return fmt::format("upgrade_checkpoint {}: {}", fmt::join(checkpoints_, ", "), set.text());
  }

  void apply(TransportModel& model) const override {
    for (const std::string& name : checkpoints_) {
      change(model.draft.checkpoints[find_checkpoint(model, name, place_)]);
    }
  }

 private:
  void change(BorderCheckpoint& checkpoint) const {
    if (lanes_) checkpoint.lanes = *lanes_;
    if (service_min_) {
      // The spread keeps its share of the mean.
      const double factor = *service_min_ / kMinutesPerHour / checkpoint.service_mean_h;
      checkpoint.service_mean_h *= factor;
      checkpoint.service_sd_h *= factor;
    }
    if (open_h_per_day_) checkpoint.open_h_per_day = *open_h_per_day_;
    if (stops_) checkpoint.stops = static_cast<int>(*stops_);
    if (document_min_) checkpoint.document_h = *document_min_ / kMinutesPerHour;
    if (fee_usd_) checkpoint.fee_usd = *fee_usd_;
  }

  std::vector<std::string> checkpoints_;
  Place place_;
  std::optional<double> lanes_;
  std::optional<double> service_min_;
  std::optional<double> open_h_per_day_;
  std::optional<long long> stops_;
  std::optional<double> document_min_;
  std::optional<double> fee_usd_;
};

}  // namespace

std::unique_ptr<const Intervention> parse_upgrade_checkpoint(const ConfigTable& table,
                                                             InterventionTerms terms) {
  return std::make_unique<UpgradeCheckpoint>(table, std::move(terms));
}

}  // namespace landlink
