#include <span>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/gmns.hpp"
#include "wkt_line.hpp"

namespace landlink {

namespace {

constexpr const char* kVersion = "0.96";

/// Rows of cells under a header; a cell is quoted where it needs to be.
class Table {
 public:
  Table(std::span<const char* const> columns, const std::vector<std::string>& more) {
    for (const char* column : columns) cell(column);
    for (const std::string& column : more) cell(column);
    end_row();
  }

  void cell(const std::string& text) {
    if (!first_) text_ += ',';
    first_ = false;
    text_ += csv_cell(text);
  }
  void number(const std::optional<double>& value) { cell(value ? shortest_text(*value) : ""); }
  void cells(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) cell(text);
  }
  void end_row() {
    text_ += '\n';
    first_ = true;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool first_ = true;
};

std::string node_table(const GmnsNetwork& network) {
  Table table(kGmnsNodeColumns, {});
  for (const GmnsNode& node : network.nodes) {
    table.cells({node.id, node.name, shortest_text(node.x), shortest_text(node.y), "",
                 node.node_type, "", node.zone_id, ""});
    table.end_row();
  }
  return table.text();
}

std::string link_table(const GmnsNetwork& network) {
  Table table(kGmnsLinkColumns, network.extra_columns);
  for (const GmnsLink& link : network.links) {
    table.cells({link.id, link.name, link.from, link.to, link.directed ? "true" : "false", "",
                 link.line.empty() ? "" : wkt_line(link.line), ""});
    table.cell(link.line.empty() || !link.directed ? "0" : "1");
    table.number(link.length_km);
    table.cells({"", link.facility_type});
    table.number(link.capacity_pce_per_h_lane);
    table.number(link.free_speed_kmh);
    table.number(link.lanes);
    table.cells({"", "", "", link.allowed_uses});
    table.number(link.toll);
    table.cells({"", ""});
    table.cells(link.extra);
    table.end_row();
  }
  return table.text();
}

std::string use_table(const GmnsNetwork& network) {
  Table table(kGmnsUseColumns, {});
  for (const GmnsUse& use : network.uses) {
    table.cells({use.use, shortest_text(use.persons_per_vehicle), shortest_text(use.pce), "",
                 use.description});
    table.end_row();
  }
  return table.text();
}

std::string config_table(const GmnsNetwork& network) {
  Table table(kGmnsConfigColumns, {});
  table.cells(
      {network.name, "m", "km", "km/h", network.crs, "WKT", network.currency, kVersion, "string"});
  table.end_row();
  return table.text();
}

std::string zone_table(const GmnsNetwork& network) {
  Table table(kGmnsZoneColumns, network.zone_extra_columns);
  for (const GmnsZone& zone : network.zones) {
    table.cells({zone.id, zone.name, "", ""});
    table.cells(zone.extra);
    table.end_row();
  }
  return table.text();
}

}  // namespace

void write_gmns(const std::filesystem::path& folder, const GmnsNetwork& network) {
  std::filesystem::create_directories(folder);
  write_file_atomically(folder / "node.csv", node_table(network));
  write_file_atomically(folder / "link.csv", link_table(network));
  write_file_atomically(folder / "use_definition.csv", use_table(network));
  write_file_atomically(folder / "config.csv", config_table(network));
  if (!network.zones.empty()) write_file_atomically(folder / "zone.csv", zone_table(network));
}

}  // namespace landlink
