#include "demand_mixing.hpp"

#include <Eigen/QR>

namespace landlink {

namespace {

// Demand answers smoothly, so that a few steps tell its slope; older ones tell that of elsewhere.
constexpr std::size_t kMemory = 4;

/// Tonnes of all commodities and pairs in one row.
Eigen::VectorXd in_a_row(const FreightDemand& demand, std::size_t commodities) {
  std::vector<Eigen::MatrixXd> parts;
  Eigen::Index size = 0;
  for (std::size_t c = 0; c < commodities; ++c) {
    parts.push_back(demand.tonnes_per_day[CommodityId{c}].dense());
    size += parts.back().size();
  }
  Eigen::VectorXd row(size);
  Eigen::Index at = 0;
  for (const Eigen::MatrixXd& part : parts) {
    row.segment(at, part.size()) = Eigen::Map<const Eigen::VectorXd>(part.data(), part.size());
    at += part.size();
  }
  return row;
}

FreightDemand from_row(FreightDemand like, std::size_t commodities, const Eigen::VectorXd& row) {
  Eigen::Index at = 0;
  for (std::size_t c = 0; c < commodities; ++c) {
    OdMatrix& matrix = like.tonnes_per_day[CommodityId{c}];
    const auto zones = static_cast<Eigen::Index>(matrix.zone_count());
    matrix =
        OdMatrix(Eigen::MatrixXd(Eigen::Map<const Eigen::MatrixXd>(row.data() + at, zones, zones)));
    at += zones * zones;
  }
  return like;
}

}  // namespace

FreightDemand DemandMixing::next(const FreightDemand& now, const FreightDemand& wanted,
                                 double residual) {
  const std::size_t commodities = wanted.tonnes_per_day.size();
  const Eigen::VectorXd demand = in_a_row(now, commodities);
  const Eigen::VectorXd difference = in_a_row(wanted, commodities) - demand;
  const bool worse = residual > last_residual_;
  if (worse) {
    step_ *= 0.5;
    demand_changes_.clear();
    difference_changes_.clear();
  } else if (last_demand_.size() == demand.size()) {
    demand_changes_.push_back(demand - last_demand_);
    difference_changes_.push_back(difference - last_difference_);
    if (demand_changes_.size() > kMemory) {
      demand_changes_.pop_front();
      difference_changes_.pop_front();
    }
  }
  last_residual_ = residual;
  last_demand_ = demand;
  last_difference_ = difference;

  Eigen::VectorXd result = demand + step_ * difference;
  if (!demand_changes_.empty()) {
    const auto columns = static_cast<Eigen::Index>(demand_changes_.size());
    Eigen::MatrixXd slopes(demand.size(), columns);
    for (Eigen::Index m = 0; m < columns; ++m) {
      slopes.col(m) = difference_changes_[static_cast<std::size_t>(m)];
    }
    const Eigen::VectorXd weights = slopes.colPivHouseholderQr().solve(difference);
    Eigen::VectorXd mixed = demand + difference;
    for (Eigen::Index m = 0; m < columns; ++m) {
      mixed -= weights[m] * (demand_changes_[static_cast<std::size_t>(m)] + slopes.col(m));
    }
    // Rounding of an empty pair is no freight taken from it.
    const double rounding = 1e-12 * demand.maxCoeff();
    if (mixed.allFinite() && mixed.minCoeff() >= -rounding) result = mixed.cwiseMax(0.0);
  }
  return from_row(now, commodities, result);
}

}  // namespace landlink
