#include "colour_classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/text.hpp"

namespace landlink::output {

namespace {

// Blue over yellow to red, told apart by readers with any colour vision; after the idea of
// ColorBrewer's RdYlBu, with a darker yellow that stays visible on paper.
constexpr std::array<Colour, 6> kLoadColours{{{49, 104, 172},
                                              {103, 169, 207},
                                              {168, 190, 120},
                                              {240, 180, 60},
                                              {232, 104, 46},
                                              {178, 24, 43}}};
constexpr Colour kNoChange{165, 165, 165};
constexpr std::array<Colour, 3> kMore{{{244, 165, 130}, {214, 96, 77}, {165, 15, 35}}};
constexpr std::array<Colour, 3> kLess{{{146, 197, 222}, {67, 147, 195}, {23, 82, 150}}};

/// Steps that cut the sorted distinct values into `parts` equal parts, rounded as far as they stay
/// apart and between their neighbours.
std::vector<double> quantile_steps(std::vector<double> values, std::size_t parts) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::vector<double> steps;
  if (values.size() < 2) return steps;
  parts = std::min(parts, values.size());
  for (std::size_t part = 1; part < parts; ++part) {
    const std::size_t above = part * values.size() / parts;
    const double low = values[above - 1];
    const double high = values[above];
    double step = low;
    for (int digits = 1; digits <= 15; ++digits) {
      const double candidate = rounded((low + high) / 2.0, digits);
      // A class holds its upper end: `low` stays below the step and `high` above it.
      if (candidate >= low && candidate < high) {
        step = candidate;
        break;
      }
    }
    steps.push_back(step);
  }
  return steps;
}

/// Without exponents, thousands set apart.
std::string plain_number(double value) {
  std::string text = fmt::format("{:.10f}", std::abs(value));
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t i = point; i > 3; i -= 3) text.insert(i - 3, ",");
  if (value < 0.0) text.insert(0, 1, '-');
  return text;
}

std::vector<ColourClass> between(const std::vector<double>& bounds,
                                 const std::vector<Colour>& colours) {
  std::vector<ColourClass> classes;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    std::string label =
        fmt::format("{} to {}", plain_number(bounds[i]), plain_number(bounds[i + 1]));
    if (bounds[i] <= -kOpenEnd) label = "under " + plain_number(bounds[i + 1]);
    if (bounds[i + 1] >= kOpenEnd) label = "over " + plain_number(bounds[i]);
    classes.push_back({bounds[i], bounds[i + 1], colours[i], label});
  }
  return classes;
}

std::vector<ColourClass> diverging(const std::vector<double>& down, double none,
                                   const std::vector<double>& up) {
  // `down` and `up` are ascending sizes over `none`; each gives one class more.
  std::vector<double> bounds{-kOpenEnd};
  std::vector<Colour> colours;
  for (std::size_t i = down.size(); i-- > 0;) {
    bounds.push_back(-down[i]);
    colours.push_back(kLess[i + 1]);
  }
  bounds.push_back(-none);
  colours.push_back(kLess[0]);
  bounds.push_back(none);
  colours.push_back(kNoChange);
  for (std::size_t i = 0; i < up.size(); ++i) {
    bounds.push_back(up[i]);
    colours.push_back(kMore[i]);
  }
  bounds.push_back(kOpenEnd);
  colours.push_back(kMore[up.size()]);
  std::vector<ColourClass> classes = between(bounds, colours);
  for (ColourClass& each : classes) {
    if (each.high == none && each.low == -none) each.label = "no change";
  }
  return classes;
}

/// The largest share of the changed values that one class holds: the lower, the better spread.
double fullest_share(const std::vector<ColourClass>& classes, const std::vector<double>& values,
                     double none) {
  std::vector<double> count(classes.size(), 0.0);
  double changed = 0.0;
  for (const double value : values) {
    if (std::abs(value) <= none) continue;
    count[static_cast<std::size_t>(&class_of(classes, value) - classes.data())] += 1.0;
    changed += 1.0;
  }
  return changed > 0.0 ? *std::max_element(count.begin(), count.end()) / changed : 0.0;
}

