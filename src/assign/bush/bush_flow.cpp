// Flows on a bush: loading, labels, and what there is to shift.
#include <algorithm>
#include <limits>

#include "bush.hpp"

namespace landlink {

BushWorkspace::BushWorkspace(const AssignmentProblem& problem)
    : problem_(&problem),
      tails_(problem.graph->tails().data()),
      heads_(problem.graph->heads().data()),
      search_(*problem.graph, problem.closed_to_through),
      position_(problem.graph->node_count()),
      flow_(position_.size()),
      shortest_(position_.size()),
      longest_(position_.size()),
      short_entry_(position_.size()),
      long_entry_(position_.size()),
      distance_(position_.size()),
      waiting_(position_.size(), 0),
      first_newcomer_(position_.size() + 1) {}

void BushWorkspace::start(const Bush& bush) {
  constant_ = problem_->classes[bush.user_class].constant_cost.data();
}

void BushWorkspace::plant(Bush& bush, std::span<const double> class_cost) {
  search_.run(problem_->centroids[bush.origin.index()], class_cost);
  bush.order.clear();
  bush.entry.clear();
  for (const NodeId node : search_.reached()) {
    bush.order.push_back(node.index());
    const LinkId parent = search_.parent(node);
    bush.entry.push_back(parent.valid() ? parent.index() : 0);
  }
  find_active(bush);
}

void BushWorkspace::load_nodes(Bush& bush) {
  flow_[bush.order.front()] = 0.0;
  for (const std::uint32_t i : bush.active) flow_[bush.order[i]] = 0.0;
  const UserClass& user_class = problem_->classes[bush.user_class];
  // Zones off the bush have no path; their nodes' values are never read.
  for (const OdCell& cell : user_class.demand_per_h.row(bush.origin)) {
    if (cell.destination == bush.origin) continue;
    flow_[problem_->centroids[cell.destination.index()].index()] += cell.value * user_class.pce;
  }
  for (std::size_t place = bush.active.size(); place-- > 0;) {
    const std::uint32_t i = bush.active[place];
    const double flow = flow_[bush.order[i]];
    if ((bush.entry[i] & Bush::kMerge) == 0) {
      flow_[tail(bush.entry[i])] += flow;
      continue;
    }
    const Bush::Merge& here = bush.merges[bush.entry[i] ^ Bush::kMerge];
    double* const approach = bush.approach_flow.data() + here.first;
    double* const largest = std::max_element(approach, approach + here.count);
    double others = 0.0;
    for (double* a = approach; a != approach + here.count; ++a) others += a == largest ? 0.0 : *a;
    *largest = std::max(0.0, flow - others);
    for (std::uint32_t a = 0; a < here.count; ++a) {
      flow_[tail(bush.approach_link[here.first + a])] += approach[a];
    }
  }
}

void BushWorkspace::add_flows(Bush& bush, std::span<double> volume) {
  load_nodes(bush);
  for (const std::uint32_t i : bush.active) {
    if ((bush.entry[i] & Bush::kMerge) == 0) volume[bush.entry[i]] += flow_[bush.order[i]];
  }
  for (std::size_t a = 0; a < bush.approach_link.size(); ++a) {
    volume[bush.approach_link[a]] += bush.approach_flow[a];
  }
}

double BushWorkspace::label(const Bush& bush, const LinkState& state) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  double excess = 0.0;
  unequal_.clear();
  const std::uint32_t root = bush.order.front();
  shortest_[root] = longest_[root] = 0.0;
  position_[root] = 0;
  for (const std::uint32_t i : bush.active) {
    const std::uint32_t node = bush.order[i];
    position_[node] = i;
    const std::uint32_t entry = bush.entry[i];
    if ((entry & Bush::kMerge) == 0) {
      const std::uint32_t from = tail(entry);
      const double link_cost = cost(entry, state);
      shortest_[node] = shortest_[from] + link_cost;
      longest_[node] = longest_[from] + link_cost;
      short_entry_[node] = long_entry_[node] = {.link = entry};
      continue;
    }
    const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
    double least = kInfinite;
    double most = -1.0;
    double cost_of_flow = 0.0;
    double flow = 0.0;
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      const std::uint32_t link = bush.approach_link[a];
      const std::uint32_t from = tail(link);
      const double link_cost = cost(link, state);
      const double by_shortest = shortest_[from] + link_cost;
      if (by_shortest < least) {
        least = by_shortest;
        short_entry_[node] = {.link = link, .approach = a};
      }
      if (bush.approach_flow[a] > 0.0) {
        cost_of_flow += bush.approach_flow[a] * by_shortest;
        flow += bush.approach_flow[a];
        if (longest_[from] + link_cost > most) {
          most = longest_[from] + link_cost;
          long_entry_[node] = {.link = link, .approach = a};
        }
      }
    }
    if (flow == 0.0) {  // nobody comes here: the node hangs on its shortest approach
      const std::uint32_t link = short_entry_[node].link;
      most = longest_[tail(link)] + cost(link, state);
      long_entry_[node] = short_entry_[node];
    }
    shortest_[node] = least;
    longest_[node] = most;
    excess += std::max(0.0, cost_of_flow - flow * least);
    if (short_entry_[node].link != long_entry_[node].link) unequal_.push_back(node);
  }
  return excess;
}

/// Back along both ways until they meet.
void BushWorkspace::find_pair(std::uint32_t node, SegmentPairs& found) {
  const auto first = static_cast<std::uint32_t>(found.entries.size());
  shorter_.assign(1, short_entry_[node]);
  found.entries.push_back(long_entry_[node]);
  std::uint32_t on_short = tail(short_entry_[node].link);
  std::uint32_t on_long = tail(long_entry_[node].link);
  while (on_short != on_long) {
    if (position_[on_short] > position_[on_long]) {
      shorter_.push_back(short_entry_[on_short]);
      on_short = tail(short_entry_[on_short].link);
    } else {
      found.entries.push_back(long_entry_[on_long]);
      on_long = tail(long_entry_[on_long].link);
    }
  }
  if (!(longest_[node] - longest_[on_long] > shortest_[node] - shortest_[on_short])) {
    found.entries.resize(first);
    return;
  }
  const auto middle = static_cast<std::uint32_t>(found.entries.size());
  found.entries.insert(found.entries.end(), shorter_.begin(), shorter_.end());
  found.pairs.push_back({.longer = first,
                         .shorter = middle,
                         .end = static_cast<std::uint32_t>(found.entries.size())});
}

double BushWorkspace::find_pairs(const Bush& bush, const LinkState& state, SegmentPairs& found) {
  found.pairs.clear();
  found.entries.clear();
  if (bush.merges.empty()) return 0.0;
  start(bush);
  const double excess = label(bush, state);
  for (std::size_t i = unequal_.size(); i-- > 0;) find_pair(unequal_[i], found);
  return excess;
}

}  // namespace landlink
