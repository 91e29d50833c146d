#include "path_equilibrium.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "fixed_point.hpp"
#include "landlink/assign/choice_set.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/path_overlap.hpp"
#include "landlink/core/parallel.hpp"
#include "path_logit.hpp"

namespace landlink {

namespace {

/// The paths of another run that the classes of this problem may use, with their weights.
PathSet taken_over(const AssignmentProblem& problem, const PathSet& start) {
  PathSet set(problem, access_groups(problem));
  std::vector<NewPath> paths;
  std::vector<double> log_weights;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const std::vector<double>& constant = problem.classes[k].constant_cost;
    for (const OdEntry& cell : problem.classes[k].demand_per_h.entries()) {
      if (cell.origin == cell.destination) continue;
      const std::size_t source =
          start.find_pair({start.group_of(k), cell.origin, cell.destination});
      if (source == start.pair_count()) continue;
      const std::size_t pair = set.find_pair({set.group_of(k), cell.origin, cell.destination});
      for (std::size_t i = 0; i < start.path_count(source); ++i) {
        const std::size_t path = start.first_path(source) + i;
        const std::span<const LinkId> links = start.links(path);
        const bool open = std::all_of(links.begin(), links.end(), [&](LinkId link) {
          return std::isfinite(constant[link.index()]);
        });
        if (!open) continue;
        paths.push_back({pair, {links.begin(), links.end()}});
        log_weights.push_back(start.log_weight(path));
      }
    }
  }
  set.add(paths);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::size_t first = set.first_path(paths[i].pair);
    for (std::size_t path = first; path < first + set.path_count(paths[i].pair); ++path) {
      const auto links = set.links(path);
      if (std::equal(links.begin(), links.end(), paths[i].links.begin(), paths[i].links.end())) {
        set.log_weights()[path] = log_weights[i];
      }
    }
  }
  return set;
}

class PathEquilibrium {
 public:
  PathEquilibrium(const AssignmentProblem& problem, const AssignmentOptions& options,
                  WeightRule rule)
      : problem_(&problem),
        options_(&options),
        rule_(rule),
        theta_(class_thetas(problem, options)),
        measure_(overlap_measure(problem)),
        links_(problem.graph->link_count()),
        costs_(problem),
        class_volume_(problem.classes.size() * links_, 0.0) {
    costs_.update(class_volume_);
    if (!problem.side_constraints.empty()) {
      limits_ = std::make_unique<LimitPrices>(problem, theta_);
      limits_->start_from(options.stochastic.start_multipliers);
    }
    const StochasticOptions& stochastic = options.stochastic;
    if (stochastic.start != nullptr) {
      set_ = taken_over(problem, stochastic.start->set);
      if (stochastic.grow && !stochastic.keep_log_weights) {
        add_least_cost_paths(problem, costs_.class_cost(), &set_);
      }
      volume_ =
          stochastic.start_volume.empty() ? volumes_of(*stochastic.start) : stochastic.start_volume;
    } else {
      set_ = PathSet(problem, access_groups(problem));
      add_choice_set({problem, costs_.class_cost(), stochastic.choice_set}, set_);
    }
    const bool may_add =
        stochastic.start == nullptr || (stochastic.grow && !stochastic.keep_log_weights);
    if (may_add && stochastic.extra_paths)
      stochastic.extra_paths(problem, costs_.class_cost(), set_);
  }

  /// Makes cells and loading of the set as it is.
  void build() {
    if (!options_->stochastic.keep_log_weights && rule_ != nullptr) {
      rule_(set_, measure_, options_->stochastic.overlap_weight);
    }
    if (point_) volume_ = point_->loaded();
    point_.reset();
    logit_.reset();
    flows_ = std::make_shared<PathFlows>(path_cells(*problem_, std::move(set_)));
    logit_ =
        std::make_unique<PathLogit>(*problem_, *flows_, theta_, options_->blocks, limits_.get());
    point_ = std::make_unique<FixedPoint>(*problem_, costs_, *logit_, limits_.get());
    if (priced() && volume_.size() == links_) {
      volume_.resize(links_ + limits_->size(), 0.0);
      limits_->restart(std::span<double>(volume_).subspan(links_));
    }
    volume_.empty() ? point_->start() : point_->start(volume_);
  }

