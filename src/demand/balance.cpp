#include "landlink/demand/balance.hpp"

#include <fmt/format.h>

#include <cmath>

#include "landlink/core/error.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

std::string name_of_zone(Eigen::Index zone, const BalanceOptions& options) {
  const ZoneId id{static_cast<std::size_t>(zone)};
  return options.zone_name ? options.zone_name(id) : fmt::format("{}", zone);
}

double sum_of(const Eigen::VectorXd& values) {
  CompensatedSum sum;
  for (const double value : values) sum.add(value);
  return sum.value();
}

/// A row or a column of the matrix, named for complaints.
struct Margin {
  const char* line;   ///< "row" or "column"
  const char* total;  ///< with its article
};
constexpr Margin kRows{"row", "a production"};
constexpr Margin kColumns{"column", "an attraction"};

void check_totals(const Eigen::VectorXd& totals, const Eigen::VectorXd& seed_sums,
                  const Margin& margin, const BalanceOptions& options) {
  for (Eigen::Index i = 0; i < totals.size(); ++i) {
    if (!std::isfinite(totals[i]) || totals[i] < 0.0) {
      throw Error(
          {}, fmt::format("{} of {} in zone {}", margin.total, totals[i], name_of_zone(i, options)),
          "give a finite total that is not negative");
    }
    if (totals[i] > 0.0 && seed_sums[i] == 0.0) {
      throw Error({},
                  fmt::format("zone {} has {} of {} but an empty {}: there is no way to or from it",
                              name_of_zone(i, options), margin.total,
                              fmt::format("{:.6g}", totals[i]), margin.line),
                  "connect the zone to the network or move its total to another zone");
    }
  }
}

void check_seed(const Eigen::MatrixXd& seed, Eigen::Index totals) {
  if (seed.rows() != totals || seed.cols() != totals) {
    throw Error({}, fmt::format("a seed of {} x {} for {} zones", seed.rows(), seed.cols(), totals),
                "give a square seed with one row per zone");
  }
  if (!seed.allFinite() || (seed.size() > 0 && seed.minCoeff() < 0.0)) {
    throw Error({}, "a seed cell that is negative or not finite",
                "give a seed of finite cells that are not negative");
  }
}

/// total / sum, with 0 / 0 = 0: an empty line with nothing to carry.
Eigen::VectorXd factors(const Eigen::VectorXd& totals, const Eigen::VectorXd& sums) {
  Eigen::VectorXd result(totals.size());
  for (Eigen::Index i = 0; i < totals.size(); ++i) {
    result[i] = totals[i] == 0.0 ? 0.0 : totals[i] / sums[i];
  }
  return result;
}

/// The row whose sum misses its total most, and by how much relative to the total.
std::pair<Eigen::Index, double> worst_row(const Eigen::VectorXd& sums,
                                          const Eigen::VectorXd& totals) {
  std::pair<Eigen::Index, double> worst{0, 0.0};
  for (Eigen::Index i = 0; i < totals.size(); ++i) {
    if (totals[i] == 0.0) continue;
    // Written so that a NaN counts as the worst deviation.
    const double deviation = std::abs(sums[i] - totals[i]) / totals[i];
    if (!(deviation <= worst.second)) worst = {i, deviation};
  }
  return worst;
}

}  // namespace

Eigen::MatrixXd balance_rows(const Eigen::MatrixXd& seed, const Eigen::VectorXd& productions,
                             const BalanceOptions& options) {
  check_seed(seed, productions.size());
  const Eigen::VectorXd sums = seed.rowwise().sum();
  check_totals(productions, sums, kRows, options);
  return factors(productions, sums).asDiagonal() * seed;
}

Eigen::MatrixXd balance_columns(const Eigen::MatrixXd& seed, const Eigen::VectorXd& attractions,
                                const BalanceOptions& options) {
  check_seed(seed, attractions.size());
  const Eigen::VectorXd sums = seed.colwise().sum().transpose();
  check_totals(attractions, sums, kColumns, options);
  return seed * factors(attractions, sums).asDiagonal();
}

Eigen::MatrixXd balance(const Eigen::MatrixXd& seed, const Eigen::VectorXd& productions,
                        const Eigen::VectorXd& attractions, const BalanceOptions& options) {
  if (productions.size() != attractions.size()) {
    throw Error(
        {},
        fmt::format("{} productions for {} attractions", productions.size(), attractions.size()),
        "give one of each per zone");
  }
  check_seed(seed, productions.size());
  check_totals(productions, seed.rowwise().sum(), kRows, options);
  check_totals(attractions, seed.colwise().sum().transpose(), kColumns, options);
  const double produced = sum_of(productions);
  const double attracted = sum_of(attractions);
  if (!(std::abs(produced - attracted) <= 1e-9 * std::max(produced, attracted))) {
    throw Error({},
                fmt::format("productions add up to {} and attractions to {}",
                            shortest_text(produced), shortest_text(attracted)),
                "make both totals the same");
  }
  if (produced == 0.0) return Eigen::MatrixXd::Zero(seed.rows(), seed.cols());

  Eigen::VectorXd column_factor = Eigen::VectorXd::Ones(seed.cols());
  std::pair<Eigen::Index, double> worst;
  for (int iteration = 0; iteration < options.max_iterations; ++iteration) {
    const Eigen::VectorXd row_factor = factors(productions, seed * column_factor);
    column_factor = factors(attractions, seed.transpose() * row_factor);
    const Eigen::MatrixXd balanced = row_factor.asDiagonal() * seed * column_factor.asDiagonal();
    worst = worst_row(balanced.rowwise().sum(), productions);
    if (worst.second <= options.tolerance) return balanced;
    if (!std::isfinite(worst.second)) break;
  }
  throw Error({},
              fmt::format("no matrix with the seed's zeros has these totals: zone {} misses its "
                          "production by a share of {:.3g}",
                          name_of_zone(worst.first, options), worst.second),
              "let this zone reach more zones or lower its total");
}

}  // namespace landlink
