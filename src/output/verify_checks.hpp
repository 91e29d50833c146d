#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>

#include "landlink/core/text.hpp"
#include "landlink/output/verify.hpp"

namespace landlink::output {

// Sums of at most some 1e5 terms in doubles, compensated, keep 1e-13 of their size; 1e-9 leaves
// room for the summation order of the assignment and none for a changed figure of nine digits.
inline constexpr double kRelative = 1e-9;

inline double relative(double difference, double size) {
  return size != 0.0 ? difference / std::abs(size) : difference;
}

/// Adds checks to a report.
class Checks {
 public:
  explicit Checks(VerifyReport& report) : report_(report) {}

  void add(std::string name, double value, double tolerance, std::string detail = {}) {
    // A value that is not a number fails.
    const bool ok = std::abs(value) <= tolerance;
    report_.checks.push_back({std::move(name), value, tolerance, ok, std::move(detail)});
  }

  void compare(std::string name, double found, double written, double tolerance = kRelative) {
    add(std::move(name), relative(found - written, written), tolerance,
        fmt::format("{} recomputed, {} written", shortest_text(found), shortest_text(written)));
  }

 private:
  VerifyReport& report_;
};

}  // namespace landlink::output
