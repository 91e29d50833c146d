// Origin bushes with Newton shifts (Dial 2006, Nie 2010; bushes renewed between rounds of shifts).
#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>

#include "../bush/bush.hpp"
#include "../bush/bush_state.hpp"
#include "../bush/exchange.hpp"
#include "../frank_wolfe.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/warm_start.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

/// Bushes whose pairs are found at the same costs. Shifts themselves follow one another at costs
/// that follow at once, so a group only ages the choice of segments; small problems would feel
/// that, large ones gain the parallel search for pairs.
std::size_t group_size(std::size_t bushes) {
  constexpr std::size_t kGroups = 48;
  constexpr std::size_t kLargest = 32;
  return std::clamp<std::size_t>(bushes / kGroups, 1, kLargest);
}

constexpr std::size_t kPlantings = 16;
constexpr std::size_t kPlantingBlocks = 8;

class BushRun {
 public:
  BushRun(const AssignmentProblem& problem, const AssignmentOptions& options,
          const WarmStart* start);

  void plant();
  void adopt(const BushState& state);
  /// Volumes and costs from the bushes, all bushes renewed at those costs; returns the cost of the
  /// demand on shortest paths.
  double certify();
  /// Rounds of shifts, until the excess has fallen enough; then, where asked, what trips of
  /// different bushes gain by changing places: true if any was made.
  bool equilibrate(double gap, Shift shift, bool exchange);

  [[nodiscard]] const ClassCosts& costs() const { return costs_; }
  [[nodiscard]] const std::vector<double>& volume() const { return volume_; }
  [[nodiscard]] std::vector<double> unassigned() const;
  [[nodiscard]] bool started_warm() const { return started_warm_; }
  [[nodiscard]] std::size_t state_bytes() const { return BushState::bytes_of(bushes_); }
  /// Ends the run: its bushes leave.
  [[nodiscard]] std::shared_ptr<const WarmStart> take_state() {
    return std::make_shared<BushState>(*problem_, std::move(bushes_), costs_.total_volume());
  }

 private:
  /// Volumes from the bushes, and costs at them.
  void load();
  /// Rounds of shifts from the costs of the volumes, until the excess has fallen enough; records
  /// each where asked.
  void shift_in_rounds(double gap, Shift shift, Exchange* rounds);
  /// Moves flows along `direction` as far as the objective falls; tells whether it did at all.
  bool exchange_along(const ApproachFlows& direction);
  /// Consecutive bushes of one class.
  struct Piece {
    std::size_t first;
    std::size_t last;
  };
  /// Pairs of segments are found for a group of bushes at a time, then shifted one after another.
  void shift_in_turn(std::span<const std::size_t> work, std::size_t group, Shift shift);
  void shift_while_finding(std::span<const std::size_t> work, std::size_t group, Shift shift);
  template <class Body>
  void for_pieces(const Body& body) {
    parallel_blocks(pieces_.size(),
                    [&](std::size_t piece, std::size_t worker) { body(piece, workspace(worker)); });
  }
  BushWorkspace& workspace(std::size_t worker) {
    if (!workspaces_[worker]) workspaces_[worker] = std::make_unique<BushWorkspace>(*problem_);
    return *workspaces_[worker];
  }
  [[nodiscard]] std::span<const double> class_cost(std::size_t user_class) const {
    return costs_.class_cost().subspan(user_class * links_, links_);
  }

  const AssignmentProblem* problem_;
  std::size_t links_;
  ClassCosts costs_;
  std::vector<double> volume_;  ///< classes x links, pcu/h
  std::vector<Bush> bushes_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<double>> piece_volume_;
  std::vector<std::unique_ptr<BushWorkspace>> workspaces_;
  LinkState state_;
  bool started_warm_ = false;
  std::vector<SegmentPairs> found_;    ///< by place in a group
  std::vector<double> excess_;         ///< by bush, when last renewed or looked at for shifts
  std::vector<double> shortest_cost_;  ///< by bush, at the last certificate
};

BushRun::BushRun(const AssignmentProblem& problem, const AssignmentOptions& options,
                 const WarmStart* start)
    : problem_(&problem),
      links_(problem.graph->link_count()),
      costs_(problem),
      volume_(problem.classes.size() * links_, 0.0),
      workspaces_(static_cast<std::size_t>(thread_count())),
      state_{std::vector<double>(links_), std::vector<double>(links_),
             std::vector<double>(links_)} {
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
      const auto cells = problem.classes[k].demand_per_h.row(ZoneId{zone});
      if (std::any_of(cells.begin(), cells.end(),
                      [&](const OdCell& cell) { return cell.destination != ZoneId{zone}; })) {
        bushes_.push_back({.user_class = k, .origin = ZoneId{zone}});
      }
    }
  }
  excess_.resize(bushes_.size());
  shortest_cost_.resize(bushes_.size());
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

