// Side constraints by the method of multipliers. The penalty of an augmented Lagrangian couples all
// terms of a constraint; its separable bound (Jensen's inequality over the terms) makes it a price
// that grows with each term's own flow, put on a link of its own behind the one it limits. So every
// algorithm solves the inner equilibria as it solves any. Sources: Hestenes (1969), J. Optim.
// Theory Appl. 4; Larsson & Patriksson (1995), Transportation Research B 29(6).
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <tuple>

#include "../path_gathering.hpp"
#include "extended_problem.hpp"
#include "extensions.hpp"
#include "landlink/assign/class_costs.hpp"
#include "side_limits.hpp"

namespace landlink {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Terms of one constraint on one link whose classes take and pay alike: they share a price that
/// depends on the sum of their volumes.
struct TermGroup {
  std::size_t constraint = 0;
  LinkId link = {};
  double coefficient = 0.0;
  double pce = 1.0;
  std::vector<std::size_t> classes = {};

  [[nodiscard]] double per_pcu() const { return coefficient / pce; }
};

class Multipliers {
 public:
  Multipliers(const AssignmentProblem& problem, const AssignmentOptions& options);

  /// Takes the volumes of an inner run (base links). The first time sets the scales.
  void take(const AssignmentResult& result);
  /// States, gap and costs of the volumes last taken, at the multipliers held.
  void certify(AssignmentResult& result);
  /// The worst of what must become small: violation, complementarity, and how far the prices of
  /// the last inner run were from the multipliers.
  [[nodiscard]] double residual() const { return residual_; }
  void update();
  [[nodiscard]] const std::vector<double>& values() const { return value_; }
  [[nodiscard]] const std::vector<double>& multipliers() const { return multiplier_; }
  /// The problem with prices that grow with flow around the volumes last taken.
  const AssignmentProblem& priced();

 private:
  [[nodiscard]] std::vector<DelaySpec> ramps(std::vector<double>& base_price) const;
  [[nodiscard]] double toll(std::size_t user_class, LinkId link) const;

  const AssignmentProblem* problem_;
  AssignmentProblem tolled_;  ///< prices in the constants: what is certified
  AssignmentOptions options_;
  std::size_t links_;
  std::vector<TermGroup> groups_;
  std::vector<double> terms_of_;  ///< groups by constraint
  std::unique_ptr<ExtendedProblem> extended_;
  std::vector<std::size_t> first_extra_of_group_;

