#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/gis/feature.hpp"

namespace landlink::road_import {

/// How the fields of a planner's layer become ours, so that no one renames columns by hand.
///
///     lanes_by = "direction"            # or "total", the default
///     unique_ids = false                # features may share an id; true, the default, refuses
///     [fields]                          # ours = theirs
///     highway = "CLASSE"
///     speed_limit_kmh = "VITESSE"
///     [units]                           # of plain numbers; "50 mph" in a cell says its own
///     speed_limit_kmh = "mph"
///     [values]                          # ours = { theirs = ours }
///     surface = { "latérite" = "gravel" }
///
/// Field names are those of docs/data.md, and `bridge`, `tunnel`, `level`, `access`.
struct FieldMapping {
  std::filesystem::path file = {};  ///< for complaints; empty where there is no mapping
  std::map<std::string, std::string> fields = {};
  std::map<std::string, std::string> units = {};
  std::map<std::string, std::map<std::string, std::string>> values = {};
  bool lanes_by_direction = false;
  bool unique_ids = true;  ///< two features of one id are refused

  /// The text of our field `name` in a feature, after `values`; empty where the mapping has no such
  /// field or the feature no value.
  [[nodiscard]] std::string text(const Feature& feature, std::string_view name) const;
  [[nodiscard]] std::string_view unit(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return fields.contains(std::string(name)); }

  /// Throws Error for the first source field that `header` lacks, with the nearest one it has.
  void check_fields(const LayerHeader& header) const;
};

/// Names of our fields that a mapping may fill.
const std::vector<std::string>& mappable_fields();

/// Reads a mapping (TOML). Throws Error with line for an unknown field of ours or unit (naming the
/// nearest), and as ConfigTable does.
FieldMapping read_field_mapping(const std::filesystem::path& file);

}  // namespace landlink::road_import
