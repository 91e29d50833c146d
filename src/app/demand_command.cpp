#include "demand_command.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

#include "landlink/core/parallel.hpp"
#include "landlink/study/demand_report.hpp"

namespace landlink::app {

namespace {

struct DemandArguments {
  std::string study = {};
  std::string out = {};
  int year = 0;
  int month = -1;
  int threads = 0;
};

void run(const DemandArguments& arguments, int& exit_code) {
  set_thread_count(arguments.threads);
  Study study = read_study(arguments.study);
  if (arguments.year != 0) study.year = arguments.year;
  if (arguments.month >= 0) study.month = arguments.month;
  const DemandReport report = report_demand(study);
  for (const Diagnostic& diagnostic : report.base.diagnostics.all()) {
    if (diagnostic.severity != Severity::warning) continue;
    fmt::print(stderr, "warning: {}: {}\n", diagnostic.place.text(), diagnostic.problem);
  }
  fmt::print("{}", demand_report_text(report, study));
  if (!arguments.out.empty()) {
    const std::filesystem::path folder = std::filesystem::path(arguments.out) / study.id / "demand";
    const auto names = write_demand_report(report, study, folder);
    fmt::print("written to {}: {}\n", folder.generic_string(), fmt::join(names, ", "));
  }
  exit_code = static_cast<int>(ExitCode::done);
}

}  // namespace

void add_demand_command(CLI::App& app, int& exit_code) {
  const auto arguments = std::make_shared<DemandArguments>();
  CLI::App* command = app.add_subcommand(
      "demand", "What freight a study has, by commodity and gateway, and against the facts");
  command->add_option("study", arguments->study, "Study file (TOML)")->required();
  command->add_option("--out", arguments->out,
                      "Folder for matrices (CSV, OMX), tables and desire lines");
  command->add_option("--year", arguments->year, "Year of demand, instead of the study's")
      ->check(CLI::Range(1990, 2100));
  command->add_option("--month", arguments->month, "Month, 1 to 12, or 0 for the mean day")
      ->check(CLI::Range(0, 12));
  command->add_option("--threads", arguments->threads, "Threads; 0 takes every processor")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->callback([arguments, &exit_code] { run(*arguments, exit_code); });
}

}  // namespace landlink::app
