#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "landlink/assign/assign.hpp"
#include "landlink/core/diagnostics.hpp"
#include "landlink/exchange/class_trips.hpp"
#include "landlink/exchange/tntp.hpp"

namespace landlink {

/// Factors that turn a TNTP link's toll and length into its unit of time; no tag states them.
struct TntpFactors {
  double toll = 0.0;
  double distance = 0.0;
};

/// An assignment problem made from a TNTP network and trips, with all that it refers to; costs and
/// volumes in the files' units.
class TntpAssignment {
 public:
  /// A link's own cost is its free-flow time (times 1 + b where the power is 0) plus the factors
  /// times toll and length; its delay is BPR's. A link of no capacity that would have a delay is
  /// shut, and a zone outside the network has no path; both give a warning. One class of pce 1.
  TntpAssignment(TntpNetwork network, TntpTrips trips, const TntpFactors& factors,
                 Diagnostics& diagnostics);
  /// The same with a class for each of the table, which pays its distance cost times the length on
  /// top of what the link costs all.
  TntpAssignment(TntpNetwork network, ClassTrips trips, const TntpFactors& factors,
                 Diagnostics& diagnostics);
  TntpAssignment(const TntpAssignment&) = delete;
  TntpAssignment& operator=(const TntpAssignment&) = delete;

  [[nodiscard]] const TntpNetwork& network() const { return network_; }
  [[nodiscard]] const Graph& graph() const { return graph_; }
  [[nodiscard]] const AssignmentProblem& problem() const { return problem_; }
  /// For what the files do not say: limits, elastic demand, equivalents by link.
  [[nodiscard]] AssignmentProblem& problem() { return problem_; }
  [[nodiscard]] TntpNodeNumber node_number(NodeId node) const {
    return node_numbers_[node.index()];
  }

  /// Flows as TNTP text: volumes in pcu, and costs with the delay but without distance costs of
  /// classes. With classes from a table, a column for each with its volume in vehicles.
  [[nodiscard]] std::string flows_text(const AssignmentResult& result) const;

  /// Paths with their flows as a CSV table, in the order of classes and zones: class, origin,
  /// destination, vehicles, probability, cost at the flows' delays, log_weight (of path size or
  /// commonality), expected_cost (of the class between the zones), nodes, and links as rows of the
  /// network file from 1. Throws Error for the result of an algorithm that keeps no paths.
  [[nodiscard]] std::string paths_text(const AssignmentResult& result) const;

 private:
  TntpNetwork network_;
  Graph graph_;
  LinkDelays delays_;
  AssignmentProblem problem_;
  std::vector<TntpNodeNumber> node_numbers_;  ///< by NodeId
  std::vector<double> own_cost_;              ///< by LinkId: what all classes pay besides delay
  bool has_class_table_ = false;
};

}  // namespace landlink
