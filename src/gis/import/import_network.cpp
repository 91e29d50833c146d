#include "landlink/gis/import/import_network.hpp"

#include <algorithm>
#include <map>

#include "landlink/core/text.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/bridges.hpp"
#include "landlink/gis/import/charges.hpp"
#include "landlink/gis/import/connect.hpp"
#include "landlink/gis/import/contract.hpp"
#include "landlink/gis/import/corridors.hpp"
#include "landlink/gis/import/crossings.hpp"
#include "landlink/gis/import/defaults.hpp"
#include "landlink/gis/import/drawn_links.hpp"
#include "landlink/gis/import/facilities.hpp"
#include "landlink/gis/import/fill_numbers.hpp"
#include "landlink/gis/import/generalise.hpp"
#include "landlink/gis/import/mode_tables.hpp"
#include "landlink/gis/import/one_way.hpp"
#include "landlink/gis/import/snap.hpp"
#include "landlink/gis/import/source_areas.hpp"
#include "landlink/gis/import/source_zones.hpp"
#include "landlink/gis/import/topology.hpp"
#include "landlink/gis/layer_reader.hpp"

namespace landlink::road_import {

namespace {

constexpr double kShortestProvincePieceKm = 1.0;
// Widest junction that a road number is carried over.
constexpr double kJunctionKm = 0.5;
constexpr double kTownRoadKm = 10.0;
// Two loose ends this near to each other are one road with a piece missing.
constexpr double kLoosePairKm = 0.1;
// A corridor's end and its checkpoint are drawn from two sources some metres apart.
constexpr double kCorridorEndKm = 1.0;
constexpr const char* kCorridorSource = "corridors_abroad";

Layer read_checked(const LayerSource& source, GeometryType geometry) {
  Diagnostics diagnostics;
  ReadLayerOptions options;
  options.geometry = geometry;
  Layer layer = read_layer(source.file, source.layer, options, diagnostics);
  diagnostics.stop_on_errors();
  return layer;
}

double total_km(const Roads& roads) {
  double km = 0.0;
  for (const Road& road : roads) km += geodesic_length_km(road.line);
  return km;
}

/// The steps in their order. Members are what one step leaves for the next.
class Import {
 public:
  explicit Import(const Recipe& recipe)
      : recipe_(recipe),
        countries_(read_areas(recipe.countries)),
        provinces_(read_areas(recipe.provinces)) {
    if (recipe.province_counts)
      counts_ = read_province_counts(CsvTable::read(*recipe.province_counts));
    use_our_province_codes();
    if (recipe.plants) plants_ = read_plants(CsvTable::read(*recipe.plants), provinces_);
  }

  ImportedNetwork run() {
    read_roads();
    repair_geometry();
    add_crossings();
    add_abroad();
    make_links();
    make_towns();
    describe_links();
    make_points();
    finish();
    return std::move(result_);
  }

 private:
  // A source may know a province by an older code (LA-XN for LA-XS): the table's name decides.
  void use_our_province_codes() {
    std::vector<Area> areas = provinces_.all();
    for (Area& area : areas) {
      const bool known = std::any_of(counts_.begin(), counts_.end(),
                                     [&](const ProvinceCount& c) { return c.code == area.code; });
      if (known) continue;
      for (const ProvinceCount& count : counts_)
        if (count.name == area.name) area.code = count.code;
    }
    provinces_ = Areas(std::move(areas));
  }

  void read_roads() {
    Diagnostics diagnostics;
    for (const RoadSource& source : recipe_.roads) {
      Roads read = read_source_roads(source, diagnostics, report());
      roads_.insert(roads_.end(), std::make_move_iterator(read.begin()),
                    std::make_move_iterator(read.end()));
    }
    report().count("read", "source_km", total_km(roads_));
    if (recipe_.bridges) name_bridges(roads_, CsvTable::read(*recipe_.bridges), report());
    number_charges(roads_);
  }