  /// Adds what some class finds cheaper than all its paths; false if nothing.
  bool grow() {
    if (!options_->stochastic.grow || options_->stochastic.keep_log_weights) return false;
    settle();
    set_ = flows_->set;
    const std::size_t before = set_.path_count();
    const std::vector<double> cost = class_cost();
    add_least_cost_paths(*problem_, cost, &set_);
    if (options_->stochastic.extra_paths) {
      options_->stochastic.extra_paths(*problem_, cost, set_);
    }
    return set_.path_count() > before;
  }

  /// Judges the flows held by the limits, and moves prices where they need it.
  LimitRound keep_limits() {
    if (!limits_) return LimitRound::free;
    settle();
    const LimitRound round = limits_->judge(costs_.total_cost(class_volume_), *options_,
                                            [&] { return logit_->residual(delays_and_prices()); });
    if (round == LimitRound::moved) point_->reprice();
    return round;
  }
  [[nodiscard]] bool priced() const { return limits_ && limits_->on(); }
  [[nodiscard]] double priced_goal() const { return limits_->goal(options_->relative_gap); }

  bool step() { return point_->step(); }

  /// Of the flows held, which become those of a step in the flows where that reaches the goal and
  /// they do not.
  [[nodiscard]] FixedPointState state(double goal) {
    double residual = point_->residual();
    // Far from the end steps in flows lead below zero.
    constexpr double kNear = 0.1;
    if (residual > goal && residual < kNear) residual = point_->polish(goal).value_or(residual);
    const std::vector<double>& loaded = point_->loaded();
    std::vector<double> cost(loaded.size());
    point_->costs_at(loaded, cost);
    const double constant = logit_->constant_cost();
    const std::span<const double> volume(loaded);
    return {.residual = residual,
            .objective =
                constant + costs_.delay_integral(volume.first(links_)) + logit_->entropy_cost(),
            .total_cost =
                constant +
                blocked_sum(loaded.size(), [&](std::size_t i) { return loaded[i] * cost[i]; }),
            .step_size = point_->step_size()};
  }

  void store(AssignmentResult& result) {
    settle();
    result.residual = logit_->residual(delays_and_prices());
    logit_->store_expected_costs(delays_and_prices());
    const LeastCosts least = add_least_cost_paths(*problem_, class_cost(), nullptr);
    result.total_cost = total_cost();
    if (limits_) result.side_constraints = limits_->states(result.total_cost);
    result.shortest_path_cost = least.cost;
    result.relative_gap = relative_gap(result.total_cost, least.cost);
    result.objective = costs_.objective(class_volume_) + logit_->entropy_cost();
    result.unassigned_per_h = without_paths();
    store_volumes(*problem_, costs_, class_volume_, result);
    result.paths = flows_;
  }

