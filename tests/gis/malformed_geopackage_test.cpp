// GeoPackages spoiled by SQL or byte by byte.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <chrono>
#include <fstream>

#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/network_layers.hpp"
#include "support/toy_files.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class MalformedGeoPackage : public testing::Test {
 protected:
  void SetUp() override { test::write_toy_geopackage(file_); }

  void TearDown() override {
    EXPECT_EQ(folder_.entries(), entries_) << "something was left behind";
  }

  /// Triggers are dropped first: they call functions that only GDAL brings.
  void run_sql(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
    sqlite3_exec(database, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
    std::vector<std::string> triggers;
    sqlite3_exec(
        database, "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        [](void* list, int, char** values, char**) {
          static_cast<std::vector<std::string>*>(list)->emplace_back(values[0]);
          return 0;
        },
        &triggers, nullptr);
    for (const std::string& name : triggers) {
      sqlite3_exec(database, ("DROP TRIGGER \"" + name + "\"").c_str(), nullptr, nullptr, nullptr);
    }
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << (message != nullptr ? message : "");
    sqlite3_free(message);
    sqlite3_close(database);
  }

  void overwrite(std::streamoff at, const std::string& bytes) {
    std::fstream stream(file_, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(at);
    stream << bytes;
  }

  [[nodiscard]] std::string complaint() const {
    Diagnostics diagnostics;
    try {
      read_network_layers(file_, 2024, diagnostics);
    } catch (const Error& e) {
      EXPECT_EQ(e.exit_code(), ExitCode::bad_input);
      return e.what();
    }
    return "accepted";
  }

  test::TemporaryFolder folder_;
  fs::path file_ = folder_ / "toy.gpkg";
  std::size_t entries_ = 1;
};

TEST_F(MalformedGeoPackage, IsAcceptedWhenSound) { EXPECT_EQ(complaint(), "accepted"); }

TEST_F(MalformedGeoPackage, WithoutCrsIsRefusedByLayer) {
  for (const char* srs : {"0", "-1"}) {
    run_sql(std::string("UPDATE gpkg_geometry_columns SET srs_id = ") + srs +
            " WHERE table_name = 'roads'");
    EXPECT_THAT(complaint(),
                AllOf(HasSubstr("toy.gpkg layer 'roads'"),
                      HasSubstr("no coordinate reference system"), HasSubstr("set it in QGIS")));
  }
}

TEST_F(MalformedGeoPackage, WithAnUnknownCrsIsRefusedByLayer) {
  run_sql("UPDATE gpkg_geometry_columns SET srs_id = 777777 WHERE table_name = 'roads'");
  EXPECT_THAT(complaint(), HasSubstr("layer 'roads': the layer has no coordinate reference"));
}

TEST_F(MalformedGeoPackage, WithoutALayerNamesTheNearest) {
  run_sql(
      "DELETE FROM gpkg_geometry_columns WHERE table_name = 'corridors';"
      "DELETE FROM gpkg_contents WHERE table_name = 'corridors'");
  EXPECT_THAT(complaint(), HasSubstr("layer 'corridors': the network has no such layer"));
}

TEST_F(MalformedGeoPackage, WithTextInANumberColumnNamesTheFeature) {
  run_sql("UPDATE roads SET capacity_pcu_per_h = 'abc' WHERE id = 'r4'");
  EXPECT_THAT(complaint(),
              AllOf(HasSubstr("layer 'roads' feature r4 field 'capacity_pcu_per_h'"),
                    HasSubstr("'abc' in a column of whole numbers"), HasSubstr("write a number")));
}

TEST_F(MalformedGeoPackage, WithAFractionInAnIntegerColumnNamesTheFeature) {
  run_sql("UPDATE roads SET oneway = 1.5 WHERE id = 'r4'");
  EXPECT_THAT(complaint(), HasSubstr("feature r4 field 'oneway': '1.5' in a column of whole"));
}

TEST_F(MalformedGeoPackage, WithInfinityNamesTheFeature) {
  run_sql("UPDATE roads SET length_km = 9e999 WHERE id = 'r4'");
  EXPECT_THAT(complaint(), HasSubstr("feature r4 field 'length_km': 'inf' is not a finite number"));
}

TEST_F(MalformedGeoPackage, WithABadGeometryNamesTheFeature) {
  run_sql("UPDATE roads SET geom = x'58580001E6100000' WHERE id = 'r4'");
  EXPECT_THAT(complaint(), HasSubstr("layer 'roads' feature r4"));
}

TEST_F(MalformedGeoPackage, ThatClaimsTwoBillionPointsIsNotBelieved) {
  // Header without envelope (magic, version, flags 1, srs 4326), then a little-endian LineString
  // of 2^31 - 1 points in no bytes at all.
  run_sql("UPDATE roads SET geom = x'47500001E6100000' || x'0102000000FFFFFF7F' WHERE id = 'r4'");
  EXPECT_THAT(complaint(), HasSubstr("layer 'roads' feature r4"));
}

