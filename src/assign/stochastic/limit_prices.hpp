#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"

namespace landlink {

/// What flows are found to be, as to limits.
enum class LimitRound {
  free,     ///< within all of them, and without a price
  kept,     ///< within them at prices, in equilibrium
  moved,    ///< not yet: prices have moved
  given_up  ///< prices have moved too often
};

/// Side constraints in a logit equilibrium, by the method of multipliers (Hestenes 1969, J. Optim.
/// Theory Appl. 4).
///
/// To the equilibrium a limit is one more thing that is used and has a price, as a link has a
/// delay. Its use is the sum over its terms of coefficient x pcu/h, so that uses answer to prices
/// as volumes do to delays, symmetrically. The price grows with it,
///   max(0, multiplier + penalty (ratio x use - limit)),
/// where ratio x use is the limit's value, which counts vehicles and not pcu; the ratio is that of
/// the flows at which prices last moved, and varies only where a limit's vehicles differ in pcu.
/// Moving the multiplier to the price that the flows end at, again and again, brings the value to
/// the limit. Penalties are zero until a limit is first exceeded: until then nothing here changes
/// anything.
class LimitPrices {
 public:
  struct Term {
    std::uint32_t limit = 0;
    double coefficient = 0.0;
  };

  /// `problem` must outlive this; `theta` per unit of cost, by class.
  LimitPrices(const AssignmentProblem& problem, std::span<const double> theta);

  /// Puts penalties on at once, with these multipliers by name of limit: what another equilibrium
  /// ended with. Does nothing where none is above zero, nor where some limit is zero, whose scale
  /// is that of flows without prices.
  void start_from(const std::map<std::string, double>& multipliers);

  [[nodiscard]] std::size_t size() const { return value_.size(); }
  /// What a vehicle of a class takes on a link.
  [[nodiscard]] std::span<const Term> terms(std::size_t user_class, std::size_t link) const {
    const std::vector<std::uint32_t>& first = first_term_[user_class];
    if (first.empty()) return {};
    return {terms_[user_class].data() + first[link], first[link + 1] - first[link]};
  }
  /// Whether any class takes anything on a link.
  [[nodiscard]] bool limited(std::size_t link) const { return limited_[link] != 0; }

  // Of uses by limit: prices, their slopes, and the integral of all prices.
  void prices(std::span<const double> use, std::span<double> price) const;
  void slopes(std::span<const double> use, std::span<double> slope) const;
  [[nodiscard]] double integral(std::span<const double> use) const;
  /// Sets uses to where prices are the multipliers, at which the flows are; and without a
  /// multiplier to where they are not far above zero: where they are, next to nobody pays them, and
  /// no derivative tells how to go on.
  void restart(std::span<double> use) const;

  /// Adds to uses what class volumes (classes x links, pcu/h) use.
  void add_uses(std::span<const double> class_volume, std::span<double> use) const;
  /// The same of one class (links).
  void add_uses(std::size_t user_class, std::span<const double> volume,
                std::span<double> use) const;

  /// Takes class volumes: values, and the prices of their uses.
  void take(std::span<const double> class_volume);
  [[nodiscard]] const std::vector<double>& values() const { return value_; }
  /// At the volumes last taken.
  [[nodiscard]] const std::vector<double>& price() const { return price_; }
  /// Adds coefficient x price to costs of classes x links.
  void add_tolls(std::span<const double> price, std::span<double> class_cost) const;
  /// What the volumes last taken pay, pcu/h x cost.
  [[nodiscard]] double paid() const;

  /// By limit; `total_cost` that of the volumes last taken, prices included.
  [[nodiscard]] std::vector<SideConstraintState> states(double total_cost) const;
  /// Judges the volumes last taken, which cost `total_cost` besides prices, and makes their prices
  /// the multipliers; the first time that a limit is exceeded, it only puts the penalties on.
  /// `residual` is asked for that of the flows at price(). Throws Error where no flows can keep the
  /// limits.
  LimitRound judge(double total_cost, const AssignmentOptions& options,
                   const std::function<double()>& residual);
  /// Whether prices can be above zero.
  [[nodiscard]] bool on() const { return on_; }
  /// The residual to aim at with prices: flows must be known to the tolerance of the smallest
  /// limit.
  [[nodiscard]] double goal(double residual) const;

 private:
  bool put_on();
  void put_penalties_on();
  void move();
  void refuse_what_no_path_keeps() const;
  [[nodiscard]] double least_share() const;
  const AssignmentProblem* problem_;
  std::size_t links_;
  std::vector<std::vector<std::uint32_t>> first_term_;  ///< by class: by link; empty without terms
  std::vector<std::vector<Term>> terms_;                ///< by class, by ascending link
  std::vector<char> limited_;
  std::vector<double> ratio_;
  std::vector<double> use_;
  std::vector<double> value_;
  std::vector<double> price_;
  std::vector<double> scale_;  ///< what differences from the limit are relative to
  std::vector<double> multiplier_;
  std::vector<double> penalty_;
  std::vector<double> price_unit_;  ///< the price that changes the odds of a trip by e, or less
  std::vector<double> miss_;        ///< how far the value was off when it was last moved
  bool on_ = false;
  int rounds_ = 0;  ///< in which prices moved
};

}  // namespace landlink
