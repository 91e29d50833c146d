// Rounds of shifts over the bushes, and what trips of different bushes gain by changing places.
#include <algorithm>
#include <numeric>
#include <utility>

#include "bush_run.hpp"
#include "class_swaps.hpp"

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

/// Nodes of a group of bushes below which waking threads costs more than they save, most of all on
/// a busy machine.
constexpr std::size_t kWorthThreads = 100'000;

}  // namespace

bool BushRun::equilibrate(double gap, Shift shift, bool exchange) {
  std::ranges::fill(is_stale_, 1);
  const bool moved = equilibrate_once(gap, shift, exchange);
  is_loaded_ = false;
  return moved;
}

bool BushRun::equilibrate_once(double gap, Shift shift, bool exchange) {
  if (!exchange) {
    shift_in_rounds(gap, shift, Swaps::none, nullptr);
    return false;
  }
  Exchange rounds;
  // What swaps move is no direction to go on in: none between the rounds that are kept.
  shift_in_rounds(gap, shift, Swaps::first, &rounds);
  if (!rounds.known() || !exchange_along(rounds.direction(state_))) return false;
  load();
  shift_in_rounds(gap, shift, Swaps::all, nullptr);
  return true;
}

void BushRun::shift_in_rounds(double gap, Shift shift, Swaps swaps, Exchange* rounds) {
  state_.take(*problem_, costs_);
  constexpr int kMostRounds = 24;
  constexpr double kWorthwhile = 0.05;
  constexpr double kEnough = 0.02;
  const std::size_t group = group_size(bushes_.size());
  const double shortest =
      std::accumulate(certificate_.shortest_cost.begin(), certificate_.shortest_cost.end(), 0.0);
  std::vector<std::size_t> work(bushes_.size());
  std::iota(work.begin(), work.end(), 0);
  for (int round = 0; round < kMostRounds; ++round) {
    // At first all are looked at: shifts of some bushes give others something to do.
    if (round > 0) {
      std::erase_if(work, [&](std::size_t b) {
        return certificate_.excess[b] < kWorthwhile * gap * certificate_.shortest_cost[b];
      });
    }
    if (swaps == Swaps::all || (swaps == Swaps::first && round == 0)) swap_classes();
    if (group * problem_->graph->node_count() >= kWorthThreads) {
      shift_while_finding(work, group, shift);
    } else {
      shift_in_turn(work, group, shift);
    }
    double sum = 0.0;
    for (const std::size_t b : work) sum += certificate_.excess[b];
    if (rounds != nullptr) rounds->record(bushes_, state_);
    if (sum < kEnough * gap * shortest) break;
  }
}

/// Flows of different classes change places at the costs at hand; volumes stay as they are.
void BushRun::swap_classes() {
  if (problem_->classes.size() < 2) return;
  constexpr std::size_t kBatch = 64;
  const bool in_parallel = kBatch * problem_->graph->node_count() >= kWorthThreads;
  ClassSwaps swaps(bushes_);
  std::vector<SegmentPairs> found(kBatch);
  for (std::size_t first = 0; first < bushes_.size(); first += kBatch) {
    const std::size_t size = std::min(kBatch, bushes_.size() - first);
    const auto find = [&](std::size_t i, std::size_t worker) {
      workspace(worker).find_pairs(bushes_[first + i], state_.delay, found[i]);
    };
    if (in_parallel) {
      parallel_blocks(size, find);
    } else {
      for (std::size_t i = 0; i < size; ++i) find(i, 0);
    }
    for (std::size_t i = 0; i < size; ++i) swaps.take(first + i, found[i]);
  }
}

/// Steps are doubled while the objective falls at their end (a pattern move of Hooke and Jeeves
/// 1961). Flows stay in proportion to what the steps make of them where some reach zero.
bool BushRun::exchange_along(const ApproachFlows& direction) {
  ApproachFlows start;
  for (const Bush& bush : bushes_) start.push_back(bush.approach_flow);
  load();
  ApproachFlows best = start;
  std::vector<double> volume = certificate_.volume;
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
      if (certificate_.volume[i] != volume[i])
        slope.add(costs_.class_cost()[i] * (certificate_.volume[i] - volume[i]));
    }
    if (!(slope.value() < 0.0)) break;
    volume = certificate_.volume;
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
      certificate_.excess[now[i]] =
          workspace(0).find_pairs(bushes_[now[i]], state_.delay, found_[i]);
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
        certificate_.excess[b] = workspace(worker).find_pairs(bushes_[b], delay, found_[block - 1]);
      }
    });
    std::swap(found_, found_before);
    before = now;
  }
}

}  // namespace landlink
