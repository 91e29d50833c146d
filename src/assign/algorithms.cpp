// The list of assignment algorithms: a new one is a file in algorithms/ and a row here.
#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "frank_wolfe.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

/// A user equilibrium at marginal costs minimises the total cost (Pigou 1920; Beckmann et al.
/// 1956).
AssignmentResult solve_system(const AlgorithmEntry& algorithm, const AssignmentProblem& problem,
                              const AssignmentOptions& options, const Observer& observer) {
  const LinkDelays marginal = problem.delays->marginal();
  AssignmentProblem priced = problem;
  priced.delays = &marginal;
  AssignmentResult result = algorithm.solve(priced, options, observer);
  // What is paid on the road is the delay.
  ClassCosts(problem).delays_at(result.volume_pcu_per_h, result.delay);
  return result;
}

}  // namespace

std::span<const AlgorithmEntry> algorithms() {
  static const std::array kAlgorithms{
      AlgorithmEntry{"msa", "method of successive averages", solve_msa},
      AlgorithmEntry{"fw", "Frank-Wolfe", solve_fw},
      AlgorithmEntry{"cfw", "conjugate Frank-Wolfe", solve_cfw},
      AlgorithmEntry{"bfw", "biconjugate Frank-Wolfe", solve_bfw},
      AlgorithmEntry{"bush", "Newton shifts on origin bushes", solve_bush},
  };
  return kAlgorithms;
}

AssignmentResult assign(const AssignmentProblem& problem, const AssignmentOptions& options,
                        const Observer& observer) {
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
      return options.objective == Objective::system
                 ? solve_system(entry, problem, options, observer)
                 : entry.solve(problem, options, observer);
    }
    names.emplace_back(entry.name);
  }
  throw Error({}, fmt::format("unknown assignment algorithm '{}'", options.algorithm),
              name_remedy(options.algorithm, names));
}

}  // namespace landlink
