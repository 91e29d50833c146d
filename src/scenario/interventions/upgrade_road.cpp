#include <fmt/format.h>

#include "landlink/scenario/link_selector.hpp"
#include "road_build.hpp"

namespace landlink {

namespace {

constexpr std::array kKeys{
    KeyRecord{.key = "where", .kind = KeyKind::table, .meaning = "which links", .required = true},
    KeyRecord{.table = "set",
              .key = "length_factor",
              .meaning = "length of the new alignment over that of the old",
              .bounds = {0.1, 2}},
    KeyRecord{.table = "set",
              .key = "capacity_pcu_per_h",
              .meaning = "of a direction; from the build if not set",
              .bounds = {1, 50'000}},
    KeyRecord{.table = "set",
              .key = "capacity_pcu_per_h_per_lane",
              .meaning = "of a lane; instead of capacity_pcu_per_h",
              .bounds = {1, 5000}},
};

/// Gives links another build: lanes, surface, roughness, speed. Capacity follows from lanes,
/// surface and terrain unless it is given.
class UpgradeRoad final : public Intervention {
 public:
  UpgradeRoad(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)), where_(LinkSelector::parse(table.table("where"))) {
    const ConfigTable set = table.table("set");
    build_ = RoadBuild(set);
    const RecordedTable recorded(set, "set", kKeys);
    length_factor_ = recorded.number("length_factor");
    if (set.has_quantity("capacity", "pcu/h/lane") || set.has("capacity_pcu_per_h_per_lane")) {
      capacity_pcu_per_h_lane_ = recorded.number("capacity_pcu_per_h_per_lane");
    } else {
      capacity_pcu_per_h_ = recorded.number("capacity_pcu_per_h");
    }
    set.finish();
    table.finish();
    if (build_.empty() && !capacity_pcu_per_h_ && !capacity_pcu_per_h_lane_ && !length_factor_) {
      throw Error(set.place(), "nothing is set", "give lanes, surface, speed_limit_kmh, ...");
    }
  }

  std::string text() const override {
    SetText set;
    build_.add_to(set);
    set.add("length_factor", length_factor_);
    set.add("capacity_pcu_per_h", capacity_pcu_per_h_);
    set.add("capacity_pcu_per_h_per_lane", capacity_pcu_per_h_lane_);
    return fmt::format("upgrade_road {}: {}", where_.text(), set.text());
  }

  void apply(TransportModel& model) const override {
    for (const std::size_t i : where_.select(model)) change(model.draft.links[i].attributes);
  }

 private:
  void change(LinkAttributes& link) const {
    build_.apply(link);
    if (length_factor_) link.length_km *= *length_factor_;
    if (capacity_pcu_per_h_) link.capacity_pcu_per_h = *capacity_pcu_per_h_;
    if (capacity_pcu_per_h_lane_) link.capacity_pcu_per_h = *capacity_pcu_per_h_lane_ * link.lanes;
  }

  LinkSelector where_;
  RoadBuild build_;
  std::optional<double> length_factor_;
  std::optional<double> capacity_pcu_per_h_;
  std::optional<double> capacity_pcu_per_h_lane_;
};

}  // namespace

std::span<const KeyRecord> upgrade_road_keys() {
  static const auto kAll = joined({kKeys, kRoadBuildKeys});
  return kAll;
}

std::unique_ptr<const Intervention> parse_upgrade_road(const ConfigTable& table,
                                                       InterventionTerms terms) {
  return std::make_unique<UpgradeRoad>(table, std::move(terms));
}

}  // namespace landlink
