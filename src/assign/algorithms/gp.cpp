// Gradient projection on paths (Jayakrishnan et al. 1994, Transportation Research Record 1443):
// each zone pair moves flow from its dearer paths to its cheapest by Newton steps on the links that
// two paths do not share, at costs that follow at once.
#include <algorithm>
#include <limits>
#include <memory>

#include "../bush/bush.hpp"
#include "../frank_wolfe.hpp"
#include "../path_gathering.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/line_search.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

namespace {

struct UsedPath {
  std::vector<std::uint32_t> links = {};  ///< from origin to destination
  double flow = 0.0;                      ///< pcu/h
  double cost = 0.0;                      ///< when it was last looked at
};

/// A zone pair of one class.
struct Trip {
  ZoneId destination = {};
  double demand = 0.0;  ///< pcu/h
  std::vector<UsedPath> paths = {};
  double least_cost = 0.0;  ///< on the network, at the last certificate
  double excess = 0.0;      ///< of its flow's cost over its cheapest path, at its last shifts
};

/// What one class sends from one zone.
struct Source {
  std::size_t user_class = 0;
  ZoneId origin = {};
  std::vector<Trip> trips = {};
  double unassigned = 0.0;  ///< vehicles/h
};

class PathRun {
 public:
  PathRun(const AssignmentProblem& problem, const AssignmentOptions& options);

  /// Volumes and costs from the paths, and the demand's cheapest paths at these costs, of which
  /// those that beat the known ones join; returns the cost of the demand on them.
  double certify();
  void equilibrate(double gap, Shift how);

  [[nodiscard]] const ClassCosts& costs() const { return costs_; }
  [[nodiscard]] const std::vector<double>& volume() const { return volume_; }
  [[nodiscard]] std::vector<double> unassigned() const;
  [[nodiscard]] std::vector<ClassPath> paths() const;

 private:
  /// Consecutive sources.
  struct Piece {
    std::size_t first;
    std::size_t last;
  };
  void renew(Source& source, ShortestPathSearch& search, CompensatedSum& shortest);
  double equilibrate_trip(Trip& trip, const double* constant, Shift how);
  void move(Trip& trip, std::size_t from, std::size_t to, const double* constant, Shift how);
  [[nodiscard]] double exact_shift(const double* constant, double most) const;
  [[nodiscard]] double cost_now(const UsedPath& path, const double* constant) const {
    double cost = 0.0;
    for (const std::uint32_t link : path.links) cost += constant[link] + state_.delay[link];
    return cost;
  }

  const AssignmentProblem* problem_;
  std::size_t links_;
  ClassCosts costs_;
  std::vector<double> volume_;  ///< classes x links, pcu/h
  std::vector<Source> sources_;
  std::vector<Piece> pieces_;
  std::vector<std::unique_ptr<ShortestPathSearch>> searches_;
  LinkState state_;
  // The links that two paths do not share; marks are by link.
  std::vector<std::uint32_t> gaining_;
  std::vector<std::uint32_t> losing_;
  std::vector<char> mark_;
};

PathRun::PathRun(const AssignmentProblem& problem, const AssignmentOptions& options)
    : problem_(&problem),
      links_(problem.graph->link_count()),
      costs_(problem),
      volume_(problem.classes.size() * links_, 0.0),
      searches_(static_cast<std::size_t>(thread_count())),
      mark_(links_, 0) {
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const UserClass& user_class = problem.classes[k];
    for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
      Source source{.user_class = k, .origin = ZoneId{zone}};
      for (const OdCell& cell : user_class.demand_per_h.row(ZoneId{zone})) {
        if (cell.destination == ZoneId{zone}) continue;
        source.trips.push_back(
            {.destination = cell.destination, .demand = cell.value * user_class.pce});
      }
      if (!source.trips.empty()) sources_.push_back(std::move(source));
    }
  }
  const std::size_t size =
      std::max<std::size_t>(1, (sources_.size() + options.blocks - 1) / options.blocks);
  for (std::size_t first = 0; first < sources_.size(); first += size) {
    pieces_.push_back({first, std::min(sources_.size(), first + size)});
  }
}

