#include "compare_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/output/compare.hpp"

namespace landlink::app {

namespace {

namespace fs = std::filesystem;

struct CompareArguments {
  std::vector<std::string> folders;
  std::string out;
  std::string against;
};

std::string rates_text(const std::vector<double>& rates) {
  std::string text;
  for (const double rate : rates) {
    text += fmt::format("{}{:.1f} %", text.empty() ? "" : ", ", 100.0 * rate);
  }
  return text.empty() ? "none" : text;
}

void print(const Comparison& comparison) {
  fmt::print("  {:>4} {:<32} {:>10} {:>10} {:>10} {:>7} {:>9}\n", "rank", "scenario", "MUSD/year",
             "capital M", "NPV MUSD", "BCR", "EIRR");
  std::size_t rank = 0;
  for (const ComparedCase& each : comparison.cases) {
    fmt::print("  {:>4} {:<32.32} {:>10.2f} {:>10.1f} {:>10.1f} {:>7} {:>9}\n", ++rank, each.title,
               each.benefit_usd_per_year / 1e6, each.capital_usd / 1e6, each.npv_usd / 1e6,
               each.benefit_cost_ratio ? fmt::format("{:.2f}", *each.benefit_cost_ratio) : "-",
               each.capital_usd > 0.0 ? rates_text(each.eirr) : "-");
  }
  for (const std::string& note : comparison.notes) fmt::print("\n  {}\n", note);
  if (comparison.interactions.empty()) return;
  fmt::print("\n  Together beyond their sum (above zero: they help each other)\n");
  for (const Interaction& i : comparison.interactions) {
    fmt::print("  {} and {}: {:+.2f} MUSD/year, NPV {:+.1f} MUSD\n", i.first, i.second,
               i.benefit_usd_per_year / 1e6, i.npv_usd / 1e6);
  }
}

const ComparedCase& find_case(const Comparison& comparison, const std::string& name) {
  std::vector<std::string> known;
  for (const ComparedCase& each : comparison.cases) {
    if (each.name == name) return each;
    known.push_back(each.name);
  }
  throw Error({.field = "--against"}, fmt::format("no scenario '{}' in these folders", name),
              name_remedy(name, known));
}

void run(const CompareArguments& arguments) {
  const std::vector<fs::path> folders(arguments.folders.begin(), arguments.folders.end());
  const Comparison comparison = compare_results(folders);
  if (comparison.cases.empty()) {
    throw Error({.file = arguments.folders.front()}, "no scenario with an appraisal there",
                "name folders of scenarios, or of studies that have some");
  }
  const ComparedCase* before =
      arguments.against.empty() ? nullptr : &find_case(comparison, arguments.against);
  print(comparison);
  if (arguments.out.empty()) {
    if (before != nullptr) {
      throw Error({.field = "--against"}, "difference maps need a place",
                  "name a folder with --out");
    }
    return;
  }
  const fs::path out = arguments.out;
  std::error_code code;
  fs::create_directories(out, code);
  write_file_atomically(out / "ranking.csv", ranking_text(comparison));
  write_file_atomically(out / "interactions.csv", interactions_text(comparison));
  draw_difference_maps(comparison.cases, nullptr, out);
  if (before == nullptr) return;
  draw_difference_maps(comparison.cases, before, out);
  for (const ComparedCase& each : comparison.cases) {
    if (&each == before) continue;
    write_difference_map(each.folder, before->folder,
                         out / fmt::format("{}-against-{}.gpkg", each.name, before->name));
  }
}

}  // namespace

void add_compare_command(CLI::App& app, int&) {
  auto arguments = std::make_shared<CompareArguments>();
  CLI::App* command = app.add_subcommand(
      "compare", "Rank scenarios from their results, and say what they are worth together");
  command
      ->add_option("folders", arguments->folders,
                   "Results of scenarios, or of studies with all their scenarios")
      ->required();
  command->add_option("--out", arguments->out,
                      "Folder for tables, and maps of each scenario against its base");
  command->add_option("--against", arguments->against,
                      "Scenario that further maps of all others are drawn against");
  command->callback([arguments] { run(*arguments); });
}

}  // namespace landlink::app
