#include "landlink/study/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "landlink/assign/assign.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

/// A number of a link that interventions may change.
struct LinkField {
  const char* name;
  double (*value)(const LinkAttributes&);
};
constexpr LinkField kFields[] = {
    {"length_km", [](const LinkAttributes& a) { return a.length_km; }},
    {"lanes", [](const LinkAttributes& a) { return 2.0 * a.lanes; }},
    {"iri_m_per_km", [](const LinkAttributes& a) { return a.iri_m_per_km; }},
    {"speed_limit_kmh", [](const LinkAttributes& a) { return a.speed_limit_kmh; }},
    {"capacity_pcu_per_h", [](const LinkAttributes& a) { return a.capacity_pcu_per_h; }},
    {"axle_limit_t", [](const LinkAttributes& a) { return a.axle_limit_t; }},
    {"toll_usd", [](const LinkAttributes& a) { return a.toll_usd; }},
    {"open", [](const LinkAttributes& a) { return a.open ? 1.0 : 0.0; }},
};

/// Smallest and largest of the values of some links.
struct Range {
  double low = 0.0;
  double high = 0.0;
  bool empty = true;

  void add(double value) {
    low = empty ? value : std::min(low, value);
    high = empty ? value : std::max(high, value);
    empty = false;
  }
  [[nodiscard]] std::string text() const {
    const auto number = [](double v) {
      return std::isfinite(v) ? fmt::format("{:g}", v) : std::string("no limit");
    };
    return low == high ? number(low) : fmt::format("{} to {}", number(low), number(high));
  }
};

/// "asphalt" of each, by how many links: "dbst (12), gravel (3)".
std::string counted_names(const std::map<std::string, int>& names) {
  std::string text;
  for (const auto& [name, count] : names) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", name, count);
  }
  return text;
}

void explain_links(const NetworkDraft& before, const NetworkDraft& after, std::string& text) {
  std::vector<std::size_t> changed;
  std::map<std::pair<std::string, std::string>, double> km_of_feature;
  for (std::size_t i = 0; i < after.links.size(); ++i) {
    const LinkAttributes& link = after.links[i].attributes;
    if (i < before.links.size() && before.links[i].attributes == link) continue;
    changed.push_back(i);
    km_of_feature[{link.source.layer, link.source.id}] = link.length_km;
  }
  if (changed.empty()) return;
  double km = 0.0;
  for (const auto& [feature, length] : km_of_feature) km += length;
  text += fmt::format("      {} ({}), {:.1f} km\n", counted(changed.size(), "link"),
                      counted(km_of_feature.size(), "feature"), km);
  for (const LinkField& field : kFields) {
    Range from;
    Range to;
    std::size_t count = 0;
    for (const std::size_t i : changed) {
      if (i >= before.links.size()) {
        to.add(field.value(after.links[i].attributes));
        continue;
      }
      const double old = field.value(before.links[i].attributes);
      const double now = field.value(after.links[i].attributes);
      if (old == now) continue;
      ++count;
      from.add(old);
      to.add(now);
    }
    if (count > 0) {
      text += fmt::format("      {:<20} {} -> {}\n", field.name, from.text(), to.text());
    } else if (!to.empty && field.name != std::string_view("open")) {
      text += fmt::format("      {:<20} new: {}\n", field.name, to.text());
    }
  }
  std::map<std::string, int> surfaces_before;
  std::map<std::string, int> surfaces_after;
  for (const std::size_t i : changed) {
    if (i >= before.links.size()) continue;
    const Surface old = before.links[i].attributes.surface;
    const Surface now = after.links[i].attributes.surface;
    if (old == now) continue;
    ++surfaces_before[std::string(name_of(old))];
    ++surfaces_after[std::string(name_of(now))];
  }
  if (!surfaces_after.empty()) {
    text += fmt::format("      {:<20} {} -> {}\n", "surface", counted_names(surfaces_before),
                        counted_names(surfaces_after));
  }
}

void explain_checkpoints(const NetworkDraft& before, const NetworkDraft& after, std::string& text) {
  for (std::size_t c = 0; c < before.checkpoints.size(); ++c) {
    const BorderCheckpoint& old = before.checkpoints[CheckpointId{c}];
    const BorderCheckpoint& now = after.checkpoints[CheckpointId{c}];
    if (old == now) continue;
    text += fmt::format("      checkpoint {} {}\n", now.id, now.name);
    const auto line = [&](const char* name, double a, double b) {
      if (a != b) text += fmt::format("      {:<20} {:g} -> {:g}\n", name, a, b);
    };
    line("lanes", old.lanes, now.lanes);
    line("service_min", 60.0 * old.service_mean_h, 60.0 * now.service_mean_h);
    line("open_h_per_day", old.open_h_per_day, now.open_h_per_day);
    line("stops", old.stops, now.stops);
    line("document_min", 60.0 * old.document_h, 60.0 * now.document_h);
    line("fee_usd", old.fee_usd, now.fee_usd);
  }
}

