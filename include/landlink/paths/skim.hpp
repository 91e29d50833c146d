#pragma once

#include <span>
#include <vector>

#include "landlink/network/graph.hpp"

namespace landlink {

/// What is to be skimmed. All must outlive the call.
struct SkimRequest {
  const Graph& graph;
  std::span<const NodeId> centroids;             ///< by ZoneId
  std::span<const double> cost;                  ///< by LinkId, not negative, infinite: never used
  std::span<const char> closed_to_through = {};  ///< by NodeId, or empty
  /// Further values of links, to be summed along the paths of least cost; each by LinkId.
  std::vector<std::span<const double>> attributes = {};
  /// By ZoneId: rows that are not wanted are left infinite. Empty: all are.
  std::span<const char> wanted_origins = {};
};

/// Zone-to-zone values, row by origin. Zero within a zone.
struct Skims {
  std::size_t zones = 0;
  std::vector<double> cost = {};  ///< zones x zones; infinite where no path leads
  /// By attribute: zones x zones; infinite where no path leads.
  std::vector<std::vector<double>> attributes = {};

  [[nodiscard]] std::size_t cell(ZoneId origin, ZoneId destination) const {
    return origin.index() * zones + destination.index();
  }
};

/// Least costs between all zones, in parallel over origins. Paths are those of ShortestPathSearch.
Skims skim(const SkimRequest& request);

}  // namespace landlink
