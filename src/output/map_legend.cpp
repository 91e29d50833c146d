#include "map_legend.hpp"

#include <fmt/format.h>

#include "landlink/core/text.hpp"

namespace landlink::output {

namespace {

constexpr Colour kInk{45, 45, 45};
constexpr Colour kPost{92, 34, 98};
constexpr Colour kFrame{150, 150, 150};
constexpr double kInnerPx = 18.0;
constexpr double kRowPx = 27.0;

void draw_panel(MapCanvas& canvas, const MapBox& panel) {
  canvas.fill_box(panel, {255, 255, 255});
  canvas.stroke_box(panel, kFrame, 1.2);
}

/// Round figures for the sample bands, the largest first.
std::vector<double> sample_sizes(double full) {
  // The largest of 1, 2 or 5 times a power of ten that is drawn at all.
  double largest = round_up(full);
  if (largest > full) {
    for (const double part : {0.5, 0.4, 0.2}) {
      const double candidate = rounded(largest * part, 1);
      if (candidate <= full && round_up(candidate) == candidate) {
        largest = candidate;
        break;
      }
    }
  }
  std::vector<double> sizes;
  for (const double part : {1.0, 0.5, 0.1}) sizes.push_back(rounded(largest * part, 2));
  return sizes;
}

}  // namespace

MapBox draw_legend(MapCanvas& canvas, const BandScale& scale, MapTheme theme, const MapBox& box,
                   const std::string& changed_label) {
  const TextStyle head{.size_px = 17.0, .bold = true, .colour = kInk};
  const TextStyle body{.size_px = 16.0, .colour = kInk};
  const std::string width_head =
      theme == MapTheme::flow ? "Freight by direction (t/day)" : "Size of the change (t/day)";
  const std::string colour_head =
      theme == MapTheme::flow ? "Volume over capacity" : "More or less freight (t/day)";
  const std::vector<double> sizes = sample_sizes(scale.full_t_per_day);
  const std::size_t rows =
      sizes.size() + scale.classes.size() + 5 + (changed_label.empty() ? 0 : 1);
  const double height = 2.0 * kInnerPx + kRowPx * static_cast<double>(rows) + 14.0;
  const double width = 330.0;
  const MapBox panel{box.x + 14.0, box.y + box.height - height - 14.0, width, height};
  draw_panel(canvas, panel);

  double y = panel.y + kInnerPx + 14.0;
  const double left = panel.x + kInnerPx;
  const double text_x = left + 78.0;
  canvas.text({left, y}, width_head, head);
  y += kRowPx;
  for (const double size : sizes) {
    canvas.stroke_line({{left, y - 6.0}, {left + 62.0, y - 6.0}}, {120, 120, 120},
                       scale.width_px(size));
    canvas.text({text_x, y}, fmt::format("{}", shortest_text(size)), body);
    y += kRowPx;
  }
  y += 6.0;
  canvas.text({left, y}, colour_head, head);
  y += kRowPx;
  for (const ColourClass& each : scale.classes) {
    canvas.fill_box({left, y - 14.0, 62.0, 16.0}, each.colour);
    canvas.text({text_x, y}, each.label, body);
    y += kRowPx;
  }
  y += 8.0;
  canvas.diamond({left + 31.0, y - 6.0}, 8.0, {255, 255, 255}, kPost, 1.8);
  canvas.text({text_x, y}, "Border post, trucks/day", body);
  y += kRowPx;
  canvas.circle({left + 31.0, y - 6.0}, 5.0, {255, 255, 255}, kInk, 1.6);
  canvas.text({text_x, y}, "Town or gateway", body);
  y += kRowPx;
  canvas.stroke_line({{left, y - 6.0}, {left + 62.0, y - 6.0}}, {178, 176, 172}, 1.6);
  canvas.text({text_x, y}, theme == MapTheme::flow ? "Road without freight" : "Road without change",
              body);
  y += kRowPx;
  if (!changed_label.empty()) {
    canvas.stroke_line({{left, y - 6.0}, {left + 62.0, y - 6.0}}, kChangedMark, 13.0, false, 0.6);
    canvas.text({text_x, y}, changed_label, body);
  }
  return panel;
}

MapBox draw_figures(MapCanvas& canvas, const MapText& text, const MapBox& box) {
  const TextStyle name_style{.size_px = 16.0, .colour = {100, 100, 100}};
  const TextStyle value_style{.size_px = 16.0, .bold = true, .colour = kInk};
  double names = 0.0;
  double values = 0.0;
  for (const auto& [name, value] : text.figures) {
    names = std::max(names, canvas.text_width(name, name_style));
    values = std::max(values, canvas.text_width(value, value_style));
  }
  const double width = 2.0 * kInnerPx + names + 18.0 + values;
  const double height = 2.0 * kInnerPx + kRowPx * static_cast<double>(text.figures.size()) - 8.0;
  const MapBox panel{box.x + box.width - width - 14.0, box.y + 14.0, width, height};
  draw_panel(canvas, panel);
  double y = panel.y + kInnerPx + 14.0;
  for (const auto& [name, value] : text.figures) {
    canvas.text({panel.x + kInnerPx, y}, name, name_style);
    canvas.text({panel.x + kInnerPx + names + 18.0, y}, value, value_style);
    y += kRowPx;
  }
  return panel;
}

MapBox draw_scale_bar(MapCanvas& canvas, const MapFrame& frame) {
  // About 200 px in two halves of a round length.
  const double half_km = round_up(55.0 * frame.km_per_px());
  const double half_px = half_km / frame.km_per_px();
  const TextStyle style{.size_px = 15.0, .colour = kInk, .halo_px = 2.0};
  const MapBox& box = frame.box();
  const double x = box.x + 370.0;
  const double y = box.y + box.height - 30.0;
  canvas.fill_box({x, y, half_px, 8.0}, kInk);
  canvas.fill_box({x + half_px, y, half_px, 8.0}, {255, 255, 255});
  canvas.stroke_box({x, y, 2.0 * half_px, 8.0}, kInk, 1.2);
  canvas.text({x - 4.0, y - 7.0}, "0", style);
  const std::string half = shortest_text(half_km);
  canvas.text({x + half_px - canvas.text_width(half, style) / 2.0, y - 7.0}, half, style);
  const std::string full = shortest_text(2.0 * half_km) + " km";
  canvas.text({x + 2.0 * half_px - 12.0, y - 7.0}, full, style);
  return {x - 6.0, y - 24.0, 2.0 * half_px + 60.0, 40.0};
}

}  // namespace landlink::output
