#pragma once

#include <span>
#include <utility>
#include <vector>

#include "landlink/assign/problem.hpp"

namespace landlink {

/// A link that a network is extended by.
struct ExtraLink {
  NodeId tail = {};  ///< of the base, or from its node count on a new node
  NodeId head = {};
  DelaySpec delay = {};
  std::vector<double> class_constant = {};  ///< by class; infinite where it may not go
};

/// An assignment problem on a larger network: nodes and links added, some links ended elsewhere.
/// What a problem asks beyond the algorithms' reach is put into such links.
class ExtendedProblem {
 public:
  /// `redirected` are links with their new heads. Preloads, weights and constants of the base's
  /// links stay, and its side constraints; new nodes are open. `base` must outlive this.
  ExtendedProblem(const AssignmentProblem& base, std::size_t extra_nodes,
                  std::span<const std::pair<LinkId, NodeId>> redirected,
                  std::vector<ExtraLink> links);
  ExtendedProblem(const ExtendedProblem&) = delete;
  ExtendedProblem& operator=(const ExtendedProblem&) = delete;

  [[nodiscard]] AssignmentProblem& problem() { return problem_; }
  [[nodiscard]] LinkId extra(std::size_t place) const { return extra_[place]; }
  [[nodiscard]] LinkId extended(LinkId base) const { return extended_[base.index()]; }

  /// Gives the extra links other delays, in their order.
  void set_extra_delays(std::span<const DelaySpec> delays);
  /// By link of the extended network: the base's link; invalid for extra ones.
  [[nodiscard]] const std::vector<LinkId>& base_links() const { return base_links_; }
  /// Values by link of the extended network, for the links of the base.
  [[nodiscard]] std::vector<double> of_base(std::span<const double> by_link) const;

 private:
  const AssignmentProblem* base_;
  Graph graph_;
  LinkDelays delays_;
  AssignmentProblem problem_;
  std::vector<LinkId> extended_;
  std::vector<LinkId> extra_;
  std::vector<LinkId> base_links_;
};

}  // namespace landlink
