#include "mode_tables.hpp"

#include <map>
#include <tuple>

#include "csv_text.hpp"
#include "mode_link_uses.hpp"
#include "mode_rows.hpp"

namespace landlink::output {

namespace {

using Key = std::tuple<LinkKind, CommodityId, FreightDirection>;

bool has_other_modes(const TransportModel& model) { return !model.mode_tables.services.empty(); }

std::map<Key, ModeUse> uses_of(const ScenarioResults& results) {
  std::map<Key, ModeUse> uses;
  if (results.flows.paths == nullptr) return uses;
  for (const ModeUse& use : mode_report(results.model, results.flows, *results.flows.paths)) {
    uses.emplace(Key{use.mode, use.commodity, use.direction}, use);
  }
  return uses;
}

constexpr std::string_view kModeColumns =
    "mode,commodity,direction,t_per_day,lifted_t_per_day,t_km_per_day,t_km_in_laos_per_day,"
    "usd_per_day,usd_per_t_km,t_h_per_day,co2_t_per_day,base_t_per_day,difference_t_per_day,"
    "base_t_km_in_laos_per_day";

/// Of flows without paths: nothing where only paths would tell.
std::string mode_table_of_links(const ScenarioResults& results) {
  CsvText table(kModeColumns);
  std::map<LinkUseKey, ModeUse> now = mode_uses_of_links(results.model, results.flows);
  std::map<LinkUseKey, ModeUse> base =
      results.base != nullptr ? mode_uses_of_links(results.base->model, results.base->flows) : now;
  for (const auto& [key, use] : base) {
    now.try_emplace(key, ModeUse{.mode = use.mode, .commodity = use.commodity});
  }
  for (const auto& [key, use] : now) {
    const ModeUse before = base.contains(key) ? base.at(key) : ModeUse{};
    table.row(name_of(use.mode), results.model.demand.commodities[use.commodity].id,
              std::get<2>(key) ? "domestic" : "international", "", use.lifted_tonnes, use.tonne_km,
              use.tonne_km_in_laos, use.money_usd,
              use.tonne_km > 0.0 ? use.money_usd / use.tonne_km : 0.0, use.tonne_h, use.co2_t, "",
              "", before.tonne_km_in_laos);
  }
  return table.text();
}

std::string mode_table(const ScenarioResults& results) {
  if (results.flows.paths == nullptr) return mode_table_of_links(results);
  CsvText table(kModeColumns);
  std::map<Key, ModeUse> now = uses_of(results);
  std::map<Key, ModeUse> base = results.base != nullptr ? uses_of(*results.base) : now;
  for (const auto& [key, use] : base) {
    now.try_emplace(
        key, ModeUse{.mode = use.mode, .commodity = use.commodity, .direction = use.direction});
  }
  for (const auto& [key, use] : now) {
    const ModeUse before = base.contains(key) ? base.at(key) : ModeUse{};
    table.row(name_of(use.mode), results.model.demand.commodities[use.commodity].id,
              name_of(use.direction), use.tonnes, use.lifted_tonnes, use.tonne_km,
              use.tonne_km_in_laos, use.money_usd,
              use.tonne_km > 0.0 ? use.money_usd / use.tonne_km : 0.0, use.tonne_h, use.co2_t,
              before.tonnes, use.tonnes - before.tonnes, before.tonne_km_in_laos);
  }
  return table.text();
}

std::string terminal_table(const std::vector<TerminalRow>& rows) {
  CsvText table(
      "layer,id,name,mode,loaded_t_per_day,unloaded_t_per_day,passed_t_per_day,t_per_day,"
      "capacity_t_per_day,counted_t_per_day,use,worth_usd_per_t,base_t_per_day");
  for (const TerminalRow& row : rows) {
    table.row(row.use.source.layer, row.use.source.id, row.name, row.use.mode, row.use.loaded_t,
              row.use.unloaded_t, row.use.passed_t, row.handled_t(), row.limit_t_per_day,
              row.limited_t, row.use_of_limit(), row.worth_usd_per_t, row.base_t);
  }
  return table.text();
}

struct ModeSums {
  double tonnes = 0.0;
  double tonne_km = 0.0;
  double tonne_km_in_laos = 0.0;
  double co2_t = 0.0;
};

std::map<LinkKind, ModeSums> sums_of(const ScenarioResults& results) {
  std::map<LinkKind, ModeSums> sums;
  for (const auto& [key, use] : uses_of(results)) {
    ModeSums& to = sums[use.mode];
    to.tonnes += use.tonnes;
    to.tonne_km += use.tonne_km;
    to.tonne_km_in_laos += use.tonne_km_in_laos;
    to.co2_t += use.co2_t;
  }
  return sums;
}

}  // namespace

std::vector<TextFile> mode_tables(const ScenarioResults& results) {
  const bool any = has_other_modes(results.model) ||
                   (results.base != nullptr && has_other_modes(results.base->model));
  if (!any) return {};
  std::vector<TextFile> files;
  files.push_back({"modes.csv", mode_table(results)});
  files.push_back({"terminals.csv", terminal_table(terminal_rows(results))});
  return files;
}

std::vector<SummaryLine> mode_lines(const ScenarioResults& results) {
  if (!has_other_modes(results.model) || results.flows.paths == nullptr) return {};
  const std::map<LinkKind, ModeSums> now = sums_of(results);
  const std::map<LinkKind, ModeSums> base = results.base != nullptr ? sums_of(*results.base) : now;
  std::vector<SummaryLine> lines;
  for (const LinkKind mode : {LinkKind::road, LinkKind::rail, LinkKind::waterway, LinkKind::air}) {
    const auto of = [&](const std::map<LinkKind, ModeSums>& sums) {
      const auto found = sums.find(mode);
      return found == sums.end() ? ModeSums{} : found->second;
    };
    const ModeSums a = of(now);
    const ModeSums b = of(base);
    const std::string name(name_of(mode));
    lines.push_back({"freight mainly by " + name, "t/day", a.tonnes, b.tonnes});
    lines.push_back({"transport work by " + name, "t-km/day", a.tonne_km, b.tonne_km});
    lines.push_back(
        {"transport work in Laos by " + name, "t-km/day", a.tonne_km_in_laos, b.tonne_km_in_laos});
    lines.push_back({"carbon dioxide of loads by " + name, "t/day", a.co2_t, b.co2_t});
  }
  return lines;
}

}  // namespace landlink::output
