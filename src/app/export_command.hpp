#pragma once

namespace CLI {
class App;
}

namespace landlink::app {

/// `landlink export`: a network in another format.
void add_export_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
