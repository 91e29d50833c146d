#include "landlink/gis/import/mode_tables.hpp"

#include <algorithm>
#include <cmath>

#include "landlink/core/text.hpp"

namespace landlink::road_import {

namespace {

bool is_link(const ModeSchema& schema) { return schema.geometry == GeometryType::line; }

void check_columns(const CsvTable& table, const ModeSchema& schema) {
  std::vector<std::string> required = schema.required_fields();
  std::erase(required, "length_km");
  std::vector<std::string> optional = schema.known_fields();
  for (const char* column : {"lon", "lat", "via"}) optional.emplace_back(column);
  for (const std::string& column : required) std::erase(optional, column);
  table.expect_columns(required, optional);
}

FieldValue value_of(const CsvTable& table, const CsvRow& row, const ModeField& field) {
  const std::string column(field.name);
  if (!table.has_column(column) || row.text(column).empty()) return {};
  switch (field.type) {
    case FieldType::text:
      return row.text(column);
    case FieldType::integer:
      return row.integer(column);
    case FieldType::real:
      break;
  }
  return row.number(column);
}

LonLat end_of(const CsvRow& row, const std::string& column, const PlacesById& places) {
  const std::string& id = row.required_text(column);
  const auto found = places.find(id);
  if (found != places.end()) return found->second;
  std::vector<std::string> ids;
  for (const auto& [known, position] : places) ids.push_back(known);
  throw Error(row.place(column), "no place '" + id + "' in the table of places",
              name_remedy(id, ids));
}

Line line_of(const CsvTable& table, const CsvRow& row, const PlacesById& places) {
  Line line{end_of(row, "from", places)};
  if (table.has_column("via") && !row.text("via").empty()) {
    const std::vector<LonLat> via = positions_in(row, "via");
    line.insert(line.end(), via.begin(), via.end());
  }
  line.push_back(end_of(row, "to", places));
  return line;
}

std::size_t field_index(const LayerTable& layer, std::string_view name) {
  const auto found = std::find_if(layer.fields.begin(), layer.fields.end(),
                                  [name](const FieldSchema& f) { return f.name == name; });
  return static_cast<std::size_t>(found - layer.fields.begin());
}

std::string id_of(const LayerTable& layer, const LayerRow& row) {
  return std::get<std::string>(row.values[field_index(layer, "id")]);
}

const LayerRow* find_row(const LayerTable& layer, const std::string& id) {
  for (const LayerRow& row : layer.rows)
    if (id_of(layer, row) == id) return &row;
  return nullptr;
}

bool is_empty(const FieldValue& value) { return std::holds_alternative<std::monostate>(value); }

// The source of what was there stays the first of the two.
void fill(LayerRow& row, const LayerRow& with, std::size_t source) {
  for (std::size_t f = 0; f < row.values.size(); ++f) {
    if (is_empty(row.values[f])) {
      row.values[f] = with.values[f];
    } else if (f == source && !is_empty(with.values[f])) {
      auto& text = std::get<std::string>(row.values[f]);
      const auto& more = std::get<std::string>(with.values[f]);
      if (!more.empty() && more != text) text += "; " + more;
    }
  }
}

}  // namespace

std::vector<LonLat> positions_in(const CsvRow& row, const std::string& column) {
  std::vector<LonLat> line;
  for (const std::string& pair : split(row.required_text(column), ';')) {
    const std::vector<std::string> numbers = split(trim(pair), ' ');
    const auto lon = numbers.size() == 2 ? parse_number(numbers[0]) : std::nullopt;
    const auto lat = numbers.size() == 2 ? parse_number(numbers[1]) : std::nullopt;
    if (!lon || !lat || std::abs(*lon) > 180.0 || std::abs(*lat) > 90.0)
      throw Error{row.place(column), "'" + trim(pair) + "' is no position",
                  "write longitude and latitude in degrees, as '102.6 17.97; 102.7 17.9'"};
    line.push_back({*lon, *lat});
  }
  return line;
}

LayerTable read_mode_table(const CsvTable& table, const ModeSchema& schema,
                           const PlacesById& places) {
  check_columns(table, schema);
  LayerTable layer{.name = std::string(schema.layer), .geometry = schema.geometry};
  for (const ModeField& field : schema.fields)
    layer.fields.push_back({std::string(field.name), field.type});
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    LayerRow& to = layer.rows.emplace_back();
    for (const ModeField& field : schema.fields) to.values.push_back(value_of(table, row, field));
    if (!is_link(schema)) {
      to.geometry = LonLat{row.number("lon"), row.number("lat")};
      continue;
    }
    Line line = line_of(table, row, places);
    FieldValue& length_km = to.values[field_index(layer, "length_km")];
    if (is_empty(length_km)) length_km = std::round(geodesic_length_km(line) * 10.0) / 10.0;
    to.geometry = std::move(line);
  }
  return layer;
}

void add_airport_facilities(LayerTable& airports, const LayerTable& others, const CsvTable& table) {
  const ModeSchema& schema = mode_schema("airports");
  std::vector<std::string> optional = schema.known_fields();
  for (const char* column : {"lon", "lat"}) optional.emplace_back(column);
  std::erase(optional, "id");
  table.expect_columns({"id"}, optional);
  const std::size_t source = field_index(airports, "source");
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    LayerRow facts;
    for (const ModeField& field : schema.fields)
      facts.values.push_back(value_of(table, row, field));
    const std::string id = row.required_text("id");
    const auto same = [&](const LayerRow& other) { return id_of(airports, other) == id; };
    auto found = std::find_if(airports.rows.begin(), airports.rows.end(), same);
    if (found == airports.rows.end()) {
      LayerRow fresh;
      if (const LayerRow* other = find_row(others, id)) {
        fresh = *other;
      } else {
        fresh.geometry = LonLat{row.number("lon"), row.number("lat")};
        fresh.values.resize(airports.fields.size());
      }
      airports.rows.push_back(std::move(fresh));
      found = airports.rows.end() - 1;
    }
    fill(*found, facts, source);
  }
}

PlacesById places_of(const LayerTable& layer) {
  PlacesById places;
  for (const LayerRow& row : layer.rows) places[id_of(layer, row)] = std::get<LonLat>(row.geometry);
  return places;
}

}  // namespace landlink::road_import
