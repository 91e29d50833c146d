#include <algorithm>
#include <cmath>

#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "landlink/network/checkpoint.hpp"

namespace landlink::road_import {

namespace {

FieldValue text_or_null(std::string text) {
  return text.empty() ? FieldValue{} : FieldValue{std::move(text)};
}

FieldValue number_or_null(const std::optional<double>& value, int decimals = 6) {
  if (!value) return {};
  const double scale = std::pow(10.0, decimals);
  return std::round(*value * scale) / scale;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ";") + word;
  return text;
}

LayerTable link_layer(const std::string& name, const Roads& roads) {
  LayerTable table;
  table.name = name;
  table.geometry = GeometryType::line;
  const FieldType text = FieldType::text;
  const FieldType real = FieldType::real;
  table.fields = {{"id", text},
                  {"kind", text},
                  {"road", text},
                  {"name", text},
                  {"highway", text},
                  {"oneway", FieldType::integer},
                  {"length_km", real},
                  {"course", text},
                  {"lanes", FieldType::integer},
                  {"surface", text},
                  {"terrain", text},
                  {"iri_m_per_km", real},
                  {"speed_limit_kmh", real},
                  {"capacity_pcu_per_h", real},
                  {"background_pcu_per_h", real},
                  {"fixed_time_min", real},
                  {"toll_usd", real},
                  {"axle_limit_t", real},
                  {"max_gross_t", real},
                  {"wet_months", text},
                  {"wet_axle_limit_t", real},
                  {"wet_max_gross_t", real},
                  {"impassable_months", text},
                  {"closed_months", text},
                  {"country", text},
                  {"province", text},
                  {"drive_side", text},
                  {"opened", text},
                  {"closed", text},
                  {"source", text},
                  {"assumed", text}};
  for (const Road& road : roads) {
    if (road.layer != name) continue;
    const DriveSide side = road.drive_side.value_or(drive_side_of(road.country));
    table.rows.push_back({road.line,
                          {road.id,
                           std::string(name_of(road.kind)),
                           text_or_null(road.number),
                           text_or_null(road.name),
                           text_or_null(road.highway),
                           road.oneway ? FieldValue{1LL} : FieldValue{},
                           number_or_null(road.length_km, 4),
                           text_or_null(road.schematic ? "schematic" : ""),
                           static_cast<long long>(std::lround(road.lanes.value_or(0.0))),
                           std::string(name_of(road.surface.value())),
                           std::string(name_of(road.terrain.value())),
                           number_or_null(road.iri_m_per_km),
                           number_or_null(road.speed_limit_kmh),
                           number_or_null(road.capacity_pcu_per_h, 0),
                           number_or_null(road.background_pcu_per_h, 1),
                           number_or_null(road.fixed_time_min),
                           number_or_null(road.toll_usd, 2),
                           number_or_null(road.axle_limit_t),
                           number_or_null(road.max_gross_t),
                           text_or_null(road.wet_months),
                           number_or_null(road.wet_axle_limit_t),
                           number_or_null(road.wet_max_gross_t),
                           text_or_null(road.impassable_months),
                           text_or_null(road.closed_months),
                           road.country.text(),
                           text_or_null(road.province),
                           std::string(name_of(side)),
                           text_or_null(road.opened),
                           text_or_null(road.closed),
                           road.source,
                           text_or_null(joined(road.assumed))}});
  }
  return table;
}

LayerTable checkpoint_layer(const std::vector<CheckpointSite>& sites) {
  LayerTable table;
  table.name = "checkpoints";
  table.geometry = GeometryType::point;
  const FieldType text = FieldType::text;
  const FieldType real = FieldType::real;
  table.fields = {{"id", text},
                  {"name", text},
                  {"name_other", text},
                  {"country_other", text},
                  {"province", text},
                  {"lanes", real},
                  {"service_min", real},
                  {"service_sd_min", real},
                  {"open_h_per_day", real},
                  {"stops", FieldType::integer},
                  {"document_min", real},
                  {"fee_usd", real},
                  {"hours", text},
                  {"hours_other", text}};
  for (const std::string_view field : kFacilityNumbers)
    table.fields.push_back({std::string(field), real});
  for (const char* field : {"opened", "closed", "position", "note", "source", "assumed"})
    table.fields.push_back({field, text});
  for (const CheckpointSite& site : sites) {
    std::vector<FieldValue> values{site.id,
                                   site.name,
                                   site.name_other,
                                   site.country_other.text(),
                                   text_or_null(site.province),
                                   site.lanes,
                                   site.service_min,
                                   site.service_sd_min,
                                   number_or_null(site.open_h_per_day),
                                   static_cast<long long>(site.stops),
                                   site.document_min,
                                   site.fee_usd,
                                   text_or_null(site.hours),
                                   text_or_null(site.hours_other)};
    for (const auto& number : site.facility) values.push_back(number_or_null(number));
    for (const FieldValue& value :
         {text_or_null(site.opened), text_or_null(site.closed), FieldValue(site.position_basis),
          text_or_null(site.note), FieldValue(site.source), text_or_null(site.assumed)})
      values.push_back(value);
    table.rows.push_back({site.position, std::move(values)});
  }
  return table;
}

LayerTable zone_layer(const std::string& name, const std::vector<ZoneSite>& sites) {
  LayerTable table;
  table.name = name;
  table.geometry = GeometryType::point;
  const FieldType text = FieldType::text;
  table.fields = {{"id", text},
                  {"name", text},
                  {"country", text},
                  {"province", text},
                  {"kind", text},
                  {"population", FieldType::real},
                  {"attraction_weight", FieldType::real},
                  {"source", text},
                  {"assumed", text}};
  for (const ZoneSite& site : sites) {
    table.rows.push_back(
        {site.position,
         {site.id, site.name, site.country.text(), text_or_null(site.province), site.kind,
          site.population, site.attraction_weight, site.source, text_or_null(site.assumed)}});
  }
  return table;
}

LayerTable province_layer(const ImportedNetwork& network,
                          const std::vector<std::string>& capitals) {
  LayerTable table;
  table.name = "provinces";
  table.geometry = GeometryType::polygon;
  const FieldType text = FieldType::text;
  table.fields = {{"id", text},
                  {"name", text},
                  {"capital", text},
                  {"population", FieldType::real},
                  {"source", text}};
  for (std::size_t i = 0; i < network.provinces.size(); ++i) {
    const Province& province = network.provinces[i];
    table.rows.push_back({Polygons(province.polygons.begin(), province.polygons.end()),
                          {province.id, province.name, text_or_null(capitals[i]),
                           province.population, network.province_source}});
  }
  return table;
}

}  // namespace

