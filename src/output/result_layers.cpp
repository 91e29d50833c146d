#include "result_layers.hpp"

#include <algorithm>
#include <type_traits>

#include "landlink/network/link_mode.hpp"
#include "mode_rows.hpp"

namespace landlink::output {

namespace {

/// Fills a layer field by field: the schema comes from the first row.
class LayerBuilder {
 public:
  LayerBuilder(std::string name, std::string title, GeometryType geometry,
               std::string description) {
    layer_.table.name = std::move(name);
    layer_.table.geometry = geometry;
    layer_.table.description = std::move(description);
    layer_.title = std::move(title);
  }

  void start_row(Geometry geometry) { layer_.table.rows.push_back({std::move(geometry), {}}); }

  template <class Value>
  void add(const std::string& name, const std::string& alias, const Value& value) {
    FieldType type = FieldType::text;
    FieldValue cell;
    if constexpr (std::is_floating_point_v<Value>) {
      type = FieldType::real;
      cell = static_cast<double>(value);
    } else if constexpr (std::is_integral_v<Value>) {
      type = FieldType::integer;
      cell = static_cast<long long>(value);
    } else {
      cell = std::string(value);
    }
    if (layer_.table.rows.size() == 1) {
      layer_.table.fields.push_back({name, type});
      layer_.aliases.push_back(alias);
    }
    layer_.table.rows.back().values.push_back(std::move(cell));
  }

  ResultLayer take() { return std::move(layer_); }

