#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "landlink/assign/path_set.hpp"
#include "limit_prices.hpp"
#include "logit_loading.hpp"

namespace landlink {

/// Logit choice among the paths of a set: class k takes path r of its pair with the probability
/// proportional to exp(log_weight_r - theta_k c_kr).
///
/// Links that every path takes one after the other count as one: a pass costs a read and a write
/// per such segment of each path, whatever the number of classes.
class PathLogit : public LogitLoading {
 public:
  /// `problem`, `flows` (the problem's cells) and `limits` (or null) must outlive this, and the set
  /// of paths must not change meanwhile. `theta` per unit of cost, by class; `blocks` pieces of
  /// work.
  PathLogit(const AssignmentProblem& problem, PathFlows& flows, std::vector<double> theta,
            std::size_t blocks, const LimitPrices* limits);

  void load(std::span<const double> delay, std::span<double> volume) override;
  [[nodiscard]] double expected_cost() const override { return expected_cost_; }
  void derivative(std::span<const double> delay_change, std::span<double> volume_change) override;
  double residual(std::span<const double> delay) override;
  bool propose(std::span<const double> delay_change, std::span<double> volume) override;
  double proposal_residual(std::span<const double> delay) override;
  void adopt() override;

  /// Writes the flows held, vehicles/h, into the cells.
  void store_flows();
  /// Writes expected least costs at these delays into the cells.
  void store_expected_costs(std::span<const double> delay);
  /// Sum of flow, pcu, times the constants of its path, at the flows held.
  [[nodiscard]] double constant_cost() const;
  /// Sum over classes of pce / theta x flow x (ln P - log weight): what Fisk's (1980) objective has
  /// besides Beckmann's, at the flows held.
  [[nodiscard]] double entropy_cost() const;

 private:
  /// A cell of a pair.
  struct Use {
    std::uint32_t user_class;
    std::uint32_t cell;
  };
  struct Piece {
    std::size_t first_pair;
    std::size_t last_pair;
  };
  void find_segments();
  void find_limit_uses();
  void find_disutilities();
  void sum_segments(std::span<const double> by_link);
  template <class Body>
  void for_pieces(const Body& body);
  /// What the limits that a path of a cell takes from are worth, by `limit_value_`.
  [[nodiscard]] double limit_sum(std::size_t flow) const;
  /// Where a pass adds flows of cells up: by path of a pair over classes, and by limit.
  struct Tally {
    const PathLogit* logit;
    std::vector<double>& pcu;
    std::span<double> use;
    void add(const PathCell& cell, std::size_t path, double amount);
  };
  /// Adds what `path_pcu` tallies for each path of a pair to its links; keeps the sums of what it
  /// returns by piece.
  template <class PathPcu>
  void scatter(std::span<double> volume, const PathPcu& path_pcu);
  /// Sums of segment values over a pair's paths, into `sums`.
  void path_sums(std::size_t pair, std::vector<double>& sums) const;
  double residual_of(std::span<const double> delay, const std::vector<double>& shares);
  /// Probabilities of a cell's paths at their delays; returns the logarithm of the sum of weights.
  double choose(const PathCell& cell, double theta, std::span<const double> path_delay,
                std::span<double> probability) const;

  const AssignmentProblem* problem_;
  const LimitPrices* limits_;
  PathFlows* flows_;
  std::vector<double> theta_;
  std::size_t links_;
  std::vector<std::size_t> first_use_;  ///< by pair
  std::vector<Use> uses_;
  std::vector<Piece> pieces_;
  double demand_pcu_ = 0.0;
  double expected_cost_ = 0.0;

  std::vector<std::uint32_t> segment_of_;  ///< by LinkId
  std::size_t segment_count_ = 0;
  std::vector<std::size_t> first_segment_;  ///< by path
  std::vector<std::uint32_t> segments_;
  std::vector<double> segment_value_;
  std::vector<std::vector<double>> piece_volume_;
  std::vector<double> piece_sum_;

  std::vector<std::size_t> first_limit_use_;  ///< by flow; empty without limits
  std::vector<LimitPrices::Term> limit_uses_;
  std::vector<double> limit_value_;

  std::vector<double> disutility_;   ///< theta x constants - log weight, by flow
  std::vector<double> probability_;  ///< by flow
  std::vector<double> proposal_;     ///< by flow
};

}  // namespace landlink
