#pragma once

#include <array>
#include <optional>

#include "interventions.hpp"
#include "landlink/core/setting.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// What a study may say of a road's build, whether it is new or made better.
inline constexpr std::array kRoadBuildKeys{
    KeyRecord{.table = "set", .key = "lanes", .meaning = "of both directions", .bounds = {1, 12}},
    KeyRecord{.table = "set",
              .key = "surface",
              .kind = KeyKind::text,
              .meaning = "of the road; of a new one asphalt by default",
              .choices = "concrete asphalt dbst gravel earth"},
    KeyRecord{.table = "set",
              .key = "terrain",
              .kind = KeyKind::text,
              .meaning = "of the alignment, for speeds, costs and capacity; of a new one flat by "
                         "default",
              .choices = "flat rolling mountainous"},
    KeyRecord{.table = "set", .key = "iri_m_per_km", .meaning = "roughness", .bounds = {1, 25}},
    KeyRecord{.table = "set",
              .key = "speed_limit_kmh",
              .meaning = "legal or design limit",
              .bounds = {5, 130}},
    KeyRecord{.table = "set",
              .key = "axle_limit_t",
              .meaning = "heaviest axle allowed",
              .bounds = {1, 30}},
    KeyRecord{.table = "set",
              .key = "toll_usd",
              .meaning = "per vehicle and link",
              .bounds = {0, 10'000}},
};

/// These keys as a `set` table has them.
class RoadBuild {
 public:
  RoadBuild() = default;
  explicit RoadBuild(const ConfigTable& set);

  [[nodiscard]] bool empty() const;
  void add_to(SetText& text) const;
  /// Sets what is given; the capacity follows from lanes, surface and terrain if one of them is.
  void apply(LinkAttributes& link) const;

 private:
  std::optional<double> lanes_;
  std::optional<Surface> surface_;
  std::optional<Terrain> terrain_;
  std::optional<double> iri_m_per_km_;
  std::optional<double> speed_limit_kmh_;
  std::optional<double> axle_limit_t_;
  std::optional<double> toll_usd_;
};

}  // namespace landlink
