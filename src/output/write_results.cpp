#include <algorithm>
#include <cctype>

#include "flow_map.hpp"
#include "landlink/core/file.hpp"
#include "landlink/output/scenario_results.hpp"
#include "manifest.hpp"
#include "qgis_project.hpp"
#include "qgis_store.hpp"
#include "result_layers.hpp"
#include "result_tables.hpp"

namespace landlink {

namespace fs = std::filesystem;

namespace {

void check_name(const std::string& scenario) {
  const bool plain = std::all_of(scenario.begin(), scenario.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_';
  });
  if (!scenario.empty() && plain) return;
  throw Error({.field = "scenario"}, "'" + scenario + "' cannot name a folder and a file",
              "use letters, digits, - and _");
}

/// Everything is made before anything is written: a fault leaves the folder as it was.
std::vector<output::TextFile> rendered_files(const ScenarioResults& results,
                                             const std::vector<output::LinkRow>& links,
                                             const std::vector<output::CheckpointRow>& checkpoints,
                                             const std::vector<output::ZoneRow>& zones) {
  using output::MapCanvas;
  using output::MapTheme;
  std::vector<output::TextFile> files = result_tables(results, links, checkpoints, zones);
  if (!results.maps) return files;
  const auto map = [&](MapTheme theme, MapCanvas::Format format) {
    return flow_map({.provinces = results.layers.provinces,
                     .links = links,
                     .checkpoints = checkpoints,
                     .zones = zones,
                     .text = map_text(results, theme),
                     .changed_label = results.base != nullptr ? "Changed by the scenario" : ""},
                    theme, format);
  };
  files.push_back({"map.png", map(MapTheme::flow, MapCanvas::Format::png)});
  files.push_back({"map.svg", map(MapTheme::flow, MapCanvas::Format::svg)});
  if (results.base != nullptr) {
    files.push_back({"difference.png", map(MapTheme::difference, MapCanvas::Format::png)});
  }
  return files;
}

}  // namespace

std::vector<fs::path> write_results(const ScenarioResults& results, const fs::path& folder) {
  check_name(results.scenario);
  const std::vector<output::LinkRow> links = output::link_rows(results);
  const std::vector<output::CheckpointRow> checkpoints = checkpoint_rows(results, links);
  const std::vector<output::ZoneRow> zones = output::zone_rows(results);
  std::vector<output::TextFile> files = rendered_files(results, links, checkpoints, zones);

  const std::vector<output::ResultLayer> layers = result_layers(results, links, checkpoints, zones);
  const std::vector<output::LayerStyle> styles = output::layer_styles(layers);
  const output::MapText words = map_text(results, output::MapTheme::flow);
  const auto [south_west, north_east] = map_view(results.layers.provinces, links);
  const std::string project = project_xml({.name = results.scenario,
                                           .title = words.title,
                                           .subtitle = words.subtitle,
                                           .attribution = words.attribution,
                                           .data_file = results.scenario + ".gpkg",
                                           .south_west = south_west,
                                           .north_east = north_east},
                                          layers, styles);
  const std::string archive = output::zip_archive(results.scenario + ".qgs", project);
  files.push_back({results.scenario + ".qgz", archive});
  std::vector<LayerTable> tables;
  for (const output::ResultLayer& layer : layers) tables.push_back(layer.table);

  std::error_code code;
  fs::create_directories(folder, code);
  if (code) {
    throw Error({.file = folder.string()}, "cannot be created: " + code.message(),
                "check the path and its permissions", ExitCode::out_of_resources);
  }
  fs::remove(folder / "manifest.json", code);
  if (!results.maps) {  // those of an earlier run would show something else
    for (const char* map : {"map.png", "map.svg", "difference.png"}) fs::remove(folder / map, code);
  }
  write_geopackage(folder / (results.scenario + ".gpkg"), tables, [&](const fs::path& file) {
    store_in_geopackage(file, styles, results.scenario, archive);
  });
  std::vector<std::string> names{results.scenario + ".gpkg"};
  for (const output::TextFile& file : files) {
    write_file_atomically(folder / file.name, file.text);
    names.push_back(file.name);
  }
  write_file_atomically(folder / "manifest.json", output::manifest_text(results, folder, names));
  names.emplace_back("manifest.json");

  std::vector<fs::path> paths;
  for (const std::string& name : names) paths.push_back(folder / name);
  return paths;
}

}  // namespace landlink
