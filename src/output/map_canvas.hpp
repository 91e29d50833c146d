#pragma once

#include <cairo.h>

#include <memory>
#include <string>
#include <vector>

#include "colour_classes.hpp"

namespace landlink::output {

struct MapPoint {
  double x = 0.0, y = 0.0;
};

struct MapBox {
  double x = 0.0, y = 0.0, width = 0.0, height = 0.0;
  [[nodiscard]] bool overlaps(const MapBox& other) const {
    return x < other.x + other.width && other.x < x + width && y < other.y + other.height &&
           other.y < y + height;
  }
  [[nodiscard]] MapBox grown(double by) const {
    return {x - by, y - by, width + 2.0 * by, height + 2.0 * by};
  }
};

struct TextStyle {
  double size_px = 15.0;
  bool bold = false;
  bool italic = false;
  Colour colour = {40, 40, 40};
  double halo_px = 0.0;
  double letter_gap_px = 0.0;
};

/// A picture drawn with Cairo: y grows downward, lengths in pixels (points in SVG).
class MapCanvas {
 public:
  enum class Format { png, svg };
  /// Throws Error (exit code 4) when Cairo has no memory.
  MapCanvas(double width_px, double height_px, Format format);

  void fill_box(const MapBox& box, Colour colour, double alpha = 1.0);
  void stroke_box(const MapBox& box, Colour colour, double width_px);
  /// Rings one after another, with the even-odd rule: holes stay open.
  void fill_rings(const std::vector<std::vector<MapPoint>>& rings, Colour colour);
  void stroke_rings(const std::vector<std::vector<MapPoint>>& rings, Colour colour,
                    double width_px);
  void stroke_line(const std::vector<MapPoint>& line, Colour colour, double width_px,
                   bool round_ends = false, double alpha = 1.0);
  void circle(MapPoint centre, double radius_px, Colour fill, Colour outline, double outline_px);
  void diamond(MapPoint centre, double radius_px, Colour fill, Colour outline, double outline_px);

  [[nodiscard]] double text_width(const std::string& text, const TextStyle& style);
  /// `place` is the left end of the base line.
  void text(MapPoint place, const std::string& text, const TextStyle& style);

  void clip(const MapBox& box);
  void unclip();

  /// The file's bytes; nothing can be drawn afterwards.
  std::string finish();

 private:
  void set_colour(Colour colour, double alpha = 1.0);
  void set_font_options();
  void set_font(const TextStyle& style);
  void trace(const std::vector<MapPoint>& line, bool close);
  void check(const char* what);

  Format format_;
  std::string bytes_;
  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface_;
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo_;
};

}  // namespace landlink::output