  std::vector<double> scale_;
  std::vector<double> value_;
  std::vector<double> multiplier_;
  std::vector<double> penalty_;  ///< price per unit of excess
  std::vector<double> group_volume_;
  std::vector<double> last_group_volume_;
  double price_scale_ = 1.0;  ///< mean cost of a trip
  double residual_ = kInfinite;
};

std::vector<TermGroup> group_terms(const AssignmentProblem& problem) {
  std::map<std::tuple<std::size_t, LinkId, double, double>, std::vector<std::size_t>> groups;
  for (std::size_t c = 0; c < problem.side_constraints.size(); ++c) {
    for (const SideTerm& term : problem.side_constraints[c].terms) {
      groups[{c, term.link, term.coefficient, problem.classes[term.user_class].pce}].push_back(
          term.user_class);
    }
  }
  std::vector<TermGroup> result;
  for (auto& [key, classes] : groups) {
    const auto& [constraint, link, coefficient, pce] = key;
    result.push_back({constraint, link, coefficient, pce, std::move(classes)});
  }
  return result;
}

Multipliers::Multipliers(const AssignmentProblem& problem, const AssignmentOptions& options)
    : problem_(&problem),
      tolled_(problem),
      options_(options),
      links_(problem.graph->link_count()),
      groups_(group_terms(problem)),
      terms_of_(problem.side_constraints.size(), 0.0),
      scale_(terms_of_.size()),
      value_(terms_of_.size()),
      multiplier_(terms_of_.size(), 0.0),
      penalty_(terms_of_.size()),
      group_volume_(groups_.size(), 0.0),
      last_group_volume_(groups_.size(), 0.0) {
  for (const TermGroup& group : groups_) terms_of_[group.constraint] += 1.0;
}

/// A limited link ends at a node of its own; from there every group of its terms has a link on, one
/// after another if a class stands in several constraints, and the rest a free one.
const AssignmentProblem& Multipliers::priced() {
  if (!extended_) {
    std::vector<std::pair<LinkId, NodeId>> redirected;
    std::vector<ExtraLink> extra;
    first_extra_of_group_.resize(groups_.size());
    // Stages of a link: its constraints, in order.
    std::map<LinkId, std::map<std::size_t, std::vector<std::size_t>>> stages;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      stages[groups_[g].link][groups_[g].constraint].push_back(g);
    }
    std::size_t node = problem_->graph->node_count();
    for (const auto& [link, constraints] : stages) {
      redirected.emplace_back(link, NodeId{node});
      std::size_t stage = 0;
      for (const auto& [constraint, groups] : constraints) {
        const NodeId from{node++};
        const NodeId to =
            ++stage == constraints.size() ? problem_->graph->head(link) : NodeId{node};
        std::vector<double> free(problem_->classes.size(), 0.0);
        for (const std::size_t g : groups) {
          ExtraLink priced{.tail = from, .head = to};
          priced.class_constant.assign(problem_->classes.size(), kInfinite);
          for (const std::size_t k : groups_[g].classes) {
            priced.class_constant[k] = 0.0;
            free[k] = kInfinite;
          }
          first_extra_of_group_[g] = extra.size();
          extra.push_back(std::move(priced));
        }
        if (std::count(free.begin(), free.end(), 0.0) != 0) {
          extra.push_back(
              {.tail = from, .head = to, .delay = {}, .class_constant = std::move(free)});
        }
      }
    }
    const std::size_t extra_nodes = node - problem_->graph->node_count();
    extended_ =
        std::make_unique<ExtendedProblem>(*problem_, extra_nodes, redirected, std::move(extra));
    extended_->problem().side_constraints.clear();
  }
  std::size_t extras = extended_->problem().graph->link_count() - links_;
  std::vector<DelaySpec> delays(extras);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const TermGroup& group = groups_[g];
    const std::size_t c = group.constraint;
    // Price at volume v: coefficient x max(0, base + slope v), equal to that of the whole
    // constraint where all terms stay as they are.
    const double slope = penalty_[c] * terms_of_[c] * group.per_pcu();
    const double excess = value_[c] - problem_->side_constraints[c].limit;
    const double base = multiplier_[c] + penalty_[c] * excess - slope * group_volume_[g];
    delays[first_extra_of_group_[g]] = {"ramp",
                                        {group.coefficient * slope, std::max(0.0, -base / slope)}};
    const LinkId link = extended_->extra(first_extra_of_group_[g]);
    for (const std::size_t k : group.classes) {
      extended_->problem().classes[k].constant_cost[link.index()] =
          group.coefficient * std::max(0.0, base);
    }
  }
  extended_->set_extra_delays(delays);
  return extended_->problem();
}

void Multipliers::take(const AssignmentResult& result) {
  last_group_volume_ = group_volume_;
  const bool first = residual_ == kInfinite;
  std::fill(value_.begin(), value_.end(), 0.0);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const TermGroup& group = groups_[g];
    double volume = 0.0;
    const std::size_t link =
        extended_ ? extended_->extended(group.link).index() : group.link.index();
    for (const std::size_t k : group.classes) volume += result.volume_per_h[k][link] * group.pce;
    group_volume_[g] = volume;
    value_[group.constraint] += group.per_pcu() * volume;
  }
  if (!first) return;
  double vehicles = 0.0;
  for (const UserClass& user_class : problem_->classes) {
    for (const OdEntry& entry : user_class.demand_per_h.entries()) {
      if (entry.origin != entry.destination) vehicles += entry.value * user_class.pce;
    }
  }
  price_scale_ = vehicles > 0.0 && result.total_cost > 0.0 ? result.total_cost / vehicles : 1.0;
  for (std::size_t c = 0; c < value_.size(); ++c) {
    scale_[c] = limit_scale(problem_->side_constraints[c], value_[c]);
    double largest = 0.0;
    for (const TermGroup& group : groups_) {
      if (group.constraint == c) largest = std::max(largest, group.coefficient);
    }
    penalty_[c] = price_scale_ / (scale_[c] * std::max(largest, 1e-300));
  }
  last_group_volume_ = group_volume_;
}

/// The multipliers that the volumes call for, and penalties that keep the flows' and the prices'
/// errors in step.
void Multipliers::update() {
  for (std::size_t c = 0; c < value_.size(); ++c) {
    const double excess = value_[c] - problem_->side_constraints[c].limit;
    multiplier_[c] = std::max(0.0, multiplier_[c] + penalty_[c] * excess);
  }
}

double Multipliers::toll(std::size_t user_class, LinkId link) const {
  double sum = 0.0;
  for (std::size_t c = 0; c < multiplier_.size(); ++c) {
    for (const SideTerm& term : problem_->side_constraints[c].terms) {
      if (term.user_class == user_class && term.link == link) {
        sum += multiplier_[c] * term.coefficient;
      }
    }
  }
  return sum;
}