  void repair_geometry() {
    const std::size_t dropped = merge_positions(roads_);
    if (dropped > 0) report().count("merge", "lines_without_length", static_cast<double>(dropped));
    if (roads_.empty())
      throw Error{{.file = recipe_.roads.front().file.string()},
                  "no road is left that a truck can use",
                  "look at 'highway' or its mapping: classes of paths, construction and private "
                  "ways are left out"};
    drop_duplicates(roads_, report());
    report().count("merge", "components", static_cast<double>(component_count(roads_)));
    snap_to_ends(roads_, recipe_.snap_km, report());
    report().count("snap", "components_ends", static_cast<double>(component_count(roads_)));
    snap_to_segments(roads_, recipe_.snap_km, report());
    report().count("snap", "components", static_cast<double>(component_count(roads_)));
    if (recipe_.join_crossings) {
      join_crossings(roads_, recipe_.snap_km, report());
      report().count("crossings", "components", static_cast<double>(component_count(roads_)));
    }
  }

  void add_crossings() {
    if (recipe_.drawn_links)
      add_drawn_links(roads_, read_drawn_links(CsvTable::read(*recipe_.drawn_links)), breaks_,
                      report());
    if (recipe_.drawn_links)
      report().count("drawn_links", "components", static_cast<double>(component_count(roads_)));
    join_loose_pairs(roads_, countries_, kLoosePairKm, report());
    close_gaps(roads_, countries_,
               {.gap_km = recipe_.gap_km,
                .border_km = recipe_.checkpoints ? 0.0 : recipe_.border_km,
                .water = read_water()},
               report());
    report().count("connect", "components", static_cast<double>(component_count(roads_)));
    if (recipe_.checkpoint_list && recipe_.checkpoints) {
      result_.checkpoints = read_checkpoints(CsvTable::read(*recipe_.checkpoint_list),
                                             CsvTable::read(*recipe_.checkpoints));
      attach_checkpoints(result_.checkpoints, roads_, breaks_, recipe_.border_km, report());
    }
    roads_ = split_at_shared(roads_, breaks_);
    if (recipe_.road_rules) apply_name_rules(roads_, CsvTable::read(*recipe_.road_rules), report());
    // Without checkpoints nothing says where one country ends but the map.
    if (!result_.checkpoints.empty()) settle_home(roads_, result_.checkpoints, recipe_.home);
  }

  void add_abroad() {
    if (recipe_.corridors) {
      std::vector<DrawnLink> corridors =
          read_corridors(CsvTable::read(*recipe_.corridors), kCorridorSource);
      if (recipe_.corridor_towns)
        draw_through_towns(corridors, CsvTable::read(*recipe_.corridor_towns), report());
      begin_at_checkpoints(corridors, result_.checkpoints, kCorridorEndKm);
      add_drawn_links(roads_, corridors, breaks_, report());
    }
    if (recipe_.access_links)
      add_drawn_links(roads_, read_drawn_links(CsvTable::read(*recipe_.access_links)), breaks_,
                      report());
    join_near_ends(roads_, countries_, breaks_, kLoosePairKm, report());
    break_at_zones();
    report().count("abroad", "components", static_cast<double>(component_count(roads_)));
  }

  // Rivers as they are drawn, and the outlines of lakes.
  std::vector<Line> read_water() const {
    std::vector<Line> lines;
    if (!recipe_.water) return lines;
    Diagnostics diagnostics;
    ReadLayerOptions options;
    options.geometry = GeometryType::none;
    options.multi_lines = MultiLines::split;
    const Layer layer = read_layer(recipe_.water->file, recipe_.water->layer, options, diagnostics);
    diagnostics.stop_on_errors();
    for (const Feature& feature : layer.features) {
      if (const auto* line = std::get_if<Line>(&feature.geometry())) lines.push_back(*line);
      if (const auto* areas = std::get_if<Polygons>(&feature.geometry()))
        for (const auto& rings : *areas) lines.insert(lines.end(), rings.begin(), rings.end());
    }
    return lines;
  }

  // A junction near each town, so that it joins the network where its road passes and not at the
  // next junction, which may be a landing of a ferry.
  void break_at_zones() {
    std::vector<LonLat> towns;
    for (const Town& town : read_towns()) towns.push_back(town.position);
    for (const ProvinceCount& count : counts_) towns.push_back(count.capital_position);
    for (const ZoneSite& plant : plants_) towns.push_back(plant.position);
    for (const LonLat town : towns)
      if (const auto place = attach(roads_, town, kTownRoadKm)) breaks_.insert(*place);
  }

