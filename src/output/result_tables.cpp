#include "result_tables.hpp"

#include <cmath>
#include <map>

#include "appraisal_tables.hpp"
#include "csv_text.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/network/link_mode.hpp"
#include "mode_tables.hpp"
#include "path_tables.hpp"
#include "post_tables.hpp"
#include "side_tables.hpp"

namespace landlink::output {

namespace {

std::string_view name_of_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::junction:
      return "junction";
    case NodeKind::checkpoint:
      return "checkpoint";
    case NodeKind::centroid:
      return "centroid";
  }
  return "junction";
}

std::string node_table(const TransportModel& model) {
  CsvText table("node,lon,lat,kind,country,name");
  for (const NodeId id : model.network.graph().nodes()) {
    const Node& node = model.network.node(id);
    table.row(id.index(), node.position.lon, node.position.lat, name_of_kind(node.kind),
              node.country.text(), node.name);
  }
  return table.text();
}

std::string joined(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) {
    if (!text.empty()) text += ' ';
    text += shortest_text(value);
  }
  return text;
}

std::string link_table(const ScenarioResults& results, const std::vector<LinkRow>& links) {
  CsvText table(
      "link,tail,head,layer,feature,forward,status,kind,mode,road,name,country,province,drive_side,"
      "length_km,capacity_pcu_per_h,background_pcu_per_h,delay_function,delay_parameters,"
      "volume_pcu_per_h,delay_h,vehicles_per_day,t_per_day,volume_capacity_ratio,free_time_h,"
      "time_h,speed_kmh,cost_usd_per_t,base_vehicles_per_day,base_t_per_day,base_time_h,"
      "difference_t_per_day");
  const Network& network = results.model.network;
  for (const LinkRow& row : links) {
    if (!row.link.valid()) continue;
    const LinkAttributes& a = *row.attributes;
    const DelaySpec& spec = results.model.delays.spec(row.link);
    table.row(row.link.index(), network.tail(row.link).index(), network.head(row.link).index(),
              a.source.layer, a.source.id, a.source.forward, row.status, name_of(a.kind),
              name_of(mode_of(a)), a.road, a.name, a.country.text(), a.province, name_of(a.drive_side), a.length_km,
              a.capacity_pcu_per_h, a.background_pcu_per_h, spec.function, joined(spec.parameters),
              row.now.pcu_per_h, row.now.delay_h, row.now.all_vehicles_per_day,
              row.now.all_tonnes_per_day, row.now.volume_capacity_ratio, row.now.free_time_h,
              row.now.time_h, row.now.speed_kmh, row.now.cost_usd_per_t,
              row.base.all_vehicles_per_day, row.base.all_tonnes_per_day, row.base.time_h,
              row.now.all_tonnes_per_day - row.base.all_tonnes_per_day);
  }
  return table.text();
}

std::string closed_link_table(const std::vector<LinkRow>& links) {
  CsvText table("layer,feature,forward,kind,road,name,base_vehicles_per_day,base_t_per_day");
  for (const LinkRow& row : links) {
    if (row.link.valid()) continue;
    const LinkAttributes& a = *row.attributes;
    table.row(a.source.layer, a.source.id, a.source.forward, name_of(a.kind), a.road, a.name,
              row.base.all_vehicles_per_day, row.base.all_tonnes_per_day);
  }
  return table.text();
}

std::string zone_table(const TransportModel& model, const std::vector<ZoneRow>& zones) {
  CsvText table(
      "zone,id,name,country,province,population,node,out_t_per_day,in_t_per_day,"
      "within_t_per_day,base_out_t_per_day,base_in_t_per_day");
  for (std::size_t z = 0; z < zones.size(); ++z) {
    const ZoneRow& row = zones[z];
    table.row(z, row.zone->id, row.zone->name, row.zone->country.text(), row.zone->province,
              row.zone->population, model.centroids.raw()[z].index(), row.out_t_per_day,
              row.in_t_per_day, row.within_t_per_day, row.base_out_t_per_day,
              row.base_in_t_per_day);
  }
  return table.text();
}