void Multipliers::certify(AssignmentResult& result) {
  if (extended_) {
    for (std::vector<double>& volume : result.volume_per_h) volume = extended_->of_base(volume);
    if (result.paths) {
      std::vector<std::size_t> classes(problem_->classes.size());
      std::iota(classes.begin(), classes.end(), std::size_t{0});
      result.paths =
          gather_paths(*problem_, paths_of_base(*result.paths, extended_->base_links(), classes));
    }
  }
  for (std::size_t c = 0; c < value_.size(); ++c) {
    for (const SideTerm& term : problem_->side_constraints[c].terms) {
      tolled_.classes[term.user_class].constant_cost[term.link.index()] =
          problem_->classes[term.user_class].constant_cost[term.link.index()] +
          toll(term.user_class, term.link);
    }
  }
  certify_volumes(tolled_, options_, result);
  if (!has_link_pce(*problem_)) {
    // Beckmann's objective without the prices.
    for (const SideConstraint& constraint : problem_->side_constraints) {
      const std::size_t c =
          static_cast<std::size_t>(&constraint - problem_->side_constraints.data());
      for (const SideTerm& term : constraint.terms) {
        result.objective -= multiplier_[c] * term.coefficient *
                            problem_->classes[term.user_class].pce *
                            result.volume_per_h[term.user_class][term.link.index()];
      }
    }
  }

  residual_ = 0.0;
  result.side_constraints.clear();
  std::vector<double> primal(value_.size());
  std::vector<double> dual(value_.size(), 0.0);
  for (std::size_t c = 0; c < value_.size(); ++c) {
    const SideConstraintState state = limit_state(problem_->side_constraints[c], scale_[c],
                                                  value_[c], multiplier_[c], result.total_cost);
    primal[c] = worst_of(state);
    result.side_constraints.push_back(state);
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const TermGroup& group = groups_[g];
    const std::size_t c = group.constraint;
    const double moved = std::abs(group_volume_[g] - last_group_volume_[g]);
    dual[c] = std::max(dual[c], penalty_[c] * (terms_of_[c] - 1.0) * group.per_pcu() * moved *
                                    group.coefficient / price_scale_);
  }
  for (std::size_t c = 0; c < value_.size(); ++c) {
    residual_ = std::max({residual_, primal[c], dual[c]});
    // Boyd et al. (2011), section 3.4.1.
    if (primal[c] > 10.0 * dual[c]) penalty_[c] *= 2.0;
    if (dual[c] > 10.0 * primal[c]) penalty_[c] *= 0.5;
  }
}

}  // namespace

AssignmentResult solve_side_constrained(const AssignmentProblem& problem,
                                        const AssignmentOptions& options, const Observer& observer,
                                        const Solve& solve) {
  constexpr int kMostRounds = 300;
  constexpr double kFirstGap = 1e-4;
  // Flows of user equilibrium are good to the root of the gap at worst, and limits ask for six
  // digits of them; those of stochastic equilibrium are as good as its residual.
  constexpr double kLeastGap = 1e-12;
  constexpr double kLeastResidual = 1e-9;
  const int most_iterations = std::max(200, options.max_iterations / 20);

  AssignmentProblem free = problem;
  free.side_constraints.clear();
  ChainedRuns runs(options, observer, solve);
  Multipliers multipliers(problem, options);
  double gap = std::min(options.relative_gap, kFirstGap);
  for (int round = 0;; ++round) {
    AssignmentResult result = runs.run(round == 0 ? free : multipliers.priced(), gap,
                                       round == 0 ? options.max_iterations : most_iterations);
    multipliers.take(result);
    if (round > 0) multipliers.update();
    multipliers.certify(result);
    const double residual = multipliers.residual();
    const bool kept =
        residual <= kLimitTolerance && result.convergence_measure() <= options.relative_gap;
    const bool stopped = result.stop == StopReason::stopped_by_observer;
    if (kept || stopped || runs.iterations_left() <= 0 || round == kMostRounds) {
      result.stop = kept                          ? StopReason::converged
                    : stopped                     ? StopReason::stopped_by_observer
                    : runs.iterations_left() <= 0 ? StopReason::iteration_limit
                                                  : StopReason::stalled;
      result.history = runs.take_history();
      return result;
    }
    if (round >= 3) {
      refuse_impossible_limits(problem, multipliers.multipliers(), multipliers.values());
    }
    const double least =
        std::min(options.relative_gap, result.stochastic ? kLeastResidual : kLeastGap);
    gap = std::max(least, std::min(gap, 1e-2 * std::min(residual, 1.0) * residual));
  }
}

}  // namespace landlink