void write_imported(const ImportedNetwork& network, const std::filesystem::path& out,
                    int coordinate_decimals) {
  std::vector<LayerTable> layers{link_layer("roads", network.roads),
                                 link_layer("bridges", network.roads),
                                 link_layer("corridors", network.roads),
                                 checkpoint_layer(network.checkpoints),
                                 zone_layer("zones", network.zones),
                                 zone_layer("gateways", network.gateways),
                                 province_layer(network, network.province_capitals)};
  for (const LayerTable& layer : network.modes)
    if (!layer.rows.empty()) layers.push_back(layer);
  // Every network has a layer of airports, if without one.
  if (std::none_of(layers.begin(), layers.end(),
                   [](const LayerTable& layer) { return layer.name == "airports"; }))
    layers.push_back({.name = "airports",
                      .geometry = GeometryType::point,
                      .fields = {{"id", FieldType::text}, {"name", FieldType::text}}});
  if (out.extension() == ".gpkg") {
    write_geopackage(out, layers);
  } else {
    std::filesystem::create_directories(out);
    for (const LayerTable& layer : layers)
      write_geojson(out / (layer.name + ".geojson"), layer, coordinate_decimals);
  }
  write_report(network.report, out);
}

void write_report(const RepairReport& report, const std::filesystem::path& out) {
  const std::filesystem::path file =
      out.extension() == ".gpkg" ? out.parent_path() / (out.stem().string() + "_import_report.csv")
                                 : out / "import_report.csv";
  write_file_atomically(file, report.csv());
}

}  // namespace landlink::road_import