 private:
  /// Takes the flows held as those to report, and their costs.
  void settle() {
    logit_->store_flows();
    volumes_by_class(*flows_, class_volume_);
    costs_.update(class_volume_);
    if (limits_) limits_->take(class_volume_);
  }
  // Of the flows settled on, prices of limits included:
  [[nodiscard]] std::vector<double> class_cost() const {
    std::vector<double> cost(costs_.class_cost().begin(), costs_.class_cost().end());
    if (priced()) limits_->add_tolls(limits_->price(), cost);
    return cost;
  }
  [[nodiscard]] double total_cost() const {
    return costs_.total_cost(class_volume_) + (limits_ ? limits_->paid() : 0.0);
  }
  [[nodiscard]] std::vector<double> delays_and_prices() const {
    std::vector<double> cost(costs_.delay().begin(), costs_.delay().end());
    if (limits_) cost.insert(cost.end(), limits_->price().begin(), limits_->price().end());
    return cost;
  }
  void volumes_by_class(const PathFlows& flows, std::vector<double>& volume) const {
    parallel_blocks(problem_->classes.size(), [&](std::size_t k, std::size_t) {
      const std::vector<double> vehicles = link_volumes(flows, k, links_);
      for (std::size_t i = 0; i < links_; ++i) {
        volume[k * links_ + i] = problem_->classes[k].pce * vehicles[i];
      }
    });
  }
  [[nodiscard]] std::vector<double> volumes_of(const PathFlows& flows) const {
    if (flows.cells.size() != problem_->classes.size()) return {};
    std::vector<double> by_class(class_volume_.size());
    volumes_by_class(flows, by_class);
    std::vector<double> total(links_);
    costs_.sum_classes(by_class, total);
    return total;
  }
  [[nodiscard]] std::vector<double> without_paths() const {
    std::vector<double> result;
    for (const std::vector<PathCell>& cells : flows_->cells) {
      CompensatedSum sum;
      for (const PathCell& cell : cells) {
        if (flows_->set.path_count(cell.pair) == 0) sum.add(cell.demand_per_h);
      }
      result.push_back(sum.value());
    }
    return result;
  }

  const AssignmentProblem* problem_;
  const AssignmentOptions* options_;
  WeightRule rule_;
  std::vector<double> theta_;
  std::vector<double> measure_;
  std::size_t links_;
  ClassCosts costs_;
  std::vector<double> class_volume_;  ///< classes x links, pcu/h
  std::vector<double> volume_;        ///< totals to begin with; empty: from nothing
  PathSet set_;
  std::unique_ptr<LimitPrices> limits_;  ///< null without side constraints
  std::shared_ptr<PathFlows> flows_;
  std::unique_ptr<PathLogit> logit_;
  std::unique_ptr<FixedPoint> point_;
};

}  // namespace

std::vector<double> class_thetas(const AssignmentProblem& problem,
                                 const AssignmentOptions& options) {
  std::vector<double> theta;
  for (const UserClass& user_class : problem.classes) {
    theta.push_back(options.stochastic.theta * user_class.choice_scale);
    if (theta.back() > 0.0 && std::isfinite(theta.back())) continue;
    throw Error(
        {},
        fmt::format("class '{}' has a theta of {}, {} times its scale of {}", user_class.name,
                    theta.back(), options.stochastic.theta, user_class.choice_scale),
        "give a theta above 0");
  }
  return theta;
}

AssignmentResult solve_path_logit(const AssignmentProblem& problem,
                                  const AssignmentOptions& options, const Observer& observer,
                                  WeightRule rule) {
  AssignmentResult result;
  result.stochastic = true;
  constexpr int kStallWindow = 60;
  Convergence convergence(options, observer, result, kStallWindow);
  PathEquilibrium run(problem, options, rule);
  // Sets grow while the equilibrium is still rough, and are looked over again at its end.
  constexpr double kRough = 1e-3;
  constexpr int kMostGrowths = 50;
  double goal = std::max(options.relative_gap, kRough);
  int growths = 0;
  run.build();
  for (;;) {
    const FixedPointState state = run.state(goal);
    const auto stop = convergence.record(state);
    if (stop && *stop != StopReason::converged) {
      result.stop = *stop;
      break;
    }
    if (state.residual > goal && run.step()) continue;
    // Where prices multiply every rounding, the goal of a round may be out of reach.
    if (state.residual > std::max(goal, run.priced() ? options.relative_gap : 0.0)) {
      result.stop = StopReason::stalled;
      break;
    }
    if (growths < kMostGrowths && run.grow()) {
      ++growths;
      run.build();
      continue;
    }
    const LimitRound round = run.keep_limits();
    if (round == LimitRound::moved) {
      goal = run.priced_goal();
      convergence.restart();
      continue;
    }
    if (round == LimitRound::given_up) {
      result.stop = StopReason::stalled;
      break;
    }
    if (stop || round == LimitRound::kept) {
      result.stop = StopReason::converged;
      break;
    }
    goal = options.relative_gap;
  }
  run.store(result);
  return result;
}

}  // namespace landlink
