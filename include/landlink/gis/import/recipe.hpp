#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landlink/gis/import/source_roads.hpp"
#include "landlink/gis/import/terrain.hpp"
#include "landlink/gis/import/zone_sites.hpp"

namespace landlink::road_import {

/// A layer of areas with the fields that hold code and name.
struct AreaSource {
  std::filesystem::path file = {};
  std::string layer = {};
  std::string code_field = {};  ///< empty: the field that is named as such fields commonly are
  std::string name_field = {};
  std::string only_code_prefix = {};  ///< takes areas whose code begins so; empty for all
};

/// Where freight starts and ends, as points or as areas (each then stands at a place within it).
struct ZoneSource {
  std::filesystem::path file = {};
  std::string layer = {};
  std::string assume_crs = {};
};

struct LayerSource {
  std::filesystem::path file = {};
  std::string layer = {};
};

/// What to import and how: the sources, the project's tables, and the tolerances of each step.
/// docs/data.md describes the file that it is read from.
struct Recipe {
  std::vector<RoadSource> roads = {};
  std::optional<AreaSource> countries = {};
  std::optional<AreaSource> provinces = {};
  std::optional<std::filesystem::path> relief = {};
  std::optional<LayerSource> water = {};  ///< rivers and lakes, over which gaps are ferries
  std::optional<LayerSource> places = {};
  std::optional<LayerSource> airports = {};
  // Tables of facts, and the project's own.
  std::optional<std::filesystem::path> checkpoint_list = {};
  std::optional<std::filesystem::path> checkpoints = {};
  std::optional<std::filesystem::path> bridges = {};
  std::optional<std::filesystem::path> drawn_links = {};
  std::optional<std::filesystem::path> corridors = {};
  std::optional<std::filesystem::path> corridor_towns = {};
  std::optional<std::filesystem::path> access_links = {};
  std::optional<std::filesystem::path> road_rules = {};
  std::optional<std::filesystem::path> province_counts = {};
  std::optional<std::filesystem::path> more_towns = {};
  std::optional<std::filesystem::path> gateways = {};
  /// Tables of other modes by the name of the layer that they become.
  std::map<std::string, std::filesystem::path> modes = {};
  std::optional<std::filesystem::path> plants = {};

  std::optional<ZoneSource> zone_source = {};  ///< a planner's own zones

  CountryCode home = kLaos;
  bool home_is_assumed = false;  ///< nobody said which country it is
  bool join_crossings = true;    ///< roads that cross at grade without a common position
  double snap_km = 0.015;
  double gap_km = 0.6;
  double border_km = 2.0;  ///< how far a checkpoint may lie from the road that leads to it
  double generalise_km = 0.075;
  double generalise_provinces_km = 0.5;
  int coordinate_decimals = 5;
  TerrainOptions terrain = {};
  ZoneOptions zones = {};
};

/// Reads a recipe (TOML); paths in it are relative to it. Throws Error as ConfigTable does.
Recipe read_recipe(const std::filesystem::path& file);

/// Unassigned code of ISO 3166-1: a country that nobody named.
inline constexpr CountryCode kUnknownCountry{"ZZZ"};

/// What a planner says on the command line, without a recipe.
struct PlainSources {
  std::vector<std::filesystem::path> road_files = {};
  std::string layer = {};
  std::string assume_crs = {};
  std::filesystem::path mapping = {};    ///< TOML; empty for none
  std::string country = {};              ///< ISO 3166-1 alpha-3 of roads that no area below holds
  std::filesystem::path countries = {};  ///< areas with their codes; empty for none
  std::filesystem::path provinces = {};
  std::filesystem::path relief = {};  ///< GeoTIFF of elevations
  std::filesystem::path zones = {};
  std::filesystem::path water = {};  ///< lines of rivers or areas of lakes
};

/// The recipe for plain files of roads: them, the default tolerances, lines as they are drawn.
/// Throws Error for a country that is no code and as read_field_mapping does.
Recipe plain_recipe(const PlainSources& sources);

}  // namespace landlink::road_import
