// Labels are corrected from a deque in the manner of Pape (1974): a node met for the first time
// waits at the end, one met again goes first. On road networks a node is scanned about one and a
// half times, and benchmarks/kernels shows it several times faster than any heap, Boost's included.
// Its worst case is exponential: past a bound on scans, Dijkstra's algorithm takes over. Both end
// at the same distances to the last bit, since rounding is monotone.
#include "landlink/paths/search.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace landlink {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr std::size_t kHeapChildren = 4;
constexpr std::size_t kScansPerNode = 24;

// What next_ holds of a node that is not in the deque, and at its end.
constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kNeverIn = kEnd - 1;
constexpr std::uint32_t kOut = kEnd - 2;

}  // namespace

ShortestPathSearch::ShortestPathSearch(const Graph& graph, std::span<const char> closed_to_through)
    : graph_(&graph),
      closed_(closed_to_through),
      distance_(graph.node_count(), kInfinite),
      parent_(graph.node_count()),
      next_(graph.node_count()),
      first_child_(graph.node_count()) {
  assert(closed_.empty() || closed_.size() == graph.node_count());
  reached_.reserve(graph.node_count());
}

void ShortestPathSearch::run(NodeId origin, std::span<const double> cost) {
  assert(cost.size() == graph_->link_count());
  label_by_deque(origin.index(), cost);
  if (ties_) choose_smallest_tight_links(origin.index(), cost);
  list_reached(origin);
}

void ShortestPathSearch::label_by_deque(std::uint32_t origin, std::span<const double> cost) {
  std::fill(distance_.begin(), distance_.end(), kInfinite);
  std::fill(parent_.begin(), parent_.end(), LinkId{});
  std::fill(next_.begin(), next_.end(), kNeverIn);
  const std::uint32_t* const first_out = graph_->first_out().data();
  const NodeId* const heads = graph_->heads().data();
  bool ties = false;
  std::size_t scans_left = kScansPerNode * graph_->node_count();

  distance_[origin] = 0.0;
  std::uint32_t first = origin;
  std::uint32_t last = origin;
  next_[origin] = kEnd;
  while (first != kEnd) {
    if (scans_left-- == 0) return label_by_heap(origin, cost);
    const std::uint32_t node = first;
    first = next_[node];
    next_[node] = kOut;
    if (!may_leave(node, origin)) continue;
    const double to_node = distance_[node];
    for (std::uint32_t link = first_out[node]; link < first_out[node + 1]; ++link) {
      const std::uint32_t head = heads[link].index();
      const double distance = to_node + cost[link];
      if (distance < distance_[head]) {
        distance_[head] = distance;
        parent_[head] = LinkId{link};
        if (next_[head] == kNeverIn) {
          (first == kEnd ? first : next_[last]) = head;
          last = head;
          next_[head] = kEnd;
        } else if (next_[head] == kOut) {
          if (first == kEnd) last = head;
          next_[head] = first;
          first = head;
        }
      } else if (distance == distance_[head]) {
        ties = true;
      }
    }
  }
  ties_ = ties;
}

void ShortestPathSearch::label_by_heap(std::uint32_t origin, std::span<const double> cost) {
  std::fill(distance_.begin(), distance_.end(), kInfinite);
  std::fill(parent_.begin(), parent_.end(), LinkId{});
  heap_.clear();
  distance_[origin] = 0.0;
  push({.distance = 0.0, .node = origin});
  while (!heap_.empty()) {
    const Entry entry = pop();
    // Whoever is met again leaves an older, longer entry behind.
    if (entry.distance > distance_[entry.node] || !may_leave(entry.node, origin)) continue;
    for (const LinkId link : graph_->out_links(NodeId{entry.node})) {
      const std::uint32_t head = graph_->head(link).index();
      const double distance = entry.distance + cost[link.index()];
      if (!(distance < distance_[head])) continue;
      distance_[head] = distance;
      parent_[head] = link;
      push({.distance = distance, .node = head});
    }
  }
  ties_ = true;
}

void ShortestPathSearch::choose_smallest_tight_links(std::uint32_t origin,
                                                     std::span<const double> cost) {
  // Parents from strictly nearer nodes cannot close a cycle, and those that stay are a forest.
  std::fill(next_.begin(), next_.end(), 0);  // whether the smallest is found
  const std::uint32_t* const first_out = graph_->first_out().data();
  const NodeId* const heads = graph_->heads().data();
  for (std::uint32_t node = 0; node < graph_->node_count(); ++node) {
    const double to_node = distance_[node];
    if (to_node == kInfinite || !may_leave(node, origin)) continue;
    for (std::uint32_t link = first_out[node]; link < first_out[node + 1]; ++link) {
      const std::uint32_t head = heads[link].index();
      if (to_node + cost[link] == distance_[head] && to_node < distance_[head] &&
          distance_[head] < kInfinite && next_[head] == 0) {
        parent_[head] = LinkId{link};
        next_[head] = 1;
      }
    }
  }
}

void ShortestPathSearch::list_reached(NodeId origin) {
  // Children by parent in linked lists, then from the origin outward.
  std::fill(first_child_.begin(), first_child_.end(), kEnd);
  for (auto node = static_cast<std::uint32_t>(graph_->node_count()); node-- > 0;) {
    if (!parent_[node].valid()) continue;
    const std::uint32_t tail = graph_->tail(parent_[node]).index();
    next_[node] = first_child_[tail];
    first_child_[tail] = node;
  }
  reached_.clear();
  reached_.push_back(origin);
  for (std::size_t i = 0; i < reached_.size(); ++i) {
    for (std::uint32_t child = first_child_[reached_[i].index()]; child != kEnd;
         child = next_[child]) {
      reached_.push_back(NodeId{child});
    }
  }
}

void ShortestPathSearch::push(Entry entry) {
  std::size_t hole = heap_.size();
  heap_.push_back(entry);
  while (hole > 0) {
    const std::size_t above = (hole - 1) / kHeapChildren;
    if (!(entry.distance < heap_[above].distance)) break;
    heap_[hole] = heap_[above];
    hole = above;
  }
  heap_[hole] = entry;
}

ShortestPathSearch::Entry ShortestPathSearch::pop() {
  const Entry top = heap_.front();
  const Entry last = heap_.back();
  heap_.pop_back();
  const std::size_t size = heap_.size();
  if (size == 0) return top;
  std::size_t hole = 0;
  for (std::size_t child = 1; child < size; child = hole * kHeapChildren + 1) {
    std::size_t least = child;
    const std::size_t end = std::min(child + kHeapChildren, size);
    for (std::size_t i = child + 1; i < end; ++i) {
      if (heap_[i].distance < heap_[least].distance) least = i;
    }
    if (!(heap_[least].distance < last.distance)) break;
    heap_[hole] = heap_[least];
    hole = least;
  }
  heap_[hole] = last;
  return top;
}

}  // namespace landlink
