#include "homeward.hpp"

#include <memory>
#include <utility>

#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

Homeward::Homeward(const AssignmentProblem& problem)
    : problem_(&problem), place_(problem.centroids.size()) {
  const Graph& graph = *problem.graph;
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const LinkId link : graph.links()) ends.emplace_back(graph.head(link), graph.tail(link));
  reversed_ = Graph(graph.node_count(), ends);
}

void Homeward::search(std::size_t user_class, std::span<const double> cost) {
  const std::size_t nodes = reversed_.node_count();
  std::vector<ZoneId> zones;
  std::vector<char> wanted(place_.size(), 0);
  for (const OdEntry& cell : problem_->classes[user_class].demand_per_h.entries()) {
    if (cell.origin != cell.destination) wanted[cell.destination.index()] = 1;
  }
  for (std::size_t zone = 0; zone < wanted.size(); ++zone) {
    if (wanted[zone] == 0) continue;
    place_[zone] = zones.size();
    zones.emplace_back(zone);
  }
  distance_.resize(zones.size() * nodes);
  next_.resize(zones.size() * nodes);
  std::vector<double> reversed_cost(cost.size());
  for (std::size_t i = 0; i < cost.size(); ++i) reversed_cost[i] = cost[reversed_.order()[i]];
  std::vector<std::unique_ptr<ShortestPathSearch>> searches(
      static_cast<std::size_t>(thread_count()));
  parallel_blocks(zones.size(), [&](std::size_t i, std::size_t worker) {
    if (!searches[worker]) {
      searches[worker] =
          std::make_unique<ShortestPathSearch>(reversed_, problem_->closed_to_through);
    }
    ShortestPathSearch& search = *searches[worker];
    search.run(problem_->centroids[zones[i].index()], reversed_cost);
    for (std::size_t node = 0; node < nodes; ++node) {
      distance_[i * nodes + node] = search.distances()[node];
      const LinkId link = search.parents()[node];
      next_[i * nodes + node] = link.valid() ? LinkId{reversed_.order()[link.index()]} : LinkId{};
    }
  });
}

std::span<const double> Homeward::distances(ZoneId destination) const {
  const std::size_t nodes = reversed_.node_count();
  return {distance_.data() + place_[destination.index()] * nodes, nodes};
}

std::span<const LinkId> Homeward::next(ZoneId destination) const {
  const std::size_t nodes = reversed_.node_count();
  return {next_.data() + place_[destination.index()] * nodes, nodes};
}

}  // namespace landlink
