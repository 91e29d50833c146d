#include "flow_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

#include "landlink/core/text.hpp"
#include "map_geometry.hpp"
#include "map_labels.hpp"
#include "map_legend.hpp"

namespace landlink::output {

namespace {

constexpr double kWidthPx = 1600.0;
constexpr double kHeightPx = 2000.0;
constexpr double kTopPx = 118.0;
constexpr double kBottomPx = 46.0;
constexpr double kMarginPx = 24.0;
constexpr double kWidestPx = 26.0;
constexpr double kThinnestPx = 1.1;
constexpr double kGapPx = 0.8;
/// A change of this share of the largest flow is drawn as wide as any: else a map of a scenario
/// that does next to nothing looks like one that turns the country's freight around (by judgement).
constexpr double kFullChangeShare = 0.01;
/// Below this share of the widest band is nothing to see, nor to colour.
constexpr double kLeastFlowShare = 1e-4;
constexpr double kLeastChangeShare = 1e-3;

constexpr Colour kInk{45, 45, 45};
constexpr Colour kAbroad{232, 234, 234};
constexpr Colour kLand{253, 250, 242};
constexpr Colour kBorder{150, 140, 125};
constexpr Colour kProvince{214, 206, 190};
constexpr Colour kRoad{178, 176, 172};
constexpr Colour kPost{92, 34, 98};

/// Everything that the steps of drawing share.
struct Drawing {
  const std::vector<Province>& provinces;
  const std::vector<LinkRow>& links;
  MapTheme theme;
  MapCanvas& canvas;
  const MapFrame& frame;
  LabelPlacer& labels;
  BandScale scale;
  std::vector<MapBox> panels = {};  ///< what lies on the map: nothing is drawn there