/// Bushes of the earlier run at the costs of its volumes on today's links; trees for new origins.
void BushRun::adopt(const BushState& state) {
  std::ranges::copy(state.volume(), volume_.begin());
  costs_.update(volume_);
  for_pieces([&](std::size_t piece, BushWorkspace& work) {
    for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
      Bush& bush = bushes_[b];
      if (const Bush* const before = state.find(bush.user_class, bush.origin)) {
        bush = *before;
        work.adopt(bush, class_cost(bush.user_class));
      } else {
        work.plant(bush, class_cost(bush.user_class));
      }
    }
  });
}

void BushRun::plant() {
  // A sample of origins after another, each at the costs that the ones before have left: trees all
  // planted on the empty network would meet at bottlenecks.
  const std::size_t samples = std::min(kPlantings, std::max<std::size_t>(1, bushes_.size()));
  std::vector<std::vector<double>> parts(kPlantingBlocks);
  for (std::size_t sample = 0; sample < samples; ++sample) {
    costs_.update(volume_);
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
      for (std::size_t link = 0; link < links_; ++link) volume_[link] += part[link];
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
  std::fill(volume_.begin(), volume_.end(), 0.0);
  for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
    double* const total = volume_.data() + bushes_[pieces_[piece].first].user_class * links_;
    for (std::size_t link = 0; link < links_; ++link) total[link] += piece_volume_[piece][link];
  }
  costs_.update(volume_);
}

double BushRun::certify() {
  load();
  for_pieces([&](std::size_t piece, BushWorkspace& work) {
    for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
      const Renewal renewal = work.renew(bushes_[b], class_cost(bushes_[b].user_class));
      shortest_cost_[b] = renewal.shortest_cost;
      excess_[b] = renewal.excess;
    }
  });
  CompensatedSum sum;
  for (const double cost : shortest_cost_) sum.add(cost);
  return sum.value();
}

bool BushRun::equilibrate(double gap, Shift shift, bool exchange) {
  if (!exchange) {
    shift_in_rounds(gap, shift, nullptr);
    return false;
  }
  Exchange rounds;
  shift_in_rounds(gap, shift, &rounds);
  if (!rounds.known() || !exchange_along(rounds.direction(state_))) return false;
  load();
  shift_in_rounds(gap, shift, nullptr);
  return true;
}

void BushRun::shift_in_rounds(double gap, Shift shift, Exchange* rounds) {
  const std::span<const double> total = costs_.total_volume();
  for (std::size_t i = 0; i < links_; ++i) {
    state_.volume[i] =
        total[i] + (problem_->preload_pcu_per_h.empty() ? 0.0 : problem_->preload_pcu_per_h[i]);
    state_.delay[i] = costs_.delay()[i];
  }
  costs_.slopes_at(total, state_.slope);

  constexpr int kMostRounds = 24;
  // Nodes of a group below which waking threads costs more than they save, most of all on a busy
  // machine.
  constexpr std::size_t kWorthThreads = 100'000;
  constexpr double kWorthwhile = 0.05;
  constexpr double kEnough = 0.02;
  const std::size_t group = group_size(bushes_.size());
  const double shortest = std::accumulate(shortest_cost_.begin(), shortest_cost_.end(), 0.0);
  std::vector<std::size_t> work(bushes_.size());
  std::iota(work.begin(), work.end(), 0);
  for (int round = 0; round < kMostRounds; ++round) {
    // At first all are looked at: shifts of some bushes give others something to do.
    if (round > 0) {
      std::erase_if(
          work, [&](std::size_t b) { return excess_[b] < kWorthwhile * gap * shortest_cost_[b]; });
    }
    if (group * problem_->graph->node_count() >= kWorthThreads) {
      shift_while_finding(work, group, shift);
    } else {
      shift_in_turn(work, group, shift);
    }
    double sum = 0.0;
    for (const std::size_t b : work) sum += excess_[b];
    if (rounds != nullptr) rounds->record(bushes_, state_);
    if (sum < kEnough * gap * shortest) break;
  }
}

