#pragma once

#include <stdexcept>
#include <string>

namespace landlink {

/// What the program returns to the shell.
enum class ExitCode {
  done = 0,
  bad_input = 1,
  not_converged = 2,  ///< results are written and marked
  internal = 3,
  out_of_resources = 4,  ///< memory or disk
  batch_incomplete = 5,  ///< some scenarios of a batch failed
  interrupted = 130,
  terminated = 143,
};

/// Where a fault is: as much of this as is known.
struct Place {
  std::string file = {};
  int line = 0;    ///< from 1; 0 where unknown
  int column = 0;  ///< from 1; 0 where unknown
  std::string layer = {};
  std::string feature = {};
  std::string field = {};

  /// "roads.gpkg:12:3 layer 'roads' feature 4127 field 'lanes'"; empty if nothing is known.
  [[nodiscard]] std::string text() const;
};

/// The one exception type: a place, a problem and a remedy, written for the planner who must mend
/// the data. `what()` joins them as "place: problem; remedy".
class Error : public std::runtime_error {
 public:
  Error(Place place, std::string problem, std::string remedy = {},
        ExitCode exit_code = ExitCode::bad_input);

  [[nodiscard]] const Place& place() const { return place_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] const std::string& remedy() const { return remedy_; }
  [[nodiscard]] ExitCode exit_code() const { return exit_code_; }

 private:
  Place place_;
  std::string problem_;
  std::string remedy_;
  ExitCode exit_code_;
};

}  // namespace landlink
