#include "exchange.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace landlink {

namespace {
/// More rounds give a smoother direction and cost memory; from 3 to 24 made little difference on
/// Hessen and Terrassa.
constexpr std::size_t kRounds = 6;

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }
}  // namespace

void Exchange::record(std::span<const Bush> bushes, const LinkState& state) {
  if (flows_.size() > kRounds) {
    std::rotate(flows_.begin(), flows_.begin() + 1, flows_.end());
    std::rotate(volumes_.begin(), volumes_.begin() + 1, volumes_.end());
  } else {
    flows_.emplace_back(bushes.size());
    volumes_.emplace_back();
  }
  for (std::size_t b = 0; b < bushes.size(); ++b) flows_.back()[b] = bushes[b].approach_flow;
  volumes_.back() = state.volume;
}

ApproachFlows Exchange::direction(const LinkState& state) const {
  const std::size_t rounds = flows_.size() - 1;
  Eigen::MatrixXd change(index(state.volume.size()), index(rounds));
  for (std::size_t r = 0; r < rounds; ++r) {
    for (std::size_t i = 0; i < state.volume.size(); ++i) {
      change(index(i), index(r)) =
          std::sqrt(state.slope[i]) * (volumes_[r + 1][i] - volumes_[r][i]);
    }
  }
  Eigen::MatrixXd products = change.transpose() * change;
  // Rounds that change volumes alike would leave the weights undetermined.
  constexpr double kRidge = 1e-10;
  products.diagonal().array() += kRidge * products.trace();
  Eigen::VectorXd weights = products.ldlt().solve(Eigen::VectorXd::Ones(index(rounds)));
  weights /= weights.sum();
  if (!weights.allFinite()) weights.setConstant(1.0 / static_cast<double>(rounds));

  ApproachFlows result(flows_.front().size());
  for (std::size_t b = 0; b < result.size(); ++b) {
    result[b].assign(flows_.front()[b].size(), 0.0);
    for (std::size_t r = 0; r < rounds; ++r) {
      for (std::size_t a = 0; a < result[b].size(); ++a) {
        result[b][a] += weights[index(r)] * (flows_[r + 1][b][a] - flows_[r][b][a]);
      }
    }
  }
  return result;
}

}  // namespace landlink
