#include "landlink/study/tntp_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "landlink/paths/skim.hpp"

namespace landlink {

namespace {

CsvTable read_table(const std::filesystem::path& file) {
  return CsvTable::parse(read_possibly_gzipped(file), file.string());
}

/// Finds links, zones and classes by what tables call them.
class Names {
 public:
  explicit Names(const TntpAssignment& assignment) : assignment_(&assignment) {
    for (const LinkId link : assignment.graph().links()) {
      const TntpLink& row = assignment.network().links[assignment.graph().order()[link.index()]];
      links_[{row.from, row.to}].push_back(link);
    }
    const AssignmentProblem& problem = assignment.problem();
    for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
      zones_[assignment.node_number(problem.centroids[zone])] = ZoneId{zone};
    }
    for (const UserClass& user_class : problem.classes) classes_.push_back(user_class.name);
  }

  [[nodiscard]] const std::vector<LinkId>* links(TntpNodeNumber from, TntpNodeNumber to) const {
    const auto found = links_.find({from, to});
    return found == links_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] const std::vector<LinkId>& links(const CsvRow& row) const {
    const TntpNodeNumber from = row.integer("from");
    const TntpNodeNumber to = row.integer("to");
    const std::vector<LinkId>* const found = links(from, to);
    if (found == nullptr) {
      throw Error(row.place("from"), fmt::format("no link {} to {} in the network", from, to),
                  "name the ends of a link of the network file");
    }
    return *found;
  }
  /// Nothing for a node that no trips touch.
  [[nodiscard]] std::optional<ZoneId> zone(const CsvRow& row, std::string_view column) const {
    const auto found = zones_.find(row.integer(column));
    return found == zones_.end() ? std::nullopt : std::optional(found->second);
  }
  /// The class of a row, or all where it names none.
  [[nodiscard]] std::vector<std::size_t> classes(const CsvTable& table, const CsvRow& row) const {
    std::vector<std::size_t> result;
    if (!table.has_column("class") || row.text("class").empty()) {
      for (std::size_t k = 0; k < classes_.size(); ++k) result.push_back(k);
      return result;
    }
    const auto found = std::find(classes_.begin(), classes_.end(), row.text("class"));
    if (found == classes_.end()) {
      throw Error(row.place("class"),
                  fmt::format("unknown class '{}'", printable(row.text("class"))),
                  name_remedy(row.text("class"), classes_));
    }
    result.push_back(static_cast<std::size_t>(found - classes_.begin()));
    return result;
  }

 private:
  const TntpAssignment* assignment_;
  std::map<std::pair<TntpNodeNumber, TntpNodeNumber>, std::vector<LinkId>> links_;
  std::map<TntpNodeNumber, ZoneId> zones_;
  std::vector<std::string> classes_;
};

std::optional<double> optional_cell(const CsvTable& table, const CsvRow& row,
                                    std::string_view column) {
  return table.has_column(column) ? row.optional_number(column) : std::nullopt;
}

/// Least costs of a class between all zones on the empty network.
Skims empty_network_skims(const AssignmentProblem& problem, std::size_t user_class) {
  return skim({.graph = *problem.graph,
               .centroids = problem.centroids,
               .cost = problem.classes[user_class].constant_cost,
               .closed_to_through = problem.closed_to_through});
}

}  // namespace

