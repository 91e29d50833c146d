#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "landlink/assign/assign.hpp"

namespace landlink::test {

/// One link of a SmallProblem, in the order given; time = constant + slope x (volume in pcu/h).
struct SmallLink {
  std::size_t tail;
  std::size_t head;
  double constant = 0.0;
  double slope = 0.0;
};

/// An assignment problem on a few links whose delays are linear, owning all that it refers to.
/// Every node is a zone.
class SmallProblem {
 public:
  SmallProblem(std::size_t nodes, std::vector<SmallLink> links) : given_(std::move(links)) {
    std::vector<std::pair<NodeId, NodeId>> ends;
    for (const SmallLink& link : given_) {
      ends.emplace_back(NodeId{link.tail}, NodeId{link.head});
    }
    graph_ = Graph(nodes, ends);
    link_of_.resize(given_.size());
    std::vector<DelaySpec> specs;
    for (const LinkId link : graph_.links()) {
      const std::uint32_t given = graph_.order()[link.index()];
      link_of_[given] = link;
      specs.push_back({"bpr", {1.0, given_[given].slope, 1.0, 1.0}});
    }
    delays_ = LinkDelays(std::move(specs));
    problem_.graph = &graph_;
    problem_.delays = &delays_;
    for (const NodeId node : graph_.nodes()) problem_.centroids.push_back(node);
  }
  SmallProblem(const SmallProblem&) = delete;
  SmallProblem& operator=(const SmallProblem&) = delete;

  struct Demand {
    std::size_t from;
    std::size_t to;
    double vehicles_per_h;
  };
  /// Adds a class with the links' constants and a pce; returns it, to be changed.
  UserClass& add_class(const std::string& name, double pce, std::initializer_list<Demand> demand) {
    std::vector<OdEntry> entries;
    for (const Demand& d : demand) {
      entries.push_back({ZoneId{d.from}, ZoneId{d.to}, d.vehicles_per_h});
    }
    UserClass user_class{.name = name, .pce = pce};
    for (const std::uint32_t given : graph_.order()) {
      user_class.constant_cost.push_back(given_[given].constant);
    }
    user_class.demand_per_h = OdMatrix(graph_.node_count(), std::move(entries));
    problem_.classes.push_back(std::move(user_class));
    return problem_.classes.back();
  }

  /// Gives a link another delay function.
  void set_delay(std::size_t given, DelaySpec spec) {
    std::vector<DelaySpec> specs;
    for (const LinkId l : graph_.links()) specs.push_back(delays_.spec(l));
    specs[at(given)] = std::move(spec);
    delays_ = LinkDelays(std::move(specs));
  }

  [[nodiscard]] AssignmentProblem& problem() { return problem_; }
  [[nodiscard]] const Graph& graph() const { return graph_; }
  /// The id of the link given at a place of the list.
  [[nodiscard]] LinkId link(std::size_t given) const { return link_of_[given]; }
  [[nodiscard]] std::size_t at(std::size_t given) const { return link_of_[given].index(); }

 private:
  std::vector<SmallLink> given_;
  Graph graph_;
  std::vector<LinkId> link_of_;
  LinkDelays delays_;
  AssignmentProblem problem_;
};

/// The folder of the benchmark networks beside the repository; empty where it is absent.
inline std::filesystem::path tntp_folder() {
  const std::filesystem::path folder = "../shared/tntp";
  return std::filesystem::exists(folder) ? folder : std::filesystem::path();
}

/// A limit on a link as given: classes take so much of it, those of 0 nothing.
inline SideConstraint on_link(const SmallProblem& small, std::size_t given, double limit,
                              std::vector<double> coefficient_by_class = {1.0}) {
  SideConstraint constraint{.name = "quota", .limit = limit};
  for (std::size_t k = 0; k < coefficient_by_class.size(); ++k) {
    if (coefficient_by_class[k] > 0.0) {
      constraint.terms.push_back({k, small.link(given), coefficient_by_class[k]});
    }
  }
  return constraint;
}

}  // namespace landlink::test
