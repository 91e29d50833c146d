#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/border/post_days.hpp"
#include "landlink/scenario/scenario.hpp"

namespace landlink {

struct AppraisalSettings {
  double discount_rate = 0.0;
  int years = 0;
  double benefit_growth_per_year = 0.0;
  double days_per_year = 0.0;
  std::vector<double> ramp_up = {};  ///< shares of the benefits in the first years from opening
  int last_year = 0;                 ///< of costs and benefits; 0: `years` from the last opening
  int discount_to = 0;               ///< year of present values; 0: the study's first spending
  double carbon_usd_per_t = 0.0;     ///< what a tonne of CO2 costs the world
  double duty_rate = 0.0;            ///< of the value of imports
  std::vector<int> modelled_years = {};  ///< besides the study's year, ascending
};

/// A scenario or project that was refused and left out, for runs that go on without it.
struct RejectedScenario {
  std::string name = {};
  std::string complaint = {};
};

/// How freight answers to congestion and to what a scenario changes.
enum class DemandResponse {
  none,      ///< demand at the costs of the empty base network
  combined,  ///< distribution and assignment in equilibrium (Evans)
  elastic,   ///< of scenarios: tonnes by pair follow their price
};

std::string_view name_of(DemandResponse response);

struct DemandSettings {
  DemandResponse response = DemandResponse::none;
  double tolerance = 1e-4;  ///< of demand against demand at its own costs, relative
  int max_rounds = 20;      ///< assignments to find it
};

/// Which modes beside the truck freight may use, where the data has them.
struct StudyModes {
  bool rail = true;
  bool waterway = true;
  bool air = true;
  [[nodiscard]] bool any() const { return rail || waterway || air; }
};

/// A study file, read and checked: where the data is, the base, and the scenarios to hold against
/// it. Paths are resolved from the file's own folder.
struct Study {
  std::filesystem::path file = {};
  /// The files it is based on, nearest first, and the tables its projects came from.
  std::vector<std::filesystem::path> parents = {};
  std::vector<std::filesystem::path> project_tables = {};
  /// Of `file`, `parents` and `project_tables`, in this order, where read_study read them.
  std::vector<std::string> sha256_as_read = {};
  std::string id = {};  ///< stem of the file's name: folder of its results unless `output` says
  std::string name = {};
  std::string description = {};
  std::filesystem::path output = {};  ///< folder of its results within that of the run
  int year = 0;
  int network_year = 0;
  int month = 0;  ///< 1 to 12; 0 for the mean day of the year
  StudyModes modes = {};
  std::filesystem::path network = {};
  std::filesystem::path demand = {};
  std::filesystem::path matrix = {};  ///< a planner's own freight, CSV or OMX; empty without
  bool sum_duplicates = false;        ///< add rows of one pair in it instead of refusing them
  DemandSettings response = {};
  AssignmentOptions assignment = {};
  AppraisalSettings appraisal = {};
  ArrivalProfile arrivals_by_hour = even_arrivals();  ///< at border posts, for within-day reports
  double queue_period_h = 12.0;                       ///< CostSettings::checkpoint_period_h
  Scenario base = {};  ///< id "base"; its interventions make the base from the data
  std::vector<Scenario> scenarios = {};
  std::vector<RejectedScenario> rejected = {};
  std::vector<std::string> warnings = {};  ///< that do not stop it, one sentence each
};

struct StudyReadOptions {
  /// Leaves scenarios with faults out, and names them in Study::rejected, instead of throwing.
  bool keep_going = false;
};

/// The version of study files that this program reads: `schema_version` may not be above it.
inline constexpr int kStudySchemaVersion = 1;

/// Reads a study file. Throws Error with line, column and the nearest known key for anything that
/// is not as scenarios/README.md says: among other faults a cycle of studies or scenarios that are
/// based on each other, and a relative path that leads out of the project's folder, which is the
/// nearest one above the study that holds .git or gis, or else the parent of the study's folder.
Study read_study(const std::filesystem::path& file, const StudyReadOptions& options = {});

/// The same from text; `file` stands for its place.
Study parse_study(std::string_view text, const std::filesystem::path& file,
                  const StudyReadOptions& options = {});

}  // namespace landlink
