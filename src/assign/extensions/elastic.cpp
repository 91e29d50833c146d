// Elastic demand as fixed demand: each zone pair sends the most that it ever would, and what does
// not travel takes a link of its own from origin to destination, which costs what the demand
// function says that staying saves. So every algorithm solves it, with one convex programme and one
// gap. Source: Gartner (1980), Transportation Science 14(2).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <set>

#include "../path_gathering.hpp"
#include "extended_problem.hpp"
#include "extensions.hpp"
#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/paths/skim.hpp"

namespace landlink {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// A cell of an elastic class, and its place in the larger problem.
struct ElasticCell {
  std::size_t user_class = 0;
  std::size_t split_class = 0;  ///< that sends what may stay
  ZoneId origin = {};
  ZoneId destination = {};
  double reference = 0.0;  ///< vehicles/h
  double cost = 0.0;
  double elasticity = 0.0;
  double most = 0.0;  ///< per unit of the reference
  std::size_t extra = 0;
};

/// Which classes of the larger problem a class became: what always travels, what may stay.
struct Parts {
  std::vector<std::size_t> classes = {};
};

class ExcessDemandProblem {
 public:
  explicit ExcessDemandProblem(const AssignmentProblem& problem);
  [[nodiscard]] const AssignmentProblem& problem() const { return extended_->problem(); }
  /// A result of the base problem, certified, from one of the larger.
  [[nodiscard]] AssignmentResult folded(AssignmentResult result,
                                        const AssignmentOptions& options) const;

 private:
  void split_classes();
  void extend();
  [[nodiscard]] AssignmentProblem met(const AssignmentResult& result, ElasticState& state) const;
  void judge_demand(const AssignmentProblem& met, const AssignmentResult& result,
                    ElasticState& state) const;

  const AssignmentProblem* base_;
  AssignmentProblem split_;
  std::vector<Parts> parts_;  ///< by class of the base
  std::vector<ElasticCell> cells_;
  std::unique_ptr<ExtendedProblem> extended_;
};

ExcessDemandProblem::ExcessDemandProblem(const AssignmentProblem& problem)
    : base_(&problem), split_(problem) {
  split_classes();
  extend();
}

void ExcessDemandProblem::split_classes() {
  split_.classes.clear();
  for (std::size_t k = 0; k < base_->classes.size(); ++k) {
    const UserClass& user_class = base_->classes[k];
    Parts& parts = parts_.emplace_back();
    const auto add = [&](OdMatrix demand) {
      UserClass part = user_class;
      part.elastic = {};
      part.demand_per_h = std::move(demand);
      parts.classes.push_back(split_.classes.size());
      split_.classes.push_back(std::move(part));
    };
    const ElasticDemand& elastic = user_class.elastic;
    if (elastic.form == DemandForm::fixed) {
      add(user_class.demand_per_h);
      continue;
    }
    if (elastic.least_share > 0.0) add(user_class.demand_per_h.scaled(elastic.least_share));
    const std::vector<OdEntry> entries = user_class.demand_per_h.entries();
    std::vector<OdEntry> may_stay;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].origin == entries[i].destination) continue;
      const double most = most_demand_ratio(elastic, elastic.elasticity[i]);
      cells_.push_back({.user_class = k,
                        .split_class = split_.classes.size(),
                        .origin = entries[i].origin,
                        .destination = entries[i].destination,
                        .reference = entries[i].value,
                        .cost = elastic.reference_cost[i],
                        .elasticity = elastic.elasticity[i],
                        .most = most});
      may_stay.push_back({entries[i].origin, entries[i].destination,
                          entries[i].value * (most - elastic.least_share)});
    }
    add(OdMatrix(base_->centroids.size(), std::move(may_stay)));
  }
  std::vector<SideConstraint> constraints;
  for (const SideConstraint& constraint : base_->side_constraints) {
    SideConstraint split = constraint;
    split.terms.clear();
    for (const SideTerm& term : constraint.terms) {
      for (const std::size_t part : parts_[term.user_class].classes) {
        split.terms.push_back({part, term.link, term.coefficient});
      }
    }
    constraints.push_back(std::move(split));
  }
  split_.side_constraints = std::move(constraints);
}

