#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/gis/network_layers.hpp"
#include "result_rows.hpp"

namespace landlink::output {

/// What a map shows of a case, read back from its folder. Rows point into the vectors beside them,
/// so that it can be moved and not copied.
struct WrittenMap {
  WrittenMap() = default;
  WrittenMap(WrittenMap&&) = default;
  WrittenMap& operator=(WrittenMap&&) = default;

  std::string title = {};
  std::string base = {};  ///< the name of the base case
  std::string attribution = {};
  int year = 0;
  bool converged = true;

  std::vector<Province> provinces = {};
  std::vector<LinkAttributes> attributes = {};
  std::vector<LinkRow> links = {};  ///< with the base's freight, where there is a base
  std::vector<BorderCheckpoint> posts = {};
  std::vector<CheckpointRow> checkpoints = {};
  std::vector<Zone> places = {};
  std::vector<ZoneRow> zones = {};

  Indicators now = {};  ///< those that maps print
  Indicators before = {};
  double npv_usd = 0.0;
  double discount_rate = 0.0;
  std::vector<double> eirr = {};
};

/// Throws Error for a folder that is none of a scenario with an appraisal.
WrittenMap read_written_map(const std::filesystem::path& folder);

/// Links of `now` with the freight of `before` in the place of their base's; those that only
/// `before` has come last, without freight. What either case changed has its status.
std::vector<LinkRow> against(const std::vector<LinkRow>& now, const std::vector<LinkRow>& before);

}  // namespace landlink::output
