#include "landlink/study/tntp_assignment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "landlink/assign/path_set.hpp"
#include "landlink/core/csv_table.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

/// All node numbers of links and zones, ascending: their place is the NodeId.
std::vector<TntpNodeNumber> node_numbers(const TntpNetwork& network,
                                         const std::vector<TntpNodeNumber>& zones) {
  std::vector<TntpNodeNumber> numbers = zones;
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

double own_cost(const TntpLink& link, const TntpFactors& factors) {
  if (is_shut(link)) return std::numeric_limits<double>::infinity();
  const double time =
      link.power == 0.0 ? link.free_flow_time * (1.0 + link.b) : link.free_flow_time;
  return time + factors.toll * link.toll + factors.distance * link.length;
}

DelaySpec delay_of(const TntpLink& link) {
  if (is_shut(link) || link.power == 0.0 || link.free_flow_time * link.b == 0.0) return {};
  return {"bpr", {link.free_flow_time, link.b, link.capacity, link.power}};
}

ClassTrips one_class(TntpTrips trips) {
  ClassTrips result{.file = std::move(trips.file), .zones = std::move(trips.zones)};
  result.classes.push_back({.name = "all", .trips = std::move(trips.trips)});
  return result;
}

}  // namespace

TntpAssignment::TntpAssignment(TntpNetwork network, TntpTrips trips, const TntpFactors& factors,
                               Diagnostics& diagnostics)
    : TntpAssignment(std::move(network), one_class(std::move(trips)), factors, diagnostics) {
  has_class_table_ = false;
}

TntpAssignment::TntpAssignment(TntpNetwork network, ClassTrips trips, const TntpFactors& factors,
                               Diagnostics& diagnostics)
    : network_(std::move(network)), has_class_table_(true) {
  node_numbers_ = node_numbers(network_, trips.zones);
  const std::vector<TntpNodeNumber>& numbers = node_numbers_;
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const TntpLink& link : network_.links) {
    ends.emplace_back(node_of(numbers, link.from), node_of(numbers, link.to));
  }
  graph_ = Graph(numbers.size(), ends);

  std::vector<DelaySpec> specs;
  for (const std::uint32_t place : graph_.order()) {
    const TntpLink& link = network_.links[place];
    own_cost_.push_back(own_cost(link, factors));
    specs.push_back(delay_of(link));
    // The reader has counted those whose time is infinite.
    if (is_shut(link) && std::isfinite(link.free_flow_time)) {
      diagnostics.warning("tntp_no_capacity", {.file = network_.file, .line = link.line},
                          fmt::format("link {} to {} has no capacity", link.from, link.to),
                          "it is taken as shut");
    }
  }
  delays_ = LinkDelays(std::move(specs));
  for (TripClass& trip_class : trips.classes) {
    UserClass user_class{.name = std::move(trip_class.name),
                         .pce = trip_class.pce,
                         .constant_cost = own_cost_,
                         .demand_per_h = std::move(trip_class.trips)};
    for (const LinkId link : graph_.links()) {
      user_class.constant_cost[link.index()] +=
          trip_class.distance_cost * network_.links[graph_.order()[link.index()]].length;
    }
    problem_.classes.push_back(std::move(user_class));
  }

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
  problem_.place_of = [this](LinkId link) {
    const TntpLink& row = network_.links[graph_.order()[link.index()]];
    return Place{.file = network_.file,
                 .line = row.line,
                 .feature = fmt::format("link {} to {}", row.from, row.to)};
  };
}

std::string TntpAssignment::flows_text(const AssignmentResult& result) const {
  const auto in_file_order = [this](const auto& value_of) {
    std::vector<double> values(network_.links.size());
    for (const LinkId link : graph_.links()) {
      values[graph_.order()[link.index()]] = value_of(link.index());
    }
    return values;
  };
  std::vector<FlowColumn> columns;
  for (std::size_t k = 0; has_class_table_ && k < problem_.classes.size(); ++k) {
    columns.push_back({problem_.classes[k].name, in_file_order([&](std::size_t link) {
                         return result.volume_per_h[k][link];
                       })});
  }
  return tntp_flows_text(
      network_, in_file_order([&](std::size_t link) { return result.volume_pcu_per_h[link]; }),
      in_file_order([&](std::size_t link) { return own_cost_[link] + result.delay[link]; }),
      columns);
}

std::string TntpAssignment::paths_text(const AssignmentResult& result) const {
  if (result.paths == nullptr) {
    throw Error({}, "the algorithm keeps no paths to write",
                "choose one that does, such as 'psl', or leave --paths out");
  }
  const PathFlows& flows = *result.paths;
  std::string text =
      "class,origin,destination,vehicles,probability,cost,log_weight,expected_cost,nodes,links\n";
  for (std::size_t k = 0; k < flows.cells.size(); ++k) {
    const UserClass& user_class = problem_.classes[k];
    for (const PathCell& cell : flows.cells[k]) {
      const PathPair& pair = flows.set.pairs()[cell.pair];
      const auto zone = [&](ZoneId id) {
        return node_numbers_[problem_.centroids[id.index()].index()];
      };
      const std::span<const double> own = flows.flows(cell);
      for (std::size_t i = 0; i < own.size(); ++i) {
        const std::size_t path = flows.set.first_path(cell.pair) + i;
        double cost = 0.0;
        std::string nodes = fmt::format("{}", zone(pair.origin));
        std::string links;
        for (const LinkId link : flows.set.links(path)) {
          cost += user_class.constant_cost[link.index()] + result.delay[link.index()];
          nodes += fmt::format(" {}", node_numbers_[graph_.head(link).index()]);
          links += fmt::format("{}{}", links.empty() ? "" : " ", graph_.order()[link.index()] + 1);
        }
        text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csv_cell(user_class.name),
                            zone(pair.origin), zone(pair.destination), shortest_text(own[i]),
                            shortest_text(own[i] / cell.demand_per_h), shortest_text(cost),
                            shortest_text(flows.set.log_weight(path)),
                            shortest_text(cell.expected_cost), nodes, links);
      }
    }
  }
  return text;
}

}  // namespace landlink
