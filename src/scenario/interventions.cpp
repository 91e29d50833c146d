#include "interventions/interventions.hpp"

#include <fmt/format.h>

#include <array>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

constexpr std::array kInterventions{
    InterventionEntry{"upgrade_road", "another build of roads: lanes, surface, speed, capacity",
                      parse_upgrade_road},
    InterventionEntry{"open_link", "opens links or checkpoints that the base has closed",
                      parse_open_link},
    InterventionEntry{"close_link", "closes links or checkpoints", parse_close_link},
    InterventionEntry{
        "upgrade_checkpoint",
        "lanes, service, hours, single-stop, papers, charges and yard of a border post",
        parse_upgrade_checkpoint},
    InterventionEntry{"closure", "closes links or checkpoints for some days, and opens them again",
                      parse_closure},
    InterventionEntry{"change_right",
                      "whether trucks of a country may drive in another, and with how many permits",
                      parse_change_right},
};

}  // namespace

std::span<const InterventionEntry> interventions() { return kInterventions; }

std::unique_ptr<const Intervention> parse_intervention(const ConfigTable& table, int number) {
  InterventionTerms terms;
  terms.type = table.text("type");
  terms.place = table.place();
  terms.id = table.optional_text("id").value_or(fmt::format("{}-{}", terms.type, number));
  if (const auto cost = table.optional_table("cost")) {
    terms.capital_usd = cost->optional_number("capital_usd", {.low = 0}).value_or(0.0);
    terms.maintenance_usd_per_year =
        cost->optional_number("maintenance_usd_per_year", {.low = 0}).value_or(0.0);
    terms.construction_years = static_cast<int>(
        cost->optional_integer("construction_years", {.low = 1, .high = 20}).value_or(2));
    cost->finish();
  }
  terms.opens =
      static_cast<int>(table.optional_integer("opens", {.low = 1990, .high = 2100}).value_or(0));
  std::vector<std::string> known;
  for (const InterventionEntry& entry : kInterventions) {
    if (entry.type == terms.type) return entry.parse(table, std::move(terms));
    known.emplace_back(entry.type);
  }
  throw Error(table.place("type"), fmt::format("unknown type of intervention '{}'", terms.type),
              name_remedy(terms.type, known));
}

}  // namespace landlink
