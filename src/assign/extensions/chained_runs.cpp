#include <algorithm>

#include "extensions.hpp"

namespace landlink {

AssignmentResult ChainedRuns::run(const AssignmentProblem& problem, double relative_gap,
                                  int most_iterations) {
  AssignmentOptions options = *options_;
  options.relative_gap = relative_gap;
  options.max_iterations = std::max(1, std::min(most_iterations, iterations_left()));
  const double cpu_before = history_.empty() ? 0.0 : history_.back().cpu_s;
  return solve_(problem, options, [&](const IterationSummary& it) {
    IterationSummary summary = it;
    summary.iteration = static_cast<int>(history_.size()) + 1;
    summary.cpu_s += cpu_before;
    history_.push_back(summary);
    return *observer_ ? (*observer_)(summary) : Continue::yes;
  });
}

}  // namespace landlink
