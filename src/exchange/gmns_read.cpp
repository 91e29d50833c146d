#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/gmns.hpp"
#include "wkt_line.hpp"

namespace landlink {

namespace fs = std::filesystem;

namespace {

constexpr double kMostSpeed = 200.0;  // in the unit of the files, by the specification

/// Kilometres of a unit of length as config.csv names it, singular or plural.
std::optional<double> km_of(std::string unit) {
  unit = folded(trim(unit));
  static const std::map<std::string, double> kUnits{
      {"km", 1.0},         {"kilometer", 1.0}, {"kilometers", 1.0}, {"kilometre", 1.0},
      {"kilometres", 1.0}, {"m", 0.001},       {"meter", 0.001},    {"meters", 0.001},
      {"metre", 0.001},    {"metres", 0.001},  {"mi", 1.609344},    {"mile", 1.609344},
      {"miles", 1.609344}, {"ft", 0.0003048},  {"foot", 0.0003048}, {"feet", 0.0003048}};
  const auto found = kUnits.find(unit);
  return found == kUnits.end() ? std::nullopt : std::optional(found->second);
}

/// km/h of a unit of speed: "mph", "kph", or a length per hour.
std::optional<double> kmh_of(std::string unit) {
  unit = folded(trim(unit));
  if (unit == "mph") return 1.609344;
  if (unit == "kph" || unit == "kmh") return 1.0;
  for (const char* per_hour : {"/h", "/hr", "/hour", " per hour", "_per_hour"})
    if (unit.ends_with(per_hour))
      return km_of(unit.substr(0, unit.size() - std::string(per_hour).size()));
  return std::nullopt;
}

/// The cell of a column that a table may lack; "NaN" is no value, as the specification has it.
std::string cell_of(const CsvTable& table, const CsvRow& row, const char* column) {
  if (!table.has_column(column)) return {};
  const std::string text = trim(row.text(column));
  return text == "NaN" ? std::string() : text;
}

std::optional<double> number_of(const CsvTable& table, const CsvRow& row, const char* column,
                                double least, double most = 1e300) {
  const std::string text = cell_of(table, row, column);
  if (text.empty()) return std::nullopt;
  const std::optional<double> value = parse_number(text);
  if (!value)
    throw Error{row.place(column), fmt::format("'{}' is no number", printable(text)),
                "write digits with an optional point"};
  if (*value < least || *value > most)
    throw Error{
        row.place(column),
        fmt::format("{} is not within {} and {}", text, shortest_text(least), shortest_text(most)),
        "check the value and the units in config.csv"};
  return value;
}

void require_columns(const CsvTable& table, std::initializer_list<const char*> columns) {
  for (const char* column : columns)
    if (!table.has_column(column))
      throw Error{{.file = table.file(), .line = 1, .field = column},
                  "the table has no such column, which GMNS requires",
                  name_remedy(column, table.columns())};
}

/// Columns that are not the specification's, in file order.
template <std::size_t N>
std::vector<std::string> other_columns(const CsvTable& table,
                                       const std::array<const char*, N>& known) {
  std::vector<std::string> others;
  for (const std::string& column : table.columns())
    if (std::find(known.begin(), known.end(), column) == known.end()) others.push_back(column);
  return others;
}

class Reader {
 public:
  explicit Reader(fs::path folder) : folder_(std::move(folder)) {}

  GmnsNetwork read() {
    network_.name = folder_.filename().string();
    read_config();
    read_geometries();
    read_nodes();
    read_links();
    read_uses();
    read_zones();
    return std::move(network_);
  }

 private:
  [[nodiscard]] std::optional<CsvTable> optional_table(const char* name) const {
    if (!fs::exists(folder_ / name)) return std::nullopt;
    return CsvTable::read(folder_ / name);
  }

  void read_config() {
    const auto table = optional_table("config.csv");
    if (!table) {
      network_.crs.clear();
      return;
    }
    const CsvRow row = table->row(0);
    network_.crs = cell_of(*table, row, "crs");
    network_.currency = cell_of(*table, row, "currency");
    if (const std::string name = cell_of(*table, row, "dataset_name"); !name.empty())
      network_.name = name;
    km_per_length_ = unit(*table, row, "long_length", km_of, 1.0);
    kmh_per_speed_ = unit(*table, row, "speed", kmh_of, km_per_length_);
  }

  static double unit(const CsvTable& table, const CsvRow& row, const char* column,
                     std::optional<double> (*factor)(std::string), double otherwise) {
    const std::string text = cell_of(table, row, column);
    if (text.empty()) return otherwise;
    const std::optional<double> value = factor(text);
    if (!value)
      throw Error{row.place(column), fmt::format("'{}' is no known unit", printable(text)),
                  "write km, m, mi or ft, and for speeds km/h or mph"};
    return *value;
  }

  void read_geometries() {
    const auto table = optional_table("geometry.csv");
    if (!table) return;
    require_columns(*table, {"geometry_id", "geometry"});
    for (std::size_t i = 0; i < table->size(); ++i) {
      const CsvRow row = table->row(i);
      geometries_[row.required_text("geometry_id")] = line_of(row, row.text("geometry"));
    }
  }

  static std::vector<LonLat> line_of(const CsvRow& row, const std::string& text) {
    auto line = parse_wkt_line(text);
    if (!line)
      throw Error{row.place("geometry"),
                  fmt::format("'{}' is no WKT line", printable(text.substr(0, 40))),
                  "write it as LINESTRING (x y, x y)"};
    return *std::move(line);
  }

