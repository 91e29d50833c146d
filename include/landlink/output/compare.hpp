#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace landlink {

/// What the results of one scenario say of it.
struct ComparedCase {
  std::string study = {};
  std::string scenario = {};
  std::string title = {};
  std::vector<std::string> interventions = {};
  double benefit_usd_per_year = 0.0;  ///< of users, governments and the world
  double capital_usd = 0.0;
  double npv_usd = 0.0;
  std::optional<double> benefit_cost_ratio = std::nullopt;
  std::vector<double> eirr = {};
  std::filesystem::path folder = {};
};

/// I_ij = B(ij) - B(i) - B(j): what two projects are worth together beyond their sum. Above zero
/// they help each other, below they compete.
struct Interaction {
  std::string first = {};
  std::string second = {};
  std::string together = {};  ///< the scenario with the interventions of both
  double benefit_usd_per_year = 0.0;
  double npv_usd = 0.0;
};

struct Comparison {
  std::vector<ComparedCase> cases = {};  ///< by net present value, best first
  std::vector<Interaction> interactions = {};
};

/// Reads results folders: of scenarios, or of studies with all their scenarios. Bases are left out.
/// Interactions are found by the interventions: a scenario whose list is that of two others
/// together. Throws Error for a folder without results, and for cases of different studies with
/// different bases, whose differences would mean nothing.
Comparison compare_results(const std::vector<std::filesystem::path>& folders);

/// Tables as text: `ranking.csv` and `interactions.csv`.
std::string ranking_text(const Comparison& comparison);
std::string interactions_text(const Comparison& comparison);

/// Writes a GeoPackage with the links of one results folder, their differences to those of another
/// and the styles of a scenario's own: what freight does in `now` and not in `before`.
void write_difference_map(const std::filesystem::path& now, const std::filesystem::path& before,
                          const std::filesystem::path& file);

}  // namespace landlink
