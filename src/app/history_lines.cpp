#include "history_lines.hpp"

#include <fmt/format.h>

#include "landlink/core/text.hpp"

namespace landlink::app {

std::string history_lines(std::span<const IterationSummary> history) {
  std::string text;
  for (const IterationSummary& it : history) {
    text += fmt::format(
        R"({{"iteration":{},"{}":{},"objective":{},"total_cost":{},"step":{},"cpu_s":{}}})",
        it.iteration, it.stochastic ? "residual" : "relative_gap",
        shortest_text(it.convergence_measure()), shortest_text(it.objective),
        shortest_text(it.total_cost), shortest_text(it.step_size), shortest_text(it.cpu_s));
    text += '\n';
  }
  return text;
}

}  // namespace landlink::app
