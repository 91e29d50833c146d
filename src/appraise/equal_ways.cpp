#include "landlink/appraise/equal_ways.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <utility>

#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Workspace {
  explicit Workspace(const SkimRequest& request)
      : search(request.graph, request.closed_to_through),
        place(request.graph.node_count()),
        sum(request.graph.node_count()) {}
  ShortestPathSearch search;
  std::vector<NodeId> order;       ///< of nodes by distance, each after its parent's tail
  std::vector<std::size_t> place;  ///< in the order, by NodeId
  /// Links in use that enter a node at its least cost beside the tree: place of the head, and link.
  std::vector<std::pair<std::size_t, LinkId>> beside;
  std::vector<double> sum;  ///< of one attribute, the mean over ways to a node
};

/// Finds the order, and the links beside the tree.
void find_ways(const SkimRequest& request, std::span<const LinkId> in_use, double tolerance,
               NodeId origin, Workspace& work) {
  const ShortestPathSearch& search = work.search;
  work.beside.clear();
  const auto enters = [&](LinkId link) {
    const NodeId tail = request.graph.tail(link);
    const NodeId head = request.graph.head(link);
    if (search.parent(head) == link || head == origin) return false;
    const bool may_leave = request.closed_to_through.empty() || tail == origin ||
                           request.closed_to_through[tail.index()] == 0;
    const double way = search.distance(tail) + request.cost[link.index()];
    return may_leave && way - search.distance(head) <= tolerance * search.distance(head);
  };
  std::vector<LinkId> entering;
  std::copy_if(in_use.begin(), in_use.end(), std::back_inserter(entering), enters);
  work.order.assign(search.reached().begin(), search.reached().end());
  if (entering.empty()) return;
  std::stable_sort(work.order.begin(), work.order.end(),
                   [&](NodeId a, NodeId b) { return search.distance(a) < search.distance(b); });
  for (std::size_t i = 0; i < work.order.size(); ++i) work.place[work.order[i].index()] = i;
  for (const LinkId link : entering) {
    const std::size_t tail = work.place[request.graph.tail(link).index()];
    const std::size_t head = work.place[request.graph.head(link).index()];
    // Only from nodes that come before, so that no way goes in a circle.
    if (tail < head) work.beside.emplace_back(head, link);
  }
  std::sort(work.beside.begin(), work.beside.end());
}

/// Means of one attribute over the ways from the origin, by node.
void sum_attribute(const SkimRequest& request, std::span<const double> attribute,
                   std::span<const double> volume_per_h, Workspace& work) {
  const auto along = [&](LinkId link) {
    return work.sum[request.graph.tail(link).index()] + attribute[link.index()];
  };
  auto next = work.beside.begin();
  for (std::size_t i = 0; i < work.order.size(); ++i) {
    const NodeId node = work.order[i];
    const LinkId parent = work.search.parent(node);
    double& sum = work.sum[node.index()];
    sum = parent.valid() ? along(parent) : 0.0;
    if (next == work.beside.end() || next->first != i) continue;
    double weight = volume_per_h[parent.index()];
    for (; next != work.beside.end() && next->first == i; ++next) {
      const double volume = volume_per_h[next->second.index()];
      weight += volume;
      sum += volume / weight * (along(next->second) - sum);
    }
  }
}

}  // namespace

Skims skim_ways_in_use(const SkimRequest& request, std::span<const double> volume_per_h,
                       double tolerance) {
  std::vector<LinkId> in_use;
  for (const LinkId link : request.graph.links()) {
    if (volume_per_h[link.index()] > 0.0) in_use.push_back(link);
  }
  Skims skims;
  skims.zones = request.centroids.size();
  const std::size_t cells = skims.zones * skims.zones;
  skims.cost.resize(cells, kInfinity);
  skims.attributes.assign(request.attributes.size(), std::vector<double>(cells, kInfinity));
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));
  parallel_blocks(skims.zones, [&](std::size_t zone, std::size_t worker) {
    if (!request.wanted_origins.empty() && request.wanted_origins[zone] == 0) return;
    std::unique_ptr<Workspace>& work = workspaces[worker];
    if (!work) work = std::make_unique<Workspace>(request);
    const NodeId origin = request.centroids[zone];
    work->search.run(origin, request.cost);
    find_ways(request, in_use, tolerance, origin, *work);
    const std::size_t row = zone * skims.zones;
    for (std::size_t to = 0; to < skims.zones; ++to) {
      skims.cost[row + to] = work->search.distance(request.centroids[to]);
    }
    for (std::size_t a = 0; a < request.attributes.size(); ++a) {
      sum_attribute(request, request.attributes[a], volume_per_h, *work);
      for (std::size_t to = 0; to < skims.zones; ++to) {
        if (skims.cost[row + to] == kInfinity) continue;
        skims.attributes[a][row + to] = work->sum[request.centroids[to].index()];
      }
    }
  });
  return skims;
}

}  // namespace landlink
