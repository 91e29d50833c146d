#include "written_run.hpp"

#include <limits>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/text.hpp"
#include "written_cells.hpp"

namespace landlink::output {

namespace {

std::vector<double> numbers_in(const CsvRow& row, std::string_view column) {
  std::vector<double> values;
  if (row.text(column).empty()) return values;
  for (const std::string& part : split(row.text(column), ' ')) {
    const auto value = parse_number(part);
    if (!value) throw Error(row.place(column), "'" + part + "' is not a number", kWriteAgain);
    values.push_back(*value);
  }
  return values;
}

void read_nodes_and_zones(const std::filesystem::path& folder, WrittenRun& run) {
  const CsvTable nodes = CsvTable::read(folder / "nodes.csv");
  run.closed_to_through.assign(nodes.size(), 0);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    expect_order(nodes.row(i), "node", i);
  }
  const CsvTable zones = CsvTable::read(folder / "zones.csv");
  for (std::size_t i = 0; i < zones.size(); ++i) {
    expect_order(zones.row(i), "zone", i);
    run.centroids.emplace_back(index(zones.row(i), "node", nodes.size()));
    run.closed_to_through[run.centroids.back().index()] = 1;
  }
}

void read_links(const std::filesystem::path& folder, WrittenRun& run) {
  const CsvTable links = CsvTable::read(folder / "links.csv");
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const CsvRow row = links.row(i);
    expect_order(row, "link", i);
    ends.emplace_back(NodeId{index(row, "tail", run.closed_to_through.size())},
                      NodeId{index(row, "head", run.closed_to_through.size())});
    run.length_km.push_back(row.number("length_km"));
    run.is_truck_link.push_back(row.text("mode") == "road" ? 1 : 0);
    run.background_pcu_per_h.push_back(row.number("background_pcu_per_h"));
    run.volume_pcu_per_h.push_back(row.number("volume_pcu_per_h"));
    run.delay_h.push_back(row.number("delay_h"));
    run.t_per_day.push_back(row.number("t_per_day"));
    run.delay_specs.push_back({.function = row.text("delay_function"),
                               .parameters = numbers_in(row, "delay_parameters")});
  }
  run.graph = Graph(run.closed_to_through.size(), ends);
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (run.graph.order()[i] != i) {
      throw Error(links.row(i).place("tail"), "links are not in order of their tails", kWriteAgain);
    }
  }
}

template <class Owners>
std::vector<std::vector<OdEntry>> read_demand(const std::filesystem::path& file,
                                              std::string_view owner, std::string_view value,
                                              const Owners& owners, std::size_t zones) {
  std::vector<std::vector<OdEntry>> entries(owners.size());
  const CsvTable table = CsvTable::read(file);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    entries[index(row, owner, owners.size())].push_back({ZoneId{index(row, "origin", zones)},
                                                         ZoneId{index(row, "destination", zones)},
                                                         row.number(value)});
  }
  return entries;
}

void read_classes(const std::filesystem::path& folder, WrittenRun& run) {
  const CsvTable commodities = CsvTable::read(folder / "commodities.csv");
  for (std::size_t i = 0; i < commodities.size(); ++i) {
    expect_order(commodities.row(i), "commodity", i);
    run.commodities.push_back(
        {.id = commodities.row(i).text("id"), .t_per_day = commodities.row(i).number("t_per_day")});
  }
  const CsvTable classes = CsvTable::read(folder / "classes.csv");
  const std::size_t links = run.length_km.size();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const CsvRow row = classes.row(i);
    expect_order(row, "class", i);
    run.classes.push_back(
        {.id = row.text("id"),
         .commodity = index(row, "commodity", run.commodities.size()),
         .payload_t = row.number("payload_t"),
         .pce = row.number("pce"),
         .usd_per_vehicle_h = row.number("usd_per_vehicle_h"),
         .choice_load_t = row.number("choice_load_t"),
         .unassigned_per_h = row.number("unassigned_per_h"),
         .time_h = std::vector<double>(links, 0.0),
         .money_usd = std::vector<double>(links, 0.0),
         .constant_h = std::vector<double>(links, std::numeric_limits<double>::infinity()),
         .price_h = std::vector<double>(links, 0.0),
         .volume_per_h = std::vector<double>(links, 0.0)});
  }
  const CsvTable costs = CsvTable::read(folder / "class_links.csv");
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const CsvRow row = costs.row(i);
    WrittenClass& each = run.classes[index(row, "class", run.classes.size())];
    const std::size_t link = index(row, "link", links);
    each.time_h[link] = row.number("time_h");
    each.money_usd[link] = row.number("money_usd");
    each.constant_h[link] = row.number("constant_h");
    each.volume_per_h[link] = row.number("volume_per_h");
  }
  if (!std::filesystem::exists(folder / "side_prices.csv")) return;
  const CsvTable prices = CsvTable::read(folder / "side_prices.csv");
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const CsvRow row = prices.row(i);
    WrittenClass& each = run.classes[index(row, "class", run.classes.size())];
    each.price_h[index(row, "link", links)] = row.number("price_h");
  }
}

}  // namespace

WrittenRun read_written_run(const std::filesystem::path& folder) {
  WrittenRun run;
  read_nodes_and_zones(folder, run);
  read_links(folder, run);
  read_classes(folder, run);
  const std::size_t zones = run.centroids.size();
  auto by_class =
      read_demand(folder / "class_demand.csv", "class", "vehicles_per_h", run.classes, zones);
  for (std::size_t k = 0; k < run.classes.size(); ++k) {
    run.classes[k].vehicles_per_h = OdMatrix(zones, std::move(by_class[k]));
  }
  auto by_commodity = read_demand(folder / "commodity_demand.csv", "commodity", "t_per_day",
                                  run.commodities, zones);
  for (std::size_t c = 0; c < run.commodities.size(); ++c) {
    run.commodities[c].demand_t_per_day = OdMatrix(zones, std::move(by_commodity[c]));
  }
  return run;
}

}  // namespace landlink::output
