#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace landlink {

/// One recomputed figure against what was written or must hold.
struct VerifyCheck {
  std::string name = {};
  double value = 0.0;      ///< what was found: a difference, a residual, a count of faults
  double tolerance = 0.0;  ///< the check holds where |value| <= tolerance
  bool ok = false;
  std::string detail = {};  ///< where it fails worst, or what the figures are
};

struct VerifyReport {
  std::string study = {};
  std::string scenario = {};
  std::vector<VerifyCheck> checks = {};
  [[nodiscard]] bool ok() const;
};

/// Recomputes a scenario's results from the files of its folder alone: checksums, conservation of
/// every class at every node, mass balance of every commodity from demand to class trips to links,
/// total cost, Beckmann's objective, cost on shortest paths, relative gap, and the totals of the
/// summary and of the GeoPackage's link layer.
///
/// Throws Error for a folder without a manifest or with tables that cannot be read.
VerifyReport verify_results(const std::filesystem::path& folder);

}  // namespace landlink
