#include "conjugate.hpp"

#include <algorithm>

#include "landlink/core/parallel.hpp"

namespace landlink {

void EarlierTarget::set(std::span<const double> class_volume, std::size_t links) {
  by_class.assign(class_volume.begin(), class_volume.end());
  total.assign(links, 0.0);
  for (std::size_t i = 0; i < by_class.size(); ++i) total[i % links] += by_class[i];
}

double conjugate_share(const DirectionContext& context, std::span<const double> previous_total) {
  constexpr double kMost = 0.99;
  const auto previous = [&](std::size_t i) { return previous_total[i] - context.total[i]; };
  const std::size_t links = context.total.size();
  const double numerator = blocked_sum(links, [&](std::size_t i) {
    return previous(i) * context.curvature[i] * (context.total_loaded[i] - context.total[i]);
  });
  const double denominator = blocked_sum(links, [&](std::size_t i) {
    return previous(i) * context.curvature[i] * (context.total_loaded[i] - previous_total[i]);
  });
  if (denominator == 0.0) return 0.0;
  const double share = numerator / denominator;
  return share >= 0.0 ? std::min(share, kMost) : 0.0;
}

void mix(double share, std::span<const double> a, std::span<const double> b,
         std::span<double> target) {
  for (std::size_t i = 0; i < target.size(); ++i) target[i] = share * a[i] + (1.0 - share) * b[i];
}

}  // namespace landlink