std::string commodity_table(const TransportModel& model) {
  CsvText table("commodity,id,name,usd_per_t,time_usd_per_t_h,t_per_day");
  for (std::size_t c = 0; c < model.demand.commodities.size(); ++c) {
    const Commodity& commodity = model.demand.commodities.raw()[c];
    table.row(c, commodity.id, commodity.name, commodity.usd_per_t, commodity.time_usd_per_t_h,
              model.demand.tonnes_per_day.raw()[c].total());
  }
  return table.text();
}

std::string class_table(const ScenarioResults& results) {
  CsvText table(
      "class,id,commodity,vehicle,nationality,domestic,empty,payload_t,pce,usd_per_vehicle_h,"
      "choice_load_t,unassigned_per_h");
  const TransportModel& model = results.model;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight = model.classes.raw()[k];
    const VehicleType& vehicle = model.vehicles[freight.vehicle];
    table.row(k, freight.id, freight.commodity.index(), vehicle.id, freight.nationality.text(),
              freight.domestic, freight.empty, vehicle.payload_t, vehicle.pce,
              freight.usd_per_vehicle_h, choice_load_t(model, vehicle),
              results.flows.unassigned_per_h[k]);
  }
  return table.text();
}

/// One row per class and link that it may use.
std::string class_link_table(const ScenarioResults& results) {
  CsvText table("class,link,time_h,money_usd,constant_h,volume_per_h");
  const TransportModel& model = results.model;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const ClassLinkCosts& costs = model.class_costs.raw()[k];
    for (std::size_t link = 0; link < model.network.link_count(); ++link) {
      if (!std::isfinite(costs.constant_h[link])) continue;
      table.row(k, link, costs.time_h[link], costs.money_usd[link], costs.constant_h[link],
                results.flows.volume_per_h[k][link]);
    }
  }
  return table.text();
}

template <class Matrices>
std::string demand_table(std::string_view header, const Matrices& matrices) {
  CsvText table(header);
  for (std::size_t index = 0; index < matrices.size(); ++index) {
    for (const OdEntry& cell : matrices.raw()[index].entries()) {
      table.row(index, cell.origin.index(), cell.destination.index(), cell.value);
    }
  }
  return table.text();
}

std::string checkpoint_table(const std::vector<CheckpointRow>& checkpoints) {
  CsvText table(
      "checkpoint,name,country_other,province,direction,vehicles_per_day,t_per_day,capacity_use,"
      "wait_h,crossing_h,base_vehicles_per_day,base_t_per_day,base_wait_h,base_crossing_h");
  for (const CheckpointRow& row : checkpoints) {
    const auto direction = [&](std::string_view name, const CrossingState& now,
                               const CrossingState& base) {
      table.row(row.checkpoint->id, row.checkpoint->name, row.checkpoint->country_other.text(),
                row.checkpoint->province, name, now.vehicles_per_day, now.tonnes_per_day,
                now.capacity_use, now.wait_h, now.crossing_h, base.vehicles_per_day,
                base.tonnes_per_day, base.wait_h, base.crossing_h);
    };
    direction("out of Laos", row.out, row.base_out);
    direction("into Laos", row.in, row.base_in);
  }
  return table.text();
}

std::string summary_table(const ScenarioResults& results) {
  CsvText table("indicator,unit,value,base,difference");
  for (const SummaryLine& line : summary_lines(results)) {
    table.row(line.indicator, line.unit, line.value, line.base, line.value - line.base);
  }
  return table.text();
}

}  // namespace

