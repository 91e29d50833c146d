#include "landlink/network/graph.hpp"

#include <fmt/format.h>

#include <numeric>

#include "landlink/core/error.hpp"

namespace landlink {

Graph::Graph(std::size_t node_count, std::span<const std::pair<NodeId, NodeId>> ends)
    : first_out_(node_count + 1, 0),
      tail_(ends.size()),
      head_(ends.size()),
      order_(ends.size()),
      first_in_(node_count + 1, 0),
      in_links_(ends.size()) {
  for (const auto& [tail, head] : ends) {
    if (tail.index() >= node_count || head.index() >= node_count) {
      throw Error({}, fmt::format("a link from node {} to node {} of {} nodes", tail.index(),
                                  head.index(), node_count));
    }
    ++first_out_[tail.index() + 1];
    ++first_in_[head.index() + 1];
  }
  std::partial_sum(first_out_.begin(), first_out_.end(), first_out_.begin());
  std::partial_sum(first_in_.begin(), first_in_.end(), first_in_.begin());
  std::vector<std::uint32_t> next(first_out_.begin(), first_out_.end() - 1);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::uint32_t link = next[ends[i].first.index()]++;
    tail_[link] = ends[i].first;
    head_[link] = ends[i].second;
    order_[link] = static_cast<std::uint32_t>(i);
  }
  next.assign(first_in_.begin(), first_in_.end() - 1);
  for (const LinkId link : links()) in_links_[next[head(link).index()]++] = link;
}

}  // namespace landlink
