#include "fixed_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace landlink {

namespace {

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

FixedPoint::FixedPoint(const AssignmentProblem& problem, const ClassCosts& costs,
                       LogitLoading& loading, const LimitPrices* limits)
    : problem_(&problem),
      costs_(&costs),
      loading_(&loading),
      limits_(limits),
      links_(problem.graph->link_count()),
      size_(links_ + (limits != nullptr ? limits->size() : 0)),
      direction_(size_),
      scratch_(size_),
      best_error_(std::numeric_limits<double>::infinity()) {
  for (Point* point : {&here_, &trial_}) {
    point->volume.assign(size_, 0.0);
    point->delay.assign(size_, 0.0);
    point->slope.assign(size_, 0.0);
    point->loaded.assign(size_, 0.0);
  }
}

void FixedPoint::costs_at(std::span<const double> volume, std::span<double> cost) const {
  costs_->delays_at(volume.first(links_), cost.first(links_));
  if (limits_ != nullptr) limits_->prices(volume.subspan(links_), cost.subspan(links_));
}

void FixedPoint::evaluate(Point& point) {
  has_direction_ = false;
  costs_at(point.volume, point.delay);
  for (std::size_t link = 0; link < links_; ++link) {
    if (std::isfinite(point.delay[link])) continue;
    throw Error(
        place_of_link(*problem_, LinkId{link}),
        fmt::format("the delay became {} at {} pcu/h", point.delay[link], point.volume[link]),
        fmt::format("check the parameters of its delay function '{}'",
                    problem_->delays->spec(LinkId{link}).function),
        ExitCode::internal);
  }
  const std::span<const double> volume(point.volume);
  const std::span<double> slope(point.slope);
  costs_->slopes_at(volume.first(links_), slope.first(links_));
  if (limits_ != nullptr) limits_->slopes(volume.subspan(links_), slope.subspan(links_));
  // Some functions start with an infinite slope.
  constexpr double kSteepest = 1e12;
  for (double& each : point.slope) each = each < kSteepest ? each : kSteepest;
  loading_->load(point.delay, point.loaded);
  point.dual = dot(point.volume, point.delay) - costs_->delay_integral(volume.first(links_)) -
               loading_->expected_cost();
  if (limits_ != nullptr) point.dual -= limits_->integral(volume.subspan(links_));
}

void FixedPoint::start(std::vector<double> volume) {
  here_.volume = std::move(volume);
  here_.volume.resize(size_, 0.0);
  evaluate(here_);
  best_error_ = std::numeric_limits<double>::infinity();
  since_best_ = 0;
}

void FixedPoint::reprice() {
  std::vector<double> volume = here_.loaded;
  if (limits_ != nullptr) limits_->restart(std::span<double>(volume).subspan(links_));
  start(std::move(volume));
}

void FixedPoint::start() {
  start(std::vector<double>(links_, 0.0));
  here_.volume = here_.loaded;
  constexpr int kAverages = 4;
  for (int i = 0; i < kAverages; ++i) {
    evaluate(here_);
    for (std::size_t at = 0; at < size_; ++at) {
      here_.volume[at] += (here_.loaded[at] - here_.volume[at]) / (i + 2.0);
    }
  }
  evaluate(here_);
}

void FixedPoint::find_newton_direction() {
  if (has_direction_) return;
  has_direction_ = true;
  // y + sqrt(S) H sqrt(S) y = sqrt(S) r, and then dv = r - H sqrt(S) y.
  std::vector<double> root(size_);
  std::vector<double> rest(size_);
  for (std::size_t i = 0; i < size_; ++i) {
    root[i] = std::sqrt(here_.slope[i]);
    direction_[i] = here_.loaded[i] - here_.volume[i];
    rest[i] = root[i] * direction_[i];
  }
  std::vector<double> search = rest;
  std::vector<double> pushed(size_);
  double norm = dot(rest, rest);
  // Far closer than steps that are not exact anyway need, but few products more.
  constexpr double kTolerance = 0.01;
  constexpr int kMostProducts = 200;
  const double goal = kTolerance * kTolerance * norm;
  for (int i = 0; i < kMostProducts && norm > goal && norm > 0.0; ++i) {
    for (std::size_t a = 0; a < size_; ++a) scratch_[a] = root[a] * search[a];
    loading_->derivative(scratch_, pushed);  // -H sqrt(S) search
    double curvature = 0.0;
    for (std::size_t a = 0; a < size_; ++a) {
      curvature += search[a] * (search[a] - root[a] * pushed[a]);
    }
    if (!(curvature > 0.0)) break;
    const double length = norm / curvature;
    for (std::size_t a = 0; a < size_; ++a) {
      direction_[a] += length * pushed[a];
      rest[a] -= length * (search[a] - root[a] * pushed[a]);
    }
    const double next = dot(rest, rest);
    for (std::size_t a = 0; a < size_; ++a) search[a] = rest[a] + next / norm * search[a];
    norm = next;
  }
}

double FixedPoint::error() const {
  double sum = 0.0;
  for (std::size_t i = 0; i < size_; ++i) {
    const bool counts = i < links_ || here_.slope[i] > 0.0;
    if (counts) sum += std::abs(here_.loaded[i] - here_.volume[i]);
  }
  return sum;
}

double FixedPoint::slope_along(const Point& point) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < size_; ++i) {
    if (direction_[i] == 0.0) continue;
    sum += point.slope[i] * (point.volume[i] - point.loaded[i]) * direction_[i];
  }
  return sum;
}

