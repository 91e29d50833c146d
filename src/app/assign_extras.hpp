#pragma once

#include <string>
#include <vector>

#include "landlink/assign/warm_start.hpp"
#include "landlink/study/tntp_tables.hpp"

namespace CLI {
class App;
}

namespace landlink::app {

/// What `landlink assign` takes and writes beside networks, trips and flows: limits, elastic
/// demand, equivalents by link, who uses a link, and a report.
struct AssignExtras {
  std::string side_constraints;
  std::string prices;
  std::string link_pce;
  std::string elastic;  ///< a demand form; empty: fixed
  double elasticity = 0.0;
  std::string reference_costs;
  double least_share = 0.1;
  double most_share = 2.0;
  std::string demand;
  std::string select_link;
  std::string uses;
  std::string report;
};

void add_extra_options(CLI::App& command, AssignExtras& extras);

/// Puts what the tables say into the problem. Throws Error for what does not go together.
void apply_extras(const AssignExtras& extras, TntpAssignment& assignment);

/// A line for each limit, and for elastic demand.
void print_extras(const TntpAssignment& assignment, const AssignmentResult& result);

/// A file to be written.
struct ExtraFile {
  std::string path;
  std::string text;
};
/// The texts of all that was asked for; `state` is what the run has kept, or null. Throws Error
/// where neither has it.
std::vector<ExtraFile> extra_files(const AssignExtras& extras, const TntpAssignment& assignment,
                                   const AssignmentOptions& options, const AssignmentResult& result,
                                   const WarmStart* state);

}  // namespace landlink::app
