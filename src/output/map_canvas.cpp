#include "map_canvas.hpp"

#include <cairo-svg.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string_view>

#include "landlink/core/error.hpp"

namespace landlink::output {

namespace {

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

/// The UTF-8 characters of a text, for letters set apart.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> parts;
  for (const char byte : text) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
    if (!continues || parts.empty()) parts.emplace_back();
    parts.back() += byte;
  }
  return parts;
}

/// Cairo numbers surfaces by what the process drew before; equal maps need equal names. They are
/// numbered anew in the order of their first mention.
std::string with_numbered_surfaces(const std::string& svg) {
  constexpr std::string_view kWord = "surface";
  std::string result;
  std::map<std::string, std::size_t> numbers;
  std::size_t at = 0;
  while (at < svg.size()) {
    const std::size_t found = svg.find(kWord, at);
    if (found == std::string::npos) break;
    const std::size_t first = found + kWord.size();
    std::size_t last = first;
    while (last < svg.size() && svg[last] >= '0' && svg[last] <= '9') ++last;
    result.append(svg, at, first - at);
    if (last > first) {
      const auto [number, is_new] =
          numbers.emplace(svg.substr(first, last - first), numbers.size());
      result += std::to_string(number->second);
    }
    at = last;
  }
  result.append(svg, at);
  return result;
}

}  // namespace

MapCanvas::MapCanvas(double width_px, double height_px, Format format)
    : format_(format), surface_(nullptr, &cairo_surface_destroy), cairo_(nullptr, &cairo_destroy) {
  if (format == Format::png) {
    surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width_px),
                                              static_cast<int>(height_px)));
  } else {
    surface_.reset(
        cairo_svg_surface_create_for_stream(&append_bytes, &bytes_, width_px, height_px));
    cairo_svg_surface_restrict_to_version(surface_.get(), CAIRO_SVG_VERSION_1_2);
  }
  cairo_.reset(cairo_create(surface_.get()));
  set_font_options();
  check("started");
  fill_box({0.0, 0.0, width_px, height_px}, {255, 255, 255});
}

void MapCanvas::check(const char* what) {
  const cairo_status_t status = cairo_status(cairo_.get());
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw Error({}, std::string("the map cannot be ") + what + ": " + cairo_status_to_string(status),
              "free memory", ExitCode::out_of_resources);
}

void MapCanvas::set_colour(Colour colour, double alpha) {
  cairo_set_source_rgba(cairo_.get(), colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                        alpha);
}

void MapCanvas::trace(const std::vector<MapPoint>& line, bool close) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i == 0)
      cairo_move_to(cairo_.get(), line[i].x, line[i].y);
    else
      cairo_line_to(cairo_.get(), line[i].x, line[i].y);
  }
  if (close) cairo_close_path(cairo_.get());
}

void MapCanvas::fill_box(const MapBox& box, Colour colour, double alpha) {
  set_colour(colour, alpha);
  cairo_rectangle(cairo_.get(), box.x, box.y, box.width, box.height);
  cairo_fill(cairo_.get());
}

void MapCanvas::stroke_box(const MapBox& box, Colour colour, double width_px) {
  set_colour(colour);
  cairo_set_line_width(cairo_.get(), width_px);
  cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_MITER);
  cairo_rectangle(cairo_.get(), box.x, box.y, box.width, box.height);
  cairo_stroke(cairo_.get());
}

void MapCanvas::fill_rings(const std::vector<std::vector<MapPoint>>& rings, Colour colour) {
  set_colour(colour);
  cairo_set_fill_rule(cairo_.get(), CAIRO_FILL_RULE_EVEN_ODD);
  for (const auto& ring : rings) trace(ring, true);
  cairo_fill(cairo_.get());
}

void MapCanvas::stroke_rings(const std::vector<std::vector<MapPoint>>& rings, Colour colour,
                             double width_px) {
  set_colour(colour);
  cairo_set_line_width(cairo_.get(), width_px);
  cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
  for (const auto& ring : rings) trace(ring, true);
  cairo_stroke(cairo_.get());
}

