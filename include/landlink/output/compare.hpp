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
  /// Of tables and files: the scenario, with its study's folder before it where two studies have
  /// one of that name: `route-9.four-lanes`.
  std::string name = {};
  std::vector<std::string> interventions = {};
  std::vector<int> openings = {};     ///< year of each intervention
  double benefit_usd_per_year = 0.0;  ///< with all of it open: of users, governments, the world
  double capital_usd = 0.0;
  double npv_usd = 0.0;
  std::optional<double> benefit_cost_ratio = std::nullopt;
  std::vector<double> eirr = {};
  std::filesystem::path folder = {};
};

/// I_ij = B(ij) - B(i) - B(j): what two projects are worth together beyond their sum. Above zero
/// they help each other, below they compete.
///
/// The streams behind the three net present values run to one last year and are discounted to one
/// year at one rate, and each project opens in the pair in the year in which it opens alone: only
/// years in which both are open add to the difference.
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
  /// Pairs left out of the interactions, and why.
  std::vector<std::string> notes = {};
};

/// Reads results folders: of scenarios, or of studies with all their scenarios. Bases are left out.
/// Interactions are found by the interventions: a scenario whose list is that of two others
/// together, each opening in the same year as there; a pair of which only the years differ is left
/// out with a note. Throws Error for a folder without results, for cases of different studies with
/// different bases, and for appraisals with another rate, discount year or last year, whose
/// differences would mean nothing.
Comparison compare_results(const std::vector<std::filesystem::path>& folders);

/// Tables as text: `ranking.csv` and `interactions.csv`.
std::string ranking_text(const Comparison& comparison);
std::string interactions_text(const Comparison& comparison);

/// Writes a GeoPackage with the links of one results folder, their differences to those of another
/// and the styles of a scenario's own: what freight does in `now` and not in `before`.
void write_difference_map(const std::filesystem::path& now, const std::filesystem::path& before,
                          const std::filesystem::path& file);

/// Draws the change of freight in each case as `<case>-against-<other>.png` and `.svg` in a folder:
/// against `before`, one of the cases, or against each one's own base where it is null. Bands and
/// colours of all maps have one scale. Returns the files. Throws Error as `compare_results` does.
std::vector<std::filesystem::path> draw_difference_maps(const std::vector<ComparedCase>& cases,
                                                        const ComparedCase* before,
                                                        const std::filesystem::path& folder);

}  // namespace landlink
