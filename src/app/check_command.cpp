#include "check_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

#include "landlink/core/error.hpp"
#include "landlink/gis/audit.hpp"
#include "landlink/output/issues_file.hpp"

namespace landlink::app {

namespace fs = std::filesystem;

namespace {

struct CheckArguments {
  std::string path = {};
  int year = 2024;  // base year of the studies in scenarios/
  bool json = false;
  std::string issues = {};
  std::size_t listed = 20;
};

void require_geopackage_name(const CheckArguments& arguments) {
  if (arguments.issues.empty()) return;
  const fs::path issues = arguments.issues;
  if (issues.extension() != ".gpkg") {
    throw Error({.file = arguments.issues}, "the issues layer is a GeoPackage",
                "give the file a name that ends in .gpkg");
  }
  std::error_code code;
  if (fs::equivalent(issues, arguments.path, code)) {
    throw Error({.file = arguments.issues}, "this is the network itself",
                "name another file for the issues");
  }
}

void check(const CheckArguments& arguments, int& exit_code) {
  require_geopackage_name(arguments);
  const NetworkAudit audit = audit_network(arguments.path, arguments.year);
  if (!arguments.issues.empty()) write_issues(arguments.issues, audit.diagnostics);
  fmt::print("{}", arguments.json ? audit_json(audit) : audit_table(audit, arguments.listed));
  if (!arguments.issues.empty() && !arguments.json) {
    fmt::print("issues layer: {}\n", arguments.issues);
  }
  const bool sound = audit.diagnostics.count(Severity::error) == 0;
  exit_code = static_cast<int>(sound ? ExitCode::done : ExitCode::bad_input);
}

}  // namespace

void add_check_command(CLI::App& app, int& exit_code) {
  const auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand("check", "What is wrong with a network, and where");
  command->add_option("path", arguments->path, "Folder of GeoJSON layers, or GeoPackage")
      ->required();
  command->add_option("--year", arguments->year, "Year by which links are open or closed")
      ->capture_default_str()
      ->check(CLI::Range(1900, 2200));
  command->add_flag("--json", arguments->json, "Print everything as JSON");
  command->add_option("--issues", arguments->issues, "Write a layer 'issues' to FILE.gpkg");
  command->add_option("--list", arguments->listed, "Findings to print")->capture_default_str();
  command->callback([arguments, &exit_code] { check(*arguments, exit_code); });
}

}  // namespace landlink::app
