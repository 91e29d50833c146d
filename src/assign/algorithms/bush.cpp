// Origin bushes with Newton shifts (Dial 2006, Nie 2010; bushes renewed between rounds of shifts).
#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>

#include "../bush/bush.hpp"
#include "../frank_wolfe.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

/// Bushes whose pairs are found at the same costs before any of them shifts. Shifts themselves
/// follow one another at costs that follow at once, so a group only ages the choice of segments;
/// small problems would feel that, large ones gain the parallel search for pairs.
std::size_t group_size(std::size_t bushes) {
  constexpr std::size_t kGroups = 48;
  constexpr std::size_t kLargest = 32;
  return std::clamp<std::size_t>(bushes / kGroups, 1, kLargest);
}

class BushRun {
 public:
  BushRun(const AssignmentProblem& problem, const AssignmentOptions& options);

  /// Volumes and costs from the bushes, all bushes renewed at those costs; returns the cost of the
  /// demand on shortest paths.
  double certify();
  /// Rounds of shifts, until the excess has fallen enough: pairs of segments are found for a group
  /// of bushes at a time, in parallel, and shifted one after another.
  void equilibrate(double gap, Shift shift);

  [[nodiscard]] const ClassCosts& costs() const { return costs_; }
  [[nodiscard]] const std::vector<double>& volume() const { return volume_; }
  [[nodiscard]] std::vector<double> unassigned() const;

 private:
  /// Consecutive bushes of one class.
  struct Piece {
    std::size_t first;
    std::size_t last;
  };
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
  std::vector<SegmentPairs> found_;    ///< by place in a group
  std::vector<double> excess_;         ///< by bush, at its last shifts
  std::vector<double> shortest_cost_;  ///< by bush, at the last certificate
};

BushRun::BushRun(const AssignmentProblem& problem, const AssignmentOptions& options)
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
  found_.resize(group_size(bushes_.size()));
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
  costs_.update(volume_);
  for_pieces([&](std::size_t piece, BushWorkspace& work) {
    for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
      work.plant(bushes_[b], class_cost(bushes_[b].user_class));
    }
  });
}

double BushRun::certify() {
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
  for_pieces([&](std::size_t piece, BushWorkspace& work) {
    for (std::size_t b = pieces_[piece].first; b < pieces_[piece].last; ++b) {
      shortest_cost_[b] = work.renew(bushes_[b], class_cost(bushes_[b].user_class));
    }
  });
  CompensatedSum sum;
  for (const double cost : shortest_cost_) sum.add(cost);
  return sum.value();
}

void BushRun::equilibrate(double gap, Shift shift) {
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
  const double shortest = std::accumulate(shortest_cost_.begin(), shortest_cost_.end(), 0.0);
  std::vector<std::size_t> work(bushes_.size());
  std::iota(work.begin(), work.end(), 0);
  for (int round = 0; round < kMostRounds; ++round) {
    if (round > 0) {
      std::erase_if(
          work, [&](std::size_t b) { return excess_[b] < kWorthwhile * gap * shortest_cost_[b]; });
    }
    double sum = 0.0;
    for (std::size_t first = 0; first < work.size(); first += found_.size()) {
      const std::size_t size = std::min(found_.size(), work.size() - first);
      const auto find = [&](std::size_t i, std::size_t worker) {
        const std::size_t b = work[first + i];
        excess_[b] = workspace(worker).find_pairs(bushes_[b], state_, found_[i]);
      };
      if (size * problem_->graph->node_count() >= kWorthThreads) {
        parallel_blocks(size, find);
      } else {
        for (std::size_t i = 0; i < size; ++i) find(i, 0);
      }
      for (std::size_t i = 0; i < size; ++i) {
        shift_pairs(*problem_, bushes_[work[first + i]], found_[i], state_, shift);
        sum += excess_[work[first + i]];
      }
    }
    if (sum < kEnough * gap * shortest) break;
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
  AssignmentResult result;
  constexpr int kStallWindow = 40;  // an iteration usually halves the gap
  Convergence convergence(options, observer, result, kStallWindow);
  BushRun run(problem, options);
  double best_gap = std::numeric_limits<double>::infinity();
  int since_best = 0;
  for (;;) {
    const double shortest_path_cost = run.certify();
    if (const auto stop = convergence.record(run.costs(), run.volume(), shortest_path_cost, 1.0)) {
      result.stop = *stop;
      break;
    }
    if (result.relative_gap < 0.9 * best_gap) {
      best_gap = result.relative_gap;
      since_best = 0;
    } else {
      ++since_best;
    }
    constexpr int kPatience = 4;
    run.equilibrate(result.relative_gap, since_best >= kPatience ? Shift::exact : Shift::newton);
  }
  store_volumes(problem, run.costs(), run.volume(), result);
  result.unassigned_per_h = run.unassigned();
  return result;
}

}  // namespace landlink
