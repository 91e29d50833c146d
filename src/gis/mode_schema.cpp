#include "landlink/gis/mode_schema.hpp"

#include <algorithm>
#include <cassert>

namespace landlink {

namespace {

constexpr FieldType kText = FieldType::text;
constexpr FieldType kReal = FieldType::real;
constexpr FieldType kInteger = FieldType::integer;

using Fields = std::vector<ModeField>;

/// The groups of fields in their order, and what says where a feature comes from.
ModeSchema schema(std::string_view layer, GeometryType geometry,
                  std::initializer_list<Fields> groups) {
  const Fields origin{{"opened", kText},
                      {"closed", kText},
                      {"note", kText},
                      {"source", kText, true},
                      {"assumed", kText}};
  ModeSchema result{layer, geometry, {}};
  for (const Fields& group : groups) {
    result.fields.insert(result.fields.end(), group.begin(), group.end());
  }
  result.fields.insert(result.fields.end(), origin.begin(), origin.end());
  return result;
}

std::vector<ModeSchema> all_schemas() {
  const Fields place{{"id", kText, true},
                     {"name", kText, true},
                     {"kind", kText, true},
                     {"country", kText, true},
                     {"province", kText}};
  const Fields handling{
      {"handling_h", kReal}, {"handling_usd_per_t", kReal}, {"capacity_t_per_day", kReal}};
  return {schema("stations", GeometryType::point,
                 {place,
                  {{"line", kText}, {"post_km", kReal}, {"gauges_mm", kText, true}},
                  handling,
                  {{"open_h_per_day", kReal}, {"road_access", kText}}}),
          schema("railways", GeometryType::line,
                 {{{"id", kText, true},
                   {"name", kText},
                   {"line", kText},
                   {"from", kText, true},
                   {"to", kText, true},
                   {"length_km", kReal, true},
                   {"gauge_mm", kInteger, true},
                   {"tracks", kInteger, true},
                   {"train_paths_per_day", kReal, true},
                   {"train_payload_t", kReal, true},
                   {"speed_kmh", kReal, true},
                   {"axle_limit_t", kReal, true},
                   {"tariff_usd_per_tkm", kReal, true},
                   {"country", kText, true},
                   {"province", kText}}}),
          schema("ports", GeometryType::point,
                 {place,
                  {{"station", kText}, {"gateway", kText}, {"vessel_limit_t", kReal}},
                  handling,
                  {{"open_h_per_day", kReal}}}),
          schema("waterways", GeometryType::line,
                 {{{"id", kText, true},
                   {"name", kText},
                   {"river", kText},
                   {"from", kText, true},
                   {"to", kText, true},
                   {"length_km", kReal, true},
                   {"speed_down_kmh", kReal, true},
                   {"speed_up_kmh", kReal, true},
                   {"vessel_t", kReal, true},
                   {"low_water_vessel_t", kReal},
                   {"low_water_months", kText},
                   {"closed_months", kText},
                   {"vessels_per_day", kReal, true},
                   {"tariff_usd_per_tkm", kReal, true},
                   {"country", kText, true}}}),
          schema("airports", GeometryType::point,
                 {{{"id", kText, true},
                   {"iata", kText},
                   {"name", kText, true},
                   {"country", kText},
                   {"province", kText},
                   {"runway_m", kReal},
                   {"surface", kText},
                   {"freighter", kText},
                   {"slots_per_h", kReal},
                   {"open_h_per_day", kReal},
                   {"weather_closed_share", kReal}},
                  handling,
                  {{"cold_store_t", kReal}}}),
          schema("air_links", GeometryType::line,
                 {{{"id", kText, true},
                   {"name", kText},
                   {"from", kText, true},
                   {"to", kText, true},
                   {"service", kText, true},
                   {"aircraft", kText},
                   {"length_km", kReal, true},
                   {"flights_per_week", kReal, true},
                   {"payload_t", kReal, true},
                   {"block_h", kReal, true},
                   {"runway_needed_m", kReal},
                   {"tariff_usd_per_t", kReal, true}}})};
}

}  // namespace

std::vector<std::string> ModeSchema::required_fields() const {
  std::vector<std::string> names;
  for (const ModeField& field : fields) {
    if (field.required) names.emplace_back(field.name);
  }
  return names;
}

std::vector<std::string> ModeSchema::known_fields() const {
  std::vector<std::string> names;
  for (const ModeField& field : fields) names.emplace_back(field.name);
  return names;
}

std::span<const ModeSchema> mode_schemas() {
  static const std::vector<ModeSchema> schemas = all_schemas();
  return schemas;
}

const ModeSchema& mode_schema(std::string_view layer) {
  const auto schemas = mode_schemas();
  const auto found = std::find_if(schemas.begin(), schemas.end(),
                                  [layer](const ModeSchema& s) { return s.layer == layer; });
  assert(found != schemas.end());
  return *found;
}

}  // namespace landlink
