// The list of assignment algorithms: a new one is a file in algorithms/ and a row here.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "extensions/extensions.hpp"
#include "frank_wolfe.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/warm_start.hpp"
#include "landlink/core/text.hpp"
#include "stochastic/path_equilibrium.hpp"

namespace landlink {

namespace {

/// A user equilibrium at marginal costs minimises the total cost (Pigou 1920; Beckmann et al.
/// 1956).
AssignmentResult solve_system(const AssignmentProblem& problem, const AssignmentOptions& options,
                              const Observer& observer, const Solve& solve) {
  if (has_link_pce(problem)) {
    throw Error({}, "a system optimum with equivalents that vary by link",
                "give each class one pce, or ask for the user equilibrium");
  }
  const LinkDelays marginal = problem.delays->marginal();
  AssignmentProblem priced = problem;
  priced.delays = &marginal;
  AssignmentResult result = solve(priced, options, observer);
  // What is paid on the road is the delay.
  ClassCosts(problem).delays_at(result.volume_pcu_per_h, result.delay);
  return result;
}

/// Peels off what the algorithms themselves do not know, the outermost first.
AssignmentResult solve_peeled(const AlgorithmEntry& algorithm, const AssignmentProblem& problem,
                              const AssignmentOptions& options, const Observer& observer,
                              WarmSlot* slot) {
  const Solve on = [&](const AssignmentProblem& plainer, const AssignmentOptions& inner,
                       const Observer& inner_observer) {
    return solve_peeled(algorithm, plainer, inner, inner_observer, slot);
  };
  if (has_elastic_demand(problem)) return solve_elastic(problem, options, observer, on);
  // Rounds at other prices or equivalents begin where the last has ended.
  WarmSlot rounds{.keep = true};
  if (slot != nullptr) rounds.start = slot->start;
  const Solve on_last = [&](const AssignmentProblem& plainer, const AssignmentOptions& inner,
                            const Observer& inner_observer) {
    if (rounds.kept != nullptr) rounds.start = std::move(rounds.kept);
    AssignmentResult result = solve_peeled(algorithm, plainer, inner, inner_observer, &rounds);
    if (slot != nullptr) slot->state_bytes = rounds.state_bytes;
    return result;
  };
  if (!problem.side_constraints.empty() && !algorithm.stochastic) {
    return solve_side_constrained(problem, options, observer, on_last);
  }
  if (has_link_pce(problem)) return solve_asymmetric(problem, options, observer, on_last);
  if (algorithm.solve == solve_bush) return solve_bush_from(problem, options, observer, slot);
  return algorithm.solve(problem, options, observer);
}

}  // namespace

std::span<const AlgorithmEntry> algorithms() {
  static const std::array kAlgorithms{
      AlgorithmEntry{"msa", "method of successive averages", solve_msa},
      AlgorithmEntry{"fw", "Frank-Wolfe", solve_fw},
      AlgorithmEntry{"cfw", "conjugate Frank-Wolfe", solve_cfw},
      AlgorithmEntry{"bfw", "biconjugate Frank-Wolfe", solve_bfw},
      AlgorithmEntry{"gp", "gradient projection on paths, which it keeps", solve_gp},
      AlgorithmEntry{"bush", "Newton shifts on origin bushes", solve_bush},
      AlgorithmEntry{"psl", "stochastic: path-size logit", solve_psl, true},
      AlgorithmEntry{"c-logit", "stochastic: C-logit", solve_c_logit, true},
      AlgorithmEntry{"dial", "stochastic: logit on all reasonable paths, by links", solve_dial,
                     true},
      AlgorithmEntry{"mnl", "stochastic: logit on paths as they are", solve_mnl, true},
  };
  return kAlgorithms;
}

bool is_stochastic(std::string_view algorithm) {
  const auto all = algorithms();
  return std::any_of(all.begin(), all.end(), [&](const AlgorithmEntry& entry) {
    return entry.stochastic && entry.name == algorithm;
  });
}

namespace {

AssignmentResult assign_with(const AssignmentProblem& problem, const AssignmentOptions& options,
                             const Observer& observer, WarmSlot* slot) {
  if (!(options.relative_gap >= 0.0) || options.max_iterations < 1 || options.blocks < 1) {
    throw Error({},
                fmt::format("a relative gap of {}, {} iterations, {} blocks", options.relative_gap,
                            options.max_iterations, options.blocks),
                "give a gap of at least 0, and at least 1 iteration and block");
  }
  std::vector<std::string> names;
  for (const AlgorithmEntry& entry : algorithms()) {
    if (entry.name == options.algorithm) {
      check_problem(problem);
      const bool plain = !has_elastic_demand(problem) && !has_link_pce(problem);
      if (entry.stochastic && (options.objective == Objective::system || !plain)) {
        throw Error({},
                    fmt::format("'{}' finds a stochastic equilibrium of fixed demand, without "
                                "equivalents by link or a system's objective",
                                options.algorithm),
                    "choose an algorithm of user equilibrium, such as 'bush'");
      }
      const Solve solve = [&](const AssignmentProblem& priced, const AssignmentOptions& inner,
                              const Observer& inner_observer) {
        return solve_peeled(entry, priced, inner, inner_observer, slot);
      };
      AssignmentResult result = options.objective == Objective::system
                                    ? solve_system(problem, options, observer, solve)
                                    : solve(problem, options, observer);
      result.conservation = conservation_error(problem, result);
      return result;
    }
    names.emplace_back(entry.name);
  }
  throw Error({}, fmt::format("unknown assignment algorithm '{}'", options.algorithm),
              name_remedy(options.algorithm, names));
}

}  // namespace

AssignmentResult assign(const AssignmentProblem& problem, const AssignmentOptions& options,
                        const Observer& observer) {
  return assign_with(problem, options, observer, nullptr);
}

AssignmentResult assign(const AssignmentProblem& problem, const AssignmentOptions& options,
                        WarmSlot& slot, const Observer& observer) {
  return assign_with(problem, options, observer, &slot);
}

}  // namespace landlink
