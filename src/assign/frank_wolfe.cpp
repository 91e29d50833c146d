#include "frank_wolfe.hpp"

#include <algorithm>
#include <cstddef>

#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/line_search.hpp"
#include "landlink/assign/loader.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

/// Beckmann's objective along the line from the volumes held to a target.
class Descent {
 public:
  Descent(const ClassCosts& costs, std::size_t links)
      : costs_(&costs), direction_(links), at_(links), delay_(links), slope_(links) {}

  /// Aims; returns the objective's slope at the start.
  double aim(std::span<const double> class_volume, std::span<const double> class_target) {
    costs_->sum_classes(class_target, direction_);
    const std::span<const double> total = costs_->total_volume();
    for (std::size_t i = 0; i < direction_.size(); ++i) direction_[i] -= total[i];
    constant_slope_ = costs_->constant_cost(class_target) - costs_->constant_cost(class_volume);
    return constant_slope_ + along(costs_->delay());
  }

  Slope at(double step) {
    const std::span<const double> total = costs_->total_volume();
    for (std::size_t i = 0; i < at_.size(); ++i) at_[i] = total[i] + step * direction_[i];
    costs_->delays_at(at_, delay_);
    costs_->slopes_at(at_, slope_);
    const double curvature = blocked_sum(slope_.size(), [this](std::size_t i) {
      return direction_[i] == 0.0 ? 0.0 : slope_[i] * direction_[i] * direction_[i];
    });
    return {.value = constant_slope_ + along(delay_), .derivative = curvature};
  }

 private:
  [[nodiscard]] double along(std::span<const double> delay) const {
    return blocked_sum(delay.size(), [&](std::size_t i) { return delay[i] * direction_[i]; });
  }

  const ClassCosts* costs_;
  double constant_slope_ = 0.0;
  std::vector<double> direction_;
  std::vector<double> at_;
  std::vector<double> delay_;
  std::vector<double> slope_;
};

/// The volumes of one run and the moves between them.
class Run {
 public:
  Run(const AssignmentProblem& problem, const AssignmentOptions& options)
      : links_(problem.graph->link_count()),
        costs_(problem),
        loader_(problem, options.blocks),
        descent_(costs_, links_),
        volume_(problem.classes.size() * links_, 0.0),
        loaded_(volume_.size()),
        target_(volume_.size()),
        total_loaded_(links_),
        curvature_(links_) {
    costs_.update(volume_);
    loader_.load(costs_.class_cost(), volume_);
  }

  /// Costs at the volumes held and the demand on shortest paths there; returns its cost.
  double certify() {
    costs_.update(volume_);
    return loader_.load(costs_.class_cost(), loaded_);
  }

  /// Moves by one step of the rule. False if no direction leads downhill.
  bool move(DirectionRule& rule, int iteration) {
    costs_.sum_classes(loaded_, total_loaded_);
    costs_.slopes_at(costs_.total_volume(), curvature_);
    rule.choose_target({.volume = volume_,
                        .total = costs_.total_volume(),
                        .loaded = loaded_,
                        .total_loaded = total_loaded_,
                        .curvature = curvature_,
                        .previous_step = step_,
                        .iteration = iteration},
                       target_);
    double slope = descent_.aim(volume_, target_);
    if (slope >= 0.0) {
      target_ = loaded_;
      rule.restart(loaded_);
      slope = descent_.aim(volume_, target_);
      if (slope >= 0.0) return false;
    }
    step_ = rule.fixed_step(iteration).value_or(-1.0);
    if (step_ < 0.0) {
      step_ = find_zero_step([this](double step) { return descent_.at(step); }, slope);
    }
    if (step_ == 0.0) return false;
    for (std::size_t i = 0; i < volume_.size(); ++i) {
      // Exact at a step of one, and never below zero.
      volume_[i] = step_ == 1.0 ? target_[i] : (1.0 - step_) * volume_[i] + step_ * target_[i];
    }
    return true;
  }

  [[nodiscard]] const ClassCosts& costs() const { return costs_; }
  [[nodiscard]] const Loader& loader() const { return loader_; }
  [[nodiscard]] const std::vector<double>& volume() const { return volume_; }
  [[nodiscard]] double step() const { return step_; }

 private:
  std::size_t links_;
  ClassCosts costs_;
  Loader loader_;
  Descent descent_;
  std::vector<double> volume_;  ///< classes x links, pcu/h
  std::vector<double> loaded_;
  std::vector<double> target_;
  std::vector<double> total_loaded_;
  std::vector<double> curvature_;
  double step_ = 0.0;
};

}  // namespace

AssignmentResult solve_by_directions(const AssignmentProblem& problem,
                                     const AssignmentOptions& options, const Observer& observer,
                                     DirectionRule& rule) {
  AssignmentResult result;
  Convergence convergence(options, observer, result);
  Run run(problem, options);
  for (;;) {
    const double shortest_path_cost = run.certify();
    const auto stop = convergence.record(run.costs(), run.volume(), shortest_path_cost, run.step());
    if (stop) {
      result.stop = *stop;
      break;
    }
    if (!run.move(rule, convergence.iteration())) {
      result.stop = StopReason::stalled;
      break;
    }
  }
  store_volumes(problem, run.costs(), run.volume(), result);
  result.unassigned_per_h = run.loader().unassigned_per_h();
  return result;
}

}  // namespace landlink
