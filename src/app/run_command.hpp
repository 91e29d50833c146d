#pragma once

#include <CLI/CLI.hpp>

namespace landlink::app {

/// `landlink run STUDY.toml... --out DIR`: runs studies and prints what a planner needs to know.
void add_run_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