std::vector<SummaryLine> summary_lines(const ScenarioResults& results) {
  const Indicators& now = results.indicators;
  const Indicators& base = results.base != nullptr ? results.base->indicators : now;
  std::vector<SummaryLine> lines{
      {"freight carried", "t/day", now.tonnes, base.tonnes},
      {"freight without a way", "t/day", now.unassigned_tonnes, base.unassigned_tonnes},
      {"loaded trips", "vehicles/day", now.vehicles, base.vehicles},
      {"transport work", "t-km/day", now.tonne_km, base.tonne_km},
      {"transport work in Laos", "t-km/day", now.tonne_km_in_laos, base.tonne_km_in_laos},
      {"distance of vehicles", "vehicle-km/day", now.vehicle_km, base.vehicle_km},
      {"of which without a load", "vehicle-km/day", now.empty_km, base.empty_km},
      {"time of vehicles", "vehicle-h/day", now.vehicle_h, base.vehicle_h},
      {"of which at border posts", "vehicle-h/day", now.border_h, base.border_h},
      {"operating cost, tolls and fees", "USD/day", now.money_usd, base.money_usd},
      {"generalised cost", "USD/day", now.generalised_usd, base.generalised_usd},
      {"carbon dioxide", "t/day", now.co2_t, base.co2_t},
      {"fuel", "l/day", now.fuel_l, base.fuel_l},
  };
  for (const auto& [commodity, tonnes] : now.tonnes_by_commodity) {
    const auto before = base.tonnes_by_commodity.find(commodity);
    lines.push_back({"freight carried: " + commodity, "t/day", tonnes,
                     before == base.tonnes_by_commodity.end() ? 0.0 : before->second});
  }
  for (const auto& [province, tonne_km] : now.tonne_km_by_province) {
    const auto before = base.tonne_km_by_province.find(province);
    lines.push_back({"transport work: " + province, "t-km/day", tonne_km,
                     before == base.tonne_km_by_province.end() ? 0.0 : before->second});
  }
  for (const auto& [province, use] : now.use_by_province) {
    const auto found = base.use_by_province.find(province);
    const RoadUse before = found == base.use_by_province.end() ? RoadUse{} : found->second;
    lines.push_back(
        {"truck distance: " + province, "vehicle-km/day", use.vehicle_km, before.vehicle_km});
    lines.push_back(
        {"of which without a load: " + province, "vehicle-km/day", use.empty_km, before.empty_km});
    lines.push_back({"fuel: " + province, "l/day", use.fuel_l, before.fuel_l});
    lines.push_back({"carbon dioxide: " + province, "t/day", use.co2_t, before.co2_t});
  }
  for (SummaryLine& line : mode_lines(results)) lines.push_back(std::move(line));
  if (results.access != nullptr) {
    const AccessReport& access = *results.access;
    const AccessReport& before =
        results.base != nullptr && results.base->access != nullptr ? *results.base->access : access;
    lines.push_back({"Gini of market access over provinces", "-", access.gini, before.gini});
    lines.push_back({"Theil of market access over provinces", "-", access.theil, before.theil});
  }
  if (results.appraisal != nullptr) {
    for (SummaryLine& line : appraisal_lines(*results.appraisal)) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<TextFile> result_tables(const ScenarioResults& results,
                                    const std::vector<LinkRow>& links,
                                    const std::vector<CheckpointRow>& checkpoints,
                                    const std::vector<ZoneRow>& zones) {
  const TransportModel& model = results.model;
  std::vector<TextFile> files{
      {"checkpoints.csv", checkpoint_table(checkpoints)},
      {"class_demand.csv",
       demand_table("class,origin,destination,vehicles_per_h", model.vehicles_per_h)},
      {"class_links.csv", class_link_table(results)},
      {"classes.csv", class_table(results)},
      {"commodities.csv", commodity_table(model)},
      {"commodity_demand.csv",
       demand_table("commodity,origin,destination,t_per_day", model.demand.tonnes_per_day)},
      {"links.csv", link_table(results, links)},
      {"nodes.csv", node_table(model)},
      {"summary.csv", summary_table(results)},
      {"zones.csv", zone_table(model, zones)},
  };
  std::vector<PostReport> reports;
  for (const CheckpointRow& row : checkpoints) {
    reports.push_back(row.out_report);
    reports.push_back(row.in_report);
  }
  for (TextFile& file : post_tables(model, reports)) files.push_back(std::move(file));
  for (TextFile& file : mode_tables(results)) files.push_back(std::move(file));
  for (TextFile& file : side_tables(results)) files.push_back(std::move(file));
  if (!results.closure.empty()) {
    files.push_back(closure_table(results.base->model, results.closure));
  }
  if (results.base != nullptr) files.push_back({"closed_links.csv", closed_link_table(links)});
  for (TextFile& file : path_tables(results)) files.push_back(std::move(file));
  if (results.access != nullptr) {
    const bool has_base = results.base != nullptr && results.base->access != nullptr;
    files.push_back(
        access_table(*results.access, has_base ? *results.base->access : *results.access));
  }
  if (results.appraisal != nullptr && !results.appraisal->years.empty()) {
    for (TextFile& file : appraisal_tables(*results.appraisal)) files.push_back(std::move(file));
  }
  return files;
}

}  // namespace landlink::output
