#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/geo.hpp"

namespace landlink {

using Line = std::vector<LonLat>;
/// Polygons one after another, each its outer ring and then its holes, closed.
using Polygons = std::vector<std::vector<Line>>;

/// A drawn shape in plain numbers: nothing, a point, a line or polygons.
using Geometry = std::variant<std::monostate, LonLat, Line, Polygons>;

enum class GeometryType { none, point, line, polygon };

/// "no geometry", "point", "line" or "polygon".
std::string_view name_of(GeometryType type);
GeometryType type_of(const Geometry& geometry);

/// An attribute: NULL, integer, real or text.
using FieldValue = std::variant<std::monostate, long long, double, std::string>;

/// What the features of a layer have in common.
struct LayerHeader {
  std::string file = {};
  std::string layer = {};
  std::vector<std::string> fields = {};
};

/// One feature of a layer that was read, with strict access to its attributes. Complaints name
/// file, layer, feature and field. Copies share the header.
class Feature {
 public:
  /// `values` holds one value per field of `header`; `fid` is the number in its file.
  Feature(std::shared_ptr<const LayerHeader> header, long long fid, Geometry geometry,
          std::vector<FieldValue> values);

  [[nodiscard]] long long fid() const { return fid_; }
  [[nodiscard]] const Geometry& geometry() const { return geometry_; }
  /// The geometry of a layer read as this type; throws std::bad_variant_access for another.
  [[nodiscard]] LonLat point() const { return std::get<LonLat>(geometry_); }
  [[nodiscard]] const Line& line() const { return std::get<Line>(geometry_); }
  [[nodiscard]] const Polygons& polygons() const { return std::get<Polygons>(geometry_); }

  [[nodiscard]] bool has_field(std::string_view field) const;
  /// Whether the field is there and neither NULL nor empty text.
  [[nodiscard]] bool has_value(std::string_view field) const;
  /// NULL where there is no such field.
  [[nodiscard]] const FieldValue& value(std::string_view field) const;

  /// Text, numbers as decimal text; empty where the value is NULL or the field is missing.
  [[nodiscard]] std::string text(std::string_view field) const;
  /// Throws Error where the field is missing, NULL or empty.
  [[nodiscard]] std::string required_text(std::string_view field) const;
  /// A finite number, or text that is one decimal number; throws Error otherwise.
  [[nodiscard]] double number(std::string_view field) const;
  /// Nothing where the value is NULL or empty or the field missing; throws Error where it is there
  /// and no finite number.
  [[nodiscard]] std::optional<double> optional_number(std::string_view field) const;
  /// A whole number; throws Error otherwise.
  [[nodiscard]] long long integer(std::string_view field) const;
  [[nodiscard]] std::optional<long long> optional_integer(std::string_view field) const;

  /// The text of field `id` where it has one, else '#' and the number in the file.
  [[nodiscard]] std::string name() const;
  [[nodiscard]] Place place(std::string_view field = {}) const;

 private:
  [[nodiscard]] const FieldValue& required_value(std::string_view field) const;

  std::shared_ptr<const LayerHeader> header_;
  long long fid_;
  Geometry geometry_;
  std::vector<FieldValue> values_;
};

}  // namespace landlink
