#pragma once

#include <span>
#include <vector>

#include "landlink/assign/problem.hpp"

namespace landlink {

/// Puts a problem's whole demand on shortest paths. Trips are cut into pieces, each some origins
/// of one class, by the demand alone; every piece loads a buffer of its own, and buffers are added
/// in order, so that the sums do not depend on threads.
class Loader {
 public:
  /// `problem` must outlive the loader and be valid (check_problem); `blocks` > 0 is the number of
  /// pieces aimed at.
  Loader(const AssignmentProblem& problem, std::size_t blocks);

  /// `class_cost` and `volume_pcu_per_h` run over classes x links, class by class. Returns the
  /// demand's cost on these paths, pcu/h x cost. Demand without a path is left out.
  double load(std::span<const double> class_cost, std::span<double> volume_pcu_per_h);

  /// Demand between different zones without a path at the last load, vehicles/h by class.
  [[nodiscard]] const std::vector<double>& unassigned_per_h() const { return unassigned_per_h_; }

 private:
  struct Piece {
    std::size_t user_class = 0;
    std::vector<ZoneId> origins = {};
  };
  struct Workspace;

  const AssignmentProblem* problem_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<double>> piece_volume_;
  std::vector<double> unassigned_per_h_;
};

}  // namespace landlink
