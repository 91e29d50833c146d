#pragma once

#include <span>
#include <vector>

#include "landlink/assign/problem.hpp"
#include "landlink/paths/batch_search.hpp"

namespace landlink {

/// Classes to be searched together from or to one zone: BatchSearch::kLanes at most, in order.
struct ClassBatch {
  ZoneId zone;
  std::vector<std::size_t> classes = {};
};

/// Of all classes with trips between different zones, by zone of origin and by class.
std::vector<ClassBatch> batches_by_origin(const AssignmentProblem& problem);
/// The same by zone of destination.
std::vector<ClassBatch> batches_by_destination(const AssignmentProblem& problem);

/// Searches for a batch; its classes are the lanes. `class_cost` is classes x links.
void run_batch(const ClassBatch& batch, const AssignmentProblem& problem,
               std::span<const double> class_cost, BatchSearch& search);

}  // namespace landlink