/// Steps are doubled while the objective falls at their end (a pattern move of Hooke and Jeeves
/// 1961). Flows stay in proportion to what the steps make of them where some reach zero.
bool BushRun::exchange_along(const ApproachFlows& direction) {
  ApproachFlows start;
  for (const Bush& bush : bushes_) start.push_back(bush.approach_flow);
  load();
  ApproachFlows best = start;
  std::vector<double> volume = volume_;
  constexpr double kFarthest = 1 << 20;
  for (double step = 1.0; step <= kFarthest; step *= 2.0) {
    for_pieces([&](std::size_t piece, BushWorkspace& work) {
      for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
        std::vector<double>& flow = bushes_[b].approach_flow;
        for (std::size_t a = 0; a < flow.size(); ++a) {
          flow[a] = std::max(0.0, start[b][a] + step * direction[b][a]);
        }
        work.share_demand(bushes_[b]);
      }
    });
    load();
    CompensatedSum slope;
    for (std::size_t i = 0; i < volume.size(); ++i) {
      if (volume_[i] != volume[i]) slope.add(costs_.class_cost()[i] * (volume_[i] - volume[i]));
    }
    if (!(slope.value() < 0.0)) break;
    volume = volume_;
    for (std::size_t b = 0; b < bushes_.size(); ++b) best[b] = bushes_[b].approach_flow;
  }
  const bool moved = best != start;
  for (std::size_t b = 0; b < bushes_.size(); ++b) bushes_[b].approach_flow = std::move(best[b]);
  return moved;
}

void BushRun::shift_in_turn(std::span<const std::size_t> work, std::size_t group, Shift shift) {
  found_.resize(group);
  for (std::size_t first = 0; first < work.size(); first += group) {
    const std::span<const std::size_t> now =
        work.subspan(first, std::min(group, work.size() - first));
    for (std::size_t i = 0; i < now.size(); ++i) {
      excess_[now[i]] = workspace(0).find_pairs(bushes_[now[i]], state_.delay, found_[i]);
    }
    for (std::size_t i = 0; i < now.size(); ++i) {
      shift_pairs(*problem_, bushes_[now[i]], found_[i], state_, shift);
    }
  }
}

/// The next group's pairs are found, in parallel, at the costs from before this group's shifts,
/// which one thread makes meanwhile.
void BushRun::shift_while_finding(std::span<const std::size_t> work, std::size_t group,
                                  Shift shift) {
  found_.resize(group);
  std::vector<SegmentPairs> found_before(group);
  std::span<const std::size_t> before;
  for (std::size_t first = 0; first < work.size() || !before.empty(); first += group) {
    const std::size_t start = std::min(first, work.size());
    const std::span<const std::size_t> now =
        work.subspan(start, std::min(group, work.size() - start));
    const std::vector<double> delay = state_.delay;
    parallel_blocks(1 + now.size(), [&](std::size_t block, std::size_t worker) {
      if (block == 0) {
        for (std::size_t i = 0; i < before.size(); ++i) {
          shift_pairs(*problem_, bushes_[before[i]], found_before[i], state_, shift);
        }
      } else {
        const std::size_t b = now[block - 1];
        excess_[b] = workspace(worker).find_pairs(bushes_[b], delay, found_[block - 1]);
      }
    });
    std::swap(found_, found_before);
    before = now;
  }
}

std::vector<double> BushRun::unassigned() const {
  std::vector<double> result(problem_->classes.size(), 0.0);
  std::vector<char> reached(problem_->graph->node_count());
  for (const Bush& bush : bushes_) {
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

}  // namespace

AssignmentResult solve_bush(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Observer& observer) {
  return solve_bush_from(problem, options, observer, nullptr);
}

AssignmentResult solve_bush_from(const AssignmentProblem& problem, const AssignmentOptions& options,
                                 const Observer& observer, WarmSlot* slot) {
  AssignmentResult result;
  // An iteration usually halves the gap; exchanges lower the objective and may raise the gap.
  constexpr int kStallWindow = 60;
  Convergence convergence(options, observer, result, kStallWindow);
  BushRun run(problem, options, slot != nullptr ? slot->start.get() : nullptr);
  double best_gap = std::numeric_limits<double>::infinity();
  int idle = 0;  // slow iterations without an exchange, in a row
  for (;;) {
    const double shortest_path_cost = run.certify();
    if (const auto stop = convergence.record(run.costs(), run.volume(), shortest_path_cost, 1.0)) {
      result.stop = *stop;
      break;
    }
    constexpr double kSlow = 0.5;
    const bool slow = result.relative_gap > kSlow * best_gap;
    best_gap = std::min(best_gap, result.relative_gap);
    // Exact steps cost more than they gain where exchanges lead on.
    constexpr int kPatience = 4;
    const bool moved = run.equilibrate(result.relative_gap,
                                       idle >= kPatience ? Shift::exact : Shift::newton, slow);
    idle = slow && !moved ? idle + 1 : 0;
  }
  store_volumes(problem, run.costs(), run.volume(), result);
  result.unassigned_per_h = run.unassigned();
  if (slot != nullptr) {
    slot->started_warm = run.started_warm();
    slot->state_bytes = run.state_bytes();
    slot->kept = slot->keep ? run.take_state() : nullptr;
  }
  return result;
}

}  // namespace landlink