void MapCanvas::stroke_line(const std::vector<MapPoint>& line, Colour colour, double width_px,
                            bool round_ends, double alpha) {
  set_colour(colour, alpha);
  cairo_set_line_width(cairo_.get(), width_px);
  cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cairo_.get(), round_ends ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  trace(line, false);
  cairo_stroke(cairo_.get());
}

void MapCanvas::circle(MapPoint centre, double radius_px, Colour fill, Colour outline,
                       double outline_px) {
  cairo_new_sub_path(cairo_.get());
  cairo_arc(cairo_.get(), centre.x, centre.y, radius_px, 0.0, 2.0 * std::numbers::pi);
  set_colour(fill);
  cairo_fill_preserve(cairo_.get());
  set_colour(outline);
  cairo_set_line_width(cairo_.get(), outline_px);
  cairo_stroke(cairo_.get());
}

void MapCanvas::diamond(MapPoint centre, double radius_px, Colour fill, Colour outline,
                        double outline_px) {
  trace({{centre.x, centre.y - radius_px},
         {centre.x + radius_px, centre.y},
         {centre.x, centre.y + radius_px},
         {centre.x - radius_px, centre.y}},
        true);
  set_colour(fill);
  cairo_fill_preserve(cairo_.get());
  set_colour(outline);
  cairo_set_line_width(cairo_.get(), outline_px);
  cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_MITER);
  cairo_stroke(cairo_.get());
}

/// The same for pictures and SVG. Cairo resolves a font once in a process, with the options of the
/// surface that first writes in it: with options of their own, maps would look as what was drawn
/// before them.
void MapCanvas::set_font_options() {
  const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(
      cairo_font_options_create(), &cairo_font_options_destroy);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(cairo_.get(), options.get());
}

void MapCanvas::set_font(const TextStyle& style) {
  cairo_select_font_face(cairo_.get(), "DejaVu Sans",
                         style.italic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
                         style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cairo_.get(), style.size_px);
}

double MapCanvas::text_width(const std::string& text, const TextStyle& style) {
  set_font(style);
  cairo_text_extents_t extents;
  cairo_text_extents(cairo_.get(), text.c_str(), &extents);
  return extents.x_advance + style.letter_gap_px * static_cast<double>(characters(text).size());
}

void MapCanvas::text(MapPoint place, const std::string& text, const TextStyle& style) {
  set_font(style);
  const auto write = [&](bool halo) {
    cairo_move_to(cairo_.get(), place.x, place.y);
    const std::vector<std::string> parts =
        style.letter_gap_px > 0.0 ? characters(text) : std::vector<std::string>{text};
    for (const std::string& part : parts) {
      double x = 0.0;
      double y = 0.0;
      cairo_get_current_point(cairo_.get(), &x, &y);
      cairo_text_extents_t extents;
      cairo_text_extents(cairo_.get(), part.c_str(), &extents);
      if (halo) {
        cairo_text_path(cairo_.get(), part.c_str());
        set_colour({255, 255, 255}, 0.85);
        cairo_set_line_width(cairo_.get(), 2.0 * style.halo_px);
        cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cairo_.get());
      } else {
        set_colour(style.colour);
        cairo_show_text(cairo_.get(), part.c_str());
      }
      cairo_move_to(cairo_.get(), x + extents.x_advance + style.letter_gap_px, y);
    }
    cairo_new_path(cairo_.get());
  };
  if (style.halo_px > 0.0) write(true);
  write(false);
}

void MapCanvas::clip(const MapBox& box) {
  cairo_save(cairo_.get());
  cairo_rectangle(cairo_.get(), box.x, box.y, box.width, box.height);
  cairo_clip(cairo_.get());
}

void MapCanvas::unclip() { cairo_restore(cairo_.get()); }

std::string MapCanvas::finish() {
  check("drawn");
  if (format_ == Format::png) {
    cairo_surface_write_to_png_stream(surface_.get(), &append_bytes, &bytes_);
  }
  cairo_.reset();
  cairo_surface_finish(surface_.get());
  if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS &&
      cairo_surface_status(surface_.get()) != CAIRO_STATUS_SURFACE_FINISHED) {
    throw Error({}, "the map cannot be encoded", "free memory", ExitCode::out_of_resources);
  }
  return format_ == Format::svg ? with_numbered_surfaces(bytes_) : std::move(bytes_);
}

}  // namespace landlink::output