  std::vector<Town> read_towns() const {
    std::vector<Town> towns;
    if (!recipe_.places) return towns;
    for (const Feature& feature : read_checked(*recipe_.places, GeometryType::point).features) {
      if (feature.text("country") != recipe_.home.text()) continue;
      towns.push_back({feature.required_text("asciiname"), feature.point(),
                       feature.optional_number("population").value_or(0.0), "geonames"});
    }
    return towns;
  }

  void make_links() {
    roads_ = split_at_shared(roads_, breaks_);
    roads_ = split_at_provinces(roads_, provinces_, kShortestProvincePieceKm);
    // Checkpoints say where countries part; without them the map does.
    if (result_.checkpoints.empty())
      roads_ = split_at_provinces(roads_, countries_, kShortestProvincePieceKm);
    place_roads(roads_, countries_, provinces_, recipe_.home);
    if (recipe_.home_is_assumed) mark_unknown_country();
    for (Road& road : roads_)
      if (road.country != recipe_.home && road.layer == "roads" && !result_.checkpoints.empty())
        road.layer = "corridors";
    measure(roads_);
    give_way_to_roads(roads_, kCorridorSource, report());
    fill_numbers(roads_, report());
    number_junctions(roads_, kJunctionKm, report());
    open_one_way_traps(
        roads_, [&](const Road& road) { return road.country == recipe_.home; }, report());
    open_one_way_traps(
        roads_, [](const Road&) { return true; }, report());
    if (recipe_.road_rules) apply_road_rules(roads_, CsvTable::read(*recipe_.road_rules), report());
    default_surfaces(roads_);
    // Before contraction, so that a road breaks where it enters the hills.
    if (recipe_.relief) classify_terrain(roads_, read_raster(*recipe_.relief), recipe_.terrain);
    even_tails(roads_, breaks_, kLoosePairKm);
    roads_ = contract_chains(roads_, breaks_, report());
    drop_duplicates(roads_, report());
    drop_stubs(roads_, breaks_, kLoosePairKm, report());
    roads_ = halve_loops(roads_);
    // Where no checkpoint is known, `landlink check` says of each crossing that it has none.
    if (!result_.checkpoints.empty())
      cut_free_crossings(roads_, result_.checkpoints, recipe_.home, report());
    if (!recipe_.home_is_assumed) report_strays(roads_, countries_, recipe_.home, report());
    check_sides(result_.checkpoints, roads_, recipe_.home, report());
  }

  void mark_unknown_country() {
    std::size_t count = 0;
    for (Road& road : roads_) {
      if (road.country != kUnknownCountry) continue;
      mark_assumed(road, "country");
      ++count;
    }
    if (count > 0)
      report().add({"classify", "country_unknown", "", 0.0, std::nullopt,
                    counted(count, "road") + " of no named country are in ZZZ; --country or "
                                             "--countries says where they are"});
  }

  void describe_links() {
    fill_defaults(roads_, result_.zones);
    share_charges(roads_, report());
    std::map<std::string, double> km;
    for (const Road& road : roads_) {
      if (road.country != recipe_.home || road.kind == LinkKind::ferry) continue;
      km["terrain_" + std::string(name_of(*road.terrain)) + "_km"] += road.length_km;
      km["surface_" + std::string(name_of(*road.surface)) + "_km"] += road.length_km;
    }
    for (const auto& [what, value] : km) report().count("describe", what, value);
    number_pieces(roads_);
  }

  void make_towns() {
    if (recipe_.zone_source) {
      result_.zones =
          read_source_zones(*recipe_.zone_source, countries_, provinces_, recipe_.home, report());
      return;
    }
    if (!recipe_.places || counts_.empty()) return;
    result_.zones = make_zones(read_towns(), counts_, provinces_, roads_, recipe_.zones, report());
    result_.zones.insert(result_.zones.end(), plants_.begin(), plants_.end());
    report().count("zones", "zones", static_cast<double>(result_.zones.size()));
  }

  void make_points() {
    if (recipe_.gateways) result_.gateways = read_gateways(CsvTable::read(*recipe_.gateways));
    read_modes();
    report_facilities(result_.modes, roads_, recipe_.home, report());
    for (CheckpointSite& site : result_.checkpoints) site.province = province_near(site);
    for (const Area& area : provinces_.all()) {
      for (const ProvinceCount& count : counts_) {
        if (count.code != area.code) continue;
        Province province{count.code, count.name, count.population, {}};
        province.polygons = generalised(area.polygons, recipe_.generalise_provinces_km, 4);
        result_.provinces.push_back(std::move(province));
        result_.province_capitals.push_back(count.capital);
      }
    }
    result_.province_source = "geoboundaries; census2015";
  }

