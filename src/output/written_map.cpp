#include "written_map.hpp"

#include <algorithm>
#include <map>

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "read_manifest.hpp"

namespace landlink::output {

namespace {

namespace fs = std::filesystem;

/// A layer of a GeoPackage; without features where the file has none of that name, since layers
/// without rows are not written.
Layer layer_of(const fs::path& file, const std::string& name, GeometryType geometry) {
  const std::vector<std::string> names = layer_names(file);
  if (std::find(names.begin(), names.end(), name) == names.end()) return {};
  Diagnostics diagnostics;
  Layer layer = read_layer(file, name, {.geometry = geometry}, diagnostics);
  diagnostics.stop_on_errors();
  return layer;
}

void read_links(const fs::path& file, WrittenMap& map) {
  const Layer layer = layer_of(file, "links", GeometryType::line);
  map.attributes.reserve(layer.features.size());
  for (const Feature& feature : layer.features) {
    LinkAttributes link;
    link.source = {.layer = feature.text("layer"),
                   .id = feature.text("feature"),
                   .forward = feature.text("direction") == "forward"};
    link.kind = parse_link_kind(feature.text("kind")).value_or(LinkKind::road);
    link.road = feature.text("road");
    link.country = CountryCode(feature.text("country"));
    link.drive_side = parse_drive_side(feature.text("drive_side")).value_or(DriveSide::right);
    map.attributes.push_back(std::move(link));
    LinkRow row{.attributes = &map.attributes.back(), .status = feature.text("status")};
    row.line = feature.line();
    row.drawn = true;
    row.now.all_tonnes_per_day = feature.number("t_day");
    row.base.all_tonnes_per_day = feature.optional_number("base_t_day").value_or(0.0);
    map.links.push_back(std::move(row));
  }
}

void read_posts(const fs::path& file, WrittenMap& map) {
  const Layer layer = layer_of(file, "checkpoints", GeometryType::point);
  map.posts.reserve(layer.features.size());
  for (const Feature& feature : layer.features) {
    map.posts.push_back(
        {.id = feature.text("id"), .name = feature.text("name"), .position = feature.point()});
    CheckpointRow row{.checkpoint = &map.posts.back()};
    // Maps print trucks of both ways together.
    row.out.vehicles_per_day = feature.number("veh_day");
    row.changed = feature.text("status") == "changed";
    map.checkpoints.push_back(row);
  }
}

void read_places(const fs::path& file, WrittenMap& map) {
  const Layer layer = layer_of(file, "zones", GeometryType::point);
  map.places.reserve(layer.features.size());
  for (const Feature& feature : layer.features) {
    map.places.push_back({.id = feature.text("id"),
                          .name = feature.text("name"),
                          .position = feature.point(),
                          .country = CountryCode(feature.text("country")),
                          .population = feature.number("population")});
    map.zones.push_back({.zone = &map.places.back()});
  }
}

void read_figures(const fs::path& file, WrittenMap& map) {
  const std::map<std::string, double Indicators::*> printed{
      {"freight carried", &Indicators::tonnes},
      {"transport work", &Indicators::tonne_km},
      {"time of vehicles", &Indicators::vehicle_h},
      {"of which at border posts", &Indicators::border_h},
      {"generalised cost", &Indicators::generalised_usd}};
  const CsvTable summary = CsvTable::read(file);
  for (std::size_t i = 0; i < summary.size(); ++i) {
    const auto found = printed.find(summary.row(i).text("indicator"));
    if (found == printed.end()) continue;
    map.now.*found->second = summary.row(i).number("value");
    map.before.*found->second = summary.row(i).optional_number("base").value_or(0.0);
  }
}

}  // namespace

WrittenMap read_written_map(const fs::path& folder) {
  const nlohmann::json manifest = read_manifest(folder);
  WrittenMap map;
  std::string scenario;
  try {
    scenario = manifest.at("scenario").get<std::string>();
    map.title = manifest.at("title").get<std::string>();
    map.base = manifest.at("base").get<std::string>();
    map.attribution = manifest.at("attribution").get<std::string>();
    map.year = manifest.at("year").get<int>();
    map.converged = manifest.at("assignment").at("converged").get<bool>();
    const auto& appraisal = manifest.at("appraisal");
    map.npv_usd = appraisal.at("npv_usd").get<double>();
    map.discount_rate = appraisal.at("discount_rate").get<double>();
    map.eirr = appraisal.at("eirr").get<std::vector<double>>();
  } catch (const nlohmann::json::exception& fault) {
    throw Error({.file = (folder / "manifest.json").string()}, fault.what(),
                "write the results again with `landlink run`");
  }
  const fs::path file = folder / (scenario + ".gpkg");
  read_links(file, map);
  read_posts(file, map);
  read_places(file, map);
  for (const Feature& feature : layer_of(file, "provinces", GeometryType::polygon).features) {
    map.provinces.push_back(
        {.id = feature.text("id"), .name = feature.text("name"), .polygons = feature.polygons()});
  }
  read_figures(folder / "summary.csv", map);
  return map;
}

std::vector<LinkRow> against(const std::vector<LinkRow>& now, const std::vector<LinkRow>& before) {
  std::map<FeatureRef, const LinkRow*> others;
  for (const LinkRow& row : before) others.emplace(row.attributes->source, &row);
  std::vector<LinkRow> rows = now;
  for (LinkRow& row : rows) {
    row.base = {};
    const auto other = others.find(row.attributes->source);
    if (other == others.end()) continue;
    row.base.all_tonnes_per_day = other->second->now.all_tonnes_per_day;
    if (row.status == "same") row.status = other->second->status;
    others.erase(other);
  }
  for (const LinkRow& row : before) {
    if (!others.contains(row.attributes->source)) continue;
    rows.push_back(row);
    rows.back().base.all_tonnes_per_day = row.now.all_tonnes_per_day;
    rows.back().now = {};
  }
  return rows;
}

}  // namespace landlink::output