void ExcessDemandProblem::extend() {
  // Nobody may pass through a zone on links that stand for staying: each open centroid gets a
  // closed node of its own before it.
  const Graph& graph = *base_->graph;
  std::vector<NodeId> zone_node = base_->centroids;
  std::vector<ExtraLink> links;
  std::size_t nodes = graph.node_count();
  std::set<NodeId> closed_met;
  for (std::size_t zone = 0; zone < zone_node.size(); ++zone) {
    const NodeId centroid = base_->centroids[zone];
    const bool closed =
        !base_->closed_to_through.empty() && base_->closed_to_through[centroid.index()] != 0;
    if (closed) {
      if (!closed_met.insert(centroid).second) {
        throw Error(
            {}, fmt::format("elastic demand with two zones on closed node {}", centroid.index()),
            "give each zone a centroid of its own");
      }
      continue;
    }
    zone_node[zone] = NodeId{nodes++};
    const std::vector<double> free(split_.classes.size(), 0.0);
    links.push_back({zone_node[zone], centroid, {}, free});
    links.push_back({centroid, zone_node[zone], {}, free});
  }
  for (ElasticCell& cell : cells_) {
    const UserClass& user_class = base_->classes[cell.user_class];
    const ElasticDemand& elastic = user_class.elastic;
    cell.extra = links.size();
    ExtraLink link{.tail = zone_node[cell.origin.index()],
                   .head = zone_node[cell.destination.index()]};
    link.delay = {fmt::format("excess_{}", name_of(elastic.form)),
                  {cell.reference * user_class.pce, cell.cost, -cell.elasticity, cell.most,
                   elastic.least_share}};
    link.class_constant.assign(split_.classes.size(), kInfinite);
    // The least cost at which nobody stays.
    double cost_of_none = cell.cost;
    if (elastic.form == DemandForm::power) {
      cost_of_none *= math::pow(cell.most, 1.0 / cell.elasticity);
    } else if (elastic.form == DemandForm::exponential) {
      cost_of_none *= 1.0 + math::log(cell.most) / cell.elasticity;
    } else {
      cost_of_none *= 1.0 + (cell.most - 1.0) / cell.elasticity;
    }
    link.class_constant[cell.split_class] = std::max(0.0, cost_of_none);
    links.push_back(std::move(link));
  }
  if (split_.closed_to_through.empty()) split_.closed_to_through.assign(graph.node_count(), 0);
  extended_ = std::make_unique<ExtendedProblem>(split_, nodes - graph.node_count(),
                                                std::span<const std::pair<LinkId, NodeId>>{},
                                                std::move(links));
  AssignmentProblem& extended = extended_->problem();
  extended.centroids = zone_node;
  for (std::size_t node = graph.node_count(); node < nodes; ++node) {
    extended.closed_to_through[node] = 1;
  }
}

/// The base problem with the demand that travelled, fixed; prices of side constraints are in the
/// constants.
AssignmentProblem ExcessDemandProblem::met(const AssignmentResult& result,
                                           ElasticState& state) const {
  AssignmentProblem met = *base_;
  met.side_constraints.clear();
  for (std::size_t c = 0; c < base_->side_constraints.size(); ++c) {
    for (const SideTerm& term : base_->side_constraints[c].terms) {
      met.classes[term.user_class].constant_cost[term.link.index()] +=
          result.side_constraints[c].multiplier * term.coefficient;
    }
  }
  std::vector<std::vector<OdEntry>> entries(base_->classes.size());
  for (const ElasticCell& cell : cells_) {
    const double excess =
        result.volume_per_h[cell.split_class][extended_->extra(cell.extra).index()];
    const double least = base_->classes[cell.user_class].elastic.least_share * cell.reference;
    const double demand =
        std::min(std::max(cell.most * cell.reference - excess, least), cell.most * cell.reference);
    entries[cell.user_class].push_back({cell.origin, cell.destination, demand});
  }
  for (std::size_t k = 0; k < base_->classes.size(); ++k) {
    UserClass& user_class = met.classes[k];
    if (user_class.elastic.form == DemandForm::fixed) continue;
    for (const OdEntry& entry : user_class.demand_per_h.entries()) {
      if (entry.origin == entry.destination) entries[k].push_back(entry);
    }
    user_class.demand_per_h = OdMatrix(base_->centroids.size(), entries[k]);
    user_class.elastic = {};
  }
  for (const UserClass& user_class : met.classes) {
    state.demand_per_h.push_back(user_class.demand_per_h);
  }
  return met;
}

