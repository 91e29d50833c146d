// Which links a bush holds.
#include <algorithm>
#include <limits>

#include "bush.hpp"

namespace landlink {

namespace {
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNowhere = ~0u;  ///< the position of a node that the bush does not reach
}  // namespace

/// Drops approaches without flow that are not the shortest; what is left has labels: `shortest`
/// over the bush before, `longest` over all that remains. Along every remaining link `longest`
/// grows by its cost or more. Returns the excess of the bush's flow over its own shortest paths.
double BushWorkspace::prune_and_label(Bush& bush, std::span<const double> class_cost) {
  double excess = 0.0;
  label_[bush.order.front()] = {};
  next_.merges.clear();
  next_.approach_link.clear();
  next_.approach_flow.clear();
  for (std::uint32_t i = 1; i < bush.order.size(); ++i) {
    const std::uint32_t node = bush.order[i];
    const std::uint32_t entry = bush.entry[i];
    if ((entry & Bush::kMerge) == 0) {
      const Label& from = label_[tail(entry)];
      label_[node] = {.shortest = from.shortest + class_cost[entry],
                      .longest = from.longest + class_cost[entry],
                      .position = i};
      continue;
    }
    const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
    double least = kInfinite;
    double cost_of_flow = 0.0;
    double flow = 0.0;
    std::uint32_t least_approach = merge.first;
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      const std::uint32_t link = bush.approach_link[a];
      const double by = label_[tail(link)].shortest + class_cost[link];
      cost_of_flow += bush.approach_flow[a] == 0.0 ? 0.0 : bush.approach_flow[a] * by;
      flow += bush.approach_flow[a];
      if (by < least) {
        least = by;
        least_approach = a;
      }
    }
    if (flow > 0.0) excess += std::max(0.0, cost_of_flow - flow * least);
    const auto first = static_cast<std::uint32_t>(next_.approach_link.size());
    double most = -1.0;
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      if (bush.approach_flow[a] == 0.0 && a != least_approach) continue;
      const std::uint32_t link = bush.approach_link[a];
      most = std::max(most, label_[tail(link)].longest + class_cost[link]);
      next_.approach_link.push_back(link);
      next_.approach_flow.push_back(bush.approach_flow[a]);
    }
    label_[node] = {.shortest = least, .longest = most, .position = i};
    const auto count = static_cast<std::uint32_t>(next_.approach_link.size()) - first;
    if (count == 1) {
      bush.entry[i] = next_.approach_link.back();
      next_.approach_link.pop_back();
      next_.approach_flow.pop_back();
    } else {
      bush.entry[i] = Bush::kMerge | static_cast<std::uint32_t>(next_.merges.size());
      next_.merges.push_back({.first = first, .count = count});
    }
  }
  take_merges(bush);
  return excess;
}

/// Corrects the bush's labels to the network's shortest distances, `distance_`; lists the nodes
/// whose distance falls, with the link by which it does.
void BushWorkspace::find_distances(const Bush& bush, std::span<const double> class_cost) {
  const std::uint32_t root = bush.order.front();
  const std::uint32_t* const first_out = problem_->graph->first_out().data();
  for (const std::uint32_t node : bush.order) distance_[node] = label_[node].shortest;
  queue_.clear();
  improved_.clear();
  const auto relax = [&](std::uint32_t node) {
    if (!may_leave(node, root)) return;
    const double to_node = distance_[node];
    for (std::uint32_t link = first_out[node]; link < first_out[node + 1]; ++link) {
      const double distance = to_node + class_cost[link];
      const std::uint32_t head = heads_[link].index();
      // Where a shut link leads nothing is shorter than infinity.
      if (!(distance < distance_[head]) || distance == kInfinite) continue;
      if (distance_[head] == label_[head].shortest) improved_.push_back(head);
      distance_[head] = distance;
      entering_[head] = link;
      if (waiting_[head] == 0) {
        waiting_[head] = 1;
        queue_.push_back(head);
      }
    }
  };
  for (const std::uint32_t node : bush.order) {
    waiting_[node] = 0;  // a node that improves before its turn is visited in its turn
    relax(node);
  }
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const std::uint32_t node = queue_[i];
    if (waiting_[node] == 0) continue;
    waiting_[node] = 0;
    relax(node);
  }
}