void PathRun::renew(Source& source, ShortestPathSearch& search, CompensatedSum& shortest) {
  const UserClass& user_class = problem_->classes[source.user_class];
  const std::span<const double> cost =
      costs_.class_cost().subspan(source.user_class * links_, links_);
  const NodeId origin = problem_->centroids[source.origin.index()];
  search.run(origin, cost);
  source.unassigned = 0.0;
  for (Trip& trip : source.trips) {
    const NodeId node = problem_->centroids[trip.destination.index()];
    const double distance = search.distance(node);
    if (distance == std::numeric_limits<double>::infinity()) {
      source.unassigned += trip.demand / user_class.pce;
      continue;
    }
    trip.least_cost = distance;
    shortest.add(trip.demand * distance);
    std::erase_if(trip.paths, [](const UsedPath& path) { return path.flow == 0.0; });
    double known = std::numeric_limits<double>::infinity();
    for (const UsedPath& path : trip.paths) {
      double sum = 0.0;
      for (const std::uint32_t link : path.links) sum += cost[link];
      known = std::min(known, sum);
    }
    // Summed from the origin outward, as the search does: equal paths have equal bits.
    if (!(distance < known)) continue;
    UsedPath path;
    for (NodeId at = node; at != origin;) {
      const LinkId link = search.parent(at);
      path.links.push_back(link.index());
      at = problem_->graph->tail(link);
    }
    std::reverse(path.links.begin(), path.links.end());
    if (trip.paths.empty()) path.flow = trip.demand;
    trip.paths.push_back(std::move(path));
  }
}

double PathRun::certify() {
  std::fill(volume_.begin(), volume_.end(), 0.0);
  for (Source& source : sources_) {
    double* const total = volume_.data() + source.user_class * links_;
    for (Trip& trip : source.trips) {
      if (trip.paths.empty()) continue;
      // Shifts leave rounding errors: the largest flow takes what the others leave of the demand.
      const auto largest =
          std::max_element(trip.paths.begin(), trip.paths.end(),
                           [](const UsedPath& a, const UsedPath& b) { return a.flow < b.flow; });
      double others = 0.0;
      for (const UsedPath& path : trip.paths) others += &path == &*largest ? 0.0 : path.flow;
      largest->flow = std::max(0.0, trip.demand - others);
      for (const UsedPath& path : trip.paths) {
        for (const std::uint32_t link : path.links) total[link] += path.flow;
      }
    }
  }
  costs_.update(volume_);
  std::vector<CompensatedSum> shortest(pieces_.size());
  parallel_blocks(pieces_.size(), [&](std::size_t piece, std::size_t worker) {
    if (!searches_[worker]) {
      searches_[worker] =
          std::make_unique<ShortestPathSearch>(*problem_->graph, problem_->closed_to_through);
    }
    for (std::size_t s = pieces_[piece].first; s < pieces_[piece].last; ++s) {
      renew(sources_[s], *searches_[worker], shortest[piece]);
    }
  });
  CompensatedSum sum;
  for (const CompensatedSum& part : shortest) sum.add(part.value());
  return sum.value();
}

