#pragma once

#include <span>
#include <vector>

#include "landlink/assign/problem.hpp"

namespace landlink {

/// Of one class: cost and next link from every node to each destination of its demand.
class Homeward {
 public:
  /// `problem` must outlive this.
  explicit Homeward(const AssignmentProblem& problem);

  /// Searches for a class at its costs by LinkId, in parallel over destinations.
  void search(std::size_t user_class, std::span<const double> cost);

  /// Of the class searched last; the destination is one of its demand.
  [[nodiscard]] std::span<const double> distances(ZoneId destination) const;
  [[nodiscard]] std::span<const LinkId> next(ZoneId destination) const;

 private:
  const AssignmentProblem* problem_;
  Graph reversed_;
  std::vector<std::size_t> place_;  ///< by ZoneId: of its tree
  std::vector<double> distance_;
  std::vector<LinkId> next_;
};

}  // namespace landlink
