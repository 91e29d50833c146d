#include "landlink/paths/skim.hpp"

#include <limits>
#include <memory>

#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

namespace {

struct Workspace {
  explicit Workspace(const SkimRequest& request)
      : search(request.graph, request.closed_to_through), sum(request.graph.node_count()) {}
  ShortestPathSearch search;
  std::vector<double> sum;  ///< of one attribute, along the tree
};

void fill_row(const SkimRequest& request, ZoneId origin, Workspace& work, Skims& skims) {
  const ShortestPathSearch& search = work.search;
  const std::size_t row = origin.index() * skims.zones;
  for (std::size_t zone = 0; zone < skims.zones; ++zone) {
    skims.cost[row + zone] = search.distance(request.centroids[zone]);
  }
  for (std::size_t a = 0; a < request.attributes.size(); ++a) {
    for (const NodeId node : search.reached()) {
      const LinkId link = search.parent(node);
      work.sum[node.index()] = link.valid() ? work.sum[request.graph.tail(link).index()] +
                                                  request.attributes[a][link.index()]
                                            : 0.0;
    }
    for (std::size_t zone = 0; zone < skims.zones; ++zone) {
      const NodeId node = request.centroids[zone];
      skims.attributes[a][row + zone] =
          search.distance(node) < std::numeric_limits<double>::infinity()
              ? work.sum[node.index()]
              : std::numeric_limits<double>::infinity();
    }
  }
}

}  // namespace

Skims skim(const SkimRequest& request) {
  Skims skims;
  skims.zones = request.centroids.size();
  const std::size_t cells = skims.zones * skims.zones;
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  skims.cost.resize(cells, kInfinite);
  skims.attributes.assign(request.attributes.size(), std::vector<double>(cells, kInfinite));
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));
  parallel_blocks(skims.zones, [&](std::size_t origin, std::size_t worker) {
    if (!request.wanted_origins.empty() && request.wanted_origins[origin] == 0) return;
    std::unique_ptr<Workspace>& work = workspaces[worker];
    if (!work) work = std::make_unique<Workspace>(request);
    work->search.run(request.centroids[origin], request.cost);
    fill_row(request, ZoneId{origin}, *work, skims);
  });
  return skims;
}

}  // namespace landlink
