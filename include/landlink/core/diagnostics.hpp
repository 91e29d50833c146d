#pragma once

#include <optional>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/geo.hpp"

namespace landlink {

enum class Severity { note, warning, error };

/// "note", "warning" or "error".
const char* name_of(Severity severity);

/// One fault or repair found in the data.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< short stable name of the kind of fault, such as "dangling_end"
  Place place = {};
  std::string problem = {};
  std::string remedy = {};
  std::optional<LonLat> where = std::nullopt;  ///< for the issues layer
};

/// Collects faults so that 300 of them do not take 300 runs.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void error(std::string code, Place place, std::string problem, std::string remedy = {});
  void warning(std::string code, Place place, std::string problem, std::string remedy = {});
  void note(std::string code, Place place, std::string problem, std::string remedy = {});

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  [[nodiscard]] std::size_t count(Severity severity) const;

  /// Throws Error when there is an error: the message of the first, and a count and list of up to
  /// nine more.
  void stop_on_errors() const;

 private:
  std::vector<Diagnostic> all_;
};

}  // namespace landlink
