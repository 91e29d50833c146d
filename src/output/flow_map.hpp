#pragma once

#include <string>
#include <vector>

#include "map_canvas.hpp"
#include "map_text.hpp"
#include "result_rows.hpp"

namespace landlink::output {

/// What is on a map. All that it refers to must outlive it.
struct MapContent {
  const std::vector<Province>& provinces;
  const std::vector<LinkRow>& links;
  const std::vector<CheckpointRow>& checkpoints;
  const std::vector<ZoneRow>& zones;
  MapText text;
  /// What the yellow marks are; no line in the legend where there is nothing to compare with.
  std::string changed_label = {};
  /// Links of all maps, this one among them, whose bands and colours have one scale, so that maps
  /// compare; a scale of its own where there are none.
  std::vector<const std::vector<LinkRow>*> same_scale = {};
};

/// The part of the world that maps show: the provinces with a margin, or all links where there are
/// none. South-west and north-east corner.
std::pair<LonLat, LonLat> map_view(const std::vector<Province>& provinces,
                                   const std::vector<LinkRow>& links);

/// A map as a picture of 1,600 x 2,000 pixels: bands per direction on the side of driving, as wide
/// as their t/day, coloured by volume over capacity or by the difference to the base; provinces,
/// towns, border posts, road numbers, legend, scale, title and sources.
std::string flow_map(const MapContent& content, MapTheme theme, MapCanvas::Format format);

}  // namespace landlink::output
