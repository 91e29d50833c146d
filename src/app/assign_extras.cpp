#include "assign_extras.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

#include "assignment_report.hpp"

namespace landlink::app {

namespace {

constexpr std::array kForms{DemandForm::power, DemandForm::exponential, DemandForm::linear};

/// Who uses a link, from the paths of a run or from its bushes.
std::vector<LinkUse> uses_of(const AssignmentProblem& problem, const AssignmentResult& result,
                             const WarmStart* state, LinkId link) {
  if (result.paths != nullptr) return select_link(*result.paths, link);
  if (state != nullptr && state->fits(problem)) return state->link_uses(problem, link);
  throw Error({}, "the run keeps neither paths nor bushes to tell who uses a link",
              "choose 'gp', which keeps paths, or 'bush' without elastic demand or limits");
}

/// Uses of parallel links, one after another.
std::vector<LinkUse> uses_of(const AssignmentProblem& problem, const AssignmentResult& result,
                             const WarmStart* state, const std::vector<LinkId>& links) {
  std::vector<LinkUse> all;
  for (const LinkId link : links) {
    for (const LinkUse& use : uses_of(problem, result, state, link)) {
      const auto same = std::find_if(all.begin(), all.end(), [&](const LinkUse& other) {
        return other.user_class == use.user_class && other.origin == use.origin &&
               other.destination == use.destination;
      });
      if (same == all.end()) {
        all.push_back(use);
      } else {
        same->volume_per_h += use.volume_per_h;
      }
    }
  }
  return all;
}

}  // namespace

void add_extra_options(CLI::App& command, AssignExtras& extras) {
  command.add_option("--side-constraints", extras.side_constraints,
                     "limits on links and classes together (.csv: constraint, limit, from, to, and "
                     "if wanted class, coefficient, unit)");
  command.add_option("--prices", extras.prices,
                     "where to write value, multiplier, violation and complementarity of each side "
                     "constraint (.csv)");
  command.add_option("--link-pce", extras.link_pce,
                     "equivalents of classes on links (.csv: class, from, to, pce), by "
                     "diagonalisation");
  command
      .add_option("--elastic", extras.elastic,
                  "how demand answers to cost u, around the trips at the reference cost: power "
                  "(u/u0)^e, exponential exp(e (u/u0 - 1)), linear 1 + e (u/u0 - 1)")
      ->check(CLI::IsMember({"power", "exponential", "linear"}));
  command
      .add_option("--elasticity", extras.elasticity,
                  "of demand with respect to cost, for pairs that no row gives one")
      ->check(CLI::Range(-1e6, -1e-9));
  command.add_option(
      "--reference-costs", extras.reference_costs,
      "reference cost and elasticity of zone pairs (.csv: origin, destination, and if "
      "wanted class, cost, elasticity); by default costs of the empty network");
  command.add_option("--least-share", extras.least_share, "of the trips, that stay at any cost")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command.add_option("--most-share", extras.most_share, "of the trips, that come at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command.add_option("--demand", extras.demand,
                     "where to write the trips that were met, by class and zone pair (.csv)");
  command.add_option(
      "--select-link", extras.select_link,
      "a link, FROM-TO or its row in the network file, whose users to list in --uses");
  command.add_option("--uses", extras.uses,
                     "where to write class, origin, destination, vehicles and share of those who "
                     "use the link of --select-link (.csv)");
  command.add_option("--report", extras.report,
                     "where to write how the run ended, with gap and conservation (.json)");
}

void apply_extras(const AssignExtras& extras, TntpAssignment& assignment) {
  if (extras.select_link.empty() != extras.uses.empty()) {
    throw Error({}, "--select-link and --uses go together", "give both or neither");
  }
  if (extras.elastic.empty() && (extras.elasticity != 0.0 || !extras.reference_costs.empty())) {
    throw Error({}, "an elasticity or reference costs without --elastic",
                "say how demand answers: --elastic power, exponential or linear");
  }
  if (!extras.link_pce.empty()) read_link_pce(extras.link_pce, assignment);
  if (!extras.side_constraints.empty()) read_side_constraints(extras.side_constraints, assignment);
  if (!extras.elastic.empty()) {
    ElasticDemandTable table{.reference_costs = extras.reference_costs,
                             .least_share = extras.least_share,
                             .most_share = extras.most_share};
    for (const DemandForm form : kForms) {
      if (name_of(form) == extras.elastic) table.form = form;
    }
    if (extras.elasticity != 0.0) table.elasticity = extras.elasticity;
    make_demand_elastic(table, assignment);
  }
  if (!extras.select_link.empty()) (void)links_named(assignment, extras.select_link);
}

void print_extras(const TntpAssignment& assignment, const AssignmentResult& result) {
  if (result.gap_kind != GapKind::relative) {
    fmt::print("the gap is that of a {}: equivalents vary by link\n", name_of(result.gap_kind));
  }
  if (result.elastic) {
    double met = 0.0;
    for (const OdMatrix& demand : result.elastic->demand_per_h) met += demand.total();
    fmt::print(
        "demand met {:.9g} vehicles/h, demand gap {:.6e}; {} pairs at the least share, {} "
        "at the most\n",
        met, result.elastic->demand_gap, result.elastic->cells_at_least,
        result.elastic->cells_at_most);
  }
  for (std::size_t c = 0; c < result.side_constraints.size(); ++c) {
    const SideConstraint& constraint = assignment.problem().side_constraints[c];
    const SideConstraintState& state = result.side_constraints[c];
    fmt::print("limit {}: {:.9g} of {:.9g} {}/h, price {:.9g}\n", constraint.name, state.value,
               constraint.limit, constraint.unit, state.multiplier);
  }
}

std::vector<ExtraFile> extra_files(const AssignExtras& extras, const TntpAssignment& assignment,
                                   const AssignmentOptions& options, const AssignmentResult& result,
                                   const WarmStart* state) {
  std::vector<ExtraFile> files;
  if (!extras.prices.empty()) {
    files.push_back({extras.prices, side_constraints_text(assignment, result)});
  }
  if (!extras.demand.empty()) files.push_back({extras.demand, demand_text(assignment, result)});
  if (!extras.uses.empty()) {
    const std::vector<LinkUse> uses =
        uses_of(assignment.problem(), result, state, links_named(assignment, extras.select_link));
    files.push_back({extras.uses, link_uses_text(assignment, result, uses)});
  }
  if (!extras.report.empty()) {
    files.push_back({extras.report, assignment_report(assignment.problem(), options, result)});
  }
  return files;
}

}  // namespace landlink::app