  void read_nodes() {
    const CsvTable table = CsvTable::read(folder_ / "node.csv");
    require_columns(table, {"node_id", "x_coord", "y_coord"});
    for (std::size_t i = 0; i < table.size(); ++i) {
      const CsvRow row = table.row(i);
      GmnsNode node{.id = row.required_text("node_id"),
                    .name = cell_of(table, row, "name"),
                    .x = row.number("x_coord"),
                    .y = row.number("y_coord"),
                    .node_type = cell_of(table, row, "node_type"),
                    .zone_id = cell_of(table, row, "zone_id")};
      if (!node_ids_.insert(node.id).second)
        throw Error{row.place("node_id"), fmt::format("node '{}' is there already", node.id),
                    "give each node an id of its own"};
      network_.nodes.push_back(std::move(node));
    }
  }

  void read_links() {
    const CsvTable table = CsvTable::read(folder_ / "link.csv");
    require_columns(table, {"link_id", "from_node_id", "to_node_id", "directed"});
    network_.extra_columns = other_columns(table, kGmnsLinkColumns);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < table.size(); ++i) {
      const CsvRow row = table.row(i);
      GmnsLink link = read_link(table, row);
      if (!ids.insert(link.id).second)
        throw Error{row.place("link_id"), fmt::format("link '{}' is there already", link.id),
                    "give each link an id of its own"};
      network_.links.push_back(std::move(link));
    }
  }

  GmnsLink read_link(const CsvTable& table, const CsvRow& row) const {
    GmnsLink link{.id = row.required_text("link_id"),
                  .name = cell_of(table, row, "name"),
                  .from = node_of(row, "from_node_id"),
                  .to = node_of(row, "to_node_id"),
                  .directed = is_directed(row),
                  .facility_type = cell_of(table, row, "facility_type"),
                  .capacity_pce_per_h_lane = number_of(table, row, "capacity", 0.0),
                  .free_speed_kmh = number_of(table, row, "free_speed", 0.0, kMostSpeed),
                  .lanes = number_of(table, row, "lanes", 0.0),
                  .allowed_uses = cell_of(table, row, "allowed_uses"),
                  .toll = number_of(table, row, "toll", -1e300)};
    link.length_km = number_of(table, row, "length", 0.0);
    if (link.length_km) *link.length_km *= km_per_length_;
    if (link.free_speed_kmh) *link.free_speed_kmh *= kmh_per_speed_;
    if (const std::string text = cell_of(table, row, "geometry"); !text.empty()) {
      link.line = line_of(row, text);
    } else if (const std::string id = cell_of(table, row, "geometry_id"); !id.empty()) {
      const auto found = geometries_.find(id);
      if (found != geometries_.end()) link.line = found->second;
    }
    if (cell_of(table, row, "dir_flag") == "-1") std::reverse(link.line.begin(), link.line.end());
    for (const std::string& column : network_.extra_columns) link.extra.push_back(row.text(column));
    return link;
  }

  std::string node_of(const CsvRow& row, const char* column) const {
    const std::string& id = row.required_text(column);
    if (!node_ids_.contains(id))
      throw Error{row.place(column), fmt::format("there is no node '{}'", printable(id)),
                  "add it to node.csv, or mend the link"};
    return id;
  }

  static bool is_directed(const CsvRow& row) {
    const std::string text = folded(trim(row.required_text("directed")));
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    throw Error{row.place("directed"),
                fmt::format("'{}' is neither true nor false", printable(text)),
                "write true or false"};
  }

  void read_uses() {
    const auto table = optional_table("use_definition.csv");
    if (!table) return;
    require_columns(*table, {"use", "persons_per_vehicle", "pce"});
    for (std::size_t i = 0; i < table->size(); ++i) {
      const CsvRow row = table->row(i);
      network_.uses.push_back(
          {.use = row.required_text("use"),
           .persons_per_vehicle = number_of(*table, row, "persons_per_vehicle", 0.0).value_or(1.0),
           .pce = number_of(*table, row, "pce", 0.0).value_or(1.0),
           .description = cell_of(*table, row, "description")});
    }
  }

  void read_zones() {
    const auto table = optional_table("zone.csv");
    if (!table) return;
    require_columns(*table, {"zone_id"});
    network_.zone_extra_columns = other_columns(*table, kGmnsZoneColumns);
    for (std::size_t i = 0; i < table->size(); ++i) {
      const CsvRow row = table->row(i);
      GmnsZone zone{.id = row.required_text("zone_id"), .name = cell_of(*table, row, "name")};
      for (const std::string& column : network_.zone_extra_columns)
        zone.extra.push_back(row.text(column));
      network_.zones.push_back(std::move(zone));
    }
  }

  fs::path folder_;
  GmnsNetwork network_;
  double km_per_length_ = 1.0;
  double kmh_per_speed_ = 1.0;
  std::map<std::string, std::vector<LonLat>> geometries_;
  std::set<std::string> node_ids_;
};

}  // namespace

bool is_gmns_folder(const fs::path& path) {
  std::error_code code;  // what cannot be looked at is no such folder
  return fs::is_directory(path, code) && fs::exists(path / "node.csv", code) &&
         fs::exists(path / "link.csv", code);
}

GmnsNetwork read_gmns(const fs::path& folder) {
  if (!is_gmns_folder(folder))
    throw Error{{.file = folder.string()},
                "no GMNS folder: it lacks node.csv or link.csv",
                "name the folder that holds both"};
  return Reader(folder).read();
}

}  // namespace landlink
