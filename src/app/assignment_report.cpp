#include "assignment_report.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "landlink/core/text.hpp"

namespace landlink::app {

namespace {

/// A string of JSON.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

}  // namespace

std::string assignment_report(const AssignmentProblem& problem, const AssignmentOptions& options,
                              const AssignmentResult& result) {
  std::string text = "{\n";
  const auto add = [&](std::string_view name, const std::string& value) {
    text += fmt::format("  \"{}\": {},\n", name, value);
  };
  add("algorithm", quoted(options.algorithm));
  add("objective_kind", options.objective == Objective::system ? "\"system\"" : "\"user\"");
  add("stop", quoted(name_of(result.stop)));
  add("converged", result.converged() ? "true" : "false");
  if (result.stochastic) {
    add("residual", shortest_text(result.residual));
  } else {
    add("gap_kind", quoted(name_of(result.gap_kind)));
    add("relative_gap", shortest_text(result.relative_gap));
  }
  add("wanted", shortest_text(options.relative_gap));
  if (result.gap_kind != GapKind::variational_inequality) {
    add("objective", shortest_text(result.objective));
  }
  add("total_cost", shortest_text(result.total_cost));
  if (result.elastic) add("demand_gap", shortest_text(result.elastic->demand_gap));
  if (!result.side_constraints.empty()) {
    text += "  \"side_constraints\": [\n";
    for (std::size_t c = 0; c < result.side_constraints.size(); ++c) {
      const SideConstraint& constraint = problem.side_constraints[c];
      const SideConstraintState& state = result.side_constraints[c];
      text += fmt::format(
          R"(    {{"name": {}, "unit": {}, "limit": {}, "value": {}, "multiplier": {}, )"
          R"("violation": {}, "complementarity": {}}}{})",
          quoted(constraint.name), quoted(constraint.unit), shortest_text(constraint.limit),
          shortest_text(state.value), shortest_text(state.multiplier),
          shortest_text(state.violation), shortest_text(state.complementarity),
          c + 1 == result.side_constraints.size() ? "\n" : ",\n");
    }
    text += "  ],\n";
  }
  text += "  \"unassigned_per_h\": {";
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    text += fmt::format("{}{}: {}", k == 0 ? "" : ", ", quoted(problem.classes[k].name),
                        shortest_text(result.unassigned_per_h[k]));
  }
  text += "},\n";
  add("conservation", shortest_text(result.conservation));
  text += fmt::format("  \"iterations\": {}\n}}\n", result.history.size());
  return text;
}

}  // namespace landlink::app
