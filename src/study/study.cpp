#include "landlink/study/study.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "landlink/assign/assign.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/study/options.hpp"

namespace landlink {

namespace {

constexpr std::string_view kBaseId = "base";

std::vector<std::shared_ptr<const Intervention>> read_interventions(
    const std::vector<ConfigTable>& tables, int network_year) {
  std::vector<std::shared_ptr<const Intervention>> interventions;
  std::set<std::string> ids;
  int number = 0;
  for (const ConfigTable& table : tables) {
    std::shared_ptr<const Intervention> intervention = parse_intervention(table, ++number);
    const InterventionTerms& terms = intervention->terms();
    if (!ids.insert(terms.id).second) {
      throw Error(table.place("id"), fmt::format("a second intervention '{}'", terms.id),
                  "give each intervention of a scenario an id of its own");
    }
    if (terms.opens != 0 && terms.opens < network_year) {
      throw Error(
          table.place("opens"),
          fmt::format("opens in {}, before the network's year {}", terms.opens, network_year),
          "give a later year, or an earlier network_year");
    }
    interventions.push_back(std::move(intervention));
  }
  return interventions;
}

Scenario read_scenario(const ConfigTable& table, int network_year) {
  Scenario scenario;
  scenario.name = table.text("name");
  scenario.id = file_name_of(scenario.name);
  if (scenario.id.empty() || scenario.id == kBaseId) {
    throw Error(table.place("name"), fmt::format("'{}' cannot name a scenario", scenario.name),
                "give a name with letters or digits, other than 'base'");
  }
  scenario.description = table.optional_text("description").value_or("");
  scenario.interventions = read_interventions(table.tables("intervention"), network_year);
  table.finish();
  return scenario;
}

AssignmentOptions read_assignment(const std::optional<ConfigTable>& table) {
  AssignmentOptions options;
  options.relative_gap = number_option(table, "assignment", "relative_gap");
  options.max_iterations = static_cast<int>(number_option(table, "assignment", "max_iterations"));
  if (!table) return options;
  if (const auto name = table->optional_text("algorithm")) {
    std::vector<std::string> known;
    for (const AlgorithmEntry& entry : algorithms()) known.emplace_back(entry.name);
    if (std::find(known.begin(), known.end(), *name) == known.end()) {
      throw Error(table->place("algorithm"), fmt::format("unknown algorithm '{}'", *name),
                  name_remedy(*name, known));
    }
    options.algorithm = *name;
  }
  table->finish();
  return options;
}

AppraisalSettings read_appraisal(const std::optional<ConfigTable>& table) {
  AppraisalSettings settings;
  settings.discount_rate = number_option(table, "appraisal", "discount_rate");
  settings.years = static_cast<int>(number_option(table, "appraisal", "years"));
  settings.benefit_growth_per_year = number_option(table, "appraisal", "benefit_growth");
  settings.days_per_year = number_option(table, "appraisal", "days_per_year");
  if (table) table->finish();
  return settings;
}

}  // namespace

Study read_study(const std::filesystem::path& file) {
  return parse_study(read_text_file(file), file);
}

Study parse_study(std::string_view text, const std::filesystem::path& file) {
  const ConfigTable top = ConfigTable::parse(text, file.string());
  Study study;
  study.file = file;
  study.id = file_name_of(file.stem().string());
  study.name = top.text("name");
  study.description = top.optional_text("description").value_or("");
  const Bounds years = option("", "year").bounds;
  study.year = static_cast<int>(top.integer("year", years));
  study.network_year =
      static_cast<int>(top.optional_integer("network_year", years).value_or(study.year));
  study.month =
      static_cast<int>(top.optional_integer("month", option("", "month").bounds).value_or(0));

  const std::filesystem::path folder = file.parent_path();
  const auto data = top.optional_table("data");
  const auto path = [&](std::string_view key, std::string_view fallback) {
    const auto given = data ? data->optional_text(key) : std::nullopt;
    return (folder / given.value_or(std::string(fallback))).lexically_normal();
  };
  study.network = path("network", "../gis/laos");
  study.demand = path("demand", "../gis/laos/demand");
  if (data) data->finish();

  study.assignment = read_assignment(top.optional_table("assignment"));
  study.appraisal = read_appraisal(top.optional_table("appraisal"));
  study.base.id = kBaseId;
  study.base.name = fmt::format("{} base", study.year);
  if (const auto base = top.optional_table("base")) {
    study.base.description = base->optional_text("description").value_or("");
    study.base.interventions = read_interventions(base->tables("intervention"), study.network_year);
    base->finish();
  }
  std::set<std::string> ids;
  for (const ConfigTable& table : top.tables("scenario")) {
    study.scenarios.push_back(read_scenario(table, study.network_year));
    if (!ids.insert(folded(study.scenarios.back().id)).second) {
      throw Error(table.place("name"),
                  fmt::format("a second scenario '{}'", study.scenarios.back().name),
                  "give each scenario a name that differs in more than case and punctuation");
    }
  }
  top.finish();
  return study;
}

}  // namespace landlink