void explain_demand(const TransportModel& before, const TransportModel& after, std::string& text) {
  for (std::size_t c = 0; c < after.demand.commodities.size(); ++c) {
    const CommodityId id{c};
    const double old = before.demand.tonnes_per_day[id].total();
    const double now = after.demand.tonnes_per_day[id].total();
    if (old == now) continue;
    text += fmt::format("      {:<20} {:.1f} -> {:.1f} t/day\n", after.demand.commodities[id].name,
                        old, now);
  }
}

void explain_terms(const InterventionTerms& terms, int year, std::string& text) {
  if (terms.capital_usd != 0.0 || terms.maintenance_usd_per_year != 0.0) {
    text += fmt::format("      costs {:.2f} million USD over {} before {}", terms.capital_usd / 1e6,
                        counted(static_cast<std::size_t>(terms.construction_years), "year"),
                        terms.opens != 0 ? terms.opens : year);
    if (terms.maintenance_usd_per_year != 0.0) {
      text += fmt::format(", {:.3f} million USD a year to maintain",
                          terms.maintenance_usd_per_year / 1e6);
    }
    if (terms.life_years > 0.0) text += fmt::format(", lasts {:g} years", terms.life_years);
    text += "\n";
  } else if (terms.opens != 0) {
    text += fmt::format("      from {}\n", terms.opens);
  }
}

void explain_scenario(const Scenario& scenario, const TransportModel& base, int year,
                      std::string& text) {
  TransportModel model = base;
  for (const auto& intervention : scenario.interventions) {
    const TransportModel before = model;
    const InterventionTerms terms = intervention->terms_in(before);
    intervention->apply(model);
    text += fmt::format("    {} - {}\n", terms.id, intervention->text());
    if (intervention->share_of_year() < 1.0) {
      text += fmt::format("      holds for {:.3g} % of a year\n",
                          100.0 * intervention->share_of_year());
    }
    explain_links(before.draft, model.draft, text);
    explain_checkpoints(before.draft, model.draft, text);
    explain_demand(before, model, text);
    explain_terms(terms, year, text);
  }
}

}  // namespace

std::string explain(const Study& study, const TransportModel& base) {
  std::string text = fmt::format("{}\n", study.name);
  if (!study.description.empty()) text += fmt::format("  {}\n", study.description);
  text += fmt::format("  file         {}\n", study.file.generic_string());
  for (const auto& parent : study.parents) {
    text += fmt::format("  based on     {}\n", parent.generic_string());
  }
  for (const auto& table : study.project_tables) {
    text += fmt::format("  projects     {}\n", table.generic_string());
  }
  text += fmt::format("  results      <out>/{}\n", study.output.generic_string());
  text += fmt::format("  network      {}, as of the end of {}\n", study.network.generic_string(),
                      study.network_year);
  text += fmt::format("  demand       {}, of {}\n", study.demand.generic_string(), study.year);
  text += fmt::format("  assignment   {}, {} {:g}\n", study.assignment.algorithm,
                      is_stochastic(study.assignment.algorithm) ? "residual" : "relative gap",
                      study.assignment.relative_gap);
  const AppraisalSettings& a = study.appraisal;
  text +=
      fmt::format("  appraisal    {:g} % a year, {} years from opening, benefits {:+g} % a year\n",
                  100.0 * a.discount_rate, a.years, 100.0 * a.benefit_growth_per_year);
  double tonnes = 0.0;
  for (const OdMatrix& matrix : base.demand.tonnes_per_day) tonnes += matrix.total();
  text +=
      fmt::format("\n  base: {}, {}, {}, {:.0f} t/day\n", counted(base.draft.links.size(), "link"),
                  counted(base.draft.checkpoints.size(), "checkpoint"),
                  counted(base.zones.size(), "zone"), tonnes);
  for (const auto& intervention : study.base.interventions) {
    text += fmt::format("    {} - {}\n", intervention->terms().id, intervention->text());
  }
  for (const Scenario& scenario : study.scenarios) {
    check(scenario, base);
    text += fmt::format("\n  scenario {}: {}\n", scenario.id, scenario.name);
    explain_scenario(scenario, base, study.year, text);
  }
  for (const std::string& warning : study.warnings) text += fmt::format("\nwarning: {}\n", warning);
  return text;
}

}  // namespace landlink
