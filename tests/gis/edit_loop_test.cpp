// The editing loop: export, edit, import again, differences by id; and GMNS there and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/gmns.hpp"
#include "landlink/gis/audit.hpp"
#include "landlink/gis/import/edited_network.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/import/node_links.hpp"
#include "landlink/gis/import/recipe.hpp"
#include "landlink/gis/network_copy.hpp"
#include "landlink/gis/network_diff.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using testing::HasSubstr;

const fs::path kToy = "gis/toy";
const fs::path kLaosNetwork = "gis/laos";

LayerTable& layer_named(std::vector<LayerTable>& layers, const std::string& name) {
  return *std::find_if(layers.begin(), layers.end(),
                       [&](const LayerTable& layer) { return layer.name == name; });
}

std::size_t field_index(const LayerTable& layer, const std::string& name) {
  const auto found = std::find_if(layer.fields.begin(), layer.fields.end(),
                                  [&](const FieldSchema& field) { return field.name == name; });
  return static_cast<std::size_t>(found - layer.fields.begin());
}

class EveryNetwork : public testing::TestWithParam<fs::path> {};

TEST_P(EveryNetwork, ComesBackFromAGeoPackageAsItWas) {
  const TemporaryFolder folder;
  write_network(folder / "edit.gpkg", copy_network(GetParam()));
  const NetworkDiff diff = diff_networks(GetParam(), folder / "edit.gpkg");
  EXPECT_TRUE(diff.changes.empty()) << diff_table(diff, 10);
  EXPECT_GT(diff.unchanged, 5U);
}

TEST_P(EveryNetwork, ComesBackFromGmnsAsItWas) {
  const TemporaryFolder folder;
  export_gmns(GetParam(), folder / "gmns");
  const std::vector<LayerTable> layers = restore_gmns(folder / "gmns");
  ASSERT_FALSE(layers.empty());
  write_network(folder / "back", layers);
  const NetworkDiff diff = diff_networks(GetParam(), folder / "back");
  EXPECT_TRUE(diff.changes.empty()) << diff_table(diff, 10);
}

TEST_P(EveryNetwork, IsNotTouchedByAnImportWithoutEdits) {
  const TemporaryFolder folder;
  const road_import::EditedNetwork edited = road_import::import_edited(GetParam(), {});
  write_network(folder / "again", edited.layers);
  const NetworkDiff diff = diff_networks(GetParam(), folder / "again");
  EXPECT_TRUE(diff.changes.empty()) << diff_table(diff, 10) << edited.report.table();
}

INSTANTIATE_TEST_SUITE_P(All, EveryNetwork, testing::Values(kToy, kLaosNetwork),
                         [](const auto& param) { return param.param.filename().string(); });

// --- an edit ---

TEST(EditedNetwork, TakesALinkWithoutAnyFieldAndJoinsItToTheRoads) {
  const TemporaryFolder folder;
  std::vector<LayerTable> layers = copy_network(kToy);
  LayerTable& roads = layer_named(layers, "roads");
  const std::size_t before = roads.rows.size();
  // From the end of a road to 8 m (7e-5 degrees) off the midst of the first road.
  const Line first = std::get<Line>(roads.rows[0].geometry);
  const LonLat middle{(first[0].lon + first[1].lon) / 2.0, (first[0].lat + first[1].lat) / 2.0};
  LayerRow drawn;
  drawn.geometry = Line{{middle.lon + 0.2, middle.lat}, {middle.lon + 0.00007, middle.lat}};
  drawn.values.resize(roads.fields.size());
  roads.rows.push_back(drawn);
  write_network(folder / "edit.gpkg", layers);

  const road_import::EditedNetwork edited = road_import::import_edited(folder / "edit.gpkg", {});
  write_network(folder / "net", edited.layers);
  const NetworkDiff diff = diff_networks(kToy, folder / "net");
  EXPECT_EQ(diff.count(ChangeKind::added), 2U) << "the new link, and a piece of the one it joins\n"
                                               << diff_table(diff, 20);
  EXPECT_EQ(diff.count(ChangeKind::removed), 0U);
  EXPECT_EQ(diff.count(ChangeKind::changed), 1U) << "the first piece of the road that was cut";
  EXPECT_EQ(edited.report.count_of("edit", "new_link"), 1U);
  EXPECT_EQ(edited.report.count_of("edit", "cut_at_junction"), 1U);
  const NetworkAudit audit = audit_network(folder / "net", 2024);
  EXPECT_EQ(audit.diagnostics.count(Severity::error), 0U) << audit_table(audit, 10);
  std::vector<LayerTable> after = copy_network(folder / "net");
  LayerTable& links = layer_named(after, "roads");
  EXPECT_EQ(links.rows.size(), before + 2);
  const LayerRow& row = links.rows.back();
  EXPECT_EQ(std::get<std::string>(row.values[field_index(links, "id")]), "new-1");
  EXPECT_THAT(std::get<std::string>(row.values[field_index(links, "assumed")]),
              testing::AllOf(HasSubstr("surface"), HasSubstr("capacity_pcu_per_h")));
}

