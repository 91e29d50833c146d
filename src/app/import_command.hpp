#pragma once

#include <CLI/App.hpp>

namespace landlink::app {

/// Adds `landlink import SOURCE... --out FILE.gpkg|FOLDER`; `exit_code` is set when it runs.
void add_import_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