void ExcessDemandProblem::judge_demand(const AssignmentProblem& met, const AssignmentResult& result,
                                       ElasticState& state) const {
  CompensatedSum off;
  CompensatedSum total;
  std::size_t next = 0;
  for (std::size_t k = 0; k < met.classes.size() && next < cells_.size(); ++k) {
    if (cells_[next].user_class != k) continue;
    const ElasticDemand& elastic = base_->classes[k].elastic;
    std::vector<double> cost = met.classes[k].constant_cost;
    for (std::size_t i = 0; i < cost.size(); ++i) cost[i] += result.delay[i];
    const Skims skims = skim({.graph = *met.graph,
                              .centroids = met.centroids,
                              .cost = cost,
                              .closed_to_through = met.closed_to_through});
    for (; next < cells_.size() && cells_[next].user_class == k; ++next) {
      const ElasticCell& cell = cells_[next];
      const double u = skims.cost[skims.cell(cell.origin, cell.destination)];
      const double wanted = cell.reference * demand_ratio(elastic, cell.elasticity, u / cell.cost);
      const double demand = met.classes[k].demand_per_h.at(cell.origin, cell.destination);
      off.add(std::abs(demand - wanted));
      total.add(demand);
      if (wanted <= elastic.least_share * cell.reference) ++state.cells_at_least;
      if (wanted >= cell.most * cell.reference) ++state.cells_at_most;
    }
  }
  state.demand_gap = total.value() > 0.0 ? off.value() / total.value() : off.value();
}

AssignmentResult ExcessDemandProblem::folded(AssignmentResult result,
                                             const AssignmentOptions& options) const {
  ElasticState state;
  const AssignmentProblem met_problem = met(result, state);
  std::vector<std::vector<double>> volume;
  std::vector<double> unassigned;
  for (const Parts& parts : parts_) {
    std::vector<double>& sum = volume.emplace_back(base_->graph->link_count(), 0.0);
    double without_path = 0.0;
    for (const std::size_t part : parts.classes) {
      const std::vector<double> of_part = extended_->of_base(result.volume_per_h[part]);
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += of_part[i];
      without_path += result.unassigned_per_h[part];
    }
    unassigned.push_back(without_path);
  }
  result.volume_per_h = std::move(volume);
  result.unassigned_per_h = std::move(unassigned);
  const GapKind kind = result.gap_kind;
  certify_volumes(met_problem, options, result);
  result.gap_kind = kind;
  judge_demand(met_problem, result, state);
  if (result.paths) {
    std::vector<std::size_t> base_class(split_.classes.size());
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      for (const std::size_t part : parts_[k].classes) base_class[part] = k;
    }
    result.paths = gather_paths(met_problem,
                                paths_of_base(*result.paths, extended_->base_links(), base_class));
  }
  result.elastic = std::move(state);
  return result;
}

}  // namespace

AssignmentResult solve_elastic(const AssignmentProblem& problem, const AssignmentOptions& options,
                               const Observer& observer, const Solve& solve) {
  constexpr int kMostRounds = 8;
  constexpr double kLeastGap = 1e-14;
  const ExcessDemandProblem excess(problem);
  ChainedRuns runs(options, observer, solve);
  double gap = options.relative_gap;
  for (int round = 1;; ++round) {
    AssignmentResult larger = runs.run(excess.problem(), gap, options.max_iterations);
    if (larger.stochastic) {
      throw Error({}, fmt::format("elastic demand with '{}'", options.algorithm),
                  "choose an algorithm of user equilibrium, such as 'bush'");
    }
    AssignmentResult result = excess.folded(std::move(larger), options);
    const bool inner_converged = result.stop == StopReason::converged;
    const bool reached = inner_converged && result.relative_gap <= options.relative_gap &&
                         result.elastic->demand_gap <= options.relative_gap;
    const bool last =
        !inner_converged || gap <= kLeastGap || round == kMostRounds || runs.iterations_left() <= 0;
    if (reached || last) {
      if (!reached && inner_converged) {
        result.stop =
            runs.iterations_left() <= 0 ? StopReason::iteration_limit : StopReason::stalled;
      }
      result.history = runs.take_history();
      return result;
    }
    // Demand is good to the root of the gap at worst.
    const double worst = std::max(result.relative_gap, result.elastic->demand_gap);
    const double ratio = options.relative_gap / worst;
    gap = std::max(kLeastGap, gap * std::min(0.1, 0.3 * ratio * ratio));
  }
}

}  // namespace landlink
