#pragma once

#include <optional>
#include <vector>

#include "landlink/assign/class_costs.hpp"
#include "limit_prices.hpp"
#include "logit_loading.hpp"

namespace landlink {

/// Finds volumes v with v = F(v), F the loading at the delays of v.
///
/// With S the slopes of delays and -H the loading's derivative, Newton's step solves
/// (I + H S) dv = F(v) - v. H and S are symmetric and not negative, so that conjugate gradients
/// solve it for sqrt(S) dv, whose matrix has no eigenvalue below one; it has as many above as
/// links are congested, and they are few. The step descends on the dual of Fisk's programme
/// (Daganzo 1982; Sheffi & Powell 1982 in volumes), whose slope along it, sum of S (v - F(v)) dv,
/// guides its length: volumes far over capacity, with their steep delays, do no harm. Where
/// Newton's steps do not help, plain averaging steps take their turn.
///
/// Where flows have limits, uses and prices (LimitPrices) follow the links' volumes and delays in
/// all vectors.
class FixedPoint {
 public:
  /// All must outlive this; `limits` may be null.
  FixedPoint(const AssignmentProblem& problem, const ClassCosts& costs, LogitLoading& loading,
             const LimitPrices* limits);

  /// Begins at these total volumes, pcu/h, of links, or of links and limits (else uses of nothing).
  void start(std::vector<double> volume);
  /// Begins at the loading of the empty network and a few successive averages.
  void start();

  /// Begins anew from here, with other multipliers or penalties of limits.
  void reprice();

  /// Moves; false if no step of either kind makes progress any more.
  bool step();
  /// Of the flows that the loading holds, at the delays that they cause.
  double residual();

  /// Steps in the flows themselves, if their residual is then at most `goal`; nothing else moves
  /// otherwise. After a step they are the flows that the loading holds. Returns their residual.
  std::optional<double> polish(double goal);

  /// Delays, and prices behind them, at volumes and uses.
  void costs_at(std::span<const double> volume, std::span<double> cost) const;
  /// Totals of the flows that the loading holds, pcu/h, and their uses of limits.
  [[nodiscard]] const std::vector<double>& loaded() const { return here_.loaded; }
  [[nodiscard]] double step_size() const { return step_size_; }

 private:
  struct Point {
    std::vector<double> volume;
    std::vector<double> delay;
    std::vector<double> slope;
    std::vector<double> loaded;
    double dual = 0.0;  ///< what is least at the fixed point
  };
  void evaluate(Point& point);
  void find_newton_direction();
  [[nodiscard]] double error() const;  ///< sum of |v - F(v)| of links, and of limits with a price
  [[nodiscard]] double slope_along(const Point& point) const;
  bool search();

  const AssignmentProblem* problem_;
  const ClassCosts* costs_;
  LogitLoading* loading_;
  const LimitPrices* limits_;
  std::size_t links_;
  std::size_t size_;  ///< links, and behind them limits
  Point here_;
  Point trial_;
  std::vector<double> direction_;
  std::vector<double> scratch_;
  bool has_direction_ = false;  ///< Newton's, of where we are
  double step_size_ = 0.0;
  double best_error_;
  int since_best_ = 0;
};

}  // namespace landlink
