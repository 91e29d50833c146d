#include "class_batches.hpp"

namespace landlink {

namespace {

/// `has_trips` is by zone and class.
std::vector<ClassBatch> batches(const std::vector<std::vector<char>>& has_trips) {
  std::vector<ClassBatch> result;
  for (std::size_t zone = 0; zone < has_trips.size(); ++zone) {
    bool is_open = false;  // a batch of this zone with room
    for (std::size_t k = 0; k < has_trips[zone].size(); ++k) {
      if (has_trips[zone][k] == 0) continue;
      if (!is_open) result.push_back({ZoneId{zone}});
      result.back().classes.push_back(k);
      is_open = result.back().classes.size() < BatchSearch::kLanes;
    }
  }
  return result;
}

/// Of all cells of demand between different zones, by the zone that `end` names of a cell.
std::vector<ClassBatch> batches_by(const AssignmentProblem& problem, ZoneId OdEntry::*end) {
  std::vector has_trips(problem.centroids.size(), std::vector<char>(problem.classes.size(), 0));
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    for (const OdEntry& cell : problem.classes[k].demand_per_h.entries()) {
      if (cell.origin != cell.destination) has_trips[(cell.*end).index()][k] = 1;
    }
  }
  return batches(has_trips);
}

}  // namespace

std::vector<ClassBatch> batches_by_origin(const AssignmentProblem& problem) {
  return batches_by(problem, &OdEntry::origin);
}

std::vector<ClassBatch> batches_by_destination(const AssignmentProblem& problem) {
  return batches_by(problem, &OdEntry::destination);
}

void run_batch(const ClassBatch& batch, const AssignmentProblem& problem,
               std::span<const double> class_cost, BatchSearch& search) {
  const std::size_t links = problem.graph->link_count();
  for (std::size_t lane = 0; lane < batch.classes.size(); ++lane) {
    search.set_cost(lane, class_cost.subspan(batch.classes[lane] * links, links));
  }
  search.run(problem.centroids[batch.zone.index()], batch.classes.size());
}

}  // namespace landlink