/// Hangs nodes off the ways to trips' ends on the network's shortest paths: no flow holds them.
void BushWorkspace::follow_shortest_paths(Bush& bush, std::span<const double> class_cost) {
  bool changed = false;
  for (const std::uint32_t node : improved_) {
    if (label_[node].position < bush.active) continue;
    bush.entry[label_[node].position] = entering_[node];
    changed = true;
  }
  if (!changed) return;
  next_.clear();
  std::vector<std::uint32_t>& chain = queue_;
  for (std::uint32_t i = bush.active; i < bush.order.size(); ++i) {
    chain.clear();
    for (std::uint32_t node = bush.order[i];
         label_[node].position >= bush.active && waiting_[node] == 0;
         node = tail(bush.entry[label_[node].position])) {
      waiting_[node] = 1;
      chain.push_back(node);
    }
    for (std::size_t j = chain.size(); j-- > 0;) {
      next_.order.push_back(chain[j]);
      next_.entry.push_back(bush.entry[label_[chain[j]].position]);
    }
  }
  for (std::uint32_t i = 0; i < next_.order.size(); ++i) {
    const std::uint32_t node = next_.order[i];
    const std::uint32_t place = bush.active + i;
    bush.order[place] = node;
    bush.entry[place] = next_.entry[i];
    label_[node].longest = label_[tail(next_.entry[i])].longest + class_cost[next_.entry[i]];
    waiting_[node] = 0;
  }
  for (std::uint32_t i = bush.active; i < bush.order.size(); ++i) {
    label_[bush.order[i]].position = i;
  }
}

/// Finds the links that shorten the way to a node which leads to a trip's end, and that make no
/// cycle.
void BushWorkspace::find_newcomers(const Bush& bush, std::span<const double> class_cost) {
  newcomers_.clear();
  const std::uint32_t root = bush.order.front();
  for (const std::uint32_t head : improved_) {
    if (label_[head].position >= bush.active) continue;
    for (const LinkId id : problem_->graph->in_links(NodeId{head})) {
      const std::uint32_t link = id.index();
      const std::uint32_t from = tail(link);
      if (class_cost[link] == kInfinite || !may_leave(from, root) || !is_on(bush, from)) continue;
      if (distance_[from] + class_cost[link] < label_[head].shortest &&
          label_[from].longest + class_cost[link] < label_[head].longest &&
          !enters_by(bush, head, link)) {
        newcomers_.push_back({.head = head, .link = link});
      }
    }
  }
}

/// Whether a node is on the bush that `label_` is of.
bool BushWorkspace::is_on(const Bush& bush, std::uint32_t node) const {
  const std::uint32_t position = label_[node].position;
  return position < bush.order.size() && bush.order[position] == node;
}

bool BushWorkspace::enters_by(const Bush& bush, std::uint32_t node, std::uint32_t link) const {
  const std::uint32_t entry = bush.entry[label_[node].position];
  if ((entry & Bush::kMerge) == 0) return entry == link;
  const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
  const std::uint32_t* const first = bush.approach_link.data() + merge.first;
  return std::find(first, first + merge.count, link) != first + merge.count;
}

/// Puts a node with its entries, old and new, at the end of `next_`.
void BushWorkspace::place(const Bush& bush, std::uint32_t node) {
  const std::uint32_t old_entry = bush.entry[label_[node].position];
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
      {.first = first, .count = static_cast<std::uint32_t>(next_.approach_link.size()) - first});
}

/// Puts the newcomers in, and nodes into a topological order again.
void BushWorkspace::rebuild(Bush& bush) {
  const auto size = static_cast<std::uint32_t>(bush.order.size());
  std::sort(newcomers_.begin(), newcomers_.end(), [](const Newcomer& a, const Newcomer& b) {
    return a.head < b.head || (a.head == b.head && a.link < b.link);
  });
  for (const std::uint32_t node : bush.order) first_newcomer_[node] = BushEntry::kNoApproach;
  bool in_order = true;
  for (std::size_t i = newcomers_.size(); i-- > 0;) {
    first_newcomer_[newcomers_[i].head] = static_cast<std::uint32_t>(i);
    in_order =
        in_order && label_[tail(newcomers_[i].link)].position < label_[newcomers_[i].head].position;
  }
  next_.clear();
  next_.order.push_back(bush.order.front());
  next_.entry.push_back(0);
  if (in_order) {
    for (std::uint32_t i = 1; i < size; ++i) place(bush, bush.order[i]);
    next_.active = bush.active;
  } else {
    place_in_new_order(bush);
  }
  // Copies, so that a bush keeps no more memory than it ever needed.
  bush.order = next_.order;
  bush.entry = next_.entry;
  bush.active = next_.active;
  take_merges(bush);
}

