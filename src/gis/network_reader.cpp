#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "landlink/core/text.hpp"
#include "landlink/gis/mode_schema.hpp"
#include "landlink/gis/network_layers.hpp"
#include "link_features.hpp"
#include "mode_features.hpp"
#include "network_assembly.hpp"
#include "network_files.hpp"
#include "point_features.hpp"

namespace landlink {

namespace {

using gis::NetworkFiles;

const std::vector<std::string> kCheckpointFields{
    "id",          "name",           "country_other", "province", "lanes",
    "service_min", "service_sd_min", "stops",         "source"};
constexpr const char* kNoZones = "the layer has no features, so no study can run on the network";
const std::vector<std::string> kZoneFields{"id", "name", "country"};
constexpr std::array kRoadLayers{"roads",    "bridges", "corridors", "checkpoints",
                                 "gateways", "zones",   "airports",  "provinces"};

ReadLayerOptions layer_options(GeometryType geometry, std::vector<std::string> required_fields,
                               bool allow_empty) {
  ReadLayerOptions options;
  options.geometry = geometry;
  options.allow_empty = allow_empty;
  options.required_fields = std::move(required_fields);
  return options;
}

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Airports belong to the layers that every network has; those of other modes may be missing.
Layer read_mode_layer(NetworkFiles& files, const std::string& name, Diagnostics& diagnostics) {
  const ModeSchema& schema = mode_schema(name);
  const bool airports = name == "airports";
  if (!airports && !files.has(name)) return {};
  const std::vector<std::string> required{"id", "name"};
  return files.read(
      name, layer_options(schema.geometry, airports ? required : schema.required_fields(), true),
      diagnostics);
}

/// A layer that may be missing would else be lost to a slip in its name.
void warn_of_near_layers(const NetworkFiles& files, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  std::vector<std::string> lacking;
  for (const char* name : kRoadLayers) known.emplace_back(name);
  for (const ModeSchema& schema : mode_schemas()) {
    known.emplace_back(schema.layer);
    if (!files.has(known.back())) lacking.push_back(known.back());
  }
  for (const std::string& name : files.present()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = nearest_name(name, lacking);
    if (!near) continue;
    diagnostics.warning("near_layer_name", {.file = files.file_of(name), .layer = name},
                        "an unknown layer, which is ignored",
                        "rename it to '" + *near + "' if that is meant");
  }
}

}  // namespace

NetworkLayers collect_network_layers(const std::filesystem::path& source, int year,
                                     Diagnostics& diagnostics) {
  NetworkFiles files(source);
  const auto read = [&](const std::string& layer, GeometryType geometry,
                        const std::vector<std::string>& fields, bool allow_empty = true) {
    return files.read(layer, layer_options(geometry, fields, allow_empty), diagnostics);
  };
  NetworkLayers layers;
  layers.provinces =
      gis::read_provinces(read("provinces", GeometryType::polygon, {"id", "name"}), diagnostics);
  const gis::ReadFeatureOptions features{.year = year, .needs_province = !layers.provinces.empty()};
  gis::NetworkParts parts;
  for (const char* layer : {"roads", "bridges", "corridors"}) {
    const bool allow_empty = std::string_view(layer) != "roads";
    append(parts.links, gis::read_link_features(read(layer, GeometryType::line,
                                                     gis::required_link_fields(), allow_empty),
                                                features, diagnostics));
  }
  parts.checkpoints = gis::read_checkpoints(
      read("checkpoints", GeometryType::point, kCheckpointFields), features, diagnostics);
  const Layer zones = read("zones", GeometryType::point, kZoneFields);
  parts.zones = gis::read_zones(zones, features, diagnostics);
  append(parts.zones, gis::read_zones(read("gateways", GeometryType::point, kZoneFields), features,
                                      diagnostics));
  if (zones.header != nullptr && parts.zones.empty())
    diagnostics.warning("no_zones", {.file = zones.header->file, .layer = "zones"}, kNoZones,
                        "name the places where freight starts and ends: `landlink import ... "
                        "--zones FILE`");

  layers.modes = gis::read_other_modes(
      [&](const std::string& name) { return read_mode_layer(files, name, diagnostics); }, year,
      diagnostics);
  warn_of_near_layers(files, diagnostics);
  layers.inputs = files.inputs();
  // Roads left out for a fault would cut off zones that have none.
  if (diagnostics.count(Severity::error) > 0) return layers;
  gis::assemble_network(
      std::move(parts), year, [&files](const std::string& layer) { return files.file_of(layer); },
      layers, diagnostics);
  return layers;
}

NetworkLayers read_network_layers(const std::filesystem::path& source, int year,
                                  Diagnostics& diagnostics) {
  NetworkLayers layers = collect_network_layers(source, year, diagnostics);
  diagnostics.stop_on_errors();
  for (const Diagnostic& finding : diagnostics.all())
    if (finding.code == "no_zones") throw Error(finding.place, finding.problem, finding.remedy);
  return layers;
}

}  // namespace landlink
