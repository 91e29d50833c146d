#pragma once

#include <span>
#include <vector>

#include "landlink/assign/problem.hpp"

namespace landlink {

/// Throws Error for arrays of the wrong size, centroids that are no nodes, negative constants and
/// factors; with exit code 3 for a constant that is not a number.
void check_problem(const AssignmentProblem& problem);

/// Throws Error naming a side constraint with a limit, a coefficient or a term that cannot be.
void check_side_constraints(const AssignmentProblem& problem);

/// Where a link is, for a message: the problem's own words, or its number and ends.
Place place_of_link(const AssignmentProblem& problem, LinkId link);

/// What a problem's links cost at given volumes, and the sums that certify an equilibrium.
///
/// Class volumes run over classes x links, class by class, pcu/h. A link that a class may not use
/// has infinite cost for it, and counts nothing as long as its volume is zero.
class ClassCosts {
 public:
  /// `problem` must outlive this and be valid.
  explicit ClassCosts(const AssignmentProblem& problem);

  /// Takes new volumes. Throws Error (exit code 3) naming the first link whose delay is not finite.
  void update(std::span<const double> class_volume);

  [[nodiscard]] std::span<const double> class_cost() const { return cost_; }  ///< classes x links
  [[nodiscard]] std::span<const double> delay() const { return delay_; }      ///< weighted
  [[nodiscard]] std::span<const double> total_volume() const { return total_; }  ///< no preload

  /// Sum of volume times cost at the last update.
  [[nodiscard]] double total_cost(std::span<const double> class_volume) const;
  /// Beckmann's objective at the last update.
  [[nodiscard]] double objective(std::span<const double> class_volume) const;
  /// Sum of volume times the class's constant.
  [[nodiscard]] double constant_cost(std::span<const double> class_volume) const;

  /// Beckmann's integral of weighted delays from the preload to total volumes by link.
  [[nodiscard]] double delay_integral(std::span<const double> total) const;
  /// Weighted delays, and their slopes, at total volumes by link.
  void delays_at(std::span<const double> total, std::span<double> delay) const;
  void slopes_at(std::span<const double> total, std::span<double> slope) const;
  /// Volumes over classes, by link.
  void sum_classes(std::span<const double> class_volume, std::span<double> total) const;

 private:
  void add_preload(std::span<const double> total) const;
  void apply_weight(std::span<double> values) const;

  const AssignmentProblem* problem_;
  std::size_t links_;
  std::vector<double> constant_;  ///< classes x links
  std::vector<double> cost_;
  std::vector<double> delay_;
  std::vector<double> total_;
  mutable std::vector<double> loaded_;  ///< with the preload; scratch
  mutable std::vector<double> scratch_;
};

}  // namespace landlink