TEST_F(MalformedGeoPackage, WithAViewForALayerDoesNotHang) {
  run_sql(
      "DROP TABLE corridors; CREATE VIEW corridors AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
      "SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom, i AS id FROM n");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(complaint(), AllOf(HasSubstr("layer 'corridors'"), HasSubstr("is a view")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST_F(MalformedGeoPackage, WithAnUnlistedEndlessViewIsReadAllTheSame) {
  run_sql(
      "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
      "SELECT i FROM n");
  EXPECT_EQ(complaint(), "accepted");
}

TEST_F(MalformedGeoPackage, WithAViewForASystemTableIsRefused) {
  run_sql(
      "ALTER TABLE gpkg_spatial_ref_sys RENAME TO t; CREATE VIEW gpkg_spatial_ref_sys AS SELECT "
      "* FROM t");
  EXPECT_THAT(complaint(), HasSubstr("a view stands in for one of the tables"));
}

TEST_F(MalformedGeoPackage, WithoutContentsIsNoGeoPackage) {
  run_sql("DROP TABLE gpkg_contents");
  EXPECT_THAT(complaint(), HasSubstr("not a GeoPackage: it has no table gpkg_contents"));
}

TEST_F(MalformedGeoPackage, WithEmptyContentsListsNoLayers) {
  run_sql("DELETE FROM gpkg_contents");
  EXPECT_THAT(complaint(), HasSubstr("the GeoPackage lists no layers"));
}

TEST_F(MalformedGeoPackage, CutShortIsDamaged) {
  const std::uintmax_t size = fs::file_size(file_);
  fs::resize_file(file_, size / 2);
  EXPECT_THAT(complaint(), HasSubstr("is damaged: cut short at"));
  fs::resize_file(file_, 100);
  EXPECT_THAT(complaint(), HasSubstr("is damaged: cut short at 100 of"));
  fs::resize_file(file_, 40);
  EXPECT_THAT(complaint(), HasSubstr("is damaged: its header is broken"));
}

TEST_F(MalformedGeoPackage, WithABadPageSizeIsDamaged) {
  overwrite(16, std::string("\x01\x23", 2));
  EXPECT_THAT(complaint(), HasSubstr("is damaged: its header is broken"));
}

TEST_F(MalformedGeoPackage, WithFlippedBitsIsRefusedOrReadButNeverCrashes) {
  const std::string sound = read_text_file(file_);
  for (std::size_t first = 100; first < 1097; first += 97) {
    std::string spoiled = sound;
    for (std::size_t i = first; i < spoiled.size(); i += 997) {
      spoiled[i] = static_cast<char>(spoiled[i] ^ 0x10);
    }
    folder_.write("toy.gpkg", spoiled);
    EXPECT_THAT(complaint(), HasSubstr("toy.gpkg")) << "first byte " << first;
  }
}

TEST_F(MalformedGeoPackage, ThatAnotherProgramEditsIsRefused) {
  folder_.write("toy.gpkg-wal", "edits");
  EXPECT_THAT(complaint(), AllOf(HasSubstr("another program holds edits to it in toy.gpkg-wal"),
                                 HasSubstr("save and close it in QGIS")));
  entries_ = 2;
}

TEST_F(MalformedGeoPackage, ThatAnotherProgramHasLockedIsRefusedAfterAWhile) {
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &writer), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(writer, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_THAT(complaint(), HasSubstr("another program has locked it"));
  sqlite3_close(writer);
}

TEST_F(MalformedGeoPackage, InWalModeIsReadWithoutWritingBesideIt) {
  run_sql("PRAGMA journal_mode = WAL");
  fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(complaint(), "accepted");
  fs::permissions(folder_.path(), fs::perms::owner_all);
}

TEST_F(MalformedGeoPackage, ShowsTextThatIsNotUtf8AndGoesOn) {
  run_sql("UPDATE roads SET name = CAST(x'52ED76' AS TEXT) WHERE id = 'r4'");
  Diagnostics diagnostics;
  read_network_layers(file_, 2024, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].code, "text_not_utf8");
  EXPECT_EQ(diagnostics.all()[0].place.feature, "r4");
}

TEST_F(MalformedGeoPackage, WithSeveralLayersMustBeAskedByName) {
  Diagnostics diagnostics;
  try {
    read_layer(file_, "", {}, diagnostics);
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), AllOf(HasSubstr("the file has 8 layers: 'roads', 'bridges'"),
                                HasSubstr("name the one to be read")));
  }
  EXPECT_THAT(layer_names(file_), testing::UnorderedElementsAreArray(test::kToyLayers));
}

}  // namespace
}  // namespace landlink
