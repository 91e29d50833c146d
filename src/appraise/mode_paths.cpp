#include "landlink/appraise/mode_paths.hpp"

#include <array>
#include <limits>
#include <vector>

#include "landlink/assign/choice_set.hpp"

namespace landlink {

namespace {

constexpr std::array kModes{LinkKind::rail, LinkKind::waterway, LinkKind::air};

}  // namespace

PathSource mode_paths(const TransportModel& model, double max_detour) {
  std::array<std::vector<LinkId>, kModes.size()> lines;
  std::vector<LinkId> all;
  for (const LinkId link : model.network.graph().links()) {
    for (std::size_t m = 0; m < kModes.size(); ++m) {
      if (model.network.link(link).kind != kModes[m]) continue;
      lines[m].push_back(link);
      all.push_back(link);
    }
  }
  if (all.empty()) return nullptr;
  return [lines = std::move(lines), all = std::move(all), max_detour](
             const AssignmentProblem& problem, std::span<const double> class_cost, PathSet& set) {
    const std::size_t links = problem.graph->link_count();
    std::vector<double> by_truck(class_cost.begin(), class_cost.end());
    for (std::size_t k = 0; k < problem.classes.size(); ++k) {
      for (const LinkId link : all) {
        by_truck[k * links + link.index()] = std::numeric_limits<double>::infinity();
      }
    }
    add_least_cost_paths(problem, by_truck, &set);
    add_paths_by_way_of(problem, class_cost, lines, max_detour, set);
  };
}

}  // namespace landlink
