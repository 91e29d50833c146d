#include "landlink/gis/mode_schema.hpp"

#include <algorithm>
#include <cassert>

namespace landlink {

namespace {

constexpr FieldType kText = FieldType::text;
constexpr FieldType kReal = FieldType::real;
constexpr FieldType kInteger = FieldType::integer;

ModeSchema with_origin(ModeSchema schema) {
  for (const ModeField& field :
       {ModeField{"opened", kText}, ModeField{"closed", kText}, ModeField{"note", kText},
        ModeField{"source", kText, true}, ModeField{"assumed", kText}}) {
    schema.fields.push_back(field);
  }
  return schema;
}

std::vector<ModeSchema> all_schemas() {
  return {with_origin({"stations",
                       GeometryType::point,
                       {{"id", kText, true},
                        {"name", kText, true},
                        {"kind", kText, true},
                        {"country", kText, true},
                        {"province", kText},
                        {"line", kText},
                        {"post_km", kReal},
                        {"gauges_mm", kText, true},
                        {"handling_h", kReal},
                        {"handling_usd_per_t", kReal},
                        {"capacity_t_per_day", kReal},
                        {"open_h_per_day", kReal},
                        {"road_access", kText}}}),
          with_origin({"railways",
                       GeometryType::line,
                       {{"id", kText, true},
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
          with_origin({"ports",
                       GeometryType::point,
                       {{"id", kText, true},
                        {"name", kText, true},
                        {"kind", kText, true},
                        {"country", kText, true},
                        {"province", kText},
                        {"station", kText},
                        {"gateway", kText},
                        {"vessel_limit_t", kReal},
                        {"handling_h", kReal},
                        {"handling_usd_per_t", kReal},
                        {"capacity_t_per_day", kReal},
                        {"open_h_per_day", kReal}}}),
          with_origin({"waterways",
                       GeometryType::line,
                       {{"id", kText, true},
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
          with_origin({"airports",
                       GeometryType::point,
                       {{"id", kText, true},
                        {"iata", kText},
                        {"name", kText, true},
                        {"country", kText},
                        {"province", kText},
                        {"runway_m", kReal},
                        {"surface", kText},
                        {"freighter", kText},
                        {"slots_per_h", kReal},
                        {"open_h_per_day", kReal},
                        {"weather_closed_share", kReal},
                        {"handling_h", kReal},
                        {"handling_usd_per_t", kReal},
                        {"capacity_t_per_day", kReal},
                        {"cold_store_t", kReal}}}),
          with_origin({"air_links",
                       GeometryType::line,
                       {{"id", kText, true},
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
