#include "diff_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "landlink/core/file.hpp"
#include "landlink/gis/network_diff.hpp"

namespace landlink::app {

namespace {

struct DiffArguments {
  std::string before = {};
  std::string after = {};
  std::string csv = {};
  std::string layer = {};
  std::size_t listed = 20;
};

void diff(const DiffArguments& arguments) {
  const NetworkDiff found = diff_networks(arguments.before, arguments.after);
  if (!arguments.csv.empty()) write_file_atomically(arguments.csv, diff_csv(found));
  if (!arguments.layer.empty()) write_geopackage(arguments.layer, diff_layers(found));
  fmt::print("{}", diff_table(found, arguments.listed));
}

}  // namespace

void add_diff_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<DiffArguments>();
  CLI::App* command = app.add_subcommand(
      "diff", "What was added, removed and changed between two networks, by feature and field");
  command->add_option("BEFORE", arguments->before, "Folder of GeoJSON layers, or GeoPackage")
      ->required();
  command->add_option("AFTER", arguments->after, "The other one")->required();
  command->add_option("--csv", arguments->csv, "Write every change to FILE.csv");
  command->add_option("--layer", arguments->layer, "Write the changes as layers to FILE.gpkg");
  command->add_option("--list", arguments->listed, "Changes to print")->capture_default_str();
  command->callback([arguments, &exit_code] {
    diff(*arguments);
    exit_code = 0;
  });
}

}  // namespace landlink::app
