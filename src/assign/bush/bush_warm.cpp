// A run that begins with the bushes of an earlier one.
#include <algorithm>
#include <atomic>
#include <limits>

#include "bush_run.hpp"

namespace landlink {

bool BushRun::still_fits(const BushState& state, const Bush& bush, bool any_opened) const {
  const std::span<const double> cost = class_cost(bush.user_class);
  const bool reaches_all = bush.order.size() == problem_->graph->node_count();
  return (reaches_all || !any_opened) &&
         state.sends_the_same(*problem_, bush.user_class, bush.origin) &&
         !bush.leads_over([&](std::uint32_t link) {
           return cost[link] == std::numeric_limits<double>::infinity();
         });
}

/// Bushes of the earlier run at the costs of its volumes on today's links, those that no longer fit
/// made to; trees for new origins.
void BushRun::adopt(const BushState& state) {
  const BushCertificate& before = state.certificate();
  certificate_.volume = before.volume;
  certificate_.class_cost = before.class_cost;
  costs_.update(certificate_.volume);
  std::vector<char> any_opened(problem_->classes.size(), 0);
  for (std::size_t i = 0; i < before.class_cost.size(); ++i) {
    constexpr double kShut = std::numeric_limits<double>::infinity();
    if (before.class_cost[i] == kShut && costs_.class_cost()[i] < kShut) any_opened[i / links_] = 1;
  }
  std::atomic<std::size_t> kept = 0;
  for_pieces([&](std::size_t piece, BushWorkspace& work) {
    for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
      Bush& bush = bushes_[b];
      const std::span<const double> cost = class_cost(bush.user_class);
      const auto place = state.find(bush.user_class, bush.origin);
      if (!place) {
        work.plant(bush, cost);
        continue;
      }
      bush = state.bush(*place);
      if (!still_fits(state, bush, any_opened[bush.user_class] != 0)) {
        work.adopt(bush, cost);
        continue;
      }
      certificate_.shortest_cost[b] = before.shortest_cost[*place];
      certificate_.excess[b] = before.excess[*place];
      is_stale_[b] = 0;
      ++kept;
    }
  });
  is_loaded_ = kept == state.bush_count() && kept == bushes_.size();
}

}  // namespace landlink
