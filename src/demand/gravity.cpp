#include "landlink/demand/gravity.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "landlink/core/error.hpp"
#include "landlink/core/math.hpp"

namespace landlink {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

void check(const Eigen::MatrixXd& cost, const Deterrence& form) {
  if (!std::isfinite(form.beta_per_usd_t) || form.beta_per_usd_t < 0.0 ||
      !std::isfinite(form.power)) {
    throw Error(
        {.field = "beta_per_usd_t"},
        fmt::format("a deterrence of beta {} and power {}", form.beta_per_usd_t, form.power),
        "give a finite beta of at least 0 and a finite power");
  }
  for (Eigen::Index j = 0; j < cost.cols(); ++j) {
    for (Eigen::Index i = 0; i < cost.rows(); ++i) {
      const double value = cost(i, j);
      if (std::isnan(value) || value < 0.0 || (value == 0.0 && form.power != 0.0)) {
        throw Error({}, fmt::format("a cost of {} USD/t from zone {} to zone {}", value, i, j),
                    "give costs above 0, infinite where there is no way");
      }
    }
  }
}

double smallest(const auto& values) {
  double low = kInfinite;
  for (const double value : values) low = std::min(low, value);
  return low;
}

/// -ln f, the exponent that deterrence undoes; infinite where there is no way.
Eigen::MatrixXd exponents(const Eigen::MatrixXd& cost, const Deterrence& form) {
  return cost.unaryExpr([&form](double c) {
    if (std::isinf(c)) return c;
    return form.beta_per_usd_t * c - (form.power == 0.0 ? 0.0 : form.power * math::log(c));
  });
}

}  // namespace

Eigen::MatrixXd deterrence(const Eigen::MatrixXd& cost_usd_per_t, const Deterrence& form) {
  check(cost_usd_per_t, form);
  Eigen::MatrixXd exponent = exponents(cost_usd_per_t, form);
  for (auto row : exponent.rowwise()) {
    const double low = smallest(row);
    if (std::isfinite(low)) row.array() -= low;
  }
  for (auto column : exponent.colwise()) {
    const double low = smallest(column);
    if (std::isfinite(low)) column.array() -= low;
  }
  return exponent.unaryExpr([](double e) { return std::isinf(e) ? 0.0 : math::exp(-e); });
}

Eigen::MatrixXd gravity(const Eigen::MatrixXd& cost_usd_per_t, const Eigen::VectorXd& productions,
                        const Eigen::VectorXd& attractions, const Deterrence& form,
                        const BalanceOptions& options) {
  Eigen::MatrixXd cost = cost_usd_per_t;
  if (cost.rows() == productions.size() && cost.cols() == attractions.size()) {
    // Cells that nothing may use: they must neither hide an empty row nor set its scale.
    for (Eigen::Index i = 0; i < cost.rows(); ++i) {
      if (productions[i] == 0.0) cost.row(i).setConstant(kInfinite);
    }
    for (Eigen::Index j = 0; j < cost.cols(); ++j) {
      if (attractions[j] == 0.0) cost.col(j).setConstant(kInfinite);
    }
  }
  return balance(deterrence(cost, form), productions, attractions, options);
}

namespace {

/// weight(j) f(c_ij), scaled by rows so that the cheapest usable cell of each is near 1. The
/// scaling by columns of deterrence() would change a choice by rows, so it is left out.
Eigen::MatrixXd weighted_by_column(const Eigen::MatrixXd& cost, const Eigen::VectorXd& weights,
                                   const Deterrence& form) {
  check(cost, form);
  if (cost.cols() != weights.size() || weights.size() == 0 || !weights.allFinite() ||
      weights.minCoeff() < 0.0) {
    throw Error({}, "weights of zones that are missing, negative or not finite",
                "give one weight of at least 0 per zone");
  }
  Eigen::MatrixXd exponent = exponents(cost, form);
  for (Eigen::Index j = 0; j < exponent.cols(); ++j) {
    if (weights[j] == 0.0) exponent.col(j).setConstant(kInfinite);
  }
  for (auto row : exponent.rowwise()) {
    const double low = smallest(row);
    if (std::isfinite(low)) row.array() -= low;
  }
  return exponent.unaryExpr([](double e) { return std::isinf(e) ? 0.0 : math::exp(-e); }) *
         weights.asDiagonal();
}

}  // namespace

Eigen::MatrixXd gravity_by_origin(const Eigen::MatrixXd& cost_usd_per_t,
                                  const Eigen::VectorXd& productions,
                                  const Eigen::VectorXd& destination_weights,
                                  const Deterrence& form, const BalanceOptions& options) {
  return balance_rows(weighted_by_column(cost_usd_per_t, destination_weights, form), productions,
                      options);
}

Eigen::MatrixXd gravity_by_destination(const Eigen::MatrixXd& cost_usd_per_t,
                                       const Eigen::VectorXd& origin_weights,
                                       const Eigen::VectorXd& attractions, const Deterrence& form,
                                       const BalanceOptions& options) {
  return balance_columns(
      weighted_by_column(cost_usd_per_t.transpose(), origin_weights, form).transpose(), attractions,
      options);
}

}  // namespace landlink
