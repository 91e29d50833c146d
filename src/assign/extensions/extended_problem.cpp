#include "extended_problem.hpp"

#include "landlink/assign/class_costs.hpp"

namespace landlink {

ExtendedProblem::ExtendedProblem(const AssignmentProblem& base, std::size_t extra_nodes,
                                 std::span<const std::pair<LinkId, NodeId>> redirected,
                                 std::vector<ExtraLink> links)
    : base_(&base) {
  const std::size_t base_links = base.graph->link_count();
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const LinkId link : base.graph->links()) {
    ends.emplace_back(base.graph->tail(link), base.graph->head(link));
  }
  for (const auto& [link, head] : redirected) ends[link.index()].second = head;
  for (const ExtraLink& link : links) ends.emplace_back(link.tail, link.head);
  graph_ = Graph(base.graph->node_count() + extra_nodes, ends);
  extended_.resize(base_links);
  extra_.resize(links.size());
  for (const LinkId link : graph_.links()) {
    const std::uint32_t place = graph_.order()[link.index()];
    (place < base_links ? extended_[place] : extra_[place - base_links]) = link;
    base_links_.push_back(place < base_links ? LinkId{place} : LinkId{});
  }

  problem_.graph = &graph_;
  problem_.delays = &delays_;
  problem_.centroids = base.centroids;
  problem_.closed_to_through = base.closed_to_through;
  if (!base.closed_to_through.empty()) problem_.closed_to_through.resize(graph_.node_count(), 0);
  const auto spread = [&](const std::vector<double>& values, double of_extra) {
    std::vector<double> result(values.empty() ? 0 : graph_.link_count(), of_extra);
    for (std::size_t i = 0; i < values.size(); ++i) result[extended_[i].index()] = values[i];
    return result;
  };
  problem_.preload_pcu_per_h = spread(base.preload_pcu_per_h, 0.0);
  problem_.delay_weight = spread(base.delay_weight, 1.0);
  problem_.overlap_measure = spread(base.overlap_measure, 0.0);
  for (std::size_t k = 0; k < base.classes.size(); ++k) {
    UserClass user_class = base.classes[k];
    user_class.constant_cost = spread(base.classes[k].constant_cost, 0.0);
    user_class.link_pce = spread(base.classes[k].link_pce, base.classes[k].pce);
    for (std::size_t i = 0; i < links.size(); ++i) {
      user_class.constant_cost[extra_[i].index()] = links[i].class_constant[k];
    }
    problem_.classes.push_back(std::move(user_class));
  }
  problem_.side_constraints = base.side_constraints;
  for (SideConstraint& constraint : problem_.side_constraints) {
    for (SideTerm& term : constraint.terms) term.link = extended_[term.link.index()];
  }
  problem_.place_of = [this](LinkId link) {
    const std::uint32_t place = graph_.order()[link.index()];
    if (place < base_->graph->link_count()) return place_of_link(*base_, LinkId{place});
    return Place{.feature = "a link that the assignment added"};
  };
  std::vector<DelaySpec> delays;
  for (const ExtraLink& link : links) delays.push_back(link.delay);
  set_extra_delays(delays);
}

void ExtendedProblem::set_extra_delays(std::span<const DelaySpec> delays) {
  std::vector<std::pair<LinkId, DelaySpec>> added;
  for (std::size_t i = 0; i < delays.size(); ++i) added.emplace_back(extra_[i], delays[i]);
  delays_ = base_->delays->renumbered(extended_, added);
}

std::vector<double> ExtendedProblem::of_base(std::span<const double> by_link) const {
  std::vector<double> result;
  result.reserve(extended_.size());
  for (const LinkId link : extended_) result.push_back(by_link[link.index()]);
  return result;
}

}  // namespace landlink
