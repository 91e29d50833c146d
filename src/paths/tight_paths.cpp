#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "landlink/paths/batch_search.hpp"

namespace landlink {

namespace {

/// The links by which a node may be reached from the root's side, by ascending id, and the node at
/// their other end.
template <class Body>
void for_links_rootward(const ShortestPathLabels& labels, NodeId node, Body&& body) {
  const auto visit = [&](LinkId link, NodeId nearer) {
    const bool shut = !labels.closed.empty() && labels.closed[nearer.index()] != 0;
    if (shut && nearer != labels.root) return;
    if (labels.distance[nearer] + labels.cost[link.index()] == labels.distance[node]) {
      body(link, nearer);
    }
  };
  if (labels.toward == Toward::others) {
    for (const LinkId link : labels.graph.in_links(node)) visit(link, labels.graph.tail(link));
  } else {
    for (const LinkId link : labels.graph.out_links(node)) visit(link, labels.graph.head(link));
  }
}

}  // namespace

void TightPaths::read(const ShortestPathLabels& labels, NodeId node, std::vector<LinkId>& links) {
  assert(labels.distance[node] < std::numeric_limits<double>::infinity());
  found_.clear();
  if (!walk(labels, node)) {
    found_.clear();
    [[maybe_unused]] const bool found = search(labels, node);
    assert(found);
  }
  if (labels.toward == Toward::others) std::reverse(found_.begin(), found_.end());
  links.insert(links.end(), found_.begin(), found_.end());
}

/// Over nearer nodes alone; false where some node has none.
bool TightPaths::walk(const ShortestPathLabels& labels, NodeId node) {
  while (node != labels.root) {
    LinkId best;
    NodeId next;
    for_links_rootward(labels, node, [&](LinkId link, NodeId nearer) {
      if (best.valid() || !(labels.distance[nearer] < labels.distance[node])) return;
      best = link;
      next = nearer;
    });
    if (!best.valid()) return false;
    found_.push_back(best);
    node = next;
  }
  return true;
}

/// In depth over all tight links, each node once: one of the ways leads to the root.
bool TightPaths::search(const ShortestPathLabels& labels, NodeId node) {
  if (++stamp_ == 0) {
    std::fill(seen_.begin(), seen_.end(), 0);
    stamp_ = 1;
  }
  struct Step {
    NodeId node;
    std::vector<std::pair<LinkId, NodeId>> ways = {};  ///< the next one last
  };
  std::vector<Step> steps;
  const auto enter = [&](NodeId at) {
    seen_[at.index()] = stamp_;
    Step step{at};
    for_links_rootward(labels, at,
                       [&](LinkId link, NodeId nearer) { step.ways.emplace_back(link, nearer); });
    std::reverse(step.ways.begin(), step.ways.end());
    std::stable_partition(step.ways.begin(), step.ways.end(), [&](const auto& way) {
      return !(labels.distance[way.second] < labels.distance[at]);
    });
    steps.push_back(std::move(step));
  };
  enter(node);
  while (!steps.empty() && steps.back().node != labels.root) {
    if (steps.back().ways.empty()) {
      steps.pop_back();
      if (!found_.empty()) found_.pop_back();
      continue;
    }
    const auto [link, nearer] = steps.back().ways.back();
    steps.back().ways.pop_back();
    if (seen_[nearer.index()] == stamp_) continue;
    found_.push_back(link);
    enter(nearer);
  }
  return !steps.empty();
}

}  // namespace landlink
