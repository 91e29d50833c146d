#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "landlink/assign/select_link.hpp"
#include "landlink/study/tntp_assignment.hpp"

namespace landlink {

// What an assignment of a TNTP network may ask beyond what its formats say, from CSV tables, and
// what comes of it. Links are named by their ends (all parallel ones), zones by node numbers, and a
// class by its name ("all" where there is no table of classes).

/// Adds side constraints: columns constraint, limit, from, to, and if wanted class (empty: every
/// class that the constraint names on that link), coefficient (per vehicle, 1) and unit. Rows of
/// one constraint stand anywhere and have the same limit. Throws Error naming file, line and
/// column.
void read_side_constraints(const std::filesystem::path& file, TntpAssignment& assignment);

/// Gives classes equivalents on links: columns class, from, to, pce. Links that the table does not
/// name keep the class's own. Throws Error as above.
void read_link_pce(const std::filesystem::path& file, TntpAssignment& assignment);

struct ElasticDemandTable {
  DemandForm form = DemandForm::power;
  std::optional<double> elasticity = {};       ///< of all pairs that no row gives one
  std::filesystem::path reference_costs = {};  ///< empty: costs of the empty network
  double least_share = 0.1;
  double most_share = 2.0;
};

/// Makes the demand of all classes elastic around the trip table. The table has columns origin,
/// destination, and if wanted class (all), cost (that of the empty network) and elasticity. Throws
/// Error for a pair that is left without an elasticity or without a way, and as above.
void make_demand_elastic(const ElasticDemandTable& table, TntpAssignment& assignment);

/// constraint, unit, limit, value, multiplier, violation, complementarity.
std::string side_constraints_text(const TntpAssignment& assignment, const AssignmentResult& result);

/// class, origin, destination, reference, vehicles: what trips were asked for and what was met.
std::string demand_text(const TntpAssignment& assignment, const AssignmentResult& result);

/// class, origin, destination, vehicles, share (of the class's trips between the two).
std::string link_uses_text(const TntpAssignment& assignment, const AssignmentResult& result,
                           std::span<const LinkUse> uses);

/// The links that "FROM-TO" or a row of the network file, from 1, name. Throws Error for none.
std::vector<LinkId> links_named(const TntpAssignment& assignment, const std::string& name);

}  // namespace landlink
