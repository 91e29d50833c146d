#include "landlink/assign/class_costs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/parallel.hpp"

namespace landlink {

Place place_of_link(const AssignmentProblem& problem, LinkId link) {
  if (problem.place_of) return problem.place_of(link);
  return {.feature =
              fmt::format("link {} from node {} to node {}", link.index(),
                          problem.graph->tail(link).index(), problem.graph->head(link).index())};
}

ClassCosts::ClassCosts(const AssignmentProblem& problem)
    : problem_(&problem),
      links_(problem.graph->link_count()),
      cost_(problem.classes.size() * links_),
      delay_(links_),
      total_(links_),
      loaded_(links_),
      scratch_(links_) {
  constant_.reserve(cost_.size());
  for (const UserClass& user_class : problem.classes) {
    constant_.insert(constant_.end(), user_class.constant_cost.begin(),
                     user_class.constant_cost.end());
  }
}

void ClassCosts::sum_classes(std::span<const double> class_volume, std::span<double> total) const {
  std::fill(total.begin(), total.end(), 0.0);
  for (std::size_t first = 0; first < class_volume.size(); first += links_) {
    for (std::size_t link = 0; link < links_; ++link) total[link] += class_volume[first + link];
  }
}

void ClassCosts::add_preload(std::span<const double> total) const {
  const std::vector<double>& preload = problem_->preload_pcu_per_h;
  for (std::size_t link = 0; link < links_; ++link) {
    // Steps between feasible volumes may leave a rounding error below zero.
    loaded_[link] = std::max(0.0, total[link]) + (preload.empty() ? 0.0 : preload[link]);
  }
}

void ClassCosts::apply_weight(std::span<double> values) const {
  const std::vector<double>& weight = problem_->delay_weight;
  if (weight.empty()) return;
  for (std::size_t link = 0; link < links_; ++link) values[link] *= weight[link];
}

void ClassCosts::delays_at(std::span<const double> total, std::span<double> delay) const {
  add_preload(total);
  problem_->delays->delays(loaded_, delay);
  apply_weight(delay);
}

void ClassCosts::slopes_at(std::span<const double> total, std::span<double> slope) const {
  add_preload(total);
  problem_->delays->derivatives(loaded_, slope);
  apply_weight(slope);
}

void ClassCosts::update(std::span<const double> class_volume) {
  sum_classes(class_volume, total_);
  delays_at(total_, delay_);
  for (std::size_t link = 0; link < links_; ++link) {
    if (std::isfinite(delay_[link])) continue;
    throw Error(place_of_link(*problem_, LinkId{link}),
                fmt::format("the delay became {} at {} pcu/h", delay_[link], loaded_[link]),
                fmt::format("check the parameters of its delay function '{}'",
                            problem_->delays->spec(LinkId{link}).function),
                ExitCode::internal);
  }
  for (std::size_t first = 0; first < cost_.size(); first += links_) {
    for (std::size_t link = 0; link < links_; ++link) {
      cost_[first + link] = constant_[first + link] + delay_[link];
    }
  }
}

namespace {

/// Sum of products over the cells with volume: a shut link costs infinity times nothing.
double sum_of_products(std::span<const double> volume, std::span<const double> value) {
  return blocked_sum(volume.size(),
                     [&](std::size_t i) { return volume[i] == 0.0 ? 0.0 : volume[i] * value[i]; });
}

}  // namespace

double ClassCosts::total_cost(std::span<const double> class_volume) const {
  return sum_of_products(class_volume, cost_);
}

double ClassCosts::constant_cost(std::span<const double> class_volume) const {
  return sum_of_products(class_volume, constant_);
}

double ClassCosts::delay_integral(std::span<const double> total) const {
  std::vector<double> integral(links_);
  add_preload(total);
  problem_->delays->integrals(loaded_, integral);
  if (!problem_->preload_pcu_per_h.empty()) {
    problem_->delays->integrals(problem_->preload_pcu_per_h, scratch_);
    for (std::size_t link = 0; link < links_; ++link) integral[link] -= scratch_[link];
  }
  apply_weight(integral);
  return blocked_sum(links_, [&](std::size_t link) { return integral[link]; });
}

double ClassCosts::objective(std::span<const double> class_volume) const {
  return constant_cost(class_volume) + delay_integral(total_);
}

}  // namespace landlink
