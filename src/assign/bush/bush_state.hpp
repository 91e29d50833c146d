#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "bush.hpp"
#include "landlink/assign/problem.hpp"
#include "landlink/assign/warm_start.hpp"

namespace landlink {

/// The bushes of a finished run, in the order of class and origin.
class BushState final : public WarmStart {
 public:
  BushState(const AssignmentProblem& problem, std::vector<Bush> bushes,
            std::span<const double> total_volume)
      : tails_(problem.graph->tails().begin(), problem.graph->tails().end()),
        heads_(problem.graph->heads().begin(), problem.graph->heads().end()),
        centroids_(problem.centroids),
        classes_(problem.classes.size()),
        volume_(total_volume.begin(), total_volume.end()),
        bushes_(std::move(bushes)) {}

  [[nodiscard]] bool fits(const AssignmentProblem& problem) const override {
    return problem.classes.size() == classes_ && problem.centroids == centroids_ &&
           std::ranges::equal(problem.graph->tails(), tails_) &&
           std::ranges::equal(problem.graph->heads(), heads_);
  }
  [[nodiscard]] std::size_t bytes() const override { return bytes_of(bushes_); }
  [[nodiscard]] std::vector<LinkUse> link_uses(const AssignmentProblem& problem,
                                               LinkId link) const override;
  [[nodiscard]] static std::size_t bytes_of(const std::vector<Bush>& bushes) {
    std::size_t sum = 0;
    for (const Bush& bush : bushes) sum += bush.bytes();
    return sum;
  }
  [[nodiscard]] std::span<const double> volume() const { return volume_; }
  /// Null where no trips started then.
  [[nodiscard]] const Bush* find(std::size_t user_class, ZoneId origin) const {
    const auto key = std::pair(user_class, origin);
    const auto found =
        std::lower_bound(bushes_.begin(), bushes_.end(), key, [](const Bush& bush, const auto& k) {
          return std::pair(bush.user_class, bush.origin) < k;
        });
    return found != bushes_.end() && std::pair(found->user_class, found->origin) == key ? &*found
                                                                                        : nullptr;
  }

 private:
  std::vector<NodeId> tails_;
  std::vector<NodeId> heads_;
  std::vector<NodeId> centroids_;
  std::size_t classes_;
  std::vector<double> volume_;  ///< by link, over classes
  std::vector<Bush> bushes_;
};

}  // namespace landlink
