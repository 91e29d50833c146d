#include <fmt/format.h>

#include <array>
#include <optional>

#include "interventions.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/road_standard.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

constexpr std::array kKeys{
    KeyRecord{.key = "where", .kind = KeyKind::table, .meaning = "which links", .required = true},
    KeyRecord{.table = "set", .key = "lanes", .meaning = "of both directions", .bounds = {1, 12}},
    KeyRecord{.table = "set",
              .key = "surface",
              .kind = KeyKind::text,
              .meaning = "of the road",
              .choices = "concrete asphalt dbst gravel earth"},
    KeyRecord{.table = "set", .key = "iri_m_per_km", .meaning = "roughness", .bounds = {1, 25}},
    KeyRecord{.table = "set",
              .key = "speed_limit_kmh",
              .meaning = "legal or design limit",
              .bounds = {5, 130}},
    KeyRecord{.table = "set",
              .key = "terrain",
              .kind = KeyKind::text,
              .meaning = "of the alignment, for speeds, costs and capacity",
              .choices = "flat rolling mountainous"},
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
    KeyRecord{.table = "set",
              .key = "axle_limit_t",
              .meaning = "heaviest axle allowed",
              .bounds = {1, 30}},
    KeyRecord{.table = "set",
              .key = "toll_usd",
              .meaning = "per vehicle and link",
              .bounds = {0, 10'000}},
};

/// Gives links another build: lanes, surface, roughness, speed. Capacity follows from lanes,
/// surface and terrain unless it is given.
class UpgradeRoad final : public Intervention {
 public:
  UpgradeRoad(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)), where_(LinkSelector::parse(table.table("where"))) {
    const ConfigTable set = table.table("set");
    const RecordedTable recorded(set, "set", kKeys);
    lanes_ = recorded.number("lanes");
    iri_m_per_km_ = recorded.number("iri_m_per_km");
    speed_limit_kmh_ = recorded.number("speed_limit_kmh");
    length_factor_ = recorded.number("length_factor");
    if (set.has_quantity("capacity", "pcu/h/lane") || set.has("capacity_pcu_per_h_per_lane")) {
      capacity_pcu_per_h_lane_ = recorded.number("capacity_pcu_per_h_per_lane");
    } else {
      capacity_pcu_per_h_ = recorded.number("capacity_pcu_per_h");
    }
    axle_limit_t_ = recorded.number("axle_limit_t");
    toll_usd_ = recorded.number("toll_usd");
    if (const auto name = recorded.text("surface")) surface_ = parse_surface(*name);
    if (const auto name = recorded.text("terrain")) terrain_ = parse_terrain(*name);
    set.finish();
    table.finish();
    if (!lanes_ && !iri_m_per_km_ && !speed_limit_kmh_ && !capacity_pcu_per_h_ &&
        !capacity_pcu_per_h_lane_ && !axle_limit_t_ && !toll_usd_ && !surface_ && !terrain_ &&
        !length_factor_) {
      throw Error(set.place(), "nothing is set", "give lanes, surface, speed_limit_kmh, ...");
    }
  }

  std::string text() const override {
    SetText set;
    set.add("lanes", lanes_);
    if (surface_) set.add("surface", std::optional(name_of(*surface_)));
    set.add("iri_m_per_km", iri_m_per_km_);
    set.add("speed_limit_kmh", speed_limit_kmh_);
    if (terrain_) set.add("terrain", std::optional(name_of(*terrain_)));
    set.add("length_factor", length_factor_);
    set.add("capacity_pcu_per_h", capacity_pcu_per_h_);
    set.add("capacity_pcu_per_h_per_lane", capacity_pcu_per_h_lane_);
    set.add("axle_limit_t", axle_limit_t_);
    set.add("toll_usd", toll_usd_);
    return fmt::format("upgrade_road {}: {}", where_.text(), set.text());
  }

  void apply(TransportModel& model) const override {
    for (const std::size_t i : where_.select(model)) change(model.draft.links[i].attributes);
  }

 private:
  void change(LinkAttributes& link) const {
    // A study counts the lanes of both directions, a link those of its own.
    if (lanes_) link.lanes = *lanes_ / 2.0;
    if (surface_) link.surface = *surface_;
    if (iri_m_per_km_) link.iri_m_per_km = *iri_m_per_km_;
    if (speed_limit_kmh_) link.speed_limit_kmh = *speed_limit_kmh_;
    if (axle_limit_t_) link.axle_limit_t = *axle_limit_t_;
    if (toll_usd_) link.toll_usd = *toll_usd_;
    if (terrain_) link.terrain = *terrain_;
    if (length_factor_) link.length_km *= *length_factor_;
    if (capacity_pcu_per_h_) {
      link.capacity_pcu_per_h = *capacity_pcu_per_h_;
    } else if (capacity_pcu_per_h_lane_) {
      link.capacity_pcu_per_h = *capacity_pcu_per_h_lane_ * link.lanes;
    } else if (lanes_ || surface_ || terrain_) {
      link.capacity_pcu_per_h =
          road_standard(2.0 * link.lanes, false, link.surface, link.terrain).capacity_pcu_per_h;
    }
  }

  LinkSelector where_;
  std::optional<double> lanes_;
  std::optional<Surface> surface_;
  std::optional<double> iri_m_per_km_;
  std::optional<double> speed_limit_kmh_;
  std::optional<Terrain> terrain_;
  std::optional<double> length_factor_;
  std::optional<double> capacity_pcu_per_h_;
  std::optional<double> capacity_pcu_per_h_lane_;
  std::optional<double> axle_limit_t_;
  std::optional<double> toll_usd_;
};

}  // namespace

std::span<const KeyRecord> upgrade_road_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_upgrade_road(const ConfigTable& table,
                                                       InterventionTerms terms) {
  return std::make_unique<UpgradeRoad>(table, std::move(terms));
}

}  // namespace landlink