void read_side_constraints(const std::filesystem::path& file, TntpAssignment& assignment) {
  const CsvTable table = read_table(file);
  table.expect_columns({"constraint", "limit", "from", "to"}, {"class", "coefficient", "unit"});
  const Names names(assignment);
  std::vector<SideConstraint>& constraints = assignment.problem().side_constraints;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const std::string& name = row.required_text("constraint");
    const double limit = row.number("limit");
    if (limit < 0.0) {
      throw Error(row.place("limit"), fmt::format("a limit of {}", limit), "give at least 0");
    }
    const auto [at, is_new] = known.try_emplace(name, constraints.size());
    if (is_new) constraints.push_back({.name = name, .limit = limit});
    SideConstraint& constraint = constraints[at->second];
    if (constraint.limit != limit) {
      throw Error(row.place("limit"),
                  fmt::format("a limit of {} where '{}' has {} above", limit, printable(name),
                              constraint.limit),
                  "give all rows of a constraint one limit");
    }
    if (table.has_column("unit") && !row.text("unit").empty()) constraint.unit = row.text("unit");
    const double coefficient = optional_cell(table, row, "coefficient").value_or(1.0);
    if (!(coefficient > 0.0)) {
      throw Error(row.place("coefficient"), fmt::format("a coefficient of {}", coefficient),
                  "give what one vehicle takes, above 0, or leave the row out");
    }
    for (const LinkId link : names.links(row)) {
      for (const std::size_t k : names.classes(table, row)) {
        for (const SideTerm& term : constraint.terms) {
          if (term.user_class != k || term.link != link) continue;
          throw Error(row.place("from"), "the same class and link twice in one constraint",
                      "add the coefficients up in one row");
        }
        constraint.terms.push_back({k, link, coefficient});
      }
    }
  }
}

void read_link_pce(const std::filesystem::path& file, TntpAssignment& assignment) {
  const CsvTable table = read_table(file);
  table.expect_columns({"class", "from", "to", "pce"});
  const Names names(assignment);
  AssignmentProblem& problem = assignment.problem();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const double pce = row.number("pce");
    if (!(pce > 0.0)) {
      throw Error(row.place("pce"), fmt::format("a pce of {}", pce),
                  "give the passenger-car equivalents of a vehicle, above 0");
    }
    for (const std::size_t k : names.classes(table, row)) {
      UserClass& user_class = problem.classes[k];
      if (user_class.link_pce.empty()) {
        user_class.link_pce.assign(problem.graph->link_count(), user_class.pce);
      }
      for (const LinkId link : names.links(row)) user_class.link_pce[link.index()] = pce;
    }
  }
}

void make_demand_elastic(const ElasticDemandTable& settings, TntpAssignment& assignment) {
  struct Row {
    std::optional<double> cost = {};
    std::optional<double> elasticity = {};
  };
  std::map<std::tuple<std::size_t, ZoneId, ZoneId>, Row> rows;
  if (!settings.reference_costs.empty()) {
    const CsvTable table = read_table(settings.reference_costs);
    table.expect_columns({"origin", "destination"}, {"class", "cost", "elasticity"});
    const Names names(assignment);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const CsvRow row = table.row(i);
      const auto origin = names.zone(row, "origin");
      const auto destination = names.zone(row, "destination");
      const Row values{optional_cell(table, row, "cost"), optional_cell(table, row, "elasticity")};
      if (values.cost && !(*values.cost > 0.0)) {
        throw Error(row.place("cost"), fmt::format("a cost of {}", *values.cost),
                    "give it above 0");
      }
      if (values.elasticity && !(*values.elasticity < 0.0)) {
        throw Error(row.place("elasticity"), fmt::format("an elasticity of {}", *values.elasticity),
                    "give a number below 0");
      }
      for (const std::size_t k : names.classes(table, row)) {
        if (!origin || !destination) continue;  // no trips there
        if (!rows.try_emplace({k, *origin, *destination}, values).second) {
          throw Error(row.place("destination"), "the same class and zones twice",
                      "give each pair of zones one row");
        }
      }
    }
  }
  AssignmentProblem& problem = assignment.problem();
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    UserClass& user_class = problem.classes[k];
    user_class.elastic = {.form = settings.form,
                          .least_share = settings.least_share,
                          .most_share = settings.most_share};
    const Skims empty = empty_network_skims(problem, k);
    for (const OdEntry& entry : user_class.demand_per_h.entries()) {
      const auto found = rows.find({k, entry.origin, entry.destination});
      const Row row = found == rows.end() ? Row{} : found->second;
      const double on_empty = empty.cost[empty.cell(entry.origin, entry.destination)];
      const double cost = row.cost.value_or(on_empty);
      const auto elasticity = row.elasticity ? row.elasticity : settings.elasticity;
      const bool within = entry.origin == entry.destination;
      const auto pair = [&] {
        return fmt::format("class '{}' from zone {} to zone {}", user_class.name,
                           assignment.node_number(problem.centroids[entry.origin.index()]),
                           assignment.node_number(problem.centroids[entry.destination.index()]));
      };
      if (!within && !elasticity) {
        throw Error({.feature = pair()}, "no elasticity",
                    "give one for all with --elasticity, or a row of the table of reference costs");
      }
      if (!within && !(cost > 0.0 && std::isfinite(cost))) {
        throw Error({.feature = pair()}, fmt::format("a reference cost of {}", cost),
                    "give its cost in the table of reference costs, or take the trips out");
      }
      user_class.elastic.reference_cost.push_back(within ? 1.0 : cost);
      user_class.elastic.elasticity.push_back(within ? -1.0 : *elasticity);
    }
  }
}

