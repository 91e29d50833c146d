#include "road_build.hpp"

#include "landlink/network/road_standard.hpp"

namespace landlink {

RoadBuild::RoadBuild(const ConfigTable& set) {
  const RecordedTable recorded(set, "set", kRoadBuildKeys);
  lanes_ = recorded.number("lanes");
  if (const auto name = recorded.text("surface")) surface_ = parse_surface(*name);
  if (const auto name = recorded.text("terrain")) terrain_ = parse_terrain(*name);
  iri_m_per_km_ = recorded.number("iri_m_per_km");
  speed_limit_kmh_ = recorded.number("speed_limit_kmh");
  axle_limit_t_ = recorded.number("axle_limit_t");
  toll_usd_ = recorded.number("toll_usd");
}

bool RoadBuild::empty() const {
  return !lanes_ && !surface_ && !terrain_ && !iri_m_per_km_ && !speed_limit_kmh_ &&
         !axle_limit_t_ && !toll_usd_;
}

void RoadBuild::add_to(SetText& text) const {
  text.add("lanes", lanes_);
  if (surface_) text.add("surface", std::optional(name_of(*surface_)));
  if (terrain_) text.add("terrain", std::optional(name_of(*terrain_)));
  text.add("iri_m_per_km", iri_m_per_km_);
  text.add("speed_limit_kmh", speed_limit_kmh_);
  text.add("axle_limit_t", axle_limit_t_);
  text.add("toll_usd", toll_usd_);
}

void RoadBuild::apply(LinkAttributes& link) const {
  // A study counts the lanes of both directions, a link those of its own.
  if (lanes_) link.lanes = *lanes_ / 2.0;
  if (surface_) link.surface = *surface_;
  if (terrain_) link.terrain = *terrain_;
  if (iri_m_per_km_) link.iri_m_per_km = *iri_m_per_km_;
  if (speed_limit_kmh_) link.speed_limit_kmh = *speed_limit_kmh_;
  if (axle_limit_t_) link.axle_limit_t = *axle_limit_t_;
  if (toll_usd_) link.toll_usd = *toll_usd_;
  if (lanes_ || surface_ || terrain_) {
    link.capacity_pcu_per_h =
        road_standard(2.0 * link.lanes, false, link.surface, link.terrain).capacity_pcu_per_h;
  }
}

}  // namespace landlink
