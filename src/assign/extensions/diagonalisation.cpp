// Equivalents that vary by link and class: an asymmetric variational inequality. Each round holds
// the mix of classes on every link, so that its traffic counts a fixed multiple of the classes' own
// pcu there, and solves the symmetric equilibrium that is left; the gap is judged at the true
// costs. Source: Dafermos (1982), Networks 12(1), on diagonalisation.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "extensions.hpp"
#include "landlink/core/error.hpp"

namespace landlink {

AssignmentResult solve_asymmetric(const AssignmentProblem& problem,
                                  const AssignmentOptions& options, const Observer& observer,
                                  const Solve& solve) {
  constexpr int kMostRounds = 200;
  constexpr double kFirstGap = 1e-3;
  const int most_iterations = std::max(200, options.max_iterations / 20);
  AssignmentProblem held = problem;
  for (UserClass& user_class : held.classes) user_class.link_pce.clear();
  // The first mix: as many vehicles of each class as want to travel.
  std::vector<std::vector<double>> volume;
  for (const UserClass& user_class : problem.classes) {
    volume.emplace_back(problem.graph->link_count(), user_class.demand_per_h.total());
  }
  std::vector<double> ratio = pce_ratio(problem, volume);
  LinkDelays delays;
  held.delays = &delays;

  ChainedRuns runs(options, observer, solve);
  double gap = std::max(kFirstGap, options.relative_gap);
  double step = 1.0;
  double before = std::numeric_limits<double>::infinity();
  for (int round = 1;; ++round) {
    delays = problem.delays->scaled(ratio);
    for (std::size_t i = 0; i < held.preload_pcu_per_h.size(); ++i) {
      held.preload_pcu_per_h[i] = problem.preload_pcu_per_h[i] / ratio[i];
    }
    AssignmentResult result = runs.run(held, gap, most_iterations);
    if (result.stochastic) {
      throw Error({}, fmt::format("equivalents that vary by link with '{}'", options.algorithm),
                  "choose an algorithm of user equilibrium, such as 'bush'");
    }
    certify_volumes(problem, options, result);
    result.gap_kind = GapKind::variational_inequality;
    const bool reached = result.relative_gap <= options.relative_gap;
    const bool stopped = result.stop == StopReason::stopped_by_observer;
    if (reached || stopped || runs.iterations_left() <= 0 || round == kMostRounds) {
      result.stop = reached                       ? StopReason::converged
                    : stopped                     ? StopReason::stopped_by_observer
                    : runs.iterations_left() <= 0 ? StopReason::iteration_limit
                                                  : StopReason::stalled;
      result.history = runs.take_history();
      return result;
    }
    // A mix that swings between two states is averaged.
    if (result.relative_gap > 0.9 * before) step = std::max(0.05, 0.5 * step);
    before = result.relative_gap;
    const std::vector<double> here = pce_ratio(problem, result.volume_per_h);
    for (std::size_t i = 0; i < ratio.size(); ++i) ratio[i] += step * (here[i] - ratio[i]);
    gap = std::max(0.3 * options.relative_gap, std::min(gap, 0.1 * result.relative_gap));
  }
}

}  // namespace landlink