 private:
  ResultLayer layer_;
};

void add_feature_fields(LayerBuilder& layer, const LinkRow& row) {
  const LinkAttributes& a = *row.attributes;
  layer.add("layer", "Source layer", a.source.layer);
  layer.add("feature", "Feature", a.source.id);
  layer.add("direction", "Direction", a.source.forward ? "forward" : "backward");
  layer.add("kind", "Kind", name_of(a.kind));
  layer.add("mode", "Mode", name_of(mode_of(a)));
  layer.add("road", "Road", a.road);
  layer.add("name", "Name", a.name);
  layer.add("country", "Country", a.country.text());
  layer.add("province", "Province", a.province);
  layer.add("drive_side", "Side of driving", name_of(a.drive_side));
  layer.add("status", "Against the base", row.status);
  layer.add("surface", "Surface", name_of(a.surface));
  layer.add("terrain", "Terrain", name_of(a.terrain));
  layer.add("lanes", "Lanes of this direction", a.lanes);
  layer.add("length_km", "Length (km)", a.length_km);
}

void add_state_fields(LayerBuilder& layer, const LinkState& state) {
  layer.add("t_day", "Freight (t/day)", state.all_tonnes_per_day);
  layer.add("veh_day", "Trucks (vehicles/day)", state.all_vehicles_per_day);
  layer.add("pcu_h", "Freight (pcu/h)", state.pcu_per_h);
  layer.add("background_pcu_h", "Other traffic (pcu/h)", state.background_pcu_per_h);
  layer.add("capacity_pcu_h", "Capacity (pcu/h)", state.capacity_pcu_per_h);
  layer.add("v_c", "Volume over capacity", state.volume_capacity_ratio);
  layer.add("free_time_h", "Time without traffic (h)", state.free_time_h);
  layer.add("time_h", "Time (h)", state.time_h);
  layer.add("speed_kmh", "Speed (km/h)", state.speed_kmh);
  layer.add("cost_usd_t", "Generalised cost (USD/t)", state.cost_usd_per_t);
}

void add_base_fields(LayerBuilder& layer, const LinkState& now, const LinkState& base) {
  layer.add("base_t_day", "Base: freight (t/day)", base.all_tonnes_per_day);
  layer.add("base_veh_day", "Base: trucks (vehicles/day)", base.all_vehicles_per_day);
  layer.add("base_v_c", "Base: volume over capacity", base.volume_capacity_ratio);
  layer.add("base_time_h", "Base: time (h)", base.time_h);
  layer.add("base_cost_usd_t", "Base: generalised cost (USD/t)", base.cost_usd_per_t);
  layer.add("diff_t_day", "Difference: freight (t/day)",
            now.all_tonnes_per_day - base.all_tonnes_per_day);
  layer.add("diff_veh_day", "Difference: trucks (vehicles/day)",
            now.all_vehicles_per_day - base.all_vehicles_per_day);
  layer.add("diff_v_c", "Difference: volume over capacity",
            now.volume_capacity_ratio - base.volume_capacity_ratio);
  layer.add("diff_time_h", "Difference: time (h)", now.time_h - base.time_h);
}

void add_class_fields(LayerBuilder& layer, const TransportModel& model, const LinkState& state) {
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const std::string& id = model.classes.raw()[k].id;
    layer.add("t_" + field_name(id), id + " (t/day)", state.tonnes_per_day[k]);
    layer.add("veh_" + field_name(id), id + " (vehicles/day)", state.vehicles_per_day[k]);
  }
}

ResultLayer link_layer(const ScenarioResults& results, const std::vector<LinkRow>& links) {
  LayerBuilder layer(
      "links", "Freight by road and direction", GeometryType::line,
      "One row per link and direction, drawn along travel. Trucks with and without a load; "
      "trains, vessels and flights in loads of a truck.");
  for (const LinkRow& row : links) {
    if (!row.drawn) continue;
    layer.start_row(row.line);
    add_feature_fields(layer, row);
    add_state_fields(layer, row.now);
    if (results.base != nullptr) add_base_fields(layer, row.now, row.base);
    add_class_fields(layer, results.model, row.now);
  }
  return layer.take();
}

/// Yards, ports and airports with what they handle.
ResultLayer terminal_layer(const ScenarioResults& results) {
  LayerBuilder layer("terminals", "Stations, ports and airports", GeometryType::point,
                     "Where freight changes between modes, gauges and countries' rails.");
  for (const TerminalRow& row : terminal_rows(results)) {
    layer.start_row(row.position);
    layer.add("layer", "Source layer", row.use.source.layer);
    layer.add("id", "Id", row.use.source.id);
    layer.add("name", "Name", row.name);
    layer.add("mode", "Mode", row.use.mode);
    layer.add("loaded_t_day", "Loaded (t/day)", row.use.loaded_t);
    layer.add("unloaded_t_day", "Unloaded (t/day)", row.use.unloaded_t);
    layer.add("passed_t_day", "Passed on, other gauge, country or gates (t/day)", row.use.passed_t);
    layer.add("t_day", "Handled (t/day)", row.handled_t());
    layer.add("limit_t_day", "Capacity (t/day), 0 without a limit", row.limit_t_per_day);
    layer.add("use", "Handled over capacity", row.use_of_limit());
    layer.add("worth_usd_t", "Worth of one more tonne a day (USD/t)", row.worth_usd_per_t);
    if (results.base == nullptr) continue;
    layer.add("base_t_day", "Base: handled (t/day)", row.base_t);
    layer.add("diff_t_day", "Difference: handled (t/day)", row.handled_t() - row.base_t);
  }
  return layer.take();
}

/// The connectors of zones and terminals, which carry freight to the network but are no roads.
ResultLayer access_layer(const std::vector<LinkRow>& links) {
  LayerBuilder layer("access", "Access of zones and terminals", GeometryType::line,
                     "Connectors between zones or terminals and the network.");
  for (const LinkRow& row : links) {
    if (row.drawn || row.attributes->kind != LinkKind::connector || !row.link.valid()) continue;
    if (row.line.front() == row.line.back() && row.line.size() == 2) continue;
    layer.start_row(row.line);
    layer.add("feature", "Zone or terminal", row.attributes->source.id);
    layer.add("direction", "Direction", row.attributes->source.forward ? "forward" : "backward");
    layer.add("t_day", "Freight (t/day)", row.now.all_tonnes_per_day);
    layer.add("veh_day", "Trucks (vehicles/day)", row.now.all_vehicles_per_day);
    layer.add("length_km", "Length (km)", row.attributes->length_km);
  }
  return layer.take();
}

void add_crossing(LayerBuilder& layer, const std::string& suffix, const std::string& title,
                  const CrossingState& state) {
  layer.add("veh_day_" + suffix, "Trucks " + title + " (vehicles/day)", state.vehicles_per_day);
  layer.add("t_day_" + suffix, "Freight " + title + " (t/day)", state.tonnes_per_day);
  layer.add("use_" + suffix, "Use of capacity " + title, state.capacity_use);
  layer.add("wait_h_" + suffix, "Wait " + title + " (h)", state.wait_h);
  layer.add("crossing_h_" + suffix, "Whole crossing " + title + " (h)", state.crossing_h);
}

/// Of both directions together: sums of loads, the worse of use, waits weighted by trucks.
CrossingState both(const CrossingState& a, const CrossingState& b) {
  CrossingState sum{.vehicles_per_day = a.vehicles_per_day + b.vehicles_per_day,
                    .tonnes_per_day = a.tonnes_per_day + b.tonnes_per_day,
                    .capacity_use = std::max(a.capacity_use, b.capacity_use)};
  const double share = sum.vehicles_per_day > 0.0 ? a.vehicles_per_day / sum.vehicles_per_day : 0.5;
  sum.wait_h = share * a.wait_h + (1.0 - share) * b.wait_h;
  sum.crossing_h = share * a.crossing_h + (1.0 - share) * b.crossing_h;
  return sum;
}

/// What a post does within the day, earns, and would gain by reforms, both directions together.
void add_post_fields(LayerBuilder& layer, const PostReport& out, const PostReport& in) {
  const double trucks = out.trucks_per_day + in.trucks_per_day;
  const double share = trucks > 0.0 ? out.trucks_per_day / trucks : 0.5;
  const auto mean = [&](double a, double b) { return share * a + (1.0 - share) * b; };
  layer.add("p95_wait_h", "19 of 20 trucks wait at most (h)",
            std::max(out.day.wait.p95_h, in.day.wait.p95_h));
  layer.add("queue", "Longest queue, busier way (trucks)",
            std::max(out.day.queue.vehicles, in.day.queue.vehicles));
  layer.add("overnight", "Trucks overnight, both ways", out.day.overnight + in.day.overnight);
  layer.add("growth_day", "Queue grows, both ways (trucks/day)", out.day.growth + in.day.growth);
  layer.add("transload_day", "Trucks that change freight (vehicles/day)",
            out.transload_trucks_per_day + in.transload_trucks_per_day);
  layer.add("cpmm1_h", "CPMM 1: hours to clear the post", mean(out.crossing_h, in.crossing_h));
  layer.add("cpmm2_usd", "CPMM 2: cost at the post (USD/truck)",
            mean(out.crossing_usd, in.crossing_usd));
  layer.add("fees_usd_day", "Official charges (USD/day)",
            out.fees_usd_per_day + in.fees_usd_per_day);
  layer.add("lane_saves_usd", "One more lane would save (USD/day)",
            out.one_lane.usd_per_day + in.one_lane.usd_per_day);
  layer.add("hour_saves_usd", "One more hour would save (USD/day)",
            out.one_hour.usd_per_day + in.one_hour.usd_per_day);
  layer.add("single_saves_usd", "Single-stop would save (USD/day)",
            out.single_stop.usd_per_day + in.single_stop.usd_per_day);
}

ResultLayer checkpoint_layer(const ScenarioResults& results,
                             const std::vector<CheckpointRow>& checkpoints) {
  LayerBuilder layer("checkpoints", "Border posts", GeometryType::point,
                     "Border posts with what crosses them and how long it takes.");
  for (const CheckpointRow& row : checkpoints) {
    const BorderCheckpoint& post = *row.checkpoint;
    const CrossingState now = both(row.out, row.in);
    layer.start_row(post.position);
    layer.add("id", "Id", post.id);
    layer.add("name", "Name", post.name);
    layer.add("name_other", "Name on the other side", post.name_other);
    layer.add("country_other", "Neighbour", post.country_other.text());
    layer.add("province", "Province", post.province);
    layer.add("status", "Status", !row.open ? "closed" : row.changed ? "changed" : "same");
    layer.add("lanes", "Trucks served at once", post.lanes);
    layer.add("open_h_per_day", "Open (h/day)", post.open_h_per_day);
    layer.add("stops", "Inspection stops", post.stops);
    layer.add("veh_day", "Trucks, both ways (vehicles/day)", now.vehicles_per_day);
    layer.add("t_day", "Freight, both ways (t/day)", now.tonnes_per_day);
    layer.add("use", "Use of capacity, busier way", now.capacity_use);
    layer.add("wait_h", "Mean wait (h)", now.wait_h);
    layer.add("crossing_h", "Mean whole crossing (h)", now.crossing_h);
    add_crossing(layer, "out", "out of Laos", row.out);
    add_crossing(layer, "in", "into Laos", row.in);
    add_post_fields(layer, row.out_report, row.in_report);
    if (results.base == nullptr) continue;
    const CrossingState base = both(row.base_out, row.base_in);
    layer.add("base_veh_day", "Base: trucks (vehicles/day)", base.vehicles_per_day);
    layer.add("base_t_day", "Base: freight (t/day)", base.tonnes_per_day);
    layer.add("base_wait_h", "Base: mean wait (h)", base.wait_h);
    layer.add("base_crossing_h", "Base: mean whole crossing (h)", base.crossing_h);
    layer.add("diff_t_day", "Difference: freight (t/day)",
              now.tonnes_per_day - base.tonnes_per_day);
    layer.add("diff_wait_h", "Difference: mean wait (h)", now.wait_h - base.wait_h);
    layer.add("diff_crossing_h", "Difference: mean whole crossing (h)",
              now.crossing_h - base.crossing_h);
  }
  return layer.take();
}

ResultLayer zone_layer(const ScenarioResults& results, const std::vector<ZoneRow>& zones) {
  LayerBuilder layer("zones", "Zones", GeometryType::point,
                     "Where freight starts and ends, with its tonnes.");
  for (const ZoneRow& row : zones) {
    layer.start_row(row.zone->position);
    layer.add("id", "Id", row.zone->id);
    layer.add("name", "Name", row.zone->name);
    layer.add("country", "Country", row.zone->country.text());
    layer.add("province", "Province", row.zone->province);
    layer.add("in_laos", "In Laos", row.zone->country == kLaos);
    layer.add("population", "Persons", row.zone->population);
    layer.add("out_t_day", "Freight sent (t/day)", row.out_t_per_day);
    layer.add("in_t_day", "Freight received (t/day)", row.in_t_per_day);
    layer.add("within_t_day", "Freight within the zone (t/day)", row.within_t_per_day);
    layer.add("t_day", "Freight sent and received (t/day)", row.out_t_per_day + row.in_t_per_day);
    if (results.base == nullptr) continue;
    layer.add("diff_out_t_day", "Difference: sent (t/day)",
              row.out_t_per_day - row.base_out_t_per_day);
    layer.add("diff_in_t_day", "Difference: received (t/day)",
              row.in_t_per_day - row.base_in_t_per_day);
  }
  return layer.take();
}

ResultLayer airport_layer(const NetworkLayers& layers) {
  LayerBuilder layer("airports", "Airports", GeometryType::point, "Airports of the network.");
  for (const Airport& airport : layers.modes.airports) {
    layer.start_row(airport.position);
    layer.add("id", "ICAO", airport.id);
    layer.add("iata", "IATA", airport.iata);
    layer.add("name", "Name", airport.name);
    layer.add("province", "Province", airport.province);
    layer.add("runway_m", "Runway (m)", airport.runway_m);
  }
  return layer.take();
}

ResultLayer province_layer(const ScenarioResults& results) {
  LayerBuilder layer("provinces", "Provinces", GeometryType::polygon,
                     "Province outlines with the transport work on their roads.");
  for (const Province& province : results.layers.provinces) {
    const auto work = results.indicators.tonne_km_by_province.find(province.id);
    layer.start_row(province.polygons);
    layer.add("id", "ISO 3166-2", province.id);
    layer.add("name", "Name", province.name);
    layer.add("population", "Persons", province.population);
    layer.add("t_km_day", "Transport work (t-km/day)",
              work == results.indicators.tonne_km_by_province.end() ? 0.0 : work->second);
  }
  return layer.take();
}

ResultLayer issue_layer(const ScenarioResults& results) {
  LayerBuilder layer("issues", "Faults and repairs in the data", GeometryType::point,
                     "What the reader found in the data.");
  if (results.diagnostics == nullptr) return layer.take();
  for (const Diagnostic& issue : results.diagnostics->all()) {
    if (!issue.where) continue;
    layer.start_row(*issue.where);
    layer.add("severity", "Severity", name_of(issue.severity));
    layer.add("code", "Kind", issue.code);
    layer.add("source_layer", "Layer", issue.place.layer);
    layer.add("feature", "Feature", issue.place.feature);
    layer.add("field", "Field", issue.place.field);
    layer.add("problem", "Problem", issue.problem);
    layer.add("remedy", "Remedy", issue.remedy);
  }
  return layer.take();
}

}  // namespace

