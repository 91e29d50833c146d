#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "landlink/assign/problem.hpp"
#include "limit_prices.hpp"
#include "logit_loading.hpp"

namespace landlink {

/// Logit choice among all reasonable paths, by links: Dial's (1971) STOCH in its form with one
/// pass, in logarithms.
///
/// For an origin and a class a link is reasonable if it leads away from the origin on fixed costs
/// (its head is farther than its tail), or is part of the tree of least-cost paths. Reasonable
/// links make no cycle; a traveller is on a reasonable path r with the probability proportional to
/// exp(-theta c_r). Nothing corrects for overlap.
class LinkLogit : public LogitLoading {
 public:
  /// `problem` and `limits` (or null) must outlive this. `class_cost` (classes x links) says what
  /// is reasonable; `theta` per unit of cost, by class; `blocks` pieces of work.
  LinkLogit(const AssignmentProblem& problem, std::span<const double> class_cost,
            std::vector<double> theta, std::size_t blocks, const LimitPrices* limits);

  void load(std::span<const double> delay, std::span<double> volume) override;
  [[nodiscard]] double expected_cost() const override { return expected_cost_; }
  void derivative(std::span<const double> delay_change, std::span<double> volume_change) override;
  /// sum |v - F| / sum v over classes and links.
  double residual(std::span<const double> delay) override;
  bool propose(std::span<const double> delay_change, std::span<double> volume) override;
  double proposal_residual(std::span<const double> delay) override;
  void adopt() override;
  /// The same of other volumes (classes x links, pcu/h) against those held.
  [[nodiscard]] double residual_of(std::span<const double> class_volume);

  /// Volumes of the flows held, classes x links, pcu/h.
  void class_volumes(std::span<double> volume);
  /// Demand without a path, vehicles/h by class.
  [[nodiscard]] std::vector<double> unassigned() const;
  /// Of the flows held: sum over classes of 1 / theta x sum of flow, pcu, x ln P.
  [[nodiscard]] double entropy_cost() const;

 private:
  /// A class from one origin: its reasonable links by head, heads in topological order.
  struct Row {
    std::size_t user_class = 0;
    ZoneId origin = {};
    std::vector<std::uint32_t> node = {};        ///< the origin first
    std::vector<std::uint32_t> first_link = {};  ///< by place of node, and the end
    std::vector<std::uint32_t> link = {};
    std::vector<std::uint32_t> tail = {};  ///< its place among the nodes
    std::vector<double> demand = {};       ///< pcu/h that end, by place
    std::vector<double> share = {};        ///< of what enters the head, by link
    std::vector<double> through = {};      ///< that ends or passes, pcu/h, by place
    double unassigned_per_h = 0.0;
    double expected_cost = 0.0;  ///< of its demand, at the last load
  };
  void build(Row& row, std::span<const double> cost, struct LinkLogitScratch& scratch) const;
  /// Takes the prices behind delays, or changes of both, as tolls of classes.
  void take_tolls(std::span<const double> delay);
  /// Of a row's class; zero for all links without limits.
  [[nodiscard]] double toll(const Row& row, std::uint32_t link) const {
    return tolls_.empty() ? 0.0 : tolls_[row.user_class * links_ + link];
  }
  void choose(const Row& row, std::span<const double> delay, std::vector<double>& log_weight,
              std::vector<double>& share) const;
  void add_changes(const Row& row, std::span<const double> delay_change,
                   std::vector<double>& change, std::span<double> volume) const;
  double residual_of(std::span<const double> delay, std::span<const double> held);
  void add_pieces_by_class(std::span<double> volume) const;
  /// Adds the row's volumes; `through` is scratch or to be kept.
  void add_volumes(const Row& row, std::span<const double> share, std::vector<double>& through,
                   std::span<double> volume) const;
  template <class Body>
  void for_rows(const Body& body);
  void add_pieces(std::span<double> volume) const;

  const AssignmentProblem* problem_;
  const LimitPrices* limits_;
  std::vector<double> theta_;
  std::size_t links_;
  std::vector<double> tolls_;  ///< classes x links; empty without limits
  std::vector<Row> rows_;
  std::vector<std::pair<std::size_t, std::size_t>> pieces_;
  std::vector<std::vector<double>> piece_volume_;
  double expected_cost_ = 0.0;
  std::vector<double> proposal_;  ///< volumes, classes x links
  std::vector<double> adopted_;   ///< the same, of the flows held; empty: those of the rows
};

}  // namespace landlink
