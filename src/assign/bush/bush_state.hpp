#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "bush.hpp"
#include "landlink/assign/problem.hpp"
#include "landlink/assign/warm_start.hpp"

namespace landlink {

/// What a run over bushes knows at its last certificate.
struct BushCertificate {
  std::vector<double> volume = {};         ///< classes x links, pcu/h
  std::vector<double> class_cost = {};     ///< classes x links, at which the bushes were renewed
  std::vector<double> shortest_cost = {};  ///< by bush
  std::vector<double> excess = {};         ///< by bush
};

/// The bushes of a finished run, in the order of class and origin.
class BushState final : public WarmStart {
 public:
  BushState(const AssignmentProblem& problem, std::vector<Bush> bushes, BushCertificate certificate)
      : tails_(problem.graph->tails().begin(), problem.graph->tails().end()),
        heads_(problem.graph->heads().begin(), problem.graph->heads().end()),
        centroids_(problem.centroids),
        closed_to_through_(problem.closed_to_through),
        certificate_(std::move(certificate)),
        bushes_(std::move(bushes)) {
    for (const UserClass& user_class : problem.classes) {
      pce_.push_back(user_class.pce);
      demand_per_h_.push_back(user_class.demand_per_h);
    }
  }

  [[nodiscard]] bool fits(const AssignmentProblem& problem) const override {
    return problem.classes.size() == pce_.size() && problem.centroids == centroids_ &&
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
  [[nodiscard]] const BushCertificate& certificate() const { return certificate_; }
  [[nodiscard]] std::size_t bush_count() const { return bushes_.size(); }
  [[nodiscard]] const Bush& bush(std::size_t place) const { return bushes_[place]; }
  /// Its place; nothing where no trips started then.
  [[nodiscard]] std::optional<std::size_t> find(std::size_t user_class, ZoneId origin) const {
    const auto key = std::pair(user_class, origin);
    const auto found =
        std::lower_bound(bushes_.begin(), bushes_.end(), key, [](const Bush& bush, const auto& k) {
          return std::pair(bush.user_class, bush.origin) < k;
        });
    if (found == bushes_.end() || std::pair(found->user_class, found->origin) != key) return {};
    return static_cast<std::size_t>(found - bushes_.begin());
  }
  /// Whether a problem that fits sends the same trips of a class from an origin, and closes the
  /// same nodes.
  [[nodiscard]] bool sends_the_same(const AssignmentProblem& problem, std::size_t user_class,
                                    ZoneId origin) const {
    const UserClass& now = problem.classes[user_class];
    return now.pce == pce_[user_class] && problem.closed_to_through == closed_to_through_ &&
           std::ranges::equal(now.demand_per_h.row(origin), demand_per_h_[user_class].row(origin));
  }

 private:
  std::vector<NodeId> tails_;
  std::vector<NodeId> heads_;
  std::vector<NodeId> centroids_;
  std::vector<char> closed_to_through_;
  std::vector<double> pce_;
  std::vector<OdMatrix> demand_per_h_;
  BushCertificate certificate_;
  std::vector<Bush> bushes_;
};

}  // namespace landlink
