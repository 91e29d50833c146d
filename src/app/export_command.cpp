#include "export_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/network_copy.hpp"

namespace landlink::app {

namespace fs = std::filesystem;

namespace {

struct ExportArguments {
  std::string network = {};
  std::string to = {};
  std::string out = {};
};

/// Format and place of an export: `--to` is a format, or a file or folder that tells it.
struct Target {
  std::string format;
  fs::path out;
};

Target target_of(const ExportArguments& arguments) {
  const fs::path to = arguments.to;
  const std::string name = fs::path(arguments.network).lexically_normal().stem().string();
  if (to.extension() == ".gpkg") return {"gpkg", to};
  fs::path out = arguments.out;
  if (arguments.to == "gpkg") return {"gpkg", out.empty() ? fs::path(name + ".gpkg") : out};
  if (arguments.to == "geojson" || arguments.to == "gmns")
    return {arguments.to, out.empty() ? fs::path(name + "-" + arguments.to) : out};
  throw Error{{},
              "'" + printable(arguments.to) + "' is no format",
              "write gmns, gpkg or geojson, or a file that ends in .gpkg"};
}

void export_network(const ExportArguments& arguments) {
  const Target target = target_of(arguments);
  std::error_code code;
  if (fs::equivalent(arguments.network, target.out, code))
    throw Error{{.file = target.out.string()},
                "this is the network itself",
                "name another file or folder with --out"};
  if (target.format == "gpkg" && target.out.extension() != ".gpkg")
    throw Error{{.file = target.out.string()},
                "a GeoPackage has another name",
                "give the file a name that ends in .gpkg"};
  if (target.format == "gmns") {
    export_gmns(arguments.network, target.out);
  } else {
    write_network(target.out, copy_network(arguments.network));
  }
  fmt::print("{} written\n", target.out.string());
}

}  // namespace

void add_export_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* command = app.add_subcommand(
      "export", "Write a network in another format: to edit it in QGIS, or for other programs");
  command->add_option("NETWORK", arguments->network, "Folder of GeoJSON layers, or GeoPackage")
      ->required();
  command
      ->add_option("--to", arguments->to,
                   "gmns (General Modeling Network Specification 0.96), gpkg or geojson; or a file "
                   "that ends in .gpkg")
      ->required();
  command->add_option("--out", arguments->out, "File or folder; default: named by the network");
  command->callback([arguments, &exit_code] {
    export_network(*arguments);
    exit_code = 0;
  });
}

}  // namespace landlink::app
