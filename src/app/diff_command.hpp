#pragma once

namespace CLI {
class App;
}

namespace landlink::app {

/// `landlink diff`: what differs between two networks.
void add_diff_command(CLI::App& app, int& exit_code);

}  // namespace landlink::app
