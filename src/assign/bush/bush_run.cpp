// How bushes come about, what they make of volumes, and how far they are from equilibrium.
#include "bush_run.hpp"

#include <algorithm>

namespace landlink {

namespace {

/// The part of the gap asked for that bushes may keep without being given shorter ways. With a tenth
/// closures on the Lao benchmark took an eighth longer.
constexpr double kNegligible = 0.02;
constexpr std::size_t kPlantings = 16;
constexpr std::size_t kPlantingBlocks = 8;

}  // namespace

BushRun::BushRun(const AssignmentProblem& problem, const AssignmentOptions& options,
                 const WarmStart* start)
    : problem_(&problem),
      negligible_(kNegligible * options.relative_gap),
      links_(problem.graph->link_count()),
      costs_(problem),
      workspaces_(static_cast<std::size_t>(thread_count())) {
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
      const auto cells = problem.classes[k].demand_per_h.row(ZoneId{zone});
      if (std::any_of(cells.begin(), cells.end(),
                      [&](const OdCell& cell) { return cell.destination != ZoneId{zone}; })) {
        bushes_.push_back({.user_class = k, .origin = ZoneId{zone}});
      }
    }
  }
  certificate_.volume.resize(problem.classes.size() * links_, 0.0);
  certificate_.excess.resize(bushes_.size());
  certificate_.shortest_cost.resize(bushes_.size());
  is_stale_.resize(bushes_.size(), 1);
  const std::size_t size =
      std::max<std::size_t>(1, (bushes_.size() + options.blocks - 1) / options.blocks);
  for (std::size_t first = 0; first < bushes_.size();) {
    std::size_t last = first;
    while (last < bushes_.size() && last - first < size &&
           bushes_[last].user_class == bushes_[first].user_class) {
      ++last;
    }
    pieces_.push_back({first, last});
    first = last;
  }
  piece_volume_.resize(pieces_.size());
  const auto* const state = dynamic_cast<const BushState*>(start);
  started_warm_ = state != nullptr && state->fits(problem);
  if (started_warm_) {
    adopt(*state);
  } else {
    plant();
  }
}

void BushRun::plant() {
  // A sample of origins after another, each at the costs that the ones before have left: trees all
  // planted on the empty network would meet at bottlenecks.
  const std::size_t samples = std::min(kPlantings, std::max<std::size_t>(1, bushes_.size()));
  std::vector<std::vector<double>> parts(kPlantingBlocks);
  for (std::size_t sample = 0; sample < samples; ++sample) {
    costs_.update(certificate_.volume);
    parallel_blocks(parts.size(), [&](std::size_t part, std::size_t worker) {
      parts[part].assign(links_, 0.0);
      for (std::size_t b = sample + part * samples; b < bushes_.size();
           b += samples * parts.size()) {
        workspace(worker).plant(bushes_[b], class_cost(bushes_[b].user_class));
        workspace(worker).add_flows(bushes_[b], parts[part]);
      }
    });
    // Delays see the sum over classes alone: the first one's place holds it.
    for (const std::vector<double>& part : parts) {
      for (std::size_t link = 0; link < links_; ++link) certificate_.volume[link] += part[link];
    }
  }
}

void BushRun::load() {
  for_pieces([&](std::size_t piece, BushWorkspace& work) {
    piece_volume_[piece].assign(links_, 0.0);
    for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
      work.add_flows(bushes_[b], piece_volume_[piece]);
    }
  });
  std::vector<double>& volume = certificate_.volume;
  std::fill(volume.begin(), volume.end(), 0.0);
  for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
    double* const total = volume.data() + bushes_[pieces_[piece].first].user_class * links_;
    for (std::size_t link = 0; link < links_; ++link) total[link] += piece_volume_[piece][link];
  }
  costs_.update(volume);
  is_loaded_ = true;
}

std::vector<BushRun::CostChanges> BushRun::cost_changes() const {
  std::vector<CostChanges> changes(problem_->classes.size());
  for (std::size_t k = 0; k < changes.size(); ++k) {
    const std::span<const double> now = class_cost(k);
    const double* const before = certificate_.class_cost.data() + k * links_;
    changes[k].is_dearer.resize(links_);
    for (std::size_t link = 0; link < links_; ++link) {
      const bool is_dearer = now[link] > before[link];
      changes[k].is_dearer[link] = static_cast<char>(is_dearer);
      changes[k].any_dearer |= is_dearer;
      changes[k].any_cheaper |= now[link] < before[link];
    }
  }
  return changes;
}

double BushRun::certify() {
  if (!is_loaded_) load();
  std::vector<CostChanges> changes;
  if (!certificate_.class_cost.empty()) changes = cost_changes();
  // Where no link is cheaper and none of a bush's is dearer, its shortest paths are what they were.
  const auto is_as_before = [&](std::size_t b) {
    if (changes.empty() || is_stale_[b] != 0) return false;
    const CostChanges& of_class = changes[bushes_[b].user_class];
    if (of_class.any_cheaper) return false;
    return !of_class.any_dearer || !bushes_[b].leads_over([&](std::uint32_t link) {
      return of_class.is_dearer[link] != 0;
    });
  };
  for_pieces([&](std::size_t piece, BushWorkspace& work) {
    for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
      if (is_as_before(b)) continue;
      const Renewal renewal =
          work.renew(bushes_[b], class_cost(bushes_[b].user_class), negligible_);
      certificate_.shortest_cost[b] = renewal.shortest_cost;
      certificate_.excess[b] = renewal.excess;
      is_stale_[b] = 0;
    }
  });
  certificate_.class_cost.assign(costs_.class_cost().begin(), costs_.class_cost().end());
  CompensatedSum sum;
  for (const double cost : certificate_.shortest_cost) sum.add(cost);
  return sum.value();
}

std::vector<double> BushRun::unassigned() const {
  std::vector<double> result(problem_->classes.size(), 0.0);
  std::vector<char> reached(problem_->graph->node_count());
  for (const Bush& bush : bushes_) {
    if (bush.order.size() == reached.size()) continue;
    std::fill(reached.begin(), reached.end(), 0);
    for (const std::uint32_t node : bush.order) reached[node] = 1;
    for (const OdCell& cell : problem_->classes[bush.user_class].demand_per_h.row(bush.origin)) {
      if (cell.destination == bush.origin) continue;
      if (reached[problem_->centroids[cell.destination.index()].index()] == 0) {
        result[bush.user_class] += cell.value;
      }
    }
  }
  return result;
}

}  // namespace landlink
