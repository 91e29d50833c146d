// Logit on all reasonable paths, by links (Dial 1971), with congestion.
#include <memory>
#include <vector>

#include "../stochastic/fixed_point.hpp"
#include "../stochastic/link_logit.hpp"
#include "../stochastic/path_equilibrium.hpp"
#include "landlink/assign/choice_set.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/link_choice.hpp"

namespace landlink {

namespace {

class LinkEquilibrium {
 public:
  LinkEquilibrium(const AssignmentProblem& problem, const AssignmentOptions& options)
      : problem_(&problem),
        options_(&options),
        volume_(problem.classes.size() * problem.graph->link_count(), 0.0),
        costs_(problem) {
    const std::vector<double> theta = class_thetas(problem, options);
    if (!problem.side_constraints.empty()) limits_ = std::make_unique<LimitPrices>(problem, theta);
    costs_.update(volume_);
    logit_ = std::make_unique<LinkLogit>(problem, costs_.class_cost(), theta, options.blocks,
                                         limits_.get());
    point_ = std::make_unique<FixedPoint>(problem, costs_, *logit_, limits_.get());
    point_->start();
  }

  bool step() { return point_->step(); }

  FixedPointState state(double goal) {
    double residual = point_->residual();
    constexpr double kNear = 0.1;
    if (residual > goal && residual < kNear) residual = point_->polish(goal).value_or(residual);
    settle();
    return {.residual = residual,
            .objective = costs_.objective(volume_) + logit_->entropy_cost(),
            .total_cost = total_cost(),
            .step_size = point_->step_size()};
  }

  /// Judges the flows held by the limits, and moves prices where they need it.
  LimitRound keep_limits() {
    if (!limits_) return LimitRound::free;
    const LimitRound round = limits_->judge(costs_.total_cost(volume_), *options_,
                                            [&] { return logit_->residual(delays_and_prices()); });
    if (round == LimitRound::moved) point_->reprice();
    return round;
  }
  [[nodiscard]] bool priced() const { return limits_ && limits_->on(); }
  [[nodiscard]] double priced_goal() const { return limits_->goal(options_->relative_gap); }

  void store(AssignmentResult& result) {
    // What a verifier does: a loading at the costs of the volumes.
    settle();
    std::vector<double> cost = delays_and_prices();
    std::vector<double> total(cost.size());
    logit_->load(cost, total);
    result.residual = logit_->residual_of(volume_);
    result.objective = costs_.objective(volume_) + logit_->entropy_cost();
    result.total_cost = total_cost();
    if (limits_) result.side_constraints = limits_->states(result.total_cost);
    std::vector<double> class_cost(costs_.class_cost().begin(), costs_.class_cost().end());
    if (priced()) limits_->add_tolls(limits_->price(), class_cost);
    const LeastCosts least = add_least_cost_paths(*problem_, class_cost, nullptr);
    result.shortest_path_cost = least.cost;
    result.relative_gap = relative_gap(result.total_cost, least.cost);
    result.unassigned_per_h = logit_->unassigned();
    store_volumes(*problem_, costs_, volume_, result);
  }

 private:
  /// Takes the flows held as those to report, and their costs.
  void settle() {
    logit_->class_volumes(volume_);
    costs_.update(volume_);
    if (limits_) limits_->take(volume_);
  }
  [[nodiscard]] double total_cost() const {
    return costs_.total_cost(volume_) + (limits_ ? limits_->paid() : 0.0);
  }
  [[nodiscard]] std::vector<double> delays_and_prices() const {
    std::vector<double> cost(costs_.delay().begin(), costs_.delay().end());
    if (limits_) cost.insert(cost.end(), limits_->price().begin(), limits_->price().end());
    return cost;
  }

  const AssignmentProblem* problem_;
  const AssignmentOptions* options_;
  std::vector<double> volume_;  ///< classes x links, pcu/h
  ClassCosts costs_;
  std::unique_ptr<LimitPrices> limits_;  ///< null without side constraints
  std::unique_ptr<LinkLogit> logit_;
  std::unique_ptr<FixedPoint> point_;
};

}  // namespace

AssignmentResult solve_dial(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Observer& observer) {
  AssignmentResult result;
  result.stochastic = true;
  constexpr int kStallWindow = 60;
  Convergence convergence(options, observer, result, kStallWindow);
  LinkEquilibrium run(problem, options);
  double goal = options.relative_gap;
  for (;;) {
    const FixedPointState state = run.state(goal);
    const auto stop = convergence.record(state);
    if (stop && *stop != StopReason::converged) {
      result.stop = *stop;
      break;
    }
    if (state.residual > goal && run.step()) continue;
    if (state.residual > options.relative_gap) {
      result.stop = StopReason::stalled;
      break;
    }
    const LimitRound round = run.keep_limits();
    if (round != LimitRound::moved) {
      result.stop = round == LimitRound::given_up ? StopReason::stalled : StopReason::converged;
      break;
    }
    goal = run.priced_goal();
    convergence.restart();
  }
  run.store(result);
  return result;
}

LinkChoiceCheck check_link_choice(const AssignmentProblem& problem,
                                  const AssignmentOptions& options,
                                  std::span<const double> class_volume,
                                  std::span<const double> class_price) {
  ClassCosts costs(problem);
  costs.update(std::vector<double>(class_volume.size(), 0.0));
  const std::vector<double> reasonable(costs.class_cost().begin(), costs.class_cost().end());
  AssignmentProblem priced = problem;
  const std::size_t links = problem.graph->link_count();
  for (std::size_t i = 0; i < class_price.size(); ++i) {
    priced.classes[i / links].constant_cost[i % links] += class_price[i];
  }
  LinkLogit logit(priced, reasonable, class_thetas(problem, options), options.blocks, nullptr);
  costs.update(class_volume);
  std::vector<double> total(links);
  logit.load(costs.delay(), total);
  return {.residual = logit.residual_of(class_volume),
          .objective = costs.objective(class_volume) + logit.entropy_cost()};
}

}  // namespace landlink
