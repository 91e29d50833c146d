#include "verify_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/output/verify.hpp"

namespace landlink::app {

namespace {

namespace fs = std::filesystem;

/// The folders to check: a folder with a manifest, or the scenarios below a study's folder.
std::vector<fs::path> result_folders(const fs::path& folder) {
  if (fs::exists(folder / "manifest.json")) return {folder};
  std::vector<fs::path> folders;
  if (fs::is_directory(folder)) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().filename() == "manifest.json") folders.push_back(entry.path().parent_path());
    }
  }
  if (folders.empty()) {
    throw Error({.file = folder.string()}, "no results here: no manifest.json in it or below",
                "name the folder of a scenario, or the --out folder of `landlink run`");
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

/// Prints the table of one folder; true where every check holds.
bool verify_folder(const fs::path& folder) {
  const VerifyReport report = verify_results(folder);
  fmt::print("{}: scenario {} of study {}\n", folder.string(), report.scenario, report.study);
  std::size_t width = 0;
  for (const VerifyCheck& check : report.checks) width = std::max(width, check.name.size());
  fmt::print("  {:<{}}  {:>12}  {:>10}  {:<6}  {}\n", "check", width, "value", "tolerance", "",
             "detail");
  std::size_t failed = 0;
  for (const VerifyCheck& check : report.checks) {
    fmt::print("  {:<{}}  {:>12.3e}  {:>10.1e}  {:<6}  {}\n", check.name, width, check.value,
               check.tolerance, check.ok ? "ok" : "FAILED", check.detail);
    if (!check.ok) ++failed;
  }
  if (report.ok()) {
    fmt::print("  all {} hold\n", counted(report.checks.size(), "check"));
  } else {
    fmt::print("  {} of {} FAILED\n", failed, counted(report.checks.size(), "check"));
  }
  return report.ok();
}

}  // namespace

void add_verify_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "verify", "Recompute gap, mass balance and totals of results from their files alone");
  auto folders = std::make_shared<std::vector<std::string>>();
  command->add_option("DIR", *folders, "Folder of a scenario's results, or one above several")
      ->required();
  command->callback([folders, &exit_code] {
    for (const std::string& name : *folders) {
      for (const fs::path& folder : result_folders(name)) {
        if (!verify_folder(folder)) exit_code = static_cast<int>(ExitCode::bad_input);
      }
    }
  });
}

}  // namespace landlink::app