TEST(NetworkDiff, NamesFeaturesAndFields) {
  const TemporaryFolder folder;
  std::vector<LayerTable> layers = copy_network(kToy);
  LayerTable& roads = layer_named(layers, "roads");
  const std::string gone =
      std::get<std::string>(roads.rows.back().values[field_index(roads, "id")]);
  roads.rows.pop_back();
  roads.rows[0].values[field_index(roads, "surface")] = std::string("earth");
  LayerTable& zones = layer_named(layers, "zones");
  auto moved = std::get<LonLat>(zones.rows[0].geometry);
  moved.lon += 0.001;
  zones.rows[0].geometry = moved;
  write_network(folder / "other.gpkg", layers);
  const NetworkDiff diff = diff_networks(kToy, folder / "other.gpkg");
  ASSERT_EQ(diff.changes.size(), 3U) << diff_table(diff, 10);
  EXPECT_EQ(diff.count(ChangeKind::changed), 2U);
  EXPECT_EQ(diff.count(ChangeKind::removed), 1U);
  EXPECT_THAT(diff_table(diff, 10),
              testing::AllOf(HasSubstr("surface: "), HasSubstr("-> 'earth'"),
                             HasSubstr("removed  roads/" + gone), HasSubstr("zones/")));
  EXPECT_THAT(diff_csv(diff), HasSubstr("change,layer,id,field,before,after,length_km\n"));
  const std::vector<LayerTable> map = diff_layers(diff);
  ASSERT_EQ(map.size(), 2U);
  EXPECT_EQ(map[0].name, "changes_lines");
  EXPECT_EQ(map[0].rows.size(), 2U);
  EXPECT_EQ(map[1].name, "changes_points");
}

// --- GMNS against its schemas ---

// What the schemas of version 0.96 ask of each table: the order of columns, what must be there, and
// the type of each (spec/*.schema.json of zephyr-data-specs/GMNS at v0.96).
enum class Kind { any, text, number, integer, boolean };
struct Column {
  const char* name;
  Kind kind;
  bool required;
};

void expect_valid(const CsvTable& table, const std::vector<Column>& schema,
                  const std::string& key) {
  ASSERT_GE(table.columns().size(), schema.size());
  for (std::size_t c = 0; c < schema.size(); ++c) EXPECT_EQ(table.columns()[c], schema[c].name);
  std::set<std::string> keys;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    if (!key.empty()) {
      EXPECT_TRUE(keys.insert(row.text(key)).second) << row.text(key);
    }
    for (const Column& column : schema) {
      const std::string& text = row.text(column.name);
      if (text.empty()) {
        EXPECT_FALSE(column.required) << column.name << " of row " << i;
        continue;
      }
      if (column.kind == Kind::number) {
        EXPECT_TRUE(parse_number(text).has_value()) << column.name << ": " << text;
      }
      if (column.kind == Kind::integer) {
        EXPECT_TRUE(parse_integer(text).has_value()) << column.name << ": " << text;
      }
      if (column.kind == Kind::boolean) {
        EXPECT_TRUE(text == "true" || text == "false") << column.name << ": " << text;
      }
    }
  }
}

const std::vector<Column> kNodeSchema{
    {"node_id", Kind::any, true},        {"name", Kind::text, false},
    {"x_coord", Kind::number, true},     {"y_coord", Kind::number, true},
    {"z_coord", Kind::number, false},    {"node_type", Kind::text, false},
    {"ctrl_type", Kind::text, false},    {"zone_id", Kind::any, false},
    {"parent_node_id", Kind::any, false}};
const std::vector<Column> kLinkSchema{
    {"link_id", Kind::any, true},        {"name", Kind::text, false},
    {"from_node_id", Kind::any, true},   {"to_node_id", Kind::any, true},
    {"directed", Kind::boolean, true},   {"geometry_id", Kind::any, false},
    {"geometry", Kind::any, false},      {"parent_link_id", Kind::any, false},
    {"dir_flag", Kind::integer, false},  {"length", Kind::number, false},
    {"grade", Kind::number, false},      {"facility_type", Kind::text, false},
    {"capacity", Kind::number, false},   {"free_speed", Kind::number, false},
    {"lanes", Kind::integer, false},     {"bike_facility", Kind::text, false},
    {"ped_facility", Kind::text, false}, {"parking", Kind::text, false},
    {"allowed_uses", Kind::text, false}, {"toll", Kind::number, false},
    {"jurisdiction", Kind::text, false}, {"row_width", Kind::number, false}};
