#pragma once

#include <CLI/CLI.hpp>

namespace landlink::app {

/// `landlink compare`: scenarios against each other, from their results folders.
void add_compare_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
