// Which links a bush holds.
#include <algorithm>
#include <limits>

#include "bush.hpp"

namespace landlink {

namespace {
constexpr double kInfinite = std::numeric_limits<double>::infinity();
}  // namespace

/// Drops approaches without flow that are not the shortest; what is left has labels: `shortest_`
/// over the bush before, `longest_` over all that remains. Along every remaining link `longest_`
/// grows by its cost or more.
void BushWorkspace::prune_and_label(Bush& bush, std::span<const double> class_cost) {
  const std::uint32_t root = bush.order.front();
  shortest_[root] = longest_[root] = 0.0;
  next_.merges.clear();
  next_.approach_link.clear();
  next_.approach_flow.clear();
  for (std::uint32_t i = 1; i < bush.order.size(); ++i) {
    const std::uint32_t node = bush.order[i];
    const std::uint32_t entry = bush.entry[i];
    if ((entry & Bush::kMerge) == 0) {
      const std::uint32_t from = tail(entry);
      shortest_[node] = shortest_[from] + class_cost[entry];
      longest_[node] = longest_[from] + class_cost[entry];
      continue;
    }
    const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
    double least = kInfinite;
    std::uint32_t least_approach = merge.first;
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      const std::uint32_t link = bush.approach_link[a];
      const double by = shortest_[tail(link)] + class_cost[link];
      if (by < least) {
        least = by;
        least_approach = a;
      }
    }
    const auto first = static_cast<std::uint32_t>(next_.approach_link.size());
    double most = -1.0;
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      if (bush.approach_flow[a] == 0.0 && a != least_approach) continue;
      const std::uint32_t link = bush.approach_link[a];
      most = std::max(most, longest_[tail(link)] + class_cost[link]);
      next_.approach_link.push_back(link);
      next_.approach_flow.push_back(bush.approach_flow[a]);
    }
    shortest_[node] = least;
    longest_[node] = most;
    const auto count = static_cast<std::uint32_t>(next_.approach_link.size()) - first;
    if (count == 1) {
      bush.entry[i] = next_.approach_link.back();
      next_.approach_link.pop_back();
      next_.approach_flow.pop_back();
    } else {
      bush.entry[i] = Bush::kMerge | static_cast<std::uint32_t>(next_.merges.size());
      next_.merges.push_back({.position = i, .first = first, .count = count});
    }
  }
  std::swap(bush.merges, next_.merges);
  std::swap(bush.approach_link, next_.approach_link);
  std::swap(bush.approach_flow, next_.approach_flow);
}

/// Corrects the bush's labels to the network's shortest distances; finds on the way the links that
/// shorten a path and may join the bush.
void BushWorkspace::find_newcomers(const Bush& bush, std::span<const double> class_cost) {
  newcomers_.clear();
  const std::uint32_t root = bush.order.front();
  const std::uint32_t* const first_out = problem_->graph->first_out().data();
  const std::vector<char>& closed = problem_->closed_to_through;
  for (const std::uint32_t node : bush.order) distance_[node] = shortest_[node];
  queue_.clear();
  const auto relax = [&](std::uint32_t node, bool first_visit) {
    if (!closed.empty() && closed[node] != 0 && node != root) return;
    for (std::uint32_t link = first_out[node]; link < first_out[node + 1]; ++link) {
      const double link_cost = class_cost[link];
      if (link_cost == kInfinite) continue;
      const std::uint32_t head = heads_[link].index();
      if (first_visit && shortest_[node] + link_cost < shortest_[head] &&
          longest_[node] + link_cost < longest_[head]) {
        newcomers_.push_back({.head = head, .link = link});
      }
      const double distance = distance_[node] + link_cost;
      if (distance < distance_[head]) {
        distance_[head] = distance;
        if (waiting_[head] == 0) {
          waiting_[head] = 1;
          queue_.push_back(head);
        }
      }
    }
  };
  for (const std::uint32_t node : bush.order) {
    waiting_[node] = 0;
    relax(node, true);
    // A node that improves before its turn is visited in its turn.
  }
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const std::uint32_t node = queue_[i];
    if (waiting_[node] == 0) continue;
    waiting_[node] = 0;
    relax(node, false);
  }
}