const std::vector<Column> kUseSchema{{"use", Kind::text, true},
                                     {"persons_per_vehicle", Kind::number, true},
                                     {"pce", Kind::number, true},
                                     {"special_conditions", Kind::text, false},
                                     {"description", Kind::text, false}};
const std::vector<Column> kConfigSchema{
    {"dataset_name", Kind::any, false}, {"short_length", Kind::any, false},
    {"long_length", Kind::any, false},  {"speed", Kind::any, false},
    {"crs", Kind::any, false},          {"geometry_field_format", Kind::any, false},
    {"currency", Kind::any, false},     {"version_number", Kind::number, false},
    {"id_type", Kind::text, false}};

std::set<std::string> column_of(const CsvTable& table, const char* column) {
  std::set<std::string> values;
  for (std::size_t i = 0; i < table.size(); ++i) values.insert(table.row(i).text(column));
  return values;
}

TEST_P(EveryNetwork, IsValidGmns) {
  const TemporaryFolder folder;
  export_gmns(GetParam(), folder / "gmns");
  const auto read = [&](const char* name) { return CsvTable::read(folder / "gmns" / name); };
  const CsvTable nodes = read("node.csv");
  const CsvTable links = read("link.csv");
  const CsvTable uses = read("use_definition.csv");
  const CsvTable config = read("config.csv");
  const CsvTable zones = read("zone.csv");
  expect_valid(nodes, kNodeSchema, "node_id");
  expect_valid(links, kLinkSchema, "link_id");
  expect_valid(uses, kUseSchema, "use");
  expect_valid(config, kConfigSchema, "");
  expect_valid(zones, {{"zone_id", Kind::any, true}, {"name", Kind::text, false}}, "zone_id");
  ASSERT_EQ(config.size(), 1U);
  EXPECT_EQ(config.row(0).text("version_number"), "0.96");
  EXPECT_EQ(config.row(0).text("id_type"), "string");
  const std::set<std::string> node_ids = column_of(nodes, "node_id");
  for (const char* end : {"from_node_id", "to_node_id"})
    for (const std::string& id : column_of(links, end)) EXPECT_TRUE(node_ids.contains(id)) << id;
  const std::set<std::string> zone_ids = column_of(zones, "zone_id");
  for (const std::string& id : column_of(nodes, "zone_id"))
    EXPECT_TRUE(id.empty() || zone_ids.contains(id)) << id;
  const std::set<std::string> use_names = column_of(uses, "use");
  for (const std::string& use : column_of(links, "allowed_uses"))
    EXPECT_TRUE(use_names.contains(use)) << use;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const CsvRow row = links.row(i);
    EXPECT_GE(row.number("length"), 0.0);
    EXPECT_GE(row.number("free_speed"), 0.0);
    EXPECT_LE(row.number("free_speed"), 200.0);
    EXPECT_GE(row.number("capacity"), 0.0);
    EXPECT_TRUE(row.text("dir_flag") == "1" || row.text("dir_flag") == "0");
    EXPECT_THAT(row.text("geometry"), testing::StartsWith("LINESTRING ("));
  }
}

// --- GMNS from elsewhere ---

TEST(ForeignGmns, IsReadInItsUnits) {
  const TemporaryFolder folder;
  folder.write("config.csv",
               "dataset_name,short_length,long_length,speed,crs,currency,version_number\n"
               "Test,ft,mi,mph,EPSG:4326,USD,0.96\n");
  folder.write("node.csv",
               "node_id,x_coord,y_coord,zone_id\n"
               "1,102.0,18.0,A\n2,102.1,18.0,\n3,102.2,18.0,B\n");
  folder.write("link.csv",
               "link_id,from_node_id,to_node_id,directed,geometry_id,dir_flag,length,"
               "facility_type,capacity,free_speed,lanes,allowed_uses,toll\n"
               "10,1,2,true,g1,-1,7,Freeway,1800,55,2,\"auto,truck\",1.5\n"
               "11,2,3,false,,0,,local,,,1,,\n"
               "12,1,3,true,,0,,bikeway,,,1,bike,\n");
  folder.write("geometry.csv",
               "geometry_id,geometry\ng1,\"LINESTRING (102.1 18.0, 102.05 18.01, 102.0 18.0)\"\n");
  const road_import::ImportedNetwork network = road_import::import_node_links(
      read_gmns(folder.path()), "gmns", "", road_import::plain_recipe({.country = "KHM"}));
  ASSERT_EQ(network.roads.size(), 2U) << "trucks are not let onto a bikeway";
  const road_import::Road& freeway = network.roads[0];
  EXPECT_EQ(freeway.id, "10");
  EXPECT_TRUE(freeway.oneway);
  EXPECT_EQ(freeway.highway, "motorway");
  EXPECT_NEAR(freeway.length_km, 11.265408, 1e-9);        // 7 x 1.609344
  EXPECT_NEAR(*freeway.speed_limit_kmh, 88.51392, 1e-9);  // 55 x 1.609344
  EXPECT_EQ(freeway.capacity_pcu_per_h, 3600.0);          // 1800 a lane
  EXPECT_EQ(freeway.toll_usd, 1.5);
  EXPECT_EQ(freeway.line.front(), (LonLat{102.0, 18.0})) << "the shape was drawn backwards";
  EXPECT_EQ(freeway.line.size(), 3U);
  const road_import::Road& local = network.roads[1];
  EXPECT_FALSE(local.oneway);
  EXPECT_EQ(local.lanes, 2.0) << "one in each direction";
  EXPECT_THAT(local.assumed, testing::Contains("length_km"));
  EXPECT_EQ(network.zones.size(), 2U);
  road_import::write_imported(network, folder / "net", 7);
  const NetworkAudit audit = audit_network(folder / "net", 2024);
  EXPECT_EQ(audit.nodes, 3U);
}

