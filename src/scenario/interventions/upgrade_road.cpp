#include <fmt/format.h>

#include <optional>

#include "interventions.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/road_standard.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

/// Gives links another build: lanes, surface, roughness, speed. Capacity follows from lanes,
/// surface and terrain unless it is given.
class UpgradeRoad final : public Intervention {
 public:
  UpgradeRoad(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)), where_(LinkSelector::parse(table.table("where"))) {
    const ConfigTable set = table.table("set");
    lanes_ = set.optional_number("lanes", {.low = 1, .high = 12});
    iri_m_per_km_ = set.optional_number("iri_m_per_km", {.low = 1, .high = 25});
    speed_limit_kmh_ = set.optional_number("speed_limit_kmh", {.low = 5, .high = 130});
    capacity_pcu_per_h_ = set.optional_number("capacity_pcu_per_h", {.low = 1, .high = 50'000});
    axle_limit_t_ = set.optional_number("axle_limit_t", {.low = 1, .high = 30});
    toll_usd_ = set.optional_number("toll_usd", {.low = 0, .high = 10'000});
    if (const auto name = set.optional_text("surface")) {
      surface_ = parse_surface(*name);
      if (!surface_) {
        const std::vector<std::string> known{"concrete", "asphalt", "dbst", "gravel", "earth"};
        throw Error(set.place("surface"), fmt::format("unknown surface '{}'", *name),
                    name_remedy(*name, known));
      }
    }
    set.finish();
    table.finish();
    if (!lanes_ && !iri_m_per_km_ && !speed_limit_kmh_ && !capacity_pcu_per_h_ && !axle_limit_t_ &&
        !toll_usd_ && !surface_) {
      throw Error(set.place(), "nothing is set", "give lanes, surface, speed_limit_kmh, ...");
    }
  }

  std::string text() const override {
    SetText set;
    set.add("lanes", lanes_);
    if (surface_) set.add("surface", std::optional(name_of(*surface_)));
    set.add("iri_m_per_km", iri_m_per_km_);
    set.add("speed_limit_kmh", speed_limit_kmh_);
    set.add("capacity_pcu_per_h", capacity_pcu_per_h_);
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
    if (capacity_pcu_per_h_) {
      link.capacity_pcu_per_h = *capacity_pcu_per_h_;
    } else if (lanes_ || surface_) {
      link.capacity_pcu_per_h =
          road_standard(2.0 * link.lanes, false, link.surface, link.terrain).capacity_pcu_per_h;
    }
  }

  LinkSelector where_;
  std::optional<double> lanes_;
  std::optional<Surface> surface_;
  std::optional<double> iri_m_per_km_;
  std::optional<double> speed_limit_kmh_;
  std::optional<double> capacity_pcu_per_h_;
  std::optional<double> axle_limit_t_;
  std::optional<double> toll_usd_;
};

}  // namespace

std::unique_ptr<const Intervention> parse_upgrade_road(const ConfigTable& table,
                                                       InterventionTerms terms) {
  return std::make_unique<UpgradeRoad>(table, std::move(terms));
}

}  // namespace landlink
