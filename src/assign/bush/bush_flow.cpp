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
      label_(problem.graph->node_count()),
      flow_(label_.size()),
      distance_(label_.size()),
      entering_(label_.size()),
      waiting_(label_.size(), 0),
      is_end_(label_.size(), 0),
      first_newcomer_(label_.size() + 1) {}

void BushWorkspace::start(const Bush& bush) {
  constant_ = problem_->classes[bush.user_class].constant_cost.data();
}

void Bush::clear() {
  order.clear();
  entry.clear();
  active = 0;
  merges.clear();
  approach_link.clear();
  approach_flow.clear();
}

std::size_t Bush::bytes() const {
  return sizeof(Bush) + 4 * (order.capacity() + entry.capacity() + approach_link.capacity()) +
         sizeof(Merge) * merges.capacity() + 8 * approach_flow.capacity();
}

void BushWorkspace::plant(Bush& bush, std::span<const double> class_cost) {
  search_.run(problem_->centroids[bush.origin.index()], class_cost);
  next_.clear();
  for (const NodeId node : search_.reached()) {
    next_.order.push_back(node.index());
    const LinkId parent = search_.parent(node);
    next_.entry.push_back(parent.valid() ? parent.index() : 0);
  }
  take_with_active_first(bush);
}

void BushWorkspace::put_demand_on_nodes(const Bush& bush) {
  for (std::uint32_t i = 0; i < bush.active; ++i) flow_[bush.order[i]] = 0.0;
  const UserClass& user_class = problem_->classes[bush.user_class];
  // Zones off the bush have no path; their nodes' values are never read.
  for (const OdCell& cell : user_class.demand_per_h.row(bush.origin)) {
    if (cell.destination == bush.origin) continue;
    flow_[problem_->centroids[cell.destination.index()].index()] += cell.value * user_class.pce;
  }
}

void BushWorkspace::load_nodes(Bush& bush) {
  put_demand_on_nodes(bush);
  for (std::uint32_t i = bush.active; i-- > 1;) {
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
  for (std::uint32_t i = 1; i < bush.active; ++i) {
    if ((bush.entry[i] & Bush::kMerge) == 0) volume[bush.entry[i]] += flow_[bush.order[i]];
  }
  for (std::size_t a = 0; a < bush.approach_link.size(); ++a) {
    volume[bush.approach_link[a]] += bush.approach_flow[a];
  }
}

double BushWorkspace::label(const Bush& bush, std::span<const double> delay) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  double excess = 0.0;
  unequal_.clear();
  ways_.resize(bush.merges.size());
  label_[bush.order.front()] = {};
  for (std::uint32_t i = 1; i < bush.active; ++i) {
    const std::uint32_t node = bush.order[i];
    const std::uint32_t entry = bush.entry[i];
    if ((entry & Bush::kMerge) == 0) {
      const Label& from = label_[tail(entry)];
      const double link_cost = cost(entry, delay);
      label_[node] = {.shortest = from.shortest + link_cost,
                      .longest = from.longest + link_cost,
                      .position = i};
      continue;
    }
    const Bush::Merge& merge = bush.merges[entry ^ Bush::kMerge];
    double least = kInfinite;
    double most = -1.0;
    double cost_of_flow = 0.0;
    double flow = 0.0;
    std::uint32_t shorter = merge.first;
    std::uint32_t longer = merge.first;
    for (std::uint32_t a = merge.first; a < merge.first + merge.count; ++a) {
      const std::uint32_t link = bush.approach_link[a];
      const Label& from = label_[tail(link)];
      const double link_cost = cost(link, delay);
      const double by_shortest = from.shortest + link_cost;
      if (by_shortest < least) {
        least = by_shortest;
        shorter = a;
      }
      if (bush.approach_flow[a] > 0.0) {
        cost_of_flow += bush.approach_flow[a] * by_shortest;
        flow += bush.approach_flow[a];
        if (from.longest + link_cost > most) {
          most = from.longest + link_cost;
          longer = a;
        }
      }
    }
    if (flow == 0.0) {  // nobody comes here: the node hangs on its shortest approach
      const std::uint32_t link = bush.approach_link[shorter];
      most = label_[tail(link)].longest + cost(link, delay);
      longer = shorter;
    }
    label_[node] = {.shortest = least, .longest = most, .position = i};
    excess += std::max(0.0, cost_of_flow - flow * least);
    ways_[entry ^ Bush::kMerge] = {.shorter = shorter, .longer = longer};
    if (shorter != longer) unequal_.push_back(node);
  }
  return excess;
}

/// Back along both ways until they meet.
void BushWorkspace::find_pair(const Bush& bush, std::uint32_t node, SegmentPairs& found) {
  const auto entry_of = [&](std::uint32_t at, std::uint32_t MergeWays::*way) {
    const std::uint32_t entry = bush.entry[label_[at].position];
    if ((entry & Bush::kMerge) == 0) return BushEntry{.link = entry};
    const std::uint32_t approach = ways_[entry ^ Bush::kMerge].*way;
    return BushEntry{.link = bush.approach_link[approach], .approach = approach};
  };
  const auto first = static_cast<std::uint32_t>(found.entries.size());
  found.entries.push_back(entry_of(node, &MergeWays::longer));
  shorter_.assign(1, entry_of(node, &MergeWays::shorter));
  std::uint32_t on_long = tail(found.entries.back().link);
  std::uint32_t on_short = tail(shorter_.back().link);
  while (on_short != on_long) {
    if (label_[on_short].position > label_[on_long].position) {
      shorter_.push_back(entry_of(on_short, &MergeWays::shorter));
      on_short = tail(shorter_.back().link);
    } else {
      found.entries.push_back(entry_of(on_long, &MergeWays::longer));
      on_long = tail(found.entries.back().link);
    }
  }
  const Label& here = label_[node];
  const Label& parting = label_[on_short];
  if (!(here.longest - parting.longest > here.shortest - parting.shortest)) {
    found.entries.resize(first);
    return;
  }
  const auto middle = static_cast<std::uint32_t>(found.entries.size());
  found.entries.insert(found.entries.end(), shorter_.begin(), shorter_.end());
  found.pairs.push_back({.longer = first,
                         .shorter = middle,
                         .end = static_cast<std::uint32_t>(found.entries.size())});
}

double BushWorkspace::find_pairs(const Bush& bush, std::span<const double> delay,
                                 SegmentPairs& found) {
  found.pairs.clear();
  found.entries.clear();
  if (bush.merges.empty()) return 0.0;
  start(bush);
  const double excess = label(bush, delay);
  for (std::size_t i = unequal_.size(); i-- > 0;) find_pair(bush, unequal_[i], found);
  return excess;
}

}  // namespace landlink
