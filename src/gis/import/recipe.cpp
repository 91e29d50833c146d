#include "landlink/gis/import/recipe.hpp"

#include <algorithm>

#include "landlink/core/config_table.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/mode_schema.hpp"

namespace landlink::road_import {

namespace {

class RecipeReader {
 public:
  explicit RecipeReader(const std::filesystem::path& file)
      : folder_(file.parent_path()), table_(ConfigTable::read(file)) {}

  Recipe read() {
    recipe_.join_crossings = false;  // a recipe asks for it
    if (const auto home = table_.optional_text("country")) recipe_.home = CountryCode{*home};
    if (recipe_.home.empty())
      throw Error{table_.place("country"), "no country code",
                  "write three capitals as ISO 3166-1, such as LAO, THA or VNM"};
    for (const ConfigTable& table : table_.tables("roads")) {
      RoadSource source;
      source.file = path(table.text("file"));
      source.layer = table.optional_text("layer").value_or("");
      source.source = table.text("source");
      source.id_prefix = table.optional_text("id_prefix").value_or("");
      source.assume_crs = table.optional_text("assume_crs").value_or("");
      source.highways = table.optional_texts("highways");
      if (const auto mapping = table.optional_text("mapping"))
        source.mapping = read_field_mapping(path(*mapping));
      source.lao_numbers = recipe_.home == kLaos;
      table.finish();
      recipe_.roads.push_back(std::move(source));
    }
    if (recipe_.roads.empty())
      throw Error{table_.place("roads"), "the recipe names no roads",
                  "add [[roads]] with file and source"};
    recipe_.countries = areas("countries");
    recipe_.provinces = areas("provinces");
    recipe_.places = layer("places");
    recipe_.airports = layer("airports");
    recipe_.water = layer("water");
    if (const auto zones = layer("zones"))
      recipe_.zone_source = ZoneSource{.file = zones->file, .layer = zones->layer};
    if (const auto relief = table_.optional_text("relief")) recipe_.relief = path(*relief);
    if (const auto tables = table_.optional_table("tables")) read_tables(*tables);
    if (const auto steps = table_.optional_table("steps")) read_steps(*steps);
    table_.finish();
    return std::move(recipe_);
  }

 private:
  [[nodiscard]] std::filesystem::path path(const std::string& text) const {
    return (folder_ / text).lexically_normal();
  }

  std::optional<AreaSource> areas(const char* key) {
    const auto table = table_.optional_table(key);
    if (!table) return std::nullopt;
    AreaSource source;
    source.file = path(table->text("file"));
    source.layer = table->optional_text("layer").value_or("");
    source.code_field = table->optional_text("code").value_or("");
    source.name_field = table->optional_text("name").value_or("");
    source.only_code_prefix = table->optional_text("only").value_or("");
    table->finish();
    return source;
  }

  std::optional<LayerSource> layer(const char* key) {
    const auto table = table_.optional_table(key);
    if (!table) return std::nullopt;
    LayerSource source{path(table->text("file")), table->optional_text("layer").value_or("")};
    table->finish();
    return source;
  }

  void read_tables(const ConfigTable& tables) {
    const auto take = [&](const char* key, std::optional<std::filesystem::path>& into) {
      if (const auto text = tables.optional_text(key)) into = path(*text);
    };
    take("checkpoint_list", recipe_.checkpoint_list);
    take("checkpoints", recipe_.checkpoints);
    take("bridges", recipe_.bridges);
    take("drawn_links", recipe_.drawn_links);
    take("corridors", recipe_.corridors);
    take("corridor_towns", recipe_.corridor_towns);
    take("access_links", recipe_.access_links);
    take("road_rules", recipe_.road_rules);
    take("province_counts", recipe_.province_counts);
    take("more_towns", recipe_.more_towns);
    take("gateways", recipe_.gateways);
    for (const ModeSchema& schema : mode_schemas())
      if (const auto text = tables.optional_text(schema.layer))
        recipe_.modes[std::string(schema.layer)] = path(*text);
    take("plants", recipe_.plants);
    tables.finish();
  }

  void read_steps(const ConfigTable& steps) {
    const auto metres = [&](const char* key, double& km) {
      if (const auto m = steps.optional_number(key, {0.0, 100000.0})) km = *m / 1000.0;
    };
    if (const auto join = steps.optional_boolean("join_crossings")) recipe_.join_crossings = *join;
    metres("snap_m", recipe_.snap_km);
    metres("gap_m", recipe_.gap_km);
    metres("border_m", recipe_.border_km);
    metres("generalise_m", recipe_.generalise_km);
    metres("generalise_provinces_m", recipe_.generalise_provinces_km);
    if (const auto km = steps.optional_number("zone_access_km", {0.0, 1000.0}))
      recipe_.zones.access_km = *km;
    if (const auto persons = steps.optional_number("uncounted_population", {0.0, 1e6}))
      recipe_.zones.uncounted_population = *persons;
    steps.finish();
  }

  std::filesystem::path folder_;
  ConfigTable table_;
  Recipe recipe_;
};

}  // namespace

Recipe read_recipe(const std::filesystem::path& file) { return RecipeReader(file).read(); }

Recipe plain_recipe(const PlainSources& sources) {
  const auto areas = [](const std::filesystem::path& file) {
    return file.empty() ? std::nullopt : std::optional(AreaSource{.file = file});
  };
  Recipe recipe;
  recipe.home = sources.country.empty() ? kUnknownCountry : CountryCode{sources.country};
  recipe.home_is_assumed = sources.country.empty();
  const bool capitals = std::all_of(sources.country.begin(), sources.country.end(),
                                    [](char c) { return c >= 'A' && c <= 'Z'; });
  if (recipe.home.empty() || !capitals)
    throw Error{{},
                "'" + printable(sources.country) + "' is no country code",
                "write three capitals as ISO 3166-1, such as LAO, THA or VNM"};
  FieldMapping mapping;
  if (!sources.mapping.empty()) mapping = read_field_mapping(sources.mapping);
  for (const auto& file : sources.road_files) {
    RoadSource source;
    source.file = file;
    source.layer = sources.layer;
    source.source = file.filename().string();
    source.assume_crs = sources.assume_crs;
    source.mapping = mapping;
    source.lao_numbers = recipe.home == kLaos;
    if (sources.road_files.size() > 1) source.id_prefix = file.stem().string() + "-";
    recipe.roads.push_back(std::move(source));
  }
  // The network has the lines as the source has them, to 1 cm.
  recipe.generalise_km = 0.0;
  recipe.coordinate_decimals = 7;
  recipe.countries = areas(sources.countries);
  recipe.provinces = areas(sources.provinces);
  if (!sources.relief.empty()) recipe.relief = sources.relief;
  if (!sources.water.empty()) recipe.water = LayerSource{.file = sources.water};
  if (!sources.zones.empty())
    recipe.zone_source = ZoneSource{.file = sources.zones, .assume_crs = sources.assume_crs};
  return recipe;
}

}  // namespace landlink::road_import