std::string side_constraints_text(const TntpAssignment& assignment,
                                  const AssignmentResult& result) {
  std::string text = "constraint,unit,limit,value,multiplier,violation,complementarity\n";
  const std::vector<SideConstraint>& constraints = assignment.problem().side_constraints;
  for (std::size_t c = 0; c < constraints.size(); ++c) {
    const SideConstraintState& state = result.side_constraints[c];
    text += fmt::format("{},{},{},{},{},{},{}\n", csv_cell(constraints[c].name),
                        csv_cell(constraints[c].unit), shortest_text(constraints[c].limit),
                        shortest_text(state.value), shortest_text(state.multiplier),
                        shortest_text(state.violation), shortest_text(state.complementarity));
  }
  return text;
}

std::string demand_text(const TntpAssignment& assignment, const AssignmentResult& result) {
  std::string text = "class,origin,destination,reference,vehicles\n";
  const AssignmentProblem& problem = assignment.problem();
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const UserClass& user_class = problem.classes[k];
    for (const OdEntry& entry : user_class.demand_per_h.entries()) {
      const double met = result.elastic
                             ? result.elastic->demand_per_h[k].at(entry.origin, entry.destination)
                             : entry.value;
      text += fmt::format("{},{},{},{},{}\n", csv_cell(user_class.name),
                          assignment.node_number(problem.centroids[entry.origin.index()]),
                          assignment.node_number(problem.centroids[entry.destination.index()]),
                          shortest_text(entry.value), shortest_text(met));
    }
  }
  return text;
}

std::string link_uses_text(const TntpAssignment& assignment, const AssignmentResult& result,
                           std::span<const LinkUse> uses) {
  std::string text = "class,origin,destination,vehicles,share\n";
  const AssignmentProblem& problem = assignment.problem();
  for (const LinkUse& use : uses) {
    const OdMatrix& demand = result.elastic ? result.elastic->demand_per_h[use.user_class]
                                            : problem.classes[use.user_class].demand_per_h;
    text += fmt::format("{},{},{},{},{}\n", csv_cell(problem.classes[use.user_class].name),
                        assignment.node_number(problem.centroids[use.origin.index()]),
                        assignment.node_number(problem.centroids[use.destination.index()]),
                        shortest_text(use.volume_per_h),
                        shortest_text(use.volume_per_h / demand.at(use.origin, use.destination)));
  }
  return text;
}

std::vector<LinkId> links_named(const TntpAssignment& assignment, const std::string& name) {
  const Names names(assignment);
  const Place place{.feature = fmt::format("--select-link {}", printable(name))};
  const std::vector<std::string> ends = split(name, '-');
  const auto row = ends.size() == 1 ? parse_integer(ends[0]) : std::nullopt;
  if (row && *row >= 1 && static_cast<std::size_t>(*row) <= assignment.network().links.size()) {
    for (const LinkId link : assignment.graph().links()) {
      if (assignment.graph().order()[link.index()] + 1 == static_cast<std::uint32_t>(*row)) {
        return {link};
      }
    }
  }
  const auto from = ends.size() == 2 ? parse_integer(ends[0]) : std::nullopt;
  const auto to = ends.size() == 2 ? parse_integer(ends[1]) : std::nullopt;
  const std::vector<LinkId>* const found = from && to ? names.links(*from, *to) : nullptr;
  if (found == nullptr) {
    throw Error(place, "no such link",
                "name its ends as FROM-TO, or its row of the network file, from 1");
  }
  return *found;
}

}  // namespace landlink
