#pragma once

#include <Eigen/Core>
#include <functional>
#include <string>

#include "landlink/core/id.hpp"
#include "landlink/demand/od_matrix.hpp"

namespace landlink {

struct BalanceOptions {
  /// Largest relative deviation of a row sum from its total when columns fit to rounding.
  double tolerance = 1e-12;
  int max_iterations = 10000;
  /// How a complaint calls a zone; without it by its number.
  std::function<std::string(ZoneId)> zone_name = {};
};

/// Balances a seed matrix to zone totals by iterative proportional fitting (Furness).
///
/// `seed` is zones x zones with no negative entry; `productions` and `attractions` hold one total
/// per zone, not negative, with equal sums (relative 1e-9). Zero cells stay zero, so cell ratios
/// of the seed survive: q(i,j) = a(i) b(j) seed(i,j). Row sums fit to the tolerance, column sums
/// to rounding.
///
/// Throws Error naming the first zone that has a total but an empty row or column, for sums that
/// differ, for a bad number, and when the zeros of the seed leave no solution.
/// Source: Deming & Stephan (1940), Ann. Math. Statist. 11(4); Furness (1965), Traffic Eng. &
/// Control 7.
Eigen::MatrixXd balance(const Eigen::MatrixXd& seed, const Eigen::VectorXd& productions,
                        const Eigen::VectorXd& attractions, const BalanceOptions& options = {});

/// The same with the rows alone: q(i,j) = productions(i) seed(i,j) / sum over j of seed(i,j).
Eigen::MatrixXd balance_rows(const Eigen::MatrixXd& seed, const Eigen::VectorXd& productions,
                             const BalanceOptions& options = {});

/// The same with the columns alone.
Eigen::MatrixXd balance_columns(const Eigen::MatrixXd& seed, const Eigen::VectorXd& attractions,
                                const BalanceOptions& options = {});

}  // namespace landlink