  [[nodiscard]] bool in_view(MapPoint place) const {
    const MapBox spot = MapBox{place.x, place.y, 0.0, 0.0}.grown(9.0);
    return frame.shows({place}) &&
           std::none_of(panels.begin(), panels.end(),
                        [&](const MapBox& panel) { return panel.overlaps(spot); });
  }
};

double band_size(const LinkRow& row, MapTheme theme) {
  return theme == MapTheme::flow
             ? row.now.all_tonnes_per_day
             : std::abs(row.now.all_tonnes_per_day - row.base.all_tonnes_per_day);
}

double class_value(const LinkRow& row, MapTheme theme) {
  return theme == MapTheme::flow ? row.now.volume_capacity_ratio
                                 : row.now.all_tonnes_per_day - row.base.all_tonnes_per_day;
}

double least_share(MapTheme theme) {
  return theme == MapTheme::flow ? kLeastFlowShare : kLeastChangeShare;
}

BandScale band_scale(const MapContent& content, const MapFrame& frame, MapTheme theme) {
  BandScale scale{.thinnest_px = kThinnestPx, .widest_px = kWidestPx};
  std::vector<double> values;
  double largest_flow = 0.0;
  const auto take = [&](const std::vector<LinkRow>& links) {
    for (const LinkRow& row : links) {
      if (!row.drawn) continue;
      values.push_back(class_value(row, theme));
      if (!frame.shows(frame.line(row.line))) continue;
      scale.full_t_per_day = std::max(scale.full_t_per_day, band_size(row, theme));
      largest_flow =
          std::max({largest_flow, row.now.all_tonnes_per_day, row.base.all_tonnes_per_day});
    }
  };
  if (content.same_scale.empty()) take(content.links);
  for (const std::vector<LinkRow>* links : content.same_scale) take(*links);
  if (theme == MapTheme::flow) {
    // Maps of a scenario and its base have bands of one scale.
    scale.full_t_per_day = largest_flow;
    scale.classes = load_classes(values);
    return scale;
  }
  scale.full_t_per_day = std::max(scale.full_t_per_day, kFullChangeShare * largest_flow);
  for (double& value : values) {
    if (std::abs(value) <= kLeastChangeShare * scale.full_t_per_day) value = 0.0;
  }
  scale.classes = difference_classes(values);
  return scale;
}

void draw_land(Drawing& d) {
  d.canvas.fill_box(d.frame.box(), kAbroad);
  std::vector<std::vector<std::vector<MapPoint>>> shapes;
  for (const Province& province : d.provinces) {
    for (const auto& polygon : province.polygons) {
      std::vector<std::vector<MapPoint>> rings;
      for (const auto& ring : polygon) rings.push_back(simplified(d.frame.line(ring), 0.4));
      shapes.push_back(std::move(rings));
    }
  }
  // The wide stroke below the fills leaves the outline of the country alone.
  for (const auto& rings : shapes) d.canvas.stroke_rings(rings, kBorder, 4.0);
  for (const auto& rings : shapes) d.canvas.fill_rings(rings, kLand);
  for (const auto& rings : shapes) d.canvas.stroke_rings(rings, kProvince, 1.0);
}

struct Band {
  std::vector<MapPoint> line;
  double size;
  double width_px;
  Colour colour;
};

/// Bands from small to large, so that large ones lie on top.
std::vector<Band> bands_of(const Drawing& d) {
  std::vector<Band> bands;
  for (const LinkRow& row : d.links) {
    const double size = band_size(row, d.theme);
    if (!row.drawn || size <= d.scale.full_t_per_day * least_share(d.theme)) continue;
    const std::vector<MapPoint> line = d.frame.line(row.line);
    if (!d.frame.shows(line)) continue;
    const double width = d.scale.width_px(size);
    const double side = row.attributes->drive_side == DriveSide::left ? -1.0 : 1.0;
    // A wide band cannot follow every bend of its road.
    bands.push_back(
        {moved_aside(simplified(line, 0.5 + width / 8.0), side * (width / 2.0 + kGapPx)), size,
         width, class_of(d.scale.classes, class_value(row, d.theme)).colour});
  }
  std::stable_sort(bands.begin(), bands.end(),
                   [](const Band& a, const Band& b) { return a.size < b.size; });
  return bands;
}

void draw_links(Drawing& d) {
  for (const LinkRow& row : d.links) {
    // Straight lines of flights that carry nothing would only hide what is on the ground.
    if (!row.drawn || !row.attributes->source.forward || row.attributes->kind == LinkKind::air) {
      continue;
    }
    const std::vector<MapPoint> line = simplified(d.frame.line(row.line), 0.4);
    if (d.frame.shows(line)) d.canvas.stroke_line(line, kRoad, 1.2);
  }
  // What the scenario changes is marked below its bands.
  for (const LinkRow& row : d.links) {
    if (!row.drawn || row.status == "same") continue;
    const std::vector<MapPoint> line = simplified(d.frame.line(row.line), 0.6);
    if (d.frame.shows(line)) d.canvas.stroke_line(line, kChangedMark, 13.0, true, 0.45);
  }
  const std::vector<Band> bands = bands_of(d);
  for (const Band& band : bands) {
    if (band.width_px > 2.0) {
      d.canvas.stroke_line(band.line, {255, 255, 255}, band.width_px + 1.6, true, 0.8);
    }
  }
  for (const Band& band : bands) {
    d.canvas.stroke_line(band.line, band.colour, band.width_px, true);
    d.labels.avoid(band.line, band.width_px);
  }
}

void draw_posts(Drawing& d, const std::vector<CheckpointRow>& checkpoints) {
  std::vector<const CheckpointRow*> order;
  for (const CheckpointRow& row : checkpoints) order.push_back(&row);
  const auto load = [](const CheckpointRow* row) {
    return row->out.vehicles_per_day + row->in.vehicles_per_day;
  };
  std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
    return std::pair(a->changed, load(a)) > std::pair(b->changed, load(b));
  });
  for (const CheckpointRow* row : order) {
    const MapPoint place = d.frame.point(row->checkpoint->position);
    if (!d.in_view(place)) continue;
    const double radius = load(row) > 0.0 || row->changed ? 8.0 : 5.0;
    d.canvas.diamond(place, radius, row->changed ? kChangedMark : Colour{255, 255, 255}, kPost,
                     1.8);
    d.labels.reserve({place.x - radius, place.y - radius, 2.0 * radius, 2.0 * radius});
  }
  for (const CheckpointRow* row : order) {
    const MapPoint place = d.frame.point(row->checkpoint->position);
    if (!d.in_view(place) || (load(row) < 0.5 && !row->changed)) continue;
    // "Second Friendship Bridge" in brackets has no room on a map of the country.
    const std::string& name = row->checkpoint->name;
    const std::string figure = row->open ? fmt::format("{:.0f}", load(row)) : "closed";
    const std::string text = fmt::format("{} {}", name.substr(0, name.find(" (")), figure);
    const TextStyle style{
        .size_px = 14.0, .bold = row->changed, .italic = true, .colour = kPost, .halo_px = 2.0};
    const auto box = d.labels.beside(place, d.canvas.text_width(text, style), 15.0, 11.0);
    if (box) d.canvas.text({box->x, box->y + 12.0}, text, style);
  }
}

