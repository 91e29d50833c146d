#include "limit_prices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "../extensions/side_limits.hpp"

namespace landlink {

LimitPrices::LimitPrices(const AssignmentProblem& problem, std::span<const double> theta)
    : problem_(&problem),
      links_(problem.graph->link_count()),
      first_term_(problem.classes.size()),
      terms_(problem.classes.size()),
      limited_(links_, 0) {
  const std::size_t limits = problem.side_constraints.size();
  for (std::vector<double>* of_limits :
       {&ratio_, &use_, &value_, &price_, &scale_, &multiplier_, &penalty_, &price_unit_, &miss_}) {
    of_limits->assign(limits, 0.0);
  }
  std::vector<std::vector<std::pair<std::uint32_t, Term>>> by_class(problem.classes.size());
  for (std::size_t c = 0; c < limits; ++c) {
    double steepest = 0.0;
    for (const SideTerm& term : problem.side_constraints[c].terms) {
      const std::size_t k = term.user_class;
      const auto link = static_cast<std::uint32_t>(term.link.index());
      by_class[k].push_back({link, {static_cast<std::uint32_t>(c), term.coefficient}});
      limited_[link] = 1;
      steepest = std::max(steepest, theta[k] * term.coefficient);
      if (ratio_[c] == 0.0) ratio_[c] = 1.0 / problem.classes[k].pce;
    }
    price_unit_[c] = steepest > 0.0 ? 1.0 / steepest : 1.0;
  }
  for (std::size_t k = 0; k < by_class.size(); ++k) {
    if (by_class[k].empty()) continue;
    std::stable_sort(by_class[k].begin(), by_class[k].end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::uint32_t>& first = first_term_[k];
    first.assign(links_ + 1, 0);
    for (const auto& [link, term] : by_class[k]) {
      ++first[link + 1];
      terms_[k].push_back(term);
    }
    for (std::size_t link = 0; link < links_; ++link) first[link + 1] += first[link];
  }
}

void LimitPrices::prices(std::span<const double> use, std::span<double> price) const {
  for (std::size_t c = 0; c < size(); ++c) {
    const double excess = ratio_[c] * use[c] - problem_->side_constraints[c].limit;
    price[c] = std::max(0.0, multiplier_[c] + penalty_[c] * excess);
  }
}

void LimitPrices::slopes(std::span<const double> use, std::span<double> slope) const {
  prices(use, slope);
  for (std::size_t c = 0; c < size(); ++c) {
    slope[c] = slope[c] > 0.0 ? penalty_[c] * ratio_[c] : 0.0;
  }
}

double LimitPrices::integral(std::span<const double> use) const {
  std::vector<double> price(size());
  prices(use, price);
  double sum = 0.0;
  for (std::size_t c = 0; c < size(); ++c) {
    if (price[c] > 0.0) sum += 0.5 * price[c] * price[c] / (penalty_[c] * ratio_[c]);
  }
  return sum;
}

void LimitPrices::restart(std::span<double> use) const {
  for (std::size_t c = 0; c < size(); ++c) {
    if (penalty_[c] == 0.0) continue;
    const double limit = problem_->side_constraints[c].limit;
    if (multiplier_[c] > 0.0) {
      use[c] = limit / ratio_[c];
    } else {
      use[c] = std::min(use[c], (limit + price_unit_[c] / penalty_[c]) / ratio_[c]);
    }
  }
}

void LimitPrices::add_uses(std::size_t user_class, std::span<const double> volume,
                           std::span<double> use) const {
  const std::vector<std::uint32_t>& first = first_term_[user_class];
  if (first.empty()) return;
  for (std::size_t link = 0; link < links_; ++link) {
    for (std::uint32_t i = first[link]; i < first[link + 1]; ++i) {
      const Term& term = terms_[user_class][i];
      use[term.limit] += term.coefficient * volume[link];
    }
  }
}

void LimitPrices::add_uses(std::span<const double> class_volume, std::span<double> use) const {
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    add_uses(k, class_volume.subspan(k * links_, links_), use);
  }
}

void LimitPrices::take(std::span<const double> class_volume) {
  std::fill(use_.begin(), use_.end(), 0.0);
  add_uses(class_volume, use_);
  std::fill(value_.begin(), value_.end(), 0.0);
  for (std::size_t c = 0; c < size(); ++c) {
    const SideConstraint& constraint = problem_->side_constraints[c];
    for (const SideTerm& term : constraint.terms) {
      value_[c] += term.coefficient * class_volume[term.user_class * links_ + term.link.index()] /
                   problem_->classes[term.user_class].pce;
    }
    if (!on_) scale_[c] = limit_scale(constraint, value_[c]);
  }
  prices(use_, price_);
}

void LimitPrices::add_tolls(std::span<const double> price, std::span<double> class_cost) const {
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    const std::vector<std::uint32_t>& first = first_term_[k];
    if (first.empty()) continue;
    for (std::size_t link = 0; link < links_; ++link) {
      for (std::uint32_t i = first[link]; i < first[link + 1]; ++i) {
        class_cost[k * links_ + link] += terms_[k][i].coefficient * price[terms_[k][i].limit];
      }
    }
  }
}

double LimitPrices::paid() const {
  double sum = 0.0;
  for (std::size_t c = 0; c < size(); ++c) sum += price_[c] * use_[c];
  return sum;
}

std::vector<SideConstraintState> LimitPrices::states(double total_cost) const {
  std::vector<SideConstraintState> states;
  for (std::size_t c = 0; c < size(); ++c) {
    states.push_back(
        limit_state(problem_->side_constraints[c], scale_[c], value_[c], price_[c], total_cost));
  }
  return states;
}