/// Puts the newcomers in, and nodes into a topological order again.
void BushWorkspace::rebuild(Bush& bush) {
  const auto size = static_cast<std::uint32_t>(bush.order.size());
  std::sort(newcomers_.begin(), newcomers_.end(), [](const Newcomer& a, const Newcomer& b) {
    return a.head < b.head || (a.head == b.head && a.link < b.link);
  });
  for (std::uint32_t i = 0; i < size; ++i) {
    position_[bush.order[i]] = i;
    first_newcomer_[bush.order[i]] = BushEntry::kNoApproach;
  }
  for (std::size_t i = newcomers_.size(); i-- > 0;) {
    first_newcomer_[newcomers_[i].head] = static_cast<std::uint32_t>(i);
  }
  next_.order.clear();
  next_.entry.clear();
  next_.merges.clear();
  next_.approach_link.clear();
  next_.approach_flow.clear();

  const auto place = [&](std::uint32_t node) {
    const std::uint32_t old_entry = bush.entry[position_[node]];
    const auto position = static_cast<std::uint32_t>(next_.order.size());
    const std::uint32_t newcomer = first_newcomer_[node];
    next_.order.push_back(node);
    if ((old_entry & Bush::kMerge) == 0 && newcomer == BushEntry::kNoApproach) {
      next_.entry.push_back(old_entry);
      return;
    }
    const auto first = static_cast<std::uint32_t>(next_.approach_link.size());
    const auto add = [&](std::uint32_t link, double flow) {
      next_.approach_link.push_back(link);
      next_.approach_flow.push_back(flow);
    };
    if ((old_entry & Bush::kMerge) == 0) {
      add(old_entry, flow_[node]);
    } else {
      const Bush::Merge& merge = bush.merges[old_entry ^ Bush::kMerge];
      for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
        add(bush.approach_link[a], bush.approach_flow[a]);
      }
    }
    for (std::size_t i = newcomer; i < newcomers_.size() && newcomers_[i].head == node; ++i) {
      add(newcomers_[i].link, 0.0);
    }
    next_.entry.push_back(Bush::kMerge | static_cast<std::uint32_t>(next_.merges.size()));
    next_.merges.push_back(
        {.position = position,
         .first = first,
         .count = static_cast<std::uint32_t>(next_.approach_link.size()) - first});
  };

  // Depth first along entering links, from each node in the old order; waiting_ says what is done.
  constexpr char kPlaced = 1;
  std::vector<std::uint32_t>& stack = queue_;
  stack.clear();
  const auto first_unplaced_tail = [&](std::uint32_t node) {
    const std::uint32_t entry = bush.entry[position_[node]];
    const auto unplaced = [&](std::uint32_t link) { return waiting_[tail(link)] != kPlaced; };
    if ((entry & Bush::kMerge) == 0) {
      if (unplaced(entry)) return tail(entry);
    } else {
      const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
      for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
        if (unplaced(bush.approach_link[a])) return tail(bush.approach_link[a]);
      }
    }
    for (std::size_t i = first_newcomer_[node]; i < newcomers_.size() && newcomers_[i].head == node;
         ++i) {
      if (unplaced(newcomers_[i].link)) return tail(newcomers_[i].link);
    }
    return BushEntry::kNoApproach;
  };
  const std::uint32_t root = bush.order.front();
  next_.order.push_back(root);
  next_.entry.push_back(0);
  waiting_[root] = kPlaced;
  for (std::uint32_t i = 1; i < size; ++i) {
    if (waiting_[bush.order[i]] == kPlaced) continue;
    stack.push_back(bush.order[i]);
    while (!stack.empty()) {
      const std::uint32_t node = stack.back();
      const std::uint32_t before = first_unplaced_tail(node);
      if (before != BushEntry::kNoApproach) {
        stack.push_back(before);
        continue;
      }
      stack.pop_back();
      if (waiting_[node] == kPlaced) continue;
      waiting_[node] = kPlaced;
      place(node);
    }
  }
  for (const std::uint32_t node : bush.order) waiting_[node] = 0;
  std::swap(bush.order, next_.order);
  std::swap(bush.entry, next_.entry);
  std::swap(bush.merges, next_.merges);
  std::swap(bush.approach_link, next_.approach_link);
  std::swap(bush.approach_flow, next_.approach_flow);
}

void BushWorkspace::find_active(Bush& bush) {
  for (const std::uint32_t node : bush.order) waiting_[node] = 0;
  const auto cells = problem_->classes[bush.user_class].demand_per_h.row(bush.origin);
  for (const OdCell& cell : cells) {
    waiting_[problem_->centroids[cell.destination.index()].index()] = 1;
  }
  bush.active.clear();
  for (auto i = static_cast<std::uint32_t>(bush.order.size()); i-- > 1;) {
    if (waiting_[bush.order[i]] == 0) continue;
    bush.active.push_back(i);
    const std::uint32_t entry = bush.entry[i];
    if ((entry & Bush::kMerge) == 0) {
      waiting_[tail(entry)] = 1;
      continue;
    }
    const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      waiting_[tail(bush.approach_link[a])] = 1;
    }
  }
  std::reverse(bush.active.begin(), bush.active.end());
  for (const std::uint32_t node : bush.order) waiting_[node] = 0;
  for (const OdCell& cell : cells) {
    waiting_[problem_->centroids[cell.destination.index()].index()] = 0;
  }
}

double BushWorkspace::renew(Bush& bush, std::span<const double> class_cost) {
  start(bush);
  for (const std::uint32_t node : bush.order) flow_[node] = 0.0;
  load_nodes(bush);
  prune_and_label(bush, class_cost);
  find_newcomers(bush, class_cost);
  const UserClass& user_class = problem_->classes[bush.user_class];
  for (const OdCell& cell : user_class.demand_per_h.row(bush.origin)) {
    const NodeId node = problem_->centroids[cell.destination.index()];
    position_[node.index()] = ~0u;
  }
  for (std::uint32_t i = 0; i < bush.order.size(); ++i) position_[bush.order[i]] = i;
  double cost_of_demand = 0.0;
  for (const OdCell& cell : user_class.demand_per_h.row(bush.origin)) {
    if (cell.destination == bush.origin) continue;
    const std::uint32_t node = problem_->centroids[cell.destination.index()].index();
    if (position_[node] == ~0u) continue;
    cost_of_demand += cell.value * user_class.pce * distance_[node];
  }
  if (!newcomers_.empty()) rebuild(bush);
  find_active(bush);
  return cost_of_demand;
}

}  // namespace landlink
