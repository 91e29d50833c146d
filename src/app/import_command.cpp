#include "import_command.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/gmns.hpp"
#include "landlink/gis/import/edited_network.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/import/node_links.hpp"
#include "landlink/gis/network_copy.hpp"

namespace landlink::app {

namespace {

// 1 cm: nodes of a finished network may be near to each other.
constexpr int kFinestDecimals = 7;

struct ImportArguments {
  std::vector<std::string> sources = {};
  std::string out = {};
  std::string layer = {};
  std::string assume_crs = {};
  std::string mapping = {};
  std::string country = {};
  std::string countries = {};
  std::string provinces = {};
  std::string relief = {};
  std::string zones = {};
  std::string water = {};
};

road_import::Recipe recipe_of(const ImportArguments& arguments) {
  const std::filesystem::path first = arguments.sources.front();
  if (first.extension() != ".toml") {
    return road_import::plain_recipe(
        {.road_files = {arguments.sources.begin(), arguments.sources.end()},
         .layer = arguments.layer,
         .assume_crs = arguments.assume_crs,
         .mapping = arguments.mapping,
         .country = arguments.country,
         .countries = arguments.countries,
         .provinces = arguments.provinces,
         .relief = arguments.relief,
         .zones = arguments.zones,
         .water = arguments.water});
  }
  if (arguments.sources.size() > 1)
    throw Error{{.file = first.string()},
                "a recipe stands alone: it names its sources itself",
                "add the other sources to the recipe, or leave the recipe out"};
  for (const std::string* option : {&arguments.layer, &arguments.assume_crs, &arguments.mapping,
                                    &arguments.country, &arguments.countries, &arguments.provinces,
                                    &arguments.relief, &arguments.zones, &arguments.water})
    if (!option->empty())
      throw Error{{.file = first.string()},
                  "'" + *option + "' is given besides a recipe, which says all such things itself",
                  "write it into the recipe: docs/data.md has its keys"};
  return road_import::read_recipe(first);
}

bool is_tntp(const std::filesystem::path& file) {
  return file.extension() == ".tntp" || file.string().ends_with(".tntp.gz");
}

/// A network of nodes and links that is one already: GMNS, TNTP.
std::optional<road_import::ImportedNetwork> import_finished(const ImportArguments& arguments,
                                                            const road_import::Recipe& recipe) {
  const std::filesystem::path first = arguments.sources.front();
  road_import::RepairReport report;
  GmnsNetwork network;
  if (is_gmns_folder(first)) {
    network = read_gmns(first);
  } else if (is_tntp(first)) {
    network = road_import::node_links_of_tntp(first, report);
  } else {
    return std::nullopt;
  }
  if (arguments.sources.size() > 1)
    throw Error{{.file = arguments.sources[1]},
                "a network of nodes and links is imported alone",
                "import the other source by itself"};
  road_import::ImportedNetwork imported = road_import::import_node_links(
      network, first.filename().string(), arguments.assume_crs, recipe);
  for (const road_import::Repair& repair : report.repairs()) imported.report.add(repair);
  return imported;
}

/// A network that was edited: kept as it is but for what the edits need.
void import_network_again(const ImportArguments& arguments) {
  const std::filesystem::path first = arguments.sources.front();
  if (arguments.sources.size() > 1)
    throw Error{{.file = arguments.sources[1]},
                "a network is imported alone",
                "import the other source by itself"};
  const road_import::EditedNetwork edited =
      road_import::import_edited(first, {.country = arguments.country});
  write_network(arguments.out, edited.layers);
  road_import::write_report(edited.report, arguments.out);
  fmt::print("{}network written to {}\n", edited.report.table(), arguments.out);
}

void import(const ImportArguments& arguments) {
  const std::filesystem::path first = arguments.sources.front();
  if (is_gmns_folder(first)) {
    // What `landlink export --to gmns` wrote comes back as it was.
    const std::vector<LayerTable> layers = restore_gmns(first);
    if (!layers.empty()) {
      write_network(arguments.out, layers);
      fmt::print("a network that landlink exported: restored to {}\n", arguments.out);
      return;
    }
  }
  if (road_import::is_network(first)) {
    import_network_again(arguments);
    return;
  }
  const road_import::Recipe recipe = recipe_of(arguments);
  auto finished = import_finished(arguments, recipe);
  const bool keeps_lines = finished.has_value();
  const road_import::ImportedNetwork network =
      finished ? *std::move(finished) : road_import::import_network(recipe);
  road_import::write_imported(network, arguments.out,
                              keeps_lines ? kFinestDecimals : recipe.coordinate_decimals);
  fmt::print("{}", network.report.table());
  fmt::print("{} written to {}\n", counted(network.roads.size(), "link"), arguments.out);
}

}  // namespace

void add_import_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command = app.add_subcommand(
      "import", "Make a clean, routable network of road lines, and say what was repaired");
  command
      ->add_option("SOURCE", arguments->sources,
                   "Files of road lines (GeoPackage, Shapefile, FileGDB, GeoJSON, FlatGeobuf, "
                   "OpenStreetMap PBF, CSV with WKT), a GMNS folder, a TNTP network, "
                   "or one recipe (.toml)")
      ->required();
  command->add_option("--out", arguments->out, "GeoPackage (FILE.gpkg) or folder of GeoJSON layers")
      ->required();
  command->add_option("--assume-crs", arguments->assume_crs,
                      "Coordinate reference system of layers that name none, as EPSG:4326");
  command->add_option("--layer", arguments->layer, "Layer of the sources, where they have several");
  command->add_option("--mapping", arguments->mapping,
                      "TOML file that says which of the source's fields are which of ours");
  command->add_option("--country", arguments->country,
                      "Country of the roads (ISO 3166-1, as LAO), where no area says otherwise");
  command->add_option("--countries", arguments->countries,
                      "Areas of countries, with a field of codes ('iso3', 'code' ...)");
  command->add_option("--provinces", arguments->provinces,
                      "Areas of provinces, with a field of ISO 3166-2 codes");
  command->add_option("--relief", arguments->relief,
                      "GeoTIFF of elevations, from which terrain is judged");
  command->add_option("--water", arguments->water,
                      "Rivers or lakes: a gap between roads over them becomes a ferry");
  command->add_option("--zones", arguments->zones,
                      "Where freight starts and ends: points, areas, or a table with lon and lat");
  command->callback([arguments, &exit_code] {
    import(*arguments);
    exit_code = 0;
  });
}

}  // namespace landlink::app
