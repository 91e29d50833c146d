#include "landlink/assign/path_overlap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

constexpr std::size_t kPairsPerBlock = 256;

/// Calls `body(pair, by_link)` for every pair, in parallel; `by_link` is zero for every link and
/// is to be left so.
template <class T, class Body>
void for_pairs(const PathSet& set, std::size_t links, const Body& body) {
  std::vector<std::unique_ptr<std::vector<T>>> scratch(static_cast<std::size_t>(thread_count()));
  const std::size_t blocks = (set.pair_count() + kPairsPerBlock - 1) / kPairsPerBlock;
  parallel_blocks(blocks, [&](std::size_t block, std::size_t worker) {
    if (!scratch[worker]) scratch[worker] = std::make_unique<std::vector<T>>(links, T{});
    const std::size_t last = std::min(set.pair_count(), (block + 1) * kPairsPerBlock);
    for (std::size_t pair = block * kPairsPerBlock; pair < last; ++pair) {
      body(pair, *scratch[worker]);
    }
  });
}

double length_of(std::span<const LinkId> links, std::span<const double> measure) {
  double length = 0.0;
  for (const LinkId link : links) length += measure[link.index()];
  return length;
}

}  // namespace

std::vector<double> overlap_measure(const AssignmentProblem& problem) {
  if (!problem.overlap_measure.empty()) return problem.overlap_measure;
  std::vector<double> measure(problem.graph->link_count(), std::numeric_limits<double>::infinity());
  for (const UserClass& user_class : problem.classes) {
    for (std::size_t i = 0; i < measure.size(); ++i) {
      measure[i] = std::min(measure[i], user_class.constant_cost[i]);
    }
  }
  // On links that are shut for all no path leads.
  for (double& value : measure) value = std::isfinite(value) ? value : 0.0;
  return measure;
}

void set_path_sizes(PathSet& set, std::span<const double> measure, double weight) {
  const std::span<double> log_weights = set.log_weights();
  for_pairs<std::uint32_t>(
      set, measure.size(), [&](std::size_t pair, std::vector<std::uint32_t>& paths_on) {
        const std::size_t first = set.first_path(pair);
        const std::size_t last = first + set.path_count(pair);
        for (std::size_t path = first; path < last; ++path) {
          for (const LinkId link : set.links(path)) ++paths_on[link.index()];
        }
        for (std::size_t path = first; path < last; ++path) {
          const double length = length_of(set.links(path), measure);
          double size = 0.0;
          for (const LinkId link : set.links(path)) {
            size += measure[link.index()] / paths_on[link.index()];
          }
          log_weights[path] = length > 0.0 ? weight * math::log(size / length) : 0.0;
        }
        for (std::size_t path = first; path < last; ++path) {
          for (const LinkId link : set.links(path)) paths_on[link.index()] = 0;
        }
      });
}

void set_commonalities(PathSet& set, std::span<const double> measure, double weight) {
  const std::span<double> log_weights = set.log_weights();
  for_pairs<char>(set, measure.size(), [&](std::size_t pair, std::vector<char>& own) {
    const std::size_t first = set.first_path(pair);
    const std::size_t last = first + set.path_count(pair);
    for (std::size_t path = first; path < last; ++path) {
      const double length = length_of(set.links(path), measure);
      log_weights[path] = 0.0;
      if (!(length > 0.0)) continue;
      for (const LinkId link : set.links(path)) own[link.index()] = 1;
      double sum = 0.0;
      for (std::size_t other = first; other < last; ++other) {
        double other_length = 0.0;
        double common = 0.0;
        for (const LinkId link : set.links(other)) {
          other_length += measure[link.index()];
          if (own[link.index()] != 0) common += measure[link.index()];
        }
        if (other_length > 0.0) sum += common / std::sqrt(length * other_length);
      }
      log_weights[path] = -weight * math::log(sum);
      for (const LinkId link : set.links(path)) own[link.index()] = 0;
    }
  });
}

void set_log_weights(std::string_view algorithm, PathSet& set, std::span<const double> measure,
                     double weight) {
  if (algorithm == "psl") return set_path_sizes(set, measure, weight);
  if (algorithm == "c-logit") return set_commonalities(set, measure, weight);
  const std::span<double> log_weights = set.log_weights();
  std::fill(log_weights.begin(), log_weights.end(), 0.0);
}

}  // namespace landlink
