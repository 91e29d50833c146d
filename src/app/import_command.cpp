#include "import_command.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/import/import_network.hpp"

namespace landlink::app {

namespace {

struct ImportArguments {
  std::vector<std::string> sources = {};
  std::string out = {};
  std::string assume_crs = {};
};

road_import::Recipe recipe_of(const ImportArguments& arguments) {
  const std::filesystem::path first = arguments.sources.front();
  if (first.extension() != ".toml") {
    return road_import::plain_recipe({arguments.sources.begin(), arguments.sources.end()},
                                     arguments.assume_crs);
  }
  if (arguments.sources.size() > 1)
    throw Error{{.file = first.string()},
                "a recipe stands alone: it names its sources itself",
                "add the other sources to the recipe, or leave the recipe out"};
  return road_import::read_recipe(first);
}

}  // namespace

void add_import_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command = app.add_subcommand(
      "import", "Make a clean, routable network of road lines, and say what was repaired");
  command
      ->add_option("SOURCE", arguments->sources,
                   "Files of road lines (GeoPackage, Shapefile, GeoJSON, OpenStreetMap PBF ...), "
                   "or one recipe (.toml)")
      ->required();
  command->add_option("--out", arguments->out, "GeoPackage (FILE.gpkg) or folder of GeoJSON layers")
      ->required();
  command->add_option("--assume-crs", arguments->assume_crs,
                      "Coordinate reference system of layers that name none, as EPSG:4326");
  command->callback([arguments, &exit_code] {
    const road_import::Recipe recipe = recipe_of(*arguments);
    const road_import::ImportedNetwork network = road_import::import_network(recipe);
    road_import::write_imported(network, arguments->out, recipe.coordinate_decimals);
    fmt::print("{}", network.report.table());
    fmt::print("{} written to {}\n", counted(network.roads.size(), "link"), arguments->out);
    exit_code = 0;
  });
}

}  // namespace landlink::app
