#pragma once

#include <CLI/CLI.hpp>

namespace landlink::app {

/// `landlink demand STUDY --out FOLDER`: a study's freight, written and explained.
void add_demand_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