/// The least that a limit lets through, as a share of the demand of all classes in pcu.
double LimitPrices::least_share() const {
  double demand = 0.0;
  for (const UserClass& user_class : problem_->classes) {
    demand += user_class.pce * user_class.demand_per_h.total();
  }
  double least = 1.0;
  for (std::size_t c = 0; c < size() && demand > 0.0; ++c) {
    // A vehicle takes at most its largest coefficient.
    double most = 0.0;
    for (const SideTerm& term : problem_->side_constraints[c].terms) {
      most = std::max(most, term.coefficient);
    }
    if (most > 0.0) least = std::min(least, scale_[c] / (most * ratio_[c] * demand));
  }
  return least;
}

double LimitPrices::goal(double residual) const {
  // Rounding, which prices multiply, leaves not much less.
  constexpr double kLeast = 1e-11;
  return std::min(residual, std::max(kLeast, kLimitTolerance * least_share()));
}

void LimitPrices::put_penalties_on() {
  // A penalty of this many price units for an excess as large as the limit: what is left of an
  // error after a round is about its inverse. Ten times as much took twice the steps on random
  // networks, where the logit has to find sharper corners.
  constexpr double kSteepness = 1e2;
  on_ = true;
  for (std::size_t c = 0; c < size(); ++c) {
    penalty_[c] = kSteepness * price_unit_[c] / scale_[c];
  }
}

void LimitPrices::start_from(const std::map<std::string, double>& multipliers) {
  bool any = false;
  std::vector<double> start(size(), 0.0);
  for (std::size_t c = 0; c < size(); ++c) {
    const SideConstraint& constraint = problem_->side_constraints[c];
    if (constraint.limit == 0.0) return;
    const auto known = multipliers.find(constraint.name);
    if (known != multipliers.end()) start[c] = known->second;
    any = any || start[c] > 0.0;
  }
  if (!any) return;
  multiplier_ = std::move(start);
  for (std::size_t c = 0; c < size(); ++c) {
    scale_[c] = limit_scale(problem_->side_constraints[c], 0.0);
    // Nothing is known of the first miss, so that nothing is steepened after it.
    miss_[c] = std::numeric_limits<double>::infinity();
  }
  put_penalties_on();
}

bool LimitPrices::put_on() {
  bool any = false;
  for (std::size_t c = 0; c < size(); ++c) {
    miss_[c] = (value_[c] - problem_->side_constraints[c].limit) / scale_[c];
    any = any || miss_[c] > kLimitTolerance;
    if (use_[c] > 0.0) ratio_[c] = value_[c] / use_[c];
  }
  if (any) put_penalties_on();
  return any;
}

void LimitPrices::move() {
  constexpr double kSteepest = 1e6;
  constexpr double kProgress = 0.5;
  constexpr double kSteeper = 10.0;
  for (std::size_t c = 0; c < size(); ++c) {
    // What prices can do about: ratios follow the flows.
    const double miss = (ratio_[c] * use_[c] - problem_->side_constraints[c].limit) / scale_[c];
    multiplier_[c] = price_[c];
    if (use_[c] > 0.0) ratio_[c] = value_[c] / use_[c];
    if (price_[c] == 0.0) continue;
    const double steepest = kSteepest * price_unit_[c] / scale_[c];
    if (std::abs(miss) > std::max(kLimitTolerance, kProgress * std::abs(miss_[c]))) {
      penalty_[c] = std::min(kSteeper * penalty_[c], steepest);
    }
    miss_[c] = miss;
  }
}

void LimitPrices::refuse_what_no_path_keeps() const {
  // Paths that cost this many units more are not taken any more.
  constexpr double kPastAll = 100.0;
  for (std::size_t c = 0; c < size(); ++c) {
    const SideConstraint& constraint = problem_->side_constraints[c];
    const double miss = (value_[c] - constraint.limit) / scale_[c];
    const bool tried = price_[c] > kPastAll * price_unit_[c] &&
                       multiplier_[c] > kPastAll * price_unit_[c] &&
                       std::abs(miss - miss_[c]) <= kLimitTolerance;
    if (miss <= kLimitTolerance || !tried) continue;
    throw Error({.feature = fmt::format("side constraint '{}'", constraint.name)},
                fmt::format("travellers have no path to choose that keeps it: {:.6g} {} an hour "
                            "take none but those that use it, where the limit is {:.6g}",
                            value_[c], constraint.unit, constraint.limit),
                "raise the limit, open other ways, or choose 'psl', whose sets of paths grow");
  }
}

LimitRound LimitPrices::judge(double total_cost, const AssignmentOptions& options,
                              const std::function<double()>& residual) {
  constexpr int kFirstProof = 3;
  constexpr int kMostRounds = 60;
  if (!on_) return put_on() ? LimitRound::moved : LimitRound::free;
  const std::vector<SideConstraintState> all = states(total_cost + paid());
  const bool within = std::all_of(all.begin(), all.end(), [](const SideConstraintState& state) {
    return worst_of(state) <= kLimitTolerance;
  });
  if (within && residual() <= options.relative_gap) return LimitRound::kept;
  if (++rounds_ == kMostRounds) return LimitRound::given_up;
  if (rounds_ >= kFirstProof) {
    refuse_impossible_limits(*problem_, price_, value_);
    refuse_what_no_path_keeps();
  }
  move();
  return LimitRound::moved;
}

}  // namespace landlink
