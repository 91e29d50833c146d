#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/scenario/scenario.hpp"

namespace landlink {

struct AppraisalSettings {
  double discount_rate = 0.0;
  int years = 0;
  double benefit_growth_per_year = 0.0;
  double days_per_year = 0.0;
};

/// A study file, read and checked: where the data is, the base, and the scenarios to hold against
/// it. Paths are resolved from the file's own folder.
struct Study {
  std::filesystem::path file = {};
  std::string id = {};  ///< stem of the file's name: folder of its results
  std::string name = {};
  std::string description = {};
  int year = 0;
  int network_year = 0;
  int month = 0;  ///< 1 to 12; 0 for the mean day of the year
  std::filesystem::path network = {};
  std::filesystem::path demand = {};
  AssignmentOptions assignment = {};
  AppraisalSettings appraisal = {};
  Scenario base = {};  ///< id "base"; its interventions make the base from the data
  std::vector<Scenario> scenarios = {};
};

/// Reads a study file. Throws Error with line, column and the nearest known key for anything that
/// is not as scenarios/README.md says.
Study read_study(const std::filesystem::path& file);

/// The same from text; `file` stands for its place.
Study parse_study(std::string_view text, const std::filesystem::path& file);

}  // namespace landlink