void draw_towns(Drawing& d, const std::vector<ZoneRow>& zones) {
  std::vector<const Zone*> order;
  for (const ZoneRow& row : zones) order.push_back(row.zone);
  std::stable_sort(order.begin(), order.end(), [](const Zone* a, const Zone* b) {
    return std::pair(a->country == kLaos, a->population) >
           std::pair(b->country == kLaos, b->population);
  });
  std::vector<const Zone*> shown;
  for (const Zone* zone : order) {
    const MapPoint place = d.frame.point(zone->position);
    if (!d.in_view(place)) continue;
    const bool is_large = shown.size() < 5;
    const double radius = zone->country != kLaos ? 4.0 : is_large ? 7.0 : 4.5;
    d.canvas.circle(place, radius, is_large ? kInk : Colour{255, 255, 255}, kInk, 1.6);
    d.labels.reserve({place.x - radius, place.y - radius, 2.0 * radius, 2.0 * radius});
    shown.push_back(zone);
  }
  for (std::size_t rank = 0; rank < shown.size(); ++rank) {
    const Zone& zone = *shown[rank];
    TextStyle style{.size_px = rank < 5    ? 22.0
                               : rank < 20 ? 17.0
                                           : 14.0,
                    .bold = rank < 5,
                    .colour = kInk,
                    .halo_px = 2.5};
    if (zone.country != kLaos)
      style = {.size_px = 15.0, .italic = true, .colour = {110, 110, 110}, .halo_px = 2.0};
    const auto box = d.labels.beside(d.frame.point(zone.position),
                                     d.canvas.text_width(zone.name, style), style.size_px, 9.0);
    if (box) d.canvas.text({box->x, box->y + 0.82 * style.size_px}, zone.name, style);
  }
}

/// The number of each road once, on its busiest long link.
void draw_road_numbers(Drawing& d) {
  struct Best {
    double score = 0.0;
    MapPoint place = {};
  };
  std::map<std::string, Best> roads;
  for (const LinkRow& row : d.links) {
    const std::string& road = row.attributes->road;
    if (!row.drawn || road.empty() || road.size() > 6) continue;
    const std::vector<MapPoint> line = d.frame.line(row.line);
    const MapPoint middle = middle_of(line);
    if (!d.frame.shows({middle})) continue;
    const double score =
        length_px(line) * (band_size(row, d.theme) + 0.05 * d.scale.full_t_per_day);
    Best& best = roads[road];
    if (score > best.score) best = {score, middle};
  }
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [road, best] : roads) order.emplace_back(-best.score, road);
  std::sort(order.begin(), order.end());
  for (const auto& [score, road] : order) {
    const TextStyle style{.size_px = 13.0, .bold = true, .colour = {255, 255, 255}};
    const double width = d.canvas.text_width(road, style) + 10.0;
    const auto box = d.labels.over(roads[road].place, width, 18.0);
    if (!box) continue;
    d.canvas.fill_box(*box, {58, 92, 66});
    d.canvas.stroke_box(*box, {255, 255, 255}, 1.2);
    d.canvas.text({box->x + 5.0, box->y + 14.0}, road, style);
  }
}

std::string country_name(const std::string& code) {
  static const std::map<std::string, std::string> kNames{{"CHN", "CHINA"},    {"KHM", "CAMBODIA"},
                                                         {"LAO", "LAO PDR"},  {"MMR", "MYANMAR"},
                                                         {"THA", "THAILAND"}, {"VNM", "VIET NAM"}};
  const auto name = kNames.find(code);
  return name == kNames.end() ? code : name->second;
}

