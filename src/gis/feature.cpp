#include "landlink/gis/feature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
/// Up to here every whole double is one integer.
constexpr double kLargestExactInteger = 9007199254740992.0;  // 2^53

std::size_t index_of(const LayerHeader& header, std::string_view field) {
  const auto it = std::find(header.fields.begin(), header.fields.end(), field);
  return it == header.fields.end() ? kAbsent : static_cast<std::size_t>(it - header.fields.begin());
}

bool is_blank(const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
}

std::string text_of(const FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<long long>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return shortest_text(*real);
  return {};
}

}  // namespace

std::string_view name_of(GeometryType type) {
  switch (type) {
    case GeometryType::none:
      return "no geometry";
    case GeometryType::point:
      return "point";
    case GeometryType::line:
      return "line";
    case GeometryType::polygon:
      return "polygon";
  }
  return "no geometry";
}

GeometryType type_of(const Geometry& geometry) {
  return static_cast<GeometryType>(geometry.index());  // same order in both
}

Feature::Feature(std::shared_ptr<const LayerHeader> header, long long fid, Geometry geometry,
                 std::vector<FieldValue> values)
    : header_(std::move(header)),
      fid_(fid),
      geometry_(std::move(geometry)),
      values_(std::move(values)) {}

bool Feature::has_field(std::string_view field) const {
  return index_of(*header_, field) != kAbsent;
}

bool Feature::has_value(std::string_view field) const { return !is_blank(value(field)); }

const FieldValue& Feature::value(std::string_view field) const {
  static const FieldValue null;
  const std::size_t index = index_of(*header_, field);
  return index == kAbsent ? null : values_[index];
}

const FieldValue& Feature::required_value(std::string_view field) const {
  const std::size_t index = index_of(*header_, field);
  if (index == kAbsent) {
    throw Error(place(field), "the layer has no such field", name_remedy(field, header_->fields));
  }
  if (is_blank(values_[index])) {
    throw Error(place(field), "no value", fmt::format("fill in '{}'", field));
  }
  return values_[index];
}

std::string Feature::text(std::string_view field) const { return text_of(value(field)); }

std::string Feature::required_text(std::string_view field) const {
  return text_of(required_value(field));
}

double Feature::number(std::string_view field) const {
  const FieldValue& found = required_value(field);
  std::optional<double> number;
  if (const auto* text = std::get_if<std::string>(&found)) number = parse_number(*text);
  if (const auto* whole = std::get_if<long long>(&found)) number = static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&found)) number = *real;
  if (!number || !std::isfinite(*number)) {
    throw Error(place(field), fmt::format("'{}' is not a finite number", printable(text(field))),
                "write digits with an optional point, such as 1400 or 7.5");
  }
  return *number;
}

std::optional<double> Feature::optional_number(std::string_view field) const {
  if (!has_value(field)) return std::nullopt;
  return number(field);
}

long long Feature::integer(std::string_view field) const {
  const FieldValue& found = required_value(field);
  std::optional<long long> whole;
  if (const auto* text = std::get_if<std::string>(&found)) whole = parse_integer(*text);
  if (const auto* value = std::get_if<long long>(&found)) whole = *value;
  if (const auto* real = std::get_if<double>(&found)) {
    if (std::abs(*real) <= kLargestExactInteger && std::trunc(*real) == *real) {
      whole = static_cast<long long>(*real);
    }
  }
  if (!whole) {
    throw Error(place(field), fmt::format("'{}' is not a whole number", printable(text(field))),
                "write digits only");
  }
  return *whole;
}

std::optional<long long> Feature::optional_integer(std::string_view field) const {
  if (!has_value(field)) return std::nullopt;
  return integer(field);
}

std::string Feature::name() const {
  const std::string id = text("id");
  return id.empty() ? fmt::format("#{}", fid_) : printable(id);
}

Place Feature::place(std::string_view field) const {
  return {.file = header_->file,
          .layer = header_->layer,
          .feature = name(),
          .field = std::string(field)};
}

}  // namespace landlink
