#pragma once

#include <CLI/CLI.hpp>

namespace landlink::app {

/// `landlink check PATH`: what is wrong with a network folder or GeoPackage, as a table, JSON and
/// an issues layer. Exit code 1 when there is an error among the findings.
void add_check_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
