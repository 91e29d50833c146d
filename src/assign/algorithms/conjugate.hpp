#pragma once

#include <span>
#include <vector>

#include "../frank_wolfe.hpp"

namespace landlink {

/// A target of an earlier iteration, by class and over classes.
struct EarlierTarget {
  std::vector<double> by_class = {};
  std::vector<double> total = {};

  /// Takes class volumes, and sums them over classes into `total` of `links` links.
  void set(std::span<const double> class_volume, std::size_t links);
  [[nodiscard]] bool empty() const { return by_class.empty(); }
  void clear() { *this = {}; }
};

/// Share of the previous target in the next one that makes the two directions conjugate with
/// respect to the curvature, at most 0.99; 0 where there is none.
double conjugate_share(const DirectionContext& context, std::span<const double> previous_total);

/// target = share x a + (1 - share) x b.
void mix(double share, std::span<const double> a, std::span<const double> b,
         std::span<double> target);

}  // namespace landlink
