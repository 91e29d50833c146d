#include "read_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "landlink/core/text.hpp"
#include "read_projects.hpp"

namespace landlink {

namespace {

/// A [[scenario]] table with its name, so that others may be based on it before it is read.
struct NamedTable {
  std::string name;
  const ConfigTable* table;
};

class ScenarioTables {
 public:
  ScenarioTables(const std::vector<ConfigTable>& tables, int network_year)
      : network_year_(network_year) {
    for (const ConfigTable& table : tables) {
      const auto name = table.optional_text("name");
      named_.push_back({name.value_or(""), &table});
    }
  }

  /// The interventions of a scenario after those of the scenarios that it is based on.
  [[nodiscard]] std::vector<std::shared_ptr<const Intervention>> interventions(
      const NamedTable& of, std::vector<std::string> chain = {}) const {
    chain.push_back(of.name);
    std::vector<std::shared_ptr<const Intervention>> all;
    if (const auto base = of.table->optional_text("base")) {
      const Place place = of.table->place("base");
      const auto parent = std::find_if(named_.begin(), named_.end(), [&](const NamedTable& n) {
        return folded(n.name) == folded(*base);
      });
      if (parent == named_.end()) {
        std::vector<std::string> names;
        for (const NamedTable& n : named_) names.push_back(n.name);
        throw Error(place, fmt::format("no scenario '{}' to be based on", printable(*base)),
                    name_remedy(*base, names));
      }
      if (std::find(chain.begin(), chain.end(), parent->name) != chain.end()) {
        throw Error(place,
                    fmt::format("scenarios are based on each other: {} -> {}",
                                fmt::join(chain, " -> "), parent->name),
                    "take one of these 'base' keys out");
      }
      all = interventions(*parent, chain);
    }
    std::set<std::string> ids;
    for (const auto& intervention : all) ids.insert(intervention->terms().id);
    for (auto& own : read_interventions(of.table->tables("intervention"), network_year_)) {
      if (!ids.insert(own->terms().id).second && of.table->has("base")) {
        // Numbered ids start anew in each scenario; a stated one must not stand twice.
        const std::string numbered = own->terms().type + "-";
        if (!own->terms().id.starts_with(numbered)) {
          throw Error(own->terms().place,
                      fmt::format("a second intervention '{}': the scenario that this one is based "
                                  "on has it too",
                                  own->terms().id),
                      "give each intervention an id of its own");
        }
      }
      all.push_back(std::move(own));
    }
    put_in_order(all);
    return all;
  }

  [[nodiscard]] const std::vector<NamedTable>& named() const { return named_; }

 private:
  std::vector<NamedTable> named_;
  int network_year_;
};

Scenario read_scenario(const ScenarioTables& tables, const NamedTable& named) {
  const ConfigTable& table = *named.table;
  Scenario scenario;
  scenario.name = read_name(table);
  scenario.description = table.optional_text("description").value_or("");
  static_cast<void>(table.has("base"));
  static_cast<void>(table.has("intervention"));
  table.finish();
  scenario.interventions = tables.interventions(named);
  return scenario;
}

}  // namespace

std::string read_name(const ConfigTable& table) {
  std::string name = table.text("name");
  if (std::any_of(name.begin(), name.end(),
                  [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
    throw Error(table.place("name"),
                fmt::format("'{}' has a line break or another control character", printable(name)),
                "write the name on one line");
  }
  return name;
}

std::vector<std::shared_ptr<const Intervention>> read_interventions(
    const std::vector<ConfigTable>& tables, int network_year) {
  std::vector<std::shared_ptr<const Intervention>> interventions;
  std::set<std::string> ids;
  int number = 0;
  for (const ConfigTable& table : tables) {
    std::shared_ptr<const Intervention> intervention = parse_intervention(table, ++number);
    const InterventionTerms& terms = intervention->terms();
    if (!ids.insert(folded(terms.id)).second) {
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
  put_in_order(interventions);
  return interventions;
}

void add_scenario(Scenario scenario, const Place& place, Study& study) {
  scenario.id = file_name_of(scenario.name);
  if (scenario.id.empty() || scenario.id == kBaseId) {
    throw Error(place, fmt::format("'{}' cannot name a scenario", printable(scenario.name)),
                "give a name with letters or digits, other than 'base'");
  }
  for (const Scenario& other : study.scenarios) {
    if (other.id != scenario.id) continue;  // both in lower case
    throw Error(place, fmt::format("a second scenario '{}'", scenario.name),
                "give each scenario a name that differs in more than case and punctuation");
  }
  if (scenario.interventions.empty()) {
    study.warnings.push_back(
        fmt::format("{}: scenario '{}' has no interventions: it is the base case", place.text(),
                    scenario.name));
  }
  const int last = study.appraisal.last_year;
  for (const auto& intervention : scenario.interventions) {
    const InterventionTerms& terms = intervention->terms();
    if (last == 0 || terms.opens <= last) continue;
    study.warnings.push_back(fmt::format(
        "{}: scenario '{}': '{}' opens in {}, after the last year {} of the appraisal: no benefit "
        "is counted",
        terms.place.text(), scenario.name, terms.id, terms.opens, last));
  }
  study.scenarios.push_back(std::move(scenario));
}

void read_scenarios(const ConfigTable& top, const StudyReadOptions& options, Study& study) {
  const std::vector<ConfigTable> list = top.tables("scenario");
  const ScenarioTables tables(list, study.network_year);
  for (const NamedTable& named : tables.named()) {
    try {
      add_scenario(read_scenario(tables, named), named.table->place("name"), study);
    } catch (const Error& e) {
      if (!options.keep_going) throw;
      study.rejected.push_back({named.name, e.what()});
    }
  }
  if (const auto projects = top.optional_table("projects")) {
    read_projects(*projects, options, study);
  }
}

}  // namespace landlink