/// Depth first along entering links: what leads to trips' ends, then the rest, each from the nodes
/// in the old order.
void BushWorkspace::place_in_new_order(const Bush& bush) {
  constexpr char kPlaced = 1;
  std::vector<std::uint32_t>& stack = queue_;
  stack.clear();
  const auto first_unplaced_tail = [&](std::uint32_t node) {
    const std::uint32_t entry = bush.entry[label_[node].position];
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
  const auto place_with_all_before = [&](std::uint32_t last) {
    stack.push_back(last);
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
      place(bush, node);
    }
  };
  const auto size = static_cast<std::uint32_t>(bush.order.size());
  waiting_[bush.order.front()] = kPlaced;
  mark_ends(bush, 1);
  for (std::uint32_t i = 1; i < bush.active; ++i) {
    const std::uint32_t node = bush.order[i];
    if (is_end_[node] != 0 && waiting_[node] != kPlaced) place_with_all_before(node);
  }
  mark_ends(bush, 0);
  next_.active = static_cast<std::uint32_t>(next_.order.size());
  for (std::uint32_t i = 1; i < bush.active; ++i) {
    if (waiting_[bush.order[i]] != kPlaced) place_with_all_before(bush.order[i]);
  }
  // What never led to an end is a tree in order.
  for (std::uint32_t i = bush.active; i < size; ++i) {
    if (waiting_[bush.order[i]] != kPlaced) place(bush, bush.order[i]);
  }
  for (const std::uint32_t node : bush.order) waiting_[node] = 0;
}

void BushWorkspace::take_merges(Bush& bush) {
  bush.merges = next_.merges;
  bush.approach_link = next_.approach_link;
  bush.approach_flow = next_.approach_flow;
}

/// Flags the nodes where trips of the bush end, or takes the flags off.
void BushWorkspace::mark_ends(const Bush& bush, char mark) {
  const auto cells = problem_->classes[bush.user_class].demand_per_h.row(bush.origin);
  for (const OdCell& cell : cells) {
    is_end_[problem_->centroids[cell.destination.index()].index()] = mark;
  }
}

Renewal BushWorkspace::renew(Bush& bush, std::span<const double> class_cost, double negligible) {
  start(bush);
  const bool reaches_all = bush.order.size() == label_.size();
  const UserClass& user_class = problem_->classes[bush.user_class];
  const auto cells = user_class.demand_per_h.row(bush.origin);
  const auto node_of = [&](const OdCell& cell) {
    return problem_->centroids[cell.destination.index()].index();
  };
  if (!reaches_all) {
    for (const OdCell& cell : cells) label_[node_of(cell)].position = kNowhere;
  }
  Renewal result{.excess = prune_and_label(bush, class_cost)};
  find_distances(bush, class_cost);
  for (const OdCell& cell : cells) {
    if (cell.destination == bush.origin) continue;
    const std::uint32_t node = node_of(cell);
    if (label_[node].position == kNowhere) continue;
    const double pcu = cell.value * user_class.pce;
    result.shortest_cost += pcu * distance_[node];
    result.excess += pcu * (label_[node].shortest - distance_[node]);
  }
  if (improved_.empty() || result.excess <= negligible * result.shortest_cost) return result;
  follow_shortest_paths(bush, class_cost);
  find_newcomers(bush, class_cost);
  if (!newcomers_.empty()) {
    for (std::uint32_t i = bush.active; i < bush.order.size(); ++i) flow_[bush.order[i]] = 0.0;
    load_nodes(bush);
    rebuild(bush);
  }
  return result;
}

}  // namespace landlink
