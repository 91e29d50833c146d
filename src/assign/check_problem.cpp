#include <fmt/format.h>

#include <cmath>

#include "extensions/extensions.hpp"
#include "landlink/assign/class_costs.hpp"

namespace landlink {

namespace {

void check_size(std::size_t size, std::size_t wanted, bool may_be_empty, std::string_view what) {
  if (size == wanted || (may_be_empty && size == 0)) return;
  throw Error({}, fmt::format("{} has {} values where the problem needs {}", what, size, wanted));
}

/// Not a number is the program's own fault, what is out of bounds the data's.
void check_value(const AssignmentProblem& problem, LinkId link, double value, bool may_be_infinite,
                 std::string_view what) {
  if (std::isnan(value)) {
    throw Error(place_of_link(problem, link), fmt::format("{} is not a number", what),
                "check what it is computed from", ExitCode::internal);
  }
  if (value < 0.0 || (std::isinf(value) && !may_be_infinite)) {
    throw Error(place_of_link(problem, link), fmt::format("{} is {}", what, value),
                "give a value that is not negative");
  }
}

}  // namespace

void check_problem(const AssignmentProblem& problem) {
  if (problem.graph == nullptr || problem.delays == nullptr) {
    throw Error({}, "an assignment problem without a network or delays");
  }
  const Graph& graph = *problem.graph;
  const std::size_t links = graph.link_count();
  check_size(problem.delays->link_count(), links, false, "the list of delays");
  check_size(problem.preload_pcu_per_h.size(), links, true, "the preload");
  check_size(problem.delay_weight.size(), links, true, "the delay weight");
  check_size(problem.closed_to_through.size(), graph.node_count(), true,
             "the list of closed nodes");
  for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
    if (problem.centroids[zone].index() >= graph.node_count()) {
      throw Error({}, fmt::format("zone {} has no node of the network", zone));
    }
  }
  for (std::size_t i = 0; i < problem.preload_pcu_per_h.size(); ++i) {
    check_value(problem, LinkId{i}, problem.preload_pcu_per_h[i], false, "the preload");
  }
  for (std::size_t i = 0; i < problem.delay_weight.size(); ++i) {
    check_value(problem, LinkId{i}, problem.delay_weight[i], false, "the delay weight");
  }
  for (const UserClass& user_class : problem.classes) {
    check_size(user_class.constant_cost.size(), links, false,
               fmt::format("the constant cost of class '{}'", user_class.name));
    check_size(user_class.demand_per_h.zone_count(), problem.centroids.size(), false,
               fmt::format("the demand of class '{}'", user_class.name));
    if (!(user_class.pce > 0.0) || std::isinf(user_class.pce)) {
      throw Error({}, fmt::format("class '{}' has a pce of {}", user_class.name, user_class.pce),
                  "give a finite pce above 0");
    }
    check_size(user_class.link_pce.size(), links, true,
               fmt::format("the pce by link of class '{}'", user_class.name));
    for (std::size_t i = 0; i < user_class.link_pce.size(); ++i) {
      if (user_class.link_pce[i] > 0.0 && !std::isinf(user_class.link_pce[i])) continue;
      throw Error(
          place_of_link(problem, LinkId{i}),
          fmt::format("class '{}' has a pce of {}", user_class.name, user_class.link_pce[i]),
          "give a finite pce above 0");
    }
    const std::string cost = fmt::format("the cost of class '{}'", user_class.name);
    for (std::size_t i = 0; i < links; ++i) {
      check_value(problem, LinkId{i}, user_class.constant_cost[i], true, cost);
    }
  }
  check_elastic_demand(problem);
  check_side_constraints(problem);
}

}  // namespace landlink
