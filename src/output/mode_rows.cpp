#include "mode_rows.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "landlink/appraise/measure.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink::output {

namespace {

template <class Place>
void fill_place(const std::vector<Place>& places, const std::string& id, TerminalRow& row) {
  const auto found = std::ranges::find(places, id, &Place::id);
  if (found == places.end()) return;
  row.name = found->name;
  row.position = found->position;
}

void fill_place(const OtherModes& modes, TerminalRow& row) {
  const FeatureRef& source = row.use.source;
  if (source.layer == "stations") fill_place(modes.stations, source.id, row);
  if (source.layer == "ports") fill_place(modes.ports, source.id, row);
  if (source.layer == "airports") fill_place(modes.airports, source.id, row);
}

/// Limit, what counts towards it, and its worth.
void fill_limit(const ScenarioResults& results, const AssignmentProblem& problem,
                TerminalRow& row) {
  const TransportModel& model = results.model;
  const Network& network = model.network;
  FacilityId facility;
  for (std::size_t f = 0; f < network.facilities().size(); ++f) {
    const FeatureRef& source = network.facilities()[FacilityId{f}].source;
    if (source.layer == row.use.source.layer && source.id == row.use.source.id) {
      facility = FacilityId{f};
    }
  }
  if (!facility.valid()) return;
  // A facility may serve modes of which this row is one.
  row.limit_t_per_day = network.facilities()[facility].capacity_t_per_day;
  for (std::size_t c = 0; c < problem.side_constraints.size(); ++c) {
    const SideConstraint& limit = problem.side_constraints[c];
    const LinkId first = limit.terms.front().link;
    if (network.link(first).facility != facility ||
        limit.limit != row.limit_t_per_day) {
      continue;
    }
    double usd = 0.0;
    for (const SideTerm& term : limit.terms) {
      const ClassId id{term.user_class};
      const double per_h = results.flows.volume_per_h[term.user_class][term.link.index()];
      row.limited_t += per_h * term.coefficient;
      if (c >= results.flows.side_constraints.size()) continue;
      // What those who pay the price pay in a day.
      usd += vehicles_per_day(per_h, model.cost_settings) * term.coefficient *
             results.flows.side_constraints[c].multiplier * model.classes[id].usd_per_vehicle_h;
    }
    if (row.limited_t > 0.0) row.worth_usd_per_t = usd / row.limited_t;
    return;
  }
}

}  // namespace

std::vector<TerminalRow> terminal_rows(const ScenarioResults& results) {
  std::vector<TerminalRow> rows;
  for (TerminalUse& use : terminal_report(results.model, results.flows)) {
    rows.push_back({.use = std::move(use)});
  }
  if (rows.empty() && results.base == nullptr) return rows;
  const auto same = [](const TerminalRow& row, const TerminalUse& use) {
    return row.use.source == use.source && row.use.mode == use.mode;
  };
  if (results.base != nullptr) {
    for (TerminalUse& use : terminal_report(results.base->model, results.base->flows)) {
      auto row = std::ranges::find_if(rows, [&](const TerminalRow& each) { return same(each, use); });
      const double handled = use.loaded_t + use.unloaded_t + use.passed_t;
      if (row == rows.end()) {
        rows.push_back({.use = {.source = use.source, .mode = use.mode}});
        row = std::prev(rows.end());
      }
      row->base_t = handled;
    }
    std::ranges::sort(rows, {}, [](const TerminalRow& row) {
      return std::tuple(row.use.source.layer, row.use.source.id, row.use.mode);
    });
  }
  const AssignmentProblem problem = assignment_problem(results.model);
  for (TerminalRow& row : rows) {
    fill_place(results.model.other_modes, row);
    fill_limit(results, problem, row);
  }
  return rows;
}

}  // namespace landlink::output
