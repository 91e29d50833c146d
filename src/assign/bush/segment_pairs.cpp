// Newton shifts between pairs of alternative segments (Bar-Gera 2010), at costs that follow at
// once.
#include <algorithm>
#include <limits>
#include <span>

#include "bush.hpp"
#include "landlink/assign/line_search.hpp"

namespace landlink {

namespace {

/// One pair of a bush as seen by the flow that is to move: off `from`, onto `to`.
struct Ways {
  std::span<const BushEntry> from;
  std::span<const BushEntry> to;
};

/// The shift up to `most` after which both ways cost the same.
double exact_shift(const AssignmentProblem& problem, const double* constant, const Ways& ways,
                   const LinkState& state, double most) {
  const auto difference_after = [&](double shift) {
    Slope difference;
    const auto add = [&](std::uint32_t link, double sign) {
      const double volume = std::max(0.0, state.volume[link] - sign * shift);
      const DelayPoint point = problem.delays->at(LinkId{link}, volume);
      const double weight = problem.delay_weight.empty() ? 1.0 : problem.delay_weight[link];
      // The line search looks for a change from negative to positive.
      difference.value -= sign * (constant[link] + weight * point.delay);
      difference.derivative += weight * point.derivative;
    };
    for (const BushEntry& entry : ways.from) add(entry.link, 1.0);
    for (const BushEntry& entry : ways.to) add(entry.link, -1.0);
    return difference;
  };
  const double at_zero = difference_after(0.0).value;
  if (at_zero >= 0.0) return 0.0;
  return most * find_zero_step(
                    [&](double share) {
                      Slope slope = difference_after(share * most);
                      slope.derivative *= most;
                      return slope;
                    },
                    at_zero);
}

}  // namespace

double least_flow(const Bush& bush, std::span<const BushEntry> segment) {
  double least = std::numeric_limits<double>::infinity();
  for (const BushEntry& entry : segment) {
    if (entry.approach == BushEntry::kNoApproach) continue;
    least = std::min(least, bush.approach_flow[entry.approach]);
  }
  return least;
}

void LinkState::take(const AssignmentProblem& problem, const ClassCosts& costs) {
  const std::span<const double> total = costs.total_volume();
  const std::vector<double>& preload = problem.preload_pcu_per_h;
  volume.resize(total.size());
  slope.resize(total.size());
  for (std::size_t i = 0; i < total.size(); ++i) {
    volume[i] = total[i] + (preload.empty() ? 0.0 : preload[i]);
  }
  delay.assign(costs.delay().begin(), costs.delay().end());
  costs.slopes_at(total, slope);
}

void LinkState::shift(const AssignmentProblem& problem, LinkId link, double volume_change) {
  const std::size_t i = link.index();
  volume[i] = std::max(0.0, volume[i] + volume_change);
  const DelayPoint point = problem.delays->at(link, volume[i]);
  const double weight = problem.delay_weight.empty() ? 1.0 : problem.delay_weight[i];
  delay[i] = weight * point.delay;
  slope[i] = weight * point.derivative;
}

void shift_pairs(const AssignmentProblem& problem, Bush& bush, const SegmentPairs& found,
                 LinkState& state, Shift how) {
  const double* const constant = problem.classes[bush.user_class].constant_cost.data();
  for (const SegmentPairs::Pair& pair : found.pairs) {
    const BushEntry* const entries = found.entries.data();
    const Ways longer_first{.from = {entries + pair.longer, entries + pair.shorter},
                            .to = {entries + pair.shorter, entries + pair.end}};
    double difference = 0.0;
    double slope = 0.0;
    for (const BushEntry& entry : longer_first.from) {
      difference += constant[entry.link] + state.delay[entry.link];
      slope += state.slope[entry.link];
    }
    for (const BushEntry& entry : longer_first.to) {
      difference -= constant[entry.link] + state.delay[entry.link];
      slope += state.slope[entry.link];
    }
    // Other shifts may have turned the difference round since the pair was found.
    const Ways ways = difference >= 0.0 ? longer_first : Ways{longer_first.to, longer_first.from};
    difference = std::abs(difference);
    const double most = least_flow(bush, ways.from);
    if (!(difference > 0.0) || !(most > 0.0)) continue;
    // Without slopes, all of it; division by nearly nothing comes to the same.
    const double newton = slope > 0.0 ? std::min(most, difference / slope) : most;
    const double shift =
        how == Shift::newton ? newton : exact_shift(problem, constant, ways, state, most);
    for (const BushEntry& entry : ways.to) {
      if (entry.approach != BushEntry::kNoApproach) bush.approach_flow[entry.approach] += shift;
      state.shift(problem, LinkId{entry.link}, shift);
    }
    for (const BushEntry& entry : ways.from) {
      if (entry.approach != BushEntry::kNoApproach) {
        double& flow = bush.approach_flow[entry.approach];
        flow = std::max(0.0, flow - shift);
      }
      state.shift(problem, LinkId{entry.link}, -shift);
    }
  }
}

}  // namespace landlink
