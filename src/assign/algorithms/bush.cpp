// Origin bushes with Newton shifts (Dial 2006, Nie 2010; bushes renewed between rounds of shifts).
#include <algorithm>
#include <limits>

#include "../bush/bush_run.hpp"
#include "../frank_wolfe.hpp"

namespace landlink {

AssignmentResult solve_bush(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Observer& observer) {
  return solve_bush_from(problem, options, observer, nullptr);
}

AssignmentResult solve_bush_from(const AssignmentProblem& problem, const AssignmentOptions& options,
                                 const Observer& observer, WarmSlot* slot) {
  AssignmentResult result;
  // An iteration usually halves the gap; exchanges lower the objective and may raise the gap.
  constexpr int kStallWindow = 60;
  Convergence convergence(options, observer, result, kStallWindow);
  BushRun run(problem, options, slot != nullptr ? slot->start.get() : nullptr);
  double best_gap = std::numeric_limits<double>::infinity();
  int idle = 0;  // slow iterations without an exchange, in a row
  for (;;) {
    const double shortest_path_cost = run.certify();
    if (const auto stop = convergence.record(run.costs(), run.volume(), shortest_path_cost, 1.0)) {
      result.stop = *stop;
      break;
    }
    constexpr double kSlow = 0.5;
    const bool slow = result.relative_gap > kSlow * best_gap;
    best_gap = std::min(best_gap, result.relative_gap);
    // Exact steps cost more than they gain where exchanges lead on.
    constexpr int kPatience = 4;
    const bool moved = run.equilibrate(result.relative_gap,
                                       idle >= kPatience ? Shift::exact : Shift::newton, slow);
    idle = slow && !moved ? idle + 1 : 0;
  }
  store_volumes(problem, run.costs(), run.volume(), result);
  result.unassigned_per_h = run.unassigned();
  if (slot != nullptr) {
    slot->started_warm = run.started_warm();
    slot->state_bytes = run.state_bytes();
    slot->kept = slot->keep ? run.take_state() : nullptr;
  }
  return result;
}

}  // namespace landlink
