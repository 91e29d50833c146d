#include "read_projects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/quantity.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/scenario/link_selector.hpp"
#include "project_folder.hpp"
#include "read_scenarios.hpp"

namespace landlink {

namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

/// A row of a table or a feature of a layer, as settings of one intervention.
struct ProjectRow {
  Cells cells;
  Place place;
};

/// "set.lanes" for "lanes": where the keys of a type, of its cost and of `where` have a column.
/// Throws Error with the nearest known column for one that none of them has.
std::string dotted(const std::string& column, const std::string& type, const Place& place) {
  if (column.find('.') != std::string::npos || column == "line") return column;
  std::vector<std::string> known{"scenario", "description"};
  const auto find = [&](std::span<const KeyRecord> keys) -> std::optional<std::string> {
    for (const KeyRecord& record : keys) {
      known.emplace_back(record.key);
      const auto unit = key_unit(record.key);
      if (record.key != column && !(unit && unit->stem == column)) continue;
      return record.table.empty() ? column : fmt::format("{}.{}", record.table, column);
    }
    return std::nullopt;
  };
  for (const InterventionEntry& entry : interventions()) {
    if (entry.type != type) continue;
    if (const auto key = find(entry.keys)) return *key;
  }
  if (column == "type") return column;
  if (const auto key = find(term_keys())) return *key;
  if (const auto key = find(where_keys())) return *key;
  throw Error(place, fmt::format("unknown column '{}' for {}", printable(column), type),
              name_remedy(column, known));
}

/// Takes a cell out of a row; empty where there is none.
std::string take(Cells& cells, std::string_view column) {
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [&](const auto& cell) { return cell.first == column; });
  if (found == cells.end()) return {};
  std::string text = trim(found->second);
  cells.erase(found);
  return text;
}

std::vector<ProjectRow> rows_of_csv(const std::filesystem::path& file) {
  const CsvTable table = CsvTable::read(file);
  std::vector<ProjectRow> rows;
  for (std::size_t i = 0; i < table.size(); ++i) {
    ProjectRow row{.cells = {}, .place = table.row(i).place()};
    for (const std::string& column : table.columns()) {
      row.cells.emplace_back(column, table.row(i).text(column));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string positions_text(const Line& line) {
  std::string text;
  for (const LonLat& p : line) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", shortest_text(p.lon),
                        shortest_text(p.lat));
  }
  return text;
}

std::vector<ProjectRow> rows_of_layer(const std::filesystem::path& file, const std::string& layer,
                                      std::vector<std::string> open_options) {
  Diagnostics diagnostics;
  const Layer read = read_layer(
      file, layer,
      {.geometry = GeometryType::none, .required_fields = {"type"}, .open_options = open_options},
      diagnostics);
  diagnostics.stop_on_errors();
  std::vector<ProjectRow> rows;
  for (const Feature& feature : read.features) {
    ProjectRow row{.cells = {}, .place = feature.place()};
    for (const std::string& field : read.header->fields) {
      row.cells.emplace_back(field, feature.text(field));
    }
    if (const auto* line = std::get_if<Line>(&feature.geometry())) {
      row.cells.emplace_back("line", positions_text(*line));
    } else if (const auto* polygons = std::get_if<Polygons>(&feature.geometry());
               polygons != nullptr && !polygons->empty() && !polygons->front().empty()) {
      row.cells.emplace_back("where.polygon", positions_text(polygons->front().front()));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void add_rows(std::vector<ProjectRow> rows, const StudyReadOptions& options, Study& study) {
  struct Group {
    std::string name;
    std::string description;
    Place place;
    std::vector<ConfigTable> tables;
  };
  std::vector<Group> groups;
  for (ProjectRow& row : rows) {
    const std::string name = take(row.cells, "scenario");
    const std::string description = take(row.cells, "description");
    if (name.empty()) {
      throw Error(row.place, "no name in column 'scenario'",
                  "name the scenario that the row is part of");
    }
    const auto type = std::find_if(row.cells.begin(), row.cells.end(),
                                   [](const auto& cell) { return cell.first == "type"; });
    if (type == row.cells.end() || trim(type->second).empty()) {
      throw Error(row.place, "no type of intervention",
                  "fill the column 'type', as upgrade_road; landlink options lists the types");
    }
    const std::string type_name = trim(type->second);
    for (auto& [column, text] : row.cells) {
      if (!trim(text).empty()) column = dotted(column, type_name, row.place);
    }
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.name == name; });
    if (group == groups.end()) {
      groups.push_back({name, description, row.place, {}});
      group = std::prev(groups.end());
    }
    group->tables.push_back(ConfigTable::from_cells(row.cells, row.place));
  }
  for (const Group& group : groups) {
    try {
      Scenario scenario{.name = group.name, .description = group.description};
      scenario.interventions = read_interventions(group.tables, study.network_year);
      add_scenario(std::move(scenario), group.place, study);
    } catch (const Error& e) {
      if (!options.keep_going) throw;
      study.rejected.push_back({group.name, e.what()});
    }
  }
}

}  // namespace

void read_projects(const ConfigTable& table, const StudyReadOptions& options, Study& study) {
  const auto path = [&](std::string_view key) -> std::optional<std::filesystem::path> {
    const auto given = table.optional_text(key);
    if (!given) return std::nullopt;
    return project_path(*given, study.file, table.place(key));
  };
  const auto file = path("table");
  const auto edits = path("edits");
  const auto sheet = table.optional_text("sheet");
  const auto layer = table.optional_text("layer");
  table.finish();
  if (!file && !edits) {
    throw Error(table.place(), "nothing says where the projects are",
                "give table = \"projects.csv\" or edits = \"edits.gpkg\"");
  }
  if (file) {
    study.project_tables.push_back(*file);
    add_rows(file->extension() == ".csv"
                 ? rows_of_csv(*file)
                 : rows_of_layer(*file, sheet.value_or(""), {"HEADERS=FORCE"}),
             options, study);
  }
  if (edits) {
    study.project_tables.push_back(*edits);
    add_rows(rows_of_layer(*edits, layer.value_or(""), {}), options, study);
  }
}

}  // namespace landlink
