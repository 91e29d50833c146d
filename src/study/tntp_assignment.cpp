#include "landlink/study/tntp_assignment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

/// All node numbers of links and zones, ascending: their place is the NodeId.
std::vector<TntpNodeNumber> node_numbers(const TntpNetwork& network, const TntpTrips& trips) {
  std::vector<TntpNodeNumber> numbers = trips.zones;
  for (const TntpLink& link : network.links) {
    numbers.push_back(link.from);
    numbers.push_back(link.to);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

NodeId node_of(const std::vector<TntpNodeNumber>& numbers, TntpNodeNumber number) {
  const auto found = std::lower_bound(numbers.begin(), numbers.end(), number);
  return NodeId{static_cast<std::size_t>(found - numbers.begin())};
}

bool is_shut(const TntpLink& link) {
  return link.capacity == 0.0 && link.power > 0.0 && link.free_flow_time * link.b > 0.0;
}

double own_cost(const TntpLink& link, const TntpFactors& factors) {
  if (is_shut(link)) return std::numeric_limits<double>::infinity();
  const double time =
      link.power == 0.0 ? link.free_flow_time * (1.0 + link.b) : link.free_flow_time;
  return time + factors.toll * link.toll + factors.distance * link.length;
}

DelaySpec delay_of(const TntpLink& link) {
  if (link.power == 0.0 || link.free_flow_time * link.b == 0.0 || is_shut(link)) return {};
  return {"bpr", {link.free_flow_time, link.b, link.capacity, link.power}};
}

}  // namespace

TntpAssignment::TntpAssignment(TntpNetwork network, TntpTrips trips, const TntpFactors& factors,
                               Diagnostics& diagnostics)
    : network_(std::move(network)) {
  const std::vector<TntpNodeNumber> numbers = node_numbers(network_, trips);
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const TntpLink& link : network_.links) {
    ends.emplace_back(node_of(numbers, link.from), node_of(numbers, link.to));
  }
  graph_ = Graph(numbers.size(), ends);

  UserClass user_class{.name = "all"};
  std::vector<DelaySpec> specs;
  for (const std::uint32_t place : graph_.order()) {
    const TntpLink& link = network_.links[place];
    user_class.constant_cost.push_back(own_cost(link, factors));
    specs.push_back(delay_of(link));
    if (is_shut(link)) {
      diagnostics.warning("tntp_no_capacity", {.file = network_.file, .line = link.line},
                          fmt::format("link {} to {} has no capacity", link.from, link.to),
                          "it is taken as shut");
    }
  }
  delays_ = LinkDelays(std::move(specs));
  user_class.demand_per_h = std::move(trips.trips);

  problem_.graph = &graph_;
  problem_.delays = &delays_;
  for (const TntpNodeNumber number : numbers) {
    problem_.closed_to_through.push_back(number < network_.first_through_node ? 1 : 0);
  }
  for (const TntpNodeNumber zone : trips.zones) {
    const NodeId node = node_of(numbers, zone);
    if (graph_.out_links(node).empty() && graph_.in_links(node).empty()) {
      diagnostics.warning("tntp_zone_without_link", {.file = trips.file},
                          fmt::format("zone {} has no link", zone), "its trips stay unassigned");
    }
    problem_.centroids.push_back(node);
  }
  problem_.classes.push_back(std::move(user_class));
  problem_.place_of = [this](LinkId link) {
    const TntpLink& row = network_.links[graph_.order()[link.index()]];
    return Place{.file = network_.file,
                 .line = row.line,
                 .feature = fmt::format("link {} to {}", row.from, row.to)};
  };
}

std::string TntpAssignment::flows_text(const AssignmentResult& result) const {
  std::vector<double> volume(network_.links.size());
  std::vector<double> cost(network_.links.size());
  const std::vector<double>& own = problem_.classes.front().constant_cost;
  for (const LinkId link : graph_.links()) {
    const std::uint32_t place = graph_.order()[link.index()];
    volume[place] = result.volume_pcu_per_h[link.index()];
    cost[place] = own[link.index()] + result.delay[link.index()];
  }
  return tntp_flows_text(network_, volume, cost);
}

}  // namespace landlink
