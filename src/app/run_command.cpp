#include "run_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"
#include "landlink/study/run_study.hpp"
#include "summary_table.hpp"
#include "terminal_progress.hpp"

namespace landlink::app {

namespace {

namespace fs = std::filesystem;

struct RunArguments {
  std::vector<std::string> studies;
  std::string out = "results";
  int threads = 0;
  std::optional<double> relative_gap;
  std::optional<std::string> algorithm;
  bool keep_going = false;
  bool strict = false;
  bool no_maps = false;
};

/// The files that an argument stands for: itself, or every TOML file of a folder by name.
std::vector<std::string> study_files(const std::string& argument) {
  if (!fs::is_directory(argument)) return {argument};
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(argument)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  if (files.empty()) {
    throw Error({.file = argument}, "no study in this folder",
                "name a folder with files that end in .toml, or a study file");
  }
  std::ranges::sort(files);
  return files;
}

/// Reads every study before the first runs, so that a slip in the last is known at once.
std::vector<Study> read_studies(const RunArguments& arguments) {
  std::vector<Study> studies;
  std::set<std::string> ids;
  std::vector<std::string> files;
  for (const std::string& argument : arguments.studies) {
    std::ranges::copy(study_files(argument), std::back_inserter(files));
  }
  for (const std::string& file : files) {
    Study study = read_study(file, {.keep_going = arguments.keep_going});
    if (arguments.relative_gap) study.assignment.relative_gap = *arguments.relative_gap;
    if (arguments.algorithm) study.assignment.algorithm = *arguments.algorithm;
    if (!ids.insert(folded(study.output.generic_string())).second) {
      throw Error({.file = file},
                  fmt::format("a second study with results in '{}'", study.output.generic_string()),
                  "results are kept by file name or 'output': give one of them another");
    }
    studies.push_back(std::move(study));
  }
  return studies;
}

void check_folder_is_writable(const fs::path& out) {
  std::error_code code;
  fs::create_directories(out, code);
  if (code || ::access(out.c_str(), W_OK | X_OK) != 0) {
    throw Error({.file = out.string()}, "results cannot be written there",
                "name a folder that you may write to with --out", ExitCode::out_of_resources);
  }
}

ExitCode run(const RunArguments& arguments) {
  set_thread_count(arguments.threads);
  const std::vector<Study> studies = read_studies(arguments);
  check_folder_is_writable(arguments.out);

  TerminalProgress progress;
  std::vector<ScenarioSummary> summaries;
  std::size_t failed = 0;
  std::size_t rejected = 0;
  for (const Study& study : studies) {
    progress.stage(fmt::format("study {}: {}", study.id, study.name));
    for (const std::string& warning : study.warnings) progress.warning(warning);
    for (const RejectedScenario& scenario : study.rejected) {
      progress.finish();
      fmt::print(stderr, "landlink: study {}: scenario '{}' is left out: {}\n", study.id,
                 printable(scenario.name), scenario.complaint);
      ++rejected;
    }
    try {
      const auto of_study = run_study(study, arguments.out, progress,
                                      {.keep_going = arguments.keep_going,
                                       .strict = arguments.strict,
                                       .maps = !arguments.no_maps});
      summaries.insert(summaries.end(), of_study.begin(), of_study.end());
    } catch (const Error& e) {
      if (studies.size() == 1) throw;
      progress.finish();
      fmt::print(stderr, "landlink: study {}: {}\n", study.id, e.what());
      ++failed;
    }
  }
  progress.finish();
  print_summary_table(summaries, !arguments.no_maps);
  if (failed > 0) {
    fmt::print(stderr, "landlink: {} of {} studies failed\n", failed, studies.size());
    return ExitCode::batch_incomplete;
  }
  for (const ScenarioSummary& summary : summaries) rejected += summary.left_out ? 1 : 0;
  if (rejected > 0) {
    fmt::print(stderr, "landlink: {} left out\n", counted(rejected, "scenario"));
    return ExitCode::batch_incomplete;
  }
  const bool converged = std::all_of(
      summaries.begin(), summaries.end(),
      [](const ScenarioSummary& summary) { return summary.stop == StopReason::converged; });
  return converged ? ExitCode::done : ExitCode::not_converged;
}

}  // namespace

void add_run_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* command = app.add_subcommand("run", "Run studies and write their results");
  command->add_option("studies", arguments->studies, "Study files (TOML), or folders of them")
      ->required();
  command->add_option("--out", arguments->out, "Folder for results")->capture_default_str();
  command
      ->add_option("--threads", arguments->threads,
                   "Threads; 0 takes every processor. Results do not depend on it")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->add_option("--gap", arguments->relative_gap,
                      "Relative gap to stop at, instead of the study's");
  command->add_option("--algorithm", arguments->algorithm,
                      "Assignment algorithm, instead of the study's");
  command->add_flag("--keep-going", arguments->keep_going,
                    "Leave scenarios with faults out, name them and run the others (exit code 5)");
  command->add_flag("--strict", arguments->strict,
                    "Stop where freight has no way to its destination, instead of a warning");
  command->add_flag("--no-maps", arguments->no_maps,
                    "Draw no PNG and SVG maps, for large batches; layers and tables are written");
  command->callback([arguments, &exit_code] { exit_code = static_cast<int>(run(*arguments)); });
}

}  // namespace landlink::app