std::vector<double> ResultLayer::numbers(const std::string& field) const {
  std::vector<double> values;
  const auto found = std::find_if(table.fields.begin(), table.fields.end(),
                                  [&](const FieldSchema& schema) { return schema.name == field; });
  if (found == table.fields.end()) return values;
  const auto column = static_cast<std::size_t>(found - table.fields.begin());
  for (const LayerRow& row : table.rows) {
    if (const auto* real = std::get_if<double>(&row.values[column]))
      values.push_back(*real);
    else if (const auto* whole = std::get_if<long long>(&row.values[column])) {
      values.push_back(static_cast<double>(*whole));
    }
  }
  return values;
}

std::vector<ResultLayer> result_layers(const ScenarioResults& results,
                                       const std::vector<LinkRow>& links,
                                       const std::vector<CheckpointRow>& checkpoints,
                                       const std::vector<ZoneRow>& zones) {
  std::vector<ResultLayer> layers{link_layer(results, links),
                                  access_layer(links),
                                  checkpoint_layer(results, checkpoints),
                                  terminal_layer(results),
                                  zone_layer(results, zones),
                                  airport_layer(results.layers),
                                  province_layer(results),
                                  issue_layer(results)};
  // A layer without rows has no schema, and nothing to show.
  std::erase_if(layers, [](const ResultLayer& layer) { return layer.table.rows.empty(); });
  return layers;
}

}  // namespace landlink::output
