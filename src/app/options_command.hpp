#pragma once

#include <CLI/CLI.hpp>

namespace landlink::app {

/// `landlink options`: every setting of a study file, and every algorithm, delay function and
/// intervention that it may name.
void add_options_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
