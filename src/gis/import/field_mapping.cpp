#include "landlink/gis/import/field_mapping.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "landlink/core/config_table.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/core/toml_texts.hpp"
#include "landlink/gis/import/quantity.hpp"
#include "link_quantities.hpp"

namespace landlink::road_import {

namespace {

void read_units(const ConfigTable& units, FieldMapping& mapping) {
  for (const LinkQuantity& quantity : link_quantities()) {
    if (quantity.dimension == Dimension::count) continue;
    const auto unit = units.optional_text(quantity.field);
    if (!unit) continue;
    if (!parse_quantity("1", quantity.dimension, *unit)) {
      throw Error{units.place(quantity.field),
                  fmt::format("'{}' is no unit of {}", printable(*unit), quantity.field),
                  name_remedy(*unit, unit_names(quantity.dimension))};
    }
    mapping.units[quantity.field] = *unit;
  }
  units.finish();
}

void read_values(const ConfigTable& values, FieldMapping& mapping) {
  mapping.values = read_toml_texts(mapping.file, "values");
  for (const std::string& field : mappable_fields()) {
    if (!values.has(field) || mapping.has(field)) continue;
    throw Error{values.place(field), fmt::format("'{}' is not among [fields]", field),
                fmt::format("add {} = \"their field\" to [fields]", field)};
  }
  values.finish();
}

}  // namespace

std::string FieldMapping::text(const Feature& feature, std::string_view name) const {
  const auto field = fields.find(std::string(name));
  if (field == fields.end()) return {};
  const std::string theirs = trim(feature.text(field->second));
  const auto list = values.find(field->first);
  if (list == values.end()) return theirs;
  const auto value = list->second.find(theirs);
  return value == list->second.end() ? theirs : value->second;
}

std::string_view FieldMapping::unit(std::string_view name) const {
  const auto found = units.find(std::string(name));
  return found == units.end() ? std::string_view() : std::string_view(found->second);
}

void FieldMapping::check_fields(const LayerHeader& header) const {
  for (const auto& [ours, theirs] : fields) {
    if (std::find(header.fields.begin(), header.fields.end(), theirs) != header.fields.end())
      continue;
    throw Error{
        {.file = header.file, .layer = header.layer, .field = theirs},
        fmt::format("the layer has no such field, which {} maps to '{}'", file.string(), ours),
        name_remedy(theirs, header.fields)};
  }
}

const std::vector<std::string>& mappable_fields() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all{"id",      "kind",    "road",    "name",     "highway", "oneway",
                                 "surface", "terrain", "country", "province", "opened",  "closed",
                                 "bridge",  "tunnel",  "level",   "access"};
    for (const LinkQuantity& quantity : link_quantities()) all.emplace_back(quantity.field);
    return all;
  }();
  return names;
}

FieldMapping read_field_mapping(const std::filesystem::path& file) {
  const ConfigTable table = ConfigTable::read(file);
  FieldMapping mapping;
  mapping.file = file;
  if (const auto by = table.optional_text("lanes_by")) {
    if (*by != "direction" && *by != "total")
      throw Error{table.place("lanes_by"), fmt::format("'{}' is not known", printable(*by)),
                  "write \"direction\" (lanes of one direction) or \"total\" (of both)"};
    mapping.lanes_by_direction = *by == "direction";
  }
  mapping.unique_ids = table.optional_boolean("unique_ids").value_or(true);
  const ConfigTable fields = table.table("fields");
  for (const std::string& name : mappable_fields())
    if (const auto theirs = fields.optional_text(name)) mapping.fields[name] = *theirs;
  fields.finish();
  if (const auto units = table.optional_table("units")) read_units(*units, mapping);
  if (const auto values = table.optional_table("values")) read_values(*values, mapping);
  table.finish();
  return mapping;
}

}  // namespace landlink::road_import
