#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <new>

#include "assign_command.hpp"
#include "check_command.hpp"
#include "compare_command.hpp"
#include "demand_command.hpp"
#include "diff_command.hpp"
#include "export_command.hpp"
#include "import_command.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/version.hpp"
#include "options_command.hpp"
#include "run_command.hpp"
#include "study_commands.hpp"
#include "verify_command.hpp"

namespace {

constexpr auto kFooter =
    "Exit codes: 0 done, 1 bad input, 2 not converged (results written and marked), 3 internal,\n"
    "4 out of memory or disk, 5 some studies of a batch failed, 130 and 143 interrupted.\n"
    "Start with: landlink run scenarios/base-2024.toml --out results";

int exit_code_of(landlink::ExitCode code) { return static_cast<int>(code); }

int run(int argc, char** argv) {
  CLI::App app{"Landlink: freight on the roads and borders of Lao PDR and the Mekong corridors"};
  app.set_version_flag("--version", std::string("landlink ") + landlink::kVersion);
  app.footer(kFooter);
  app.require_subcommand(1);
  int exit_code = 0;
  landlink::app::add_run_command(app, exit_code);
  landlink::app::add_import_command(app, exit_code);
  landlink::app::add_check_command(app, exit_code);
  landlink::app::add_export_command(app, exit_code);
  landlink::app::add_diff_command(app, exit_code);
  landlink::app::add_demand_command(app, exit_code);
  landlink::app::add_verify_command(app, exit_code);
  landlink::app::add_assign_command(app, exit_code);
  landlink::app::add_study_commands(app, exit_code);
  landlink::app::add_compare_command(app, exit_code);
  landlink::app::add_options_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : exit_code_of(landlink::ExitCode::bad_input);
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const landlink::Error& e) {
    fmt::print(stderr, "landlink: {}\n", e.what());
    return exit_code_of(e.exit_code());
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "landlink: out of memory\n");
    return exit_code_of(landlink::ExitCode::out_of_resources);
  } catch (const std::exception& e) {
    fmt::print(stderr, "landlink: internal error: {}\n", e.what());
    return exit_code_of(landlink::ExitCode::internal);
  }
}
