#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "bush.hpp"
#include "bush_state.hpp"
#include "exchange.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/warm_start.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

/// The bushes of all classes and origins on their way to an equilibrium.
class BushRun {
 public:
  BushRun(const AssignmentProblem& problem, const AssignmentOptions& options,
          const WarmStart* start);

  /// Volumes and costs from the bushes, all bushes renewed at those costs where that may change
  /// them; returns the cost of the demand on shortest paths.
  double certify();
  /// Rounds of shifts, until the excess has fallen enough; where asked, classes change places
  /// before, and then trips of different bushes as far as that gains anything: true if any did.
  bool equilibrate(double gap, Shift shift, bool exchange);

  [[nodiscard]] const ClassCosts& costs() const { return costs_; }
  [[nodiscard]] const std::vector<double>& volume() const { return certificate_.volume; }
  [[nodiscard]] std::vector<double> unassigned() const;
  [[nodiscard]] bool started_warm() const { return started_warm_; }
  [[nodiscard]] std::size_t state_bytes() const { return BushState::bytes_of(bushes_); }
  /// Ends the run: its bushes leave.
  [[nodiscard]] std::shared_ptr<const WarmStart> take_state() {
    return std::make_shared<BushState>(*problem_, std::move(bushes_), std::move(certificate_));
  }

 private:
  /// Trees of shortest paths, with all trips on them.
  void plant();
  void adopt(const BushState& state);
  /// Volumes from the bushes, and costs at them.
  void load();
  /// Since the last certificate: which links are dearer for a class, and whether any is cheaper.
  struct CostChanges {
    std::vector<char> is_dearer = {};
    bool any_dearer = false;
    bool any_cheaper = false;
  };
  [[nodiscard]] std::vector<CostChanges> cost_changes() const;
  /// Whether a bush of an earlier run carries today's trips, on open links alone.
  [[nodiscard]] bool still_fits(const BushState& state, const Bush& bush, bool any_opened) const;
  enum class Swaps { none, first, all };  ///< the rounds before which classes change places
  /// equilibrate(), which leaves the certificate's flags as they are.
  bool equilibrate_once(double gap, Shift shift, bool exchange);
  /// Rounds of shifts from the costs of the volumes, until the excess has fallen enough; records
  /// each where asked.
  void shift_in_rounds(double gap, Shift shift, Swaps swaps, Exchange* rounds);
  void swap_classes();
  /// Moves flows along `direction` as far as the objective falls; tells whether it did at all.
  bool exchange_along(const ApproachFlows& direction);
  /// Consecutive bushes of one class.
  struct Piece {
    std::size_t first;
    std::size_t last;
  };
  /// Pairs of segments are found for a group of bushes at a time, then shifted one after another.
  void shift_in_turn(std::span<const std::size_t> work, std::size_t group, Shift shift);
  void shift_while_finding(std::span<const std::size_t> work, std::size_t group, Shift shift);
  template <class Body>
  void for_pieces(const Body& body) {
    parallel_blocks(pieces_.size(),
                    [&](std::size_t piece, std::size_t worker) { body(piece, workspace(worker)); });
  }
  BushWorkspace& workspace(std::size_t worker) {
    if (!workspaces_[worker]) workspaces_[worker] = std::make_unique<BushWorkspace>(*problem_);
    return *workspaces_[worker];
  }
  [[nodiscard]] std::span<const double> class_cost(std::size_t user_class) const {
    return costs_.class_cost().subspan(user_class * links_, links_);
  }

  const AssignmentProblem* problem_;
  double negligible_;  ///< excess over shortest cost below which a bush may stay as it is
  std::size_t links_;
  ClassCosts costs_;
  std::vector<Bush> bushes_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<double>> piece_volume_;
  std::vector<std::unique_ptr<BushWorkspace>> workspaces_;
  LinkState state_;
  bool started_warm_ = false;
  std::vector<SegmentPairs> found_;  ///< by place in a group
  BushCertificate certificate_;      ///< excess also when last looked at for shifts
  std::vector<char> is_stale_;       ///< by bush: its flows or links differ from the certificate's
  bool is_loaded_ = false;           ///< volumes and costs are those of the bushes
};

}  // namespace landlink
