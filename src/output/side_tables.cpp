#include "side_tables.hpp"

#include "csv_text.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/permits.hpp"
#include "landlink/appraise/side_prices.hpp"

namespace landlink::output {

std::vector<TextFile> side_tables(const ScenarioResults& results) {
  const AssignmentResult& flows = results.flows;
  if (flows.side_constraints.empty()) return {};
  const AssignmentProblem problem = assignment_problem(results.model);
  CsvText limits(
      "constraint,name,unit,limit_per_h,value_per_h,multiplier_h,violation,complementarity");
  for (std::size_t c = 0; c < flows.side_constraints.size(); ++c) {
    const SideConstraint& constraint = problem.side_constraints[c];
    const SideConstraintState& state = flows.side_constraints[c];
    limits.row(c, constraint.name, constraint.unit, constraint.limit, state.value, state.multiplier,
               state.violation, state.complementarity);
  }
  CsvText terms("constraint,class,link,coefficient");
  for (std::size_t c = 0; c < flows.side_constraints.size(); ++c) {
    for (const SideTerm& term : problem.side_constraints[c].terms) {
      terms.row(c, term.user_class, term.link.index(), term.coefficient);
    }
  }
  CsvText prices("class,link,price_h");
  bool any_price = false;
  const auto by_class = side_prices(problem, flows);
  for (std::size_t k = 0; k < by_class.size(); ++k) {
    for (std::size_t link = 0; link < by_class[k].size(); ++link) {
      if (by_class[k][link] == 0.0) continue;
      prices.row(k, link, by_class[k][link]);
      any_price = true;
    }
  }
  std::vector<TextFile> files{{"side_constraints.csv", limits.text()},
                              {"side_terms.csv", terms.text()}};
  if (any_price) files.push_back({"side_prices.csv", prices.text()});
  const std::vector<PermitReport> permits = permit_reports(results.model, problem, flows);
  if (permits.empty()) return files;
  CsvText table(
      "vehicle_country,in_country,permits_per_day,used_per_day,worth_h,worth_usd,"
      "rent_usd_per_day");
  for (const PermitReport& permit : permits) {
    table.row(permit.vehicle.text(), permit.country.text(), permit.permits_per_day,
              permit.used_per_day, permit.worth_h, permit.worth_usd,
              permit.worth_usd * permit.used_per_day);
  }
  files.push_back({"permits.csv", table.text()});
  return files;
}

}  // namespace landlink::output
