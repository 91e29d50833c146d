#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace landlink::output {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
};

/// One colour class: values from `low` up to `high`, the last class of a scale including its end.
struct ColourClass {
  double low = 0.0;
  double high = 0.0;
  Colour colour = {};
  std::string label = {};
};

/// The outer bounds of open-ended classes: no figure of ours comes near.
inline constexpr double kOpenEnd = 1e15;

/// A sequential scale (blue over yellow to red) for ratios of volume to capacity. The steps 0.1,
/// 0.3, 0.5, 0.8, 1 that planners know, or the same scaled down by the first round factor with
/// which the values fill at least four of the classes; failing that, steps at the values' own
/// quantiles.
std::vector<ColourClass> load_classes(const std::vector<double>& values);

/// A diverging scale with a grey class around zero: blue below, red above, open at both ends.
/// Steps are round figures, the same on both sides, that spread the differences best over the
/// classes; where fewer than four would be filled, each side has quantiles of its own. Differences
/// below 1/1000 of the largest count as none.
std::vector<ColourClass> difference_classes(const std::vector<double>& values);

/// How many of the classes hold one of the values.
std::size_t filled_classes(const std::vector<ColourClass>& classes,
                           const std::vector<double>& values);

/// The class of a value: the first that holds it.
const ColourClass& class_of(const std::vector<ColourClass>& classes, double value);

/// 1, 2 or 5 times a power of ten, at least `value`.
double round_up(double value);

/// `value` with `digits` significant digits.
double rounded(double value, int digits);

}  // namespace landlink::output
