// Select-link analysis from bushes: what share of an origin's trips has come over a link is known
// at the link's head, and spreads from there in topological order.
#include <algorithm>

#include "bush_state.hpp"

namespace landlink {

namespace {

/// By node: the share of the trips that reach it on a bush which have used a link. Nodes that are
/// not on the bush keep what they had.
void find_shares(const Bush& bush, std::span<const NodeId> tails, std::uint32_t link,
                 std::vector<double>& share) {
  share[bush.order.front()] = 0.0;
  const auto over = [&](std::uint32_t by) { return by == link ? 1.0 : share[tails[by].index()]; };
  for (std::size_t place = 1; place < bush.order.size(); ++place) {
    const std::uint32_t entry = bush.entry[place];
    double& here = share[bush.order[place]];
    if ((entry & Bush::kMerge) == 0) {
      here = over(entry);
      continue;
    }
    const Bush::Merge& merge = bush.merges[entry & ~Bush::kMerge];
    double flow = 0.0;
    double used = 0.0;
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      flow += bush.approach_flow[a];
      used += bush.approach_flow[a] * over(bush.approach_link[a]);
    }
    here = flow > 0.0 ? used / flow : 0.0;
  }
}

}  // namespace

std::vector<LinkUse> BushState::link_uses(const AssignmentProblem& problem, LinkId link) const {
  std::vector<LinkUse> uses;
  std::vector<double> share(problem.graph->node_count(), 0.0);
  for (const Bush& bush : bushes_) {
    std::fill(share.begin(), share.end(), 0.0);
    find_shares(bush, tails_, link.index(), share);
    for (const OdCell& cell : problem.classes[bush.user_class].demand_per_h.row(bush.origin)) {
      if (cell.destination == bush.origin) continue;
      const double used = cell.value * share[centroids_[cell.destination.index()].index()];
      if (used == 0.0) continue;
      uses.push_back({bush.user_class, bush.origin, cell.destination, used});
    }
  }
  return uses;
}

}  // namespace landlink
