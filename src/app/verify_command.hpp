#pragma once

#include <CLI/CLI.hpp>

namespace landlink::app {

/// `landlink verify DIR...`: recomputes results from their files and prints each check. `exit_code`
/// becomes 1 when a check fails.
void add_verify_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