  // A checkpoint stands on the border itself, so it takes the province of the road that leads
  // there.
  std::string province_near(const CheckpointSite& site) const {
    for (const Road& road : roads_)
      if (!road.province.empty() &&
          (road.line.front() == site.position || road.line.back() == site.position))
        return road.province;
    return {};
  }

  // Airports come from a layer of the region, with those abroad that the table names.
  LayerTable read_airports() {
    const ModeSchema& schema = mode_schema("airports");
    LayerTable airports{.name = "airports", .geometry = GeometryType::point};
    for (const ModeField& field : schema.fields)
      airports.fields.push_back({std::string(field.name), field.type});
    LayerTable abroad = airports;
    if (recipe_.airports) {
      for (const Feature& feature : read_checked(*recipe_.airports, GeometryType::point).features) {
        const std::string country = feature.text("country");
        LayerTable& into = country == recipe_.home.text() ? airports : abroad;
        into.rows.push_back(airport_row(feature, schema, country));
      }
    }
    const auto table = recipe_.modes.find("airports");
    if (table != recipe_.modes.end())
      add_airport_facilities(airports, abroad, CsvTable::read(table->second));
    return airports;
  }

  LayerRow airport_row(const Feature& feature, const ModeSchema& schema,
                       const std::string& country) const {
    const std::string tag = feature.text("surface");
    const double runway_m = feature.optional_number("runway_m").value_or(0.0);
    std::map<std::string_view, FieldValue> known{{"id", feature.required_text("icao")},
                                                 {"name", feature.required_text("name")},
                                                 {"country", country},
                                                 {"source", "ourairports"}};
    const auto set_text = [&](std::string_view field, const std::string& text) {
      if (!text.empty()) known[field] = text;
    };
    set_text("iata", feature.text("iata"));
    if (country == recipe_.home.text()) set_text("province", provinces_.code_at(feature.point()));
    set_text("surface", tag.starts_with("CO") ? "concrete" : tag.starts_with("A") ? "asphalt" : "");
    if (runway_m > 0.0) known["runway_m"] = runway_m;
    LayerRow row{feature.point(), {}};
    for (const ModeField& field : schema.fields) row.values.push_back(known[field.name]);
    return row;
  }

  void read_modes() {
    PlacesById places;
    for (const ModeSchema& schema : mode_schemas()) {
      if (schema.layer == "airports") {
        result_.modes.push_back(read_airports());
      } else if (const auto table = recipe_.modes.find(std::string(schema.layer));
                 table != recipe_.modes.end()) {
        result_.modes.push_back(read_mode_table(CsvTable::read(table->second), schema, places));
      } else {
        continue;
      }
      // Links follow the layer of their places.
      if (schema.geometry == GeometryType::point) places = places_of(result_.modes.back());
    }
  }

  void finish() {
    report().count("result", "components", static_cast<double>(component_count(roads_)));
    double home_km = 0.0;
    for (const Road& road : roads_)
      if (road.country == recipe_.home) home_km += road.length_km;
    report().count("result", "home_km", home_km);
    report().count("result", "links", static_cast<double>(roads_.size()));
    if (recipe_.generalise_km > 0.0) {
      generalise(roads_, recipe_.generalise_km, recipe_.coordinate_decimals);
    } else {
      for (Road& road : roads_) road.line = rounded(road.line, recipe_.coordinate_decimals);
    }
    for (CheckpointSite& site : result_.checkpoints)
      site.position = rounded(site.position, recipe_.coordinate_decimals);
    result_.roads = std::move(roads_);
  }

  RepairReport& report() { return result_.report; }

  const Recipe& recipe_;
  Areas countries_;
  Areas provinces_;
  std::vector<ZoneSite> plants_;
  std::vector<ProvinceCount> counts_;
  Roads roads_;
  Breaks breaks_;
  ImportedNetwork result_;
};

}  // namespace

ImportedNetwork import_network(const Recipe& recipe) { return Import(recipe).run(); }

}  // namespace landlink::road_import