bool FixedPoint::search() {
  const double at_start = slope_along(here_);
  // Rounding hides what a step gains where it gains next to nothing.
  constexpr double kRounding = 1e-12;
  const double slack = kRounding * (std::abs(here_.dual) + std::abs(loading_->expected_cost()));
  if (at_start > 0.0) return false;
  constexpr int kMostTrials = 60;
  constexpr double kEnough = 0.5;
  double low = 0.0;
  double low_slope = at_start;
  double high = 1.0;
  double high_slope = 0.0;
  bool bracketed = false;
  step_size_ = 1.0;
  for (int trial = 0; trial < kMostTrials; ++trial) {
    for (std::size_t i = 0; i < size_; ++i) {
      trial_.volume[i] = std::max(0.0, here_.volume[i] + step_size_ * direction_[i]);
    }
    evaluate(trial_);
    const double slope = slope_along(trial_);
    const bool lower = trial_.dual <= here_.dual + slack;
    const bool flat = std::abs(slope) <= -kEnough * at_start;
    // A full step that still descends is Newton's own; a shorter one is to use up the descent.
    if (lower && (flat || (slope <= 0.0 && !bracketed))) {
      std::swap(here_, trial_);
      return true;
    }
    if (slope > 0.0 || !lower) {
      high = step_size_;
      high_slope = slope;
      bracketed = true;
    } else {
      low = step_size_;
      low_slope = slope;
    }
    // Secants where both slopes tell something, halves in between: slopes differ by powers of ten.
    double next = 0.5 * (low + high);
    if (trial % 2 == 0 && high_slope > 0.0) {
      next = low + (high - low) * low_slope / (low_slope - high_slope);
      const double margin = 0.05 * (high - low);
      next = std::clamp(next, low + margin, high - margin);
    }
    step_size_ = next;
    constexpr double kNoStep = 1e-14;
    if (high - low < kNoStep * high) break;
  }
  if (low == 0.0) return false;
  step_size_ = low;
  for (std::size_t i = 0; i < size_; ++i) {
    here_.volume[i] = std::max(0.0, here_.volume[i] + step_size_ * direction_[i]);
  }
  evaluate(here_);
  return true;
}

bool FixedPoint::step() {
  const double now = error();
  if (now == 0.0) return false;
  constexpr double kProgress = 0.9;
  if (now < kProgress * best_error_) {
    best_error_ = now;
    since_best_ = 0;
  } else {
    ++since_best_;
  }
  constexpr int kPatience = 6;
  const bool newton = since_best_ % kPatience != kPatience - 1;
  if (newton) {
    find_newton_direction();
    if (search()) return true;
    evaluate(here_);  // the loading holds the flows of the last trial
  }
  for (std::size_t i = 0; i < size_; ++i) direction_[i] = here_.loaded[i] - here_.volume[i];
  if (search()) return true;
  evaluate(here_);
  return false;
}

double FixedPoint::residual() {
  costs_at(here_.loaded, scratch_);
  return loading_->residual(scratch_);
}

std::optional<double> FixedPoint::polish(double goal) {
  find_newton_direction();
  for (std::size_t i = 0; i < size_; ++i) scratch_[i] = here_.slope[i] * direction_[i];
  if (!loading_->propose(scratch_, trial_.loaded)) return {};
  costs_at(trial_.loaded, scratch_);
  const double residual = loading_->proposal_residual(scratch_);
  if (!(residual <= goal)) return {};
  loading_->adopt();
  here_.loaded = trial_.loaded;
  return residual;
}

}  // namespace landlink