/// Two steps from 1, 2 and 5 times powers of ten, the same on both sides: the pair that fills most
/// classes and then spreads the values best.
std::vector<ColourClass> round_difference_classes(const std::vector<double>& values, double none,
                                                  double largest) {
  std::vector<double> grid;
  for (double step = round_up(none * 1.5); step < largest; step = round_up(step * 1.5)) {
    grid.push_back(step);
  }
  std::vector<ColourClass> best = diverging({}, none, {});
  std::pair<std::size_t, double> best_score{0, 0.0};
  for (std::size_t i = 0; i < grid.size(); ++i) {
    for (std::size_t j = i + 1; j < grid.size(); ++j) {
      const std::vector<double> steps{grid[i], grid[j]};
      std::vector<ColourClass> classes = diverging(steps, none, steps);
      const std::pair score(filled_classes(classes, values), -fullest_share(classes, values, none));
      if (best_score.first > 0 && score <= best_score) continue;
      best_score = score;
      best = std::move(classes);
    }
  }
  return best;
}

}  // namespace

double rounded(double value, int digits) {
  // Through decimal text, so that 0.3 comes out as 0.3 and not as 3 times 0.1.
  return parse_number(fmt::format("{:.{}e}", value, digits - 1)).value_or(value);
}

double round_up(double value) {
  if (!(value > 0.0)) return 1.0;
  double power = 1.0;
  while (power * 10.0 <= value) power *= 10.0;
  while (power > value) power /= 10.0;
  for (const double step : {1.0, 2.0, 5.0}) {
    if (power * step >= value) return rounded(power * step, 1);
  }
  return rounded(power * 10.0, 1);
}

const ColourClass& class_of(const std::vector<ColourClass>& classes, double value) {
  for (const ColourClass& each : classes) {
    if (value >= each.low && value <= each.high) return each;
  }
  return value < classes.front().low ? classes.front() : classes.back();
}

std::size_t filled_classes(const std::vector<ColourClass>& classes,
                           const std::vector<double>& values) {
  std::vector<char> filled(classes.size(), 0);
  for (const double value : values) {
    filled[static_cast<std::size_t>(&class_of(classes, value) - classes.data())] = 1;
  }
  return static_cast<std::size_t>(std::count(filled.begin(), filled.end(), 1));
}

std::vector<ColourClass> load_classes(const std::vector<double>& values) {
  const std::vector<Colour> colours(kLoadColours.begin(), kLoadColours.end());
  const auto scaled = [&](double factor) {
    std::vector<double> bounds{0.0};
    for (const double step : {0.1, 0.3, 0.5, 0.8, 1.0}) bounds.push_back(rounded(factor * step, 2));
    bounds.push_back(kOpenEnd);
    return between(bounds, colours);
  };
  // The steps that planners know, or the same ones smaller where all roads are nearly empty.
  for (const double factor : {1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001}) {
    std::vector<ColourClass> classes = scaled(factor);
    if (filled_classes(classes, values) >= 4) return classes;
  }
  std::vector<double> bounds = quantile_steps(values, kLoadColours.size());
  // With fewer than four different values: the known steps.
  if (bounds.size() < 3) return scaled(1.0);
  bounds.insert(bounds.begin(), 0.0);
  bounds.push_back(kOpenEnd);
  return between(bounds, colours);
}

std::vector<ColourClass> difference_classes(const std::vector<double>& values) {
  double largest = 0.0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  if (largest == 0.0) return diverging({1.0, 2.0}, 0.1, {1.0, 2.0});
  const double none = rounded(largest / 1000.0, 1);
  std::vector<double> less;
  std::vector<double> more;
  for (const double value : values) {
    if (value < -none) less.push_back(-value);
    if (value > none) more.push_back(value);
  }
  const std::vector<ColourClass> classes = round_difference_classes(values, none, largest);
  if (filled_classes(classes, values) >= 4) return classes;
  return diverging(quantile_steps(less, 3), none, quantile_steps(more, 3));
}

}  // namespace landlink::output
