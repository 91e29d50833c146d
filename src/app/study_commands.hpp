#pragma once

#include <CLI/CLI.hpp>

namespace landlink::app {

/// `landlink explain`, `landlink schema` and `landlink new`.
void add_study_commands(CLI::App& app, int& exit_code);

}  // namespace landlink::app
