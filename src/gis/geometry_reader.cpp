#include "geometry_reader.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "landlink/core/text.hpp"
#include "projection.hpp"

namespace landlink::gis {

namespace {

constexpr double kMeet_km = 0.001;  // parts of a line meet within 1 m, as docs/data.md says of ends

struct Converter {
  const Projection& projection;
  const Place& place;

  [[nodiscard]] LonLat point(double x, double y) const {
    if (!std::isfinite(x) || !std::isfinite(y)) {
      throw Error(place, fmt::format("the coordinate ({}, {}) is not finite", x, y),
                  "draw the feature again or delete it");
    }
    if (projection.from_plane() && std::abs(x) <= 180.0 && std::abs(y) <= 90.0) {
      throw Error(
          place,
          fmt::format("the layer says {}, in metres, but the coordinate ({}, {}) looks like "
                      "degrees",
                      projection.name(), shortest_text(x), shortest_text(y)),
          "set the layer's CRS to EPSG:4326 (Set CRS of Layer, not Reproject)");
    }
    LonLat at{x, y};
    if (!projection.to_lonlat(at.lon, at.lat)) {
      throw Error(place,
                  fmt::format("the coordinate ({}, {}) is outside the reach of {}",
                              shortest_text(x), shortest_text(y), projection.name()),
                  "check the layer's CRS");
    }
    check_range(at);
    return at;
  }

  void check_range(LonLat at) const {
    const bool lon_fits = std::abs(at.lon) <= 180.0;
    const bool lat_fits = std::abs(at.lat) <= 90.0;
    if (lon_fits && lat_fits) return;
    const bool swapped = std::abs(at.lon) <= 90.0 && std::abs(at.lat) <= 180.0;
    throw Error(place,
                lat_fits
                    ? fmt::format("longitude {} is not within -180 and 180", shortest_text(at.lon))
                    : fmt::format("latitude {} is not within -90 and 90", shortest_text(at.lat)),
                swapped ? "the axes look swapped: write longitude first, then latitude"
                        : "check the coordinate and the layer's CRS");
  }

  [[nodiscard]] Line line(const OGRSimpleCurve& curve) const {
    Line result;
    result.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) {
      result.push_back(point(curve.getX(i), curve.getY(i)));
    }
    return result;
  }

  [[nodiscard]] Line checked_line(const OGRSimpleCurve& curve) const {
    if (curve.getNumPoints() < 2) {
      throw Error(place,
                  fmt::format("a line of {}",
                              counted(static_cast<std::size_t>(curve.getNumPoints()), "point")),
                  "draw the line or delete the feature");
    }
    return line(curve);
  }

  [[nodiscard]] std::vector<Line> polygon(const OGRPolygon& source) const {
    std::vector<Line> rings;
    for (const OGRLinearRing* ring : source) rings.push_back(line(*ring));
    return rings;
  }
};

bool meet(LonLat a, LonLat b) { return a == b || geodesic_km(a, b) <= kMeet_km; }

/// Puts the parts end to end as drawn, turning a part round where that makes it fit.
Line join(std::vector<Line> parts, const Place& place) {
  Line joined = std::move(parts.front());
  parts.erase(parts.begin());
  while (!parts.empty()) {
    bool grew = false;
    for (std::size_t i = 0; i < parts.size() && !grew; ++i) {
      Line part = parts[i];
      const bool at_end = meet(joined.back(), part.front()) || meet(joined.back(), part.back());
      const bool at_start = meet(joined.front(), part.front()) || meet(joined.front(), part.back());
      if (!at_end && !at_start) continue;
      if (at_end) {
        if (!meet(joined.back(), part.front())) std::reverse(part.begin(), part.end());
        joined.insert(joined.end(), part.begin() + 1, part.end());
      } else {
        if (!meet(joined.front(), part.back())) std::reverse(part.begin(), part.end());
        joined.insert(joined.begin(), part.begin(), part.end() - 1);
      }
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
      grew = true;
    }
    if (!grew) {
      throw Error(place,
                  fmt::format("a line in {} that do not meet", counted(parts.size() + 1, "piece")),
                  "split it into single lines (Multipart to Singleparts), or close the gap");
    }
  }
  return joined;
}

std::vector<Geometry> lines_of(const OGRMultiLineString& source, MultiLines multi_lines,
                               const Converter& convert) {
  std::vector<Line> parts;
  for (const OGRLineString* part : source) {
    if (part->getNumPoints() > 0) parts.push_back(convert.checked_line(*part));
  }
  if (parts.empty()) {
    throw Error(convert.place, "an empty line", "draw the line or delete the feature");
  }
  if (multi_lines == MultiLines::join) return {join(std::move(parts), convert.place)};
  std::vector<Geometry> result;
  for (Line& part : parts) result.emplace_back(std::move(part));
  return result;
}

/// Nothing where the type is none that we read.
std::optional<std::vector<Geometry>> any_geometry(const OGRGeometry& source, MultiLines multi_lines,
                                                  const Converter& convert) {
  switch (wkbFlatten(source.getGeometryType())) {
    case wkbPoint: {
      const OGRPoint* point = source.toPoint();
      return std::vector<Geometry>{convert.point(point->getX(), point->getY())};
    }
    case wkbMultiPoint: {
      const OGRMultiPoint* points = source.toMultiPoint();
      if (points->getNumGeometries() != 1) return std::nullopt;
      const OGRPoint* point = points->getGeometryRef(0);
      return std::vector<Geometry>{convert.point(point->getX(), point->getY())};
    }
    case wkbLineString:
      return std::vector<Geometry>{convert.checked_line(*source.toLineString())};
    case wkbMultiLineString:
      return lines_of(*source.toMultiLineString(), multi_lines, convert);
    case wkbPolygon:
      return std::vector<Geometry>{Polygons{convert.polygon(*source.toPolygon())}};
    case wkbMultiPolygon: {
      Polygons polygons;
      for (const OGRPolygon* part : *source.toMultiPolygon()) {
        polygons.push_back(convert.polygon(*part));
      }
      return std::vector<Geometry>{std::move(polygons)};
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<Geometry> read_geometry(const OGRGeometry* geometry, GeometryType wanted,
                                    MultiLines multi_lines, const Projection& projection,
                                    const Place& place) {
  const bool missing = geometry == nullptr || geometry->IsEmpty();
  if (missing && wanted == GeometryType::none) return {Geometry{}};
  if (missing) {
    throw Error(place, geometry == nullptr ? "no geometry" : "an empty geometry",
                fmt::format("draw the {} or delete the feature", name_of(wanted)));
  }
  std::unique_ptr<OGRGeometry> straight;
  if (geometry->hasCurveGeometry(TRUE)) {
    straight.reset(geometry->getLinearGeometry());
    geometry = straight.get();
  }
  const Converter convert{projection, place};
  auto result = any_geometry(*geometry, multi_lines, convert);
  if (!result || (wanted != GeometryType::none && type_of(result->front()) != wanted)) {
    throw Error(place,
                fmt::format("a {} where a {} is needed", geometry->getGeometryName(),
                            wanted == GeometryType::none ? "point, line or polygon"
                                                         : std::string(name_of(wanted))),
                "move the feature to a layer of its kind");
  }
  return *std::move(result);
}

}  // namespace landlink::gis