/// Names of the neighbours, about the middle of what is drawn of them, where there is room.
void draw_countries(Drawing& d) {
  std::map<std::string, std::pair<MapPoint, double>> middles;
  for (const LinkRow& row : d.links) {
    const CountryCode country = row.attributes->country;
    if (!row.drawn || country.empty() || country == kLaos) continue;
    for (const MapPoint& point : d.frame.line(row.line)) {
      if (!d.frame.shows({point})) continue;
      auto& [sum, count] = middles[country.text()];
      sum = {sum.x + point.x, sum.y + point.y};
      count += 1.0;
    }
  }
  const auto in_laos = [&](MapPoint point) {
    for (const Province& province : d.provinces) {
      for (const auto& polygon : province.polygons) {
        if (inside(polygon, d.frame.position(point))) return true;
      }
    }
    return false;
  };
  for (const auto& [code, middle] : middles) {
    const std::string name = country_name(code);
    const TextStyle style{.size_px = 24.0, .colour = {168, 170, 172}, .letter_gap_px = 7.0};
    const double width = d.canvas.text_width(name, style);
    const MapPoint centre{middle.first.x / middle.second, middle.first.y / middle.second};
    // Outward in rings, to the first place outside Laos where nothing else stands.
    bool placed = false;
    for (int ring = 0; ring <= 30 && !placed; ++ring) {
      for (int step = 0; step < 16 && !placed; ++step) {
        const double angle = 2.0 * 3.14159265358979 * step / 16.0;
        const MapPoint at{centre.x + 14.0 * ring * std::cos(angle),
                          centre.y + 14.0 * ring * std::sin(angle)};
        bool clear = true;
        for (const double part : {-0.5, -0.25, 0.0, 0.25, 0.5}) {
          if (in_laos({at.x + part * width, at.y})) clear = false;
        }
        if (!clear) continue;
        const auto box = d.labels.over(at, width, 26.0);
        if (!box) continue;
        d.canvas.text({box->x, box->y + 21.0}, name, style);
        placed = true;
      }
    }
  }
}

}  // namespace

std::pair<LonLat, LonLat> map_view(const std::vector<Province>& provinces,
                                   const std::vector<LinkRow>& links) {
  LonLat low{180.0, 90.0};
  LonLat high{-180.0, -90.0};
  const auto take = [&](LonLat position) {
    low = {std::min(low.lon, position.lon), std::min(low.lat, position.lat)};
    high = {std::max(high.lon, position.lon), std::max(high.lat, position.lat)};
  };
  for (const Province& province : provinces) {
    for (const auto& polygon : province.polygons) {
      for (const auto& ring : polygon) std::for_each(ring.begin(), ring.end(), take);
    }
  }
  if (low.lon > high.lon) {
    for (const LinkRow& row : links) {
      if (row.drawn) std::for_each(row.line.begin(), row.line.end(), take);
    }
  }
  if (low.lon > high.lon) return {{-180.0, -90.0}, {180.0, 90.0}};
  const double margin = 0.03 * std::max(high.lon - low.lon, high.lat - low.lat) + 1e-3;
  return {{low.lon - margin, low.lat - margin}, {high.lon + margin, high.lat + margin}};
}

std::string flow_map(const MapContent& content, MapTheme theme, MapCanvas::Format format) {
  MapCanvas canvas(kWidthPx, kHeightPx, format);
  const MapBox box{kMarginPx, kTopPx, kWidthPx - 2.0 * kMarginPx, kHeightPx - kTopPx - kBottomPx};
  const auto [south_west, north_east] = map_view(content.provinces, content.links);
  const MapFrame frame(south_west, north_east, box);
  LabelPlacer labels(box);
  Drawing d{content.provinces,
            content.links,
            theme,
            canvas,
            frame,
            labels,
            band_scale(content, frame, theme)};
  const MapText& text = content.text;

  canvas.clip(box);
  draw_land(d);
  draw_links(d);
  const MapBox legend = draw_legend(canvas, d.scale, theme, box, content.changed_label);
  const MapBox figures = draw_figures(canvas, text, box);
  const MapBox scale_bar = draw_scale_bar(canvas, frame);
  d.panels = {legend, figures, scale_bar};
  for (const MapBox& panel : d.panels) labels.reserve(panel.grown(4.0));
  draw_posts(d, content.checkpoints);
  draw_towns(d, content.zones);
  draw_road_numbers(d);
  draw_countries(d);
  canvas.unclip();

  canvas.stroke_box(box, {120, 120, 120}, 1.5);
  canvas.text({kMarginPx, 58.0}, text.title, {.size_px = 40.0, .bold = true, .colour = kInk});
  canvas.text({kMarginPx, 98.0}, text.subtitle, {.size_px = 22.0, .colour = {90, 90, 90}});
  canvas.text({kMarginPx, kHeightPx - 16.0}, text.attribution + ". Made with Landlink.",
              {.size_px = 15.0, .colour = {110, 110, 110}});
  return canvas.finish();
}

}  // namespace landlink::output
