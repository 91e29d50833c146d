#include <iterator>
#include <string_view>
#include <utility>

#include "landlink/gis/network_layers.hpp"
#include "link_features.hpp"
#include "network_assembly.hpp"
#include "network_files.hpp"
#include "point_features.hpp"

namespace landlink {

namespace {

using gis::NetworkFiles;

const std::vector<std::string> kCheckpointFields{
    "id",          "name",           "country_other",  "province", "lanes",
    "service_min", "service_sd_min", "open_h_per_day", "stops",    "source"};
const std::vector<std::string> kZoneFields{"id", "name", "country"};

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

}  // namespace

NetworkLayers collect_network_layers(const std::filesystem::path& source, int year,
                                     Diagnostics& diagnostics) {
  NetworkFiles files(source);
  const auto read = [&](const std::string& layer, GeometryType geometry,
                        const std::vector<std::string>& fields, bool allow_empty = true) {
    return files.read(layer, layer_options(geometry, fields, allow_empty), diagnostics);
  };
  gis::NetworkParts parts;
  for (const char* layer : {"roads", "bridges", "corridors"}) {
    const bool allow_empty = std::string_view(layer) != "roads";
    append(parts.links, gis::read_link_features(read(layer, GeometryType::line,
                                                     gis::required_link_fields(), allow_empty),
                                                year, diagnostics));
  }
  parts.checkpoints = gis::read_checkpoints(
      read("checkpoints", GeometryType::point, kCheckpointFields), year, diagnostics);
  parts.zones =
      gis::read_zones(read("zones", GeometryType::point, kZoneFields, false), diagnostics);
  append(parts.zones,
         gis::read_zones(read("gateways", GeometryType::point, kZoneFields), diagnostics));

  NetworkLayers layers;
  layers.airports =
      gis::read_airports(read("airports", GeometryType::point, {"id", "name"}), diagnostics);
  layers.provinces =
      gis::read_provinces(read("provinces", GeometryType::polygon, {"id", "name"}), diagnostics);
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
  return layers;
}

}  // namespace landlink
