// Bushes of an earlier run, fitted to a problem whose costs, demand or open links have changed.
#include <algorithm>
#include <limits>

#include "bush.hpp"

namespace landlink {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr char kQueued = 2;
constexpr char kKept = 1;  ///< on the bush to be

}  // namespace

bool BushWorkspace::may_leave(std::uint32_t node, std::uint32_t root) const {
  const std::vector<char>& closed = problem_->closed_to_through;
  return closed.empty() || closed[node] == 0 || node == root;
}

/// What is left of the bush without the links that are shut now, in its order; `distance_` is over
/// what is left.
void BushWorkspace::keep_open_links(const Bush& bush, std::span<const double> class_cost) {
  const std::uint32_t root = bush.order.front();
  const auto stays = [&](std::uint32_t link) {
    return class_cost[link] < kInfinite && waiting_[tail(link)] == kKept &&
           may_leave(tail(link), root);
  };
  next_.clear();
  next_.order.push_back(root);
  next_.entry.push_back(0);
  waiting_[root] = kKept;
  distance_[root] = 0.0;
  for (std::uint32_t i = 1; i < bush.order.size(); ++i) {
    const std::uint32_t node = bush.order[i];
    const auto first = static_cast<std::uint32_t>(next_.approach_link.size());
    double least = kInfinite;
    const auto keep = [&](std::uint32_t link, double flow) {
      if (!stays(link)) return;
      next_.approach_link.push_back(link);
      next_.approach_flow.push_back(flow);
      least = std::min(least, distance_[tail(link)] + class_cost[link]);
    };
    if ((bush.entry[i] & Bush::kMerge) == 0) {
      keep(bush.entry[i], 0.0);
    } else {
      const Bush::Merge& merge = bush.merges[bush.entry[i] ^ Bush::kMerge];
      for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
        keep(bush.approach_link[a], bush.approach_flow[a]);
      }
    }
    const auto count = static_cast<std::uint32_t>(next_.approach_link.size()) - first;
    if (count == 0) continue;
    next_.order.push_back(node);
    distance_[node] = least;
    waiting_[node] = kKept;
    if (count == 1) {
      next_.entry.push_back(next_.approach_link.back());
      next_.approach_link.pop_back();
      next_.approach_flow.pop_back();
    } else {
      next_.entry.push_back(Bush::kMerge | static_cast<std::uint32_t>(next_.merges.size()));
      next_.merges.push_back({.first = first, .count = count});
    }
  }
}

/// Adds the nodes that were cut off, or that a link opened since has brought within reach, by their
/// shortest paths from the rest.
void BushWorkspace::reach_others(std::span<const double> class_cost) {
  const Graph& graph = *problem_->graph;
  const std::uint32_t root = next_.order.front();
  queue_.clear();
  const auto offer = [&](std::uint32_t node, std::uint32_t link) {
    const double distance = distance_[tail(link)] + class_cost[link];
    if (!(distance < distance_[node])) return;
    distance_[node] = distance;
    entering_[node] = link;
    if (waiting_[node] == kQueued) return;
    waiting_[node] = kQueued;
    queue_.push_back(node);
  };
  for (const NodeId other : graph.nodes()) {
    if (waiting_[other.index()] == kKept) continue;
    const std::uint32_t node = other.index();
    if (waiting_[node] != kQueued) distance_[node] = kInfinite;
    for (const LinkId link : graph.in_links(other)) {
      const std::uint32_t from = graph.tail(link).index();
      if (waiting_[from] == kKept && may_leave(from, root)) offer(node, link.index());
    }
  }
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const std::uint32_t node = queue_[i];
    waiting_[node] = 0;
    if (!may_leave(node, root)) continue;
    for (const LinkId link : graph.out_links(NodeId{node})) {
      const std::uint32_t head = graph.head(link).index();
      if (waiting_[head] != kKept) offer(head, link.index());
    }
  }
  std::vector<std::uint32_t>& chain = unequal_;
  for (const NodeId other : graph.nodes()) {
    std::uint32_t node = other.index();
    if (waiting_[node] == kKept || distance_[node] == kInfinite) continue;
    chain.clear();
    for (; waiting_[node] != kKept; node = tail(entering_[node])) chain.push_back(node);
    for (std::size_t i = chain.size(); i-- > 0;) {
      waiting_[chain[i]] = kKept;
      next_.order.push_back(chain[i]);
      next_.entry.push_back(entering_[chain[i]]);
    }
  }
  std::fill(waiting_.begin(), waiting_.end(), 0);
}

/// Puts the nodes from which a trip's end can be reached first, each part in the order of `next_`.
void BushWorkspace::take_with_active_first(Bush& bush) {
  mark_ends(bush, 1);
  for (std::size_t i = next_.order.size(); i-- > 1;) {
    const std::uint32_t node = next_.order[i];
    waiting_[node] = static_cast<char>(waiting_[node] | is_end_[node]);
    if (waiting_[node] == 0) continue;
    if ((next_.entry[i] & Bush::kMerge) == 0) {
      waiting_[tail(next_.entry[i])] = 1;
      continue;
    }
    const Bush::Merge& merge = next_.merges[next_.entry[i] ^ Bush::kMerge];
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      waiting_[tail(next_.approach_link[a])] = 1;
    }
  }
  mark_ends(bush, 0);
  waiting_[next_.order.front()] = 1;
  bush.order.clear();
  bush.entry.clear();
  bush.order.reserve(next_.order.size());
  bush.entry.reserve(next_.order.size());
  for (const char active : {'\1', '\0'}) {
    for (std::size_t i = 0; i < next_.order.size(); ++i) {
      if (waiting_[next_.order[i]] != active) continue;
      bush.order.push_back(next_.order[i]);
      bush.entry.push_back(next_.entry[i]);
    }
    if (active != 0) bush.active = static_cast<std::uint32_t>(bush.order.size());
  }
  take_merges(bush);
  for (const std::uint32_t node : bush.order) waiting_[node] = 0;
}

void BushWorkspace::share_demand(Bush& bush) {
  put_demand_on_nodes(bush);
  for (auto i = static_cast<std::uint32_t>(bush.order.size()); i-- > 1;) {
    const std::uint32_t entry = bush.entry[i];
    const double flow = i < bush.active ? flow_[bush.order[i]] : 0.0;
    if ((entry & Bush::kMerge) == 0) {
      if (i < bush.active) flow_[tail(entry)] += flow;
      continue;
    }
    const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
    double* const approach = bush.approach_flow.data() + merge.first;
    double before = 0.0;
    for (std::uint32_t a = 0; a < merge.count; ++a) before += approach[a];
    for (std::uint32_t a = 0; a < merge.count; ++a) {
      approach[a] = before > 0.0 ? approach[a] * (flow / before) : a == 0 ? flow : 0.0;
      if (i < bush.active) flow_[tail(bush.approach_link[merge.first + a])] += approach[a];
    }
  }
}

void BushWorkspace::adopt(Bush& bush, std::span<const double> class_cost) {
  start(bush);
  keep_open_links(bush, class_cost);
  reach_others(class_cost);
  take_with_active_first(bush);
  share_demand(bush);
}

}  // namespace landlink
