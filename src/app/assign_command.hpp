#pragma once

namespace CLI {
class App;
}

namespace landlink::app {

/// Adds `landlink assign`: a TNTP network and its trips to equilibrium flows. `exit_code` must
/// outlive the parsing; it becomes 0, or 2 where the gap was not reached. Bad input and costs that
/// are not numbers come out as Error.
void add_assign_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