TEST(ForeignGmns, IsRefusedByTableAndLine) {
  const auto complaint = [](const char* nodes, const char* links, const char* config = nullptr) {
    const TemporaryFolder folder;
    folder.write("node.csv", nodes);
    folder.write("link.csv", links);
    if (config != nullptr) folder.write("config.csv", config);
    try {
      read_gmns(folder.path());
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  const char* nodes = "node_id,x_coord,y_coord\n1,102,18\n2,103,18\n";
  const char* header = "link_id,from_node_id,to_node_id,directed,length\n";
  EXPECT_THAT(complaint("node_id,x_cord,y_coord\n1,2,3\n", header),
              testing::AllOf(HasSubstr("'x_coord'"), HasSubstr("did you mean 'x_cord'?")));
  EXPECT_THAT(complaint(nodes, (std::string(header) + "1,1,3,true,5\n").c_str()),
              testing::AllOf(HasSubstr("link.csv:2"), HasSubstr("there is no node '3'")));
  EXPECT_THAT(complaint(nodes, (std::string(header) + "1,1,2,perhaps,5\n").c_str()),
              HasSubstr("'perhaps' is neither true nor false"));
  EXPECT_THAT(complaint(nodes, (std::string(header) + "1,1,2,true,-5\n").c_str()),
              HasSubstr("-5 is not within 0"));
  EXPECT_THAT(complaint(nodes, (std::string(header) + "1,1,2,true,5\n1,2,1,true,5\n").c_str()),
              testing::AllOf(HasSubstr("link.csv:3"), HasSubstr("link '1' is there already")));
  EXPECT_THAT(
      complaint(nodes, (std::string(header) + "1,1,2,true,5\n").c_str(), "long_length\nfurlong\n"),
      HasSubstr("'furlong' is no known unit"));
}

// --- TNTP ---

TEST(TntpSource, TakesPositionsFromTheNodeFileBesideIt) {
  const TemporaryFolder folder;
  const auto net = folder.write(
      "Small_net.tntp",
      "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 3\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> 3\n"
      "<END OF METADATA>\n~ header ;\n1 3 1000 6 6 0.15 4 0 0 1 ;\n3 2 1000 5 10 0.15 4 0 0 1 ;\n"
      "2 1 800 9 9 0.15 4 0 0 1 ;\n");
  road_import::RepairReport report;
  const GmnsNetwork schematic = road_import::node_links_of_tntp(net, report);
  EXPECT_EQ(report.count_of("read", "positions_assumed"), 1U);
  EXPECT_EQ(schematic.crs, "EPSG:4326");
  folder.write("Small_node.tntp", "node X Y ;\n1 102.0 18.0 ;\n2 102.1 18.0 ;\n3 102.05 18.05 ;\n");
  const GmnsNetwork network = road_import::node_links_of_tntp(net, report);
  const road_import::ImportedNetwork imported = road_import::import_node_links(
      network, "Small_net.tntp", "EPSG:4326", road_import::plain_recipe({.country = "LAO"}));
  ASSERT_EQ(imported.roads.size(), 3U);
  EXPECT_EQ(imported.roads[0].id, "1-3");
  EXPECT_EQ(imported.roads[0].length_km, 6.0);
  EXPECT_EQ(imported.roads[0].speed_limit_kmh, 60.0);  // 6 km in 6 min
  EXPECT_EQ(imported.roads[1].speed_limit_kmh, 30.0);  // 5 km in 10 min
  EXPECT_EQ(imported.roads[2].capacity_pcu_per_h, 800.0);
  EXPECT_EQ(imported.zones.size(), 2U);
  EXPECT_THROW(road_import::import_node_links(network, "x", "", road_import::plain_recipe({})),
               Error)
      << "a node file does not name its coordinate reference system";
}

}  // namespace
}  // namespace landlink