double PathRun::exact_shift(const double* constant, double most) const {
  const auto difference_after = [&](double shift) {
    Slope difference;
    const auto add = [&](std::uint32_t link, double sign) {
      const double volume = std::max(0.0, state_.volume[link] - sign * shift);
      const DelayPoint point = problem_->delays->at(LinkId{link}, volume);
      const double weight = problem_->delay_weight.empty() ? 1.0 : problem_->delay_weight[link];
      // The line search looks for a change from negative to positive.
      difference.value -= sign * (constant[link] + weight * point.delay);
      difference.derivative += weight * point.derivative;
    };
    for (const std::uint32_t link : losing_) add(link, 1.0);
    for (const std::uint32_t link : gaining_) add(link, -1.0);
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

void PathRun::move(Trip& trip, std::size_t from, std::size_t to, const double* constant,
                   Shift how) {
  UsedPath& dear = trip.paths[from];
  UsedPath& cheap = trip.paths[to];
  constexpr char kOnCheap = 1;
  constexpr char kOnBoth = 2;
  for (const std::uint32_t link : cheap.links) mark_[link] = kOnCheap;
  losing_.clear();
  gaining_.clear();
  double difference = 0.0;
  double slope = 0.0;
  for (const std::uint32_t link : dear.links) {
    if (mark_[link] != 0) {
      mark_[link] = kOnBoth;
      continue;
    }
    losing_.push_back(link);
    difference += constant[link] + state_.delay[link];
    slope += state_.slope[link];
  }
  for (const std::uint32_t link : cheap.links) {
    if (mark_[link] == kOnCheap) {
      gaining_.push_back(link);
      difference -= constant[link] + state_.delay[link];
      slope += state_.slope[link];
    }
    mark_[link] = 0;
  }
  if (!(difference > 0.0)) return;
  // Without slopes, all of it; division by nearly nothing comes to the same.
  const double newton = slope > 0.0 ? std::min(dear.flow, difference / slope) : dear.flow;
  const double shift = how == Shift::newton ? newton : exact_shift(constant, dear.flow);
  if (!(shift > 0.0)) return;
  dear.flow = shift == dear.flow ? 0.0 : std::max(0.0, dear.flow - shift);
  cheap.flow += shift;
  for (const std::uint32_t link : losing_) state_.shift(*problem_, LinkId{link}, -shift);
  for (const std::uint32_t link : gaining_) state_.shift(*problem_, LinkId{link}, shift);
}

/// Excess before, in pcu/h x cost.
double PathRun::equilibrate_trip(Trip& trip, const double* constant, Shift how) {
  std::size_t cheapest = 0;
  for (std::size_t p = 0; p < trip.paths.size(); ++p) {
    trip.paths[p].cost = cost_now(trip.paths[p], constant);
    if (trip.paths[p].cost < trip.paths[cheapest].cost) cheapest = p;
  }
  double excess = 0.0;
  for (const UsedPath& path : trip.paths) {
    excess += path.flow * (path.cost - trip.paths[cheapest].cost);
  }
  for (std::size_t p = 0; p < trip.paths.size(); ++p) {
    if (p != cheapest && trip.paths[p].flow > 0.0) move(trip, p, cheapest, constant, how);
  }
  return excess;
}

void PathRun::equilibrate(double gap, Shift how) {
  state_.take(*problem_, costs_);
  // As in the bush algorithm: trips near balance wait for the next certificate.
  constexpr int kMostRounds = 24;
  constexpr double kWorthwhile = 0.05;
  constexpr double kEnough = 0.02;
  for (int round = 0; round < kMostRounds; ++round) {
    double sum = 0.0;
    double shortest = 0.0;
    for (Source& source : sources_) {
      const double* const constant = problem_->classes[source.user_class].constant_cost.data();
      for (Trip& trip : source.trips) {
        shortest += trip.demand * trip.least_cost;
        if (trip.paths.size() < 2) continue;
        if (round > 0 && trip.excess < kWorthwhile * gap * trip.demand * trip.least_cost) continue;
        trip.excess = equilibrate_trip(trip, constant, how);
        sum += trip.excess;
      }
    }
    if (sum < kEnough * gap * shortest) break;
  }
}

std::vector<double> PathRun::unassigned() const {
  std::vector<double> result(problem_->classes.size(), 0.0);
  for (const Source& source : sources_) result[source.user_class] += source.unassigned;
  return result;
}

std::vector<ClassPath> PathRun::paths() const {
  std::vector<ClassPath> result;
  for (const Source& source : sources_) {
    const double pce = problem_->classes[source.user_class].pce;
    for (const Trip& trip : source.trips) {
      for (const UsedPath& path : trip.paths) {
        if (path.flow == 0.0) continue;
        ClassPath& out = result.emplace_back();
        out.user_class = source.user_class;
        out.origin = source.origin;
        out.destination = trip.destination;
        out.flow_per_h = path.flow / pce;
        out.least_cost = trip.least_cost;
        for (const std::uint32_t link : path.links) out.links.push_back(LinkId{link});
      }
    }
  }
  return result;
}

}  // namespace

AssignmentResult solve_gp(const AssignmentProblem& problem, const AssignmentOptions& options,
                          const Observer& observer) {
  AssignmentResult result;
  constexpr int kStallWindow = 40;  // an iteration usually halves the gap
  Convergence convergence(options, observer, result, kStallWindow);
  PathRun run(problem, options);
  run.certify();  // everybody on the cheapest path of the empty network
  double best_gap = std::numeric_limits<double>::infinity();
  int since_best = 0;
  for (;;) {
    const double shortest_path_cost = run.certify();
    if (const auto stop = convergence.record(run.costs(), run.volume(), shortest_path_cost, 1.0)) {
      result.stop = *stop;
      break;
    }
    since_best = result.relative_gap < 0.9 * best_gap ? 0 : since_best + 1;
    best_gap = std::min(best_gap, result.relative_gap);
    constexpr int kPatience = 4;
    run.equilibrate(result.relative_gap, since_best >= kPatience ? Shift::exact : Shift::newton);
  }
  store_volumes(problem, run.costs(), run.volume(), result);
  result.unassigned_per_h = run.unassigned();
  result.paths = gather_paths(problem, run.paths());
  return result;
}

}  // namespace landlink
