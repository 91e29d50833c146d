// OMX files that we write, read back, and read with the HDF5 tools; and bad ones (D25).
#include "landlink/exchange/omx.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>

#include <array>
#include <cstdio>
#include <limits>
#include <memory>

#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/exchange/od_omx.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

class Omx : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              ("landlink-omx-" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path file(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] static OdMatrix matrix(double scale) {
    return {3, {{ZoneId{0u}, ZoneId{1u}, 1.5 * scale}, {ZoneId{2u}, ZoneId{0u}, 0.1 * scale}}};
  }

  fs::path folder_;
};

TEST_F(Omx, ReadsBackEveryBitThatItWrites) {
  const std::vector<std::string> ids{"LA-VT", "LA-SV-kaysone", "TH-bangkok"};
  write_omx(file("a.omx"), ids, {{"fuel", matrix(1.0)}, {"rice", matrix(1.0 / 3.0)}});
  const OmxFile read = read_omx(file("a.omx"));
  EXPECT_EQ(read.zone_ids, ids);
  ASSERT_EQ(read.matrices.size(), 2u);
  EXPECT_EQ(read.matrices[0].name, "fuel");
  EXPECT_EQ(read.matrices[0].values, matrix(1.0));
  EXPECT_EQ(read.matrices[1].values, matrix(1.0 / 3.0));
}

TEST_F(Omx, HasTheSameBytesOnEveryRun) {
  const std::vector<OmxMatrix> matrices{{"fuel", matrix(2.0)}};
  EXPECT_EQ(omx_bytes({"a", "b", "c"}, matrices), omx_bytes({"a", "b", "c"}, matrices));
}

/// What a program of the HDF5 tools prints; nothing where it is not installed.
std::string tool(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>/dev/null").c_str(), "r"),
                                                   pclose);
  std::string text;
  std::array<char, 4096> buffer{};
  while (pipe && fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) text += buffer.data();
  return text;
}

// The layout of the specification, seen by a reader that is not ours.
TEST_F(Omx, IsLaidOutAsTheSpecificationSays) {
  write_omx(file("a.omx"), {"a", "bc", "d"}, {{"fuel", matrix(1.0)}});
  const std::string header = tool("h5dump -p -H " + file("a.omx").string());
  if (header.empty()) GTEST_SKIP() << "h5dump is not installed";
  const std::string version = tool("h5dump -a /OMX_VERSION " + file("a.omx").string());
  EXPECT_THAT(version, AllOf(HasSubstr("STRSIZE 3"), HasSubstr("H5T_CSET_ASCII"),
                             HasSubstr("\"0.2\""), HasSubstr("SCALAR")));
  const std::string shape = tool("h5dump -a /SHAPE " + file("a.omx").string());
  EXPECT_THAT(shape, AllOf(HasSubstr("H5T_STD_I32LE"), HasSubstr("( 2 )"), HasSubstr("3, 3")));
  EXPECT_THAT(header, AllOf(HasSubstr("CHUNKED"), HasSubstr("DEFLATE"), HasSubstr("H5T_IEEE_F64LE"),
                            HasSubstr("GROUP \"lookup\"")));
  EXPECT_THAT(tool("h5dump -d /lookup/zone_id " + file("a.omx").string()), HasSubstr("\"bc\""));
  EXPECT_THAT(tool("h5dump -d /data/fuel " + file("a.omx").string()), HasSubstr("(2,0): 0.1"));
}

TEST_F(Omx, RefusesWhatItCannotWrite) {
  EXPECT_THAT(
      [&] {
        omx_bytes({"a", "b", "c"}, {{"a/b", matrix(1.0)}});
      },
      Throws<Error>(Property(&Error::problem, HasSubstr("'a/b'"))));
  EXPECT_THAT(
      [&] {
        omx_bytes({"a", "b", "c"}, {{"x", matrix(1.0)}, {"x", matrix(1.0)}});
      },
      Throws<Error>(Property(&Error::problem, HasSubstr("two matrices named 'x'"))));
  EXPECT_THAT(
      [&] {
        omx_bytes({"a", "b"}, {{"x", matrix(1.0)}});
      },
      Throws<Error>(Property(&Error::problem, HasSubstr("3 zones among 2"))));
}

TEST_F(Omx, RefusesDamagedFiles) {  // D25
  const std::string whole = omx_bytes({"a", "b", "c"}, {{"fuel", matrix(1.0)}});
  const auto refused = [&](const std::string& name, const std::string& bytes) {
    write_file_atomically(file(name), bytes);
    try {
      read_omx(file(name));
      ADD_FAILURE() << name << " was read";
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(name));
      EXPECT_FALSE(error.remedy().empty());
    }
  };
  refused("empty.omx", "");
  refused("text.omx", "origin,destination,tonnes\n");
  refused("cut_in_half.omx", whole.substr(0, whole.size() / 2));
  refused("cut_at_100.omx", whole.substr(0, 100));
  EXPECT_THROW(read_omx(file("missing.omx")), Error);
  EXPECT_THROW(read_omx(folder_), Error);
}

// Flipped bytes are refused or read as other numbers; never a crash.
TEST_F(Omx, SurvivesFlippedBytes) {
  const std::string whole = omx_bytes({"a", "b", "c"}, {{"fuel", matrix(1.0)}});
  for (std::size_t at = 0; at < whole.size(); at += 97) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(~bytes[at]);
    write_file_atomically(file("flipped.omx"), bytes);
    try {
      read_omx(file("flipped.omx"));
    } catch (const Error&) {
    }
  }
}

TEST_F(Omx, KeepsToItsLimitOfZones) {
  write_omx(file("good.omx"), {"a", "b", "c"}, {{"fuel", matrix(1.0)}});
  EXPECT_THAT([&] { read_omx(file("good.omx"), 2); },
              Throws<Error>(Property(&Error::problem, HasSubstr("3 zones"))));
}

/// A file with a matrix of any content and any shapes, as another program might write it.
void write_foreign(const fs::path& path, std::array<std::int32_t, 2> shape,
                   std::array<hsize_t, 2> extent, const std::vector<double>& cells) {
  const hid_t h5 = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  const hsize_t two = 2;
  const hid_t pair = H5Screate_simple(1, &two, nullptr);
  const hid_t attribute = H5Acreate2(h5, "SHAPE", H5T_STD_I32LE, pair, H5P_DEFAULT, H5P_DEFAULT);
  H5Awrite(attribute, H5T_NATIVE_INT32, shape.data());
  const hid_t group = H5Gcreate2(h5, "data", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  const hid_t space = H5Screate_simple(2, extent.data(), nullptr);
  const hid_t data =
      H5Dcreate2(group, "fuel", H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data());
  H5Dclose(data);
  H5Sclose(space);
  H5Gclose(group);
  H5Aclose(attribute);
  H5Sclose(pair);
  H5Fclose(h5);
}

TEST_F(Omx, RefusesForeignFilesOfWrongShapeOrContent) {  // D01, D02, D03, D25
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const auto complains = [&](const std::string& problem) {
    return Throws<Error>(AllOf(Property(&Error::what, HasSubstr("foreign.omx")),
                               Property(&Error::problem, HasSubstr(problem))));
  };
  const auto reading = [&] { read_omx(file("foreign.omx")); };
  write_foreign(file("foreign.omx"), {2, 2}, {2, 2}, {0, 1, 2, 0});
  EXPECT_THAT(read_omx(file("foreign.omx")).zone_ids, ElementsAre("1", "2"));  // no lookup
  write_foreign(file("foreign.omx"), {2, 2}, {2, 2}, {0, kNaN, 2, 0});
  EXPECT_THAT(reading, complains("nan in row 1, column 2"));
  write_foreign(file("foreign.omx"), {2, 2}, {2, 2}, {0, 1, kInfinity, 0});
  EXPECT_THAT(reading, complains("inf in row 2, column 1"));
  write_foreign(file("foreign.omx"), {2, 2}, {2, 2}, {0, 1, 2, -1});
  EXPECT_THAT(reading, complains("-1 in row 2, column 2"));
  write_foreign(file("foreign.omx"), {2, 2}, {2, 3}, {0, 1, 2, 3, 4, 5});
  EXPECT_THAT(reading, complains("2 x 3 in a file of 2 zones"));
  write_foreign(file("foreign.omx"), {2, 3}, {2, 3}, {0, 1, 2, 3, 4, 5});
  EXPECT_THAT(reading, complains("a matrix of 2 x 3"));
  write_foreign(file("foreign.omx"), {2'000'000, 2'000'000}, {2, 2}, {0, 1, 2, 0});
  EXPECT_THAT(reading, complains("2000000 zones"));  // D26: refused before memory is asked for
}

Zones three_zones() {
  Zones zones;
  zones.push_back({.id = "vte"});
  zones.push_back({.id = "svk"});
  zones.push_back({.id = "bkk"});
  return zones;
}

IdVector<CommodityId, Commodity> two_commodities() {
  IdVector<CommodityId, Commodity> commodities;
  commodities.push_back({.id = "fuel"});
  commodities.push_back({.id = "rice"});
  return commodities;
}

TEST_F(Omx, GivesADemandByZoneAndCommodity) {
  write_omx(file("od.omx"), {"bkk", "vte"},
            {{"rice", {2, {{ZoneId{0u}, ZoneId{1u}, 5.0}, {ZoneId{1u}, ZoneId{1u}, 3.0}}}}});
  Diagnostics diagnostics;
  const auto matrices = read_od_omx(file("od.omx"), three_zones(), two_commodities(), diagnostics);
  EXPECT_EQ(matrices[CommodityId{0u}].total(), 0.0);
  EXPECT_EQ(matrices[CommodityId{1u}].at(ZoneId{2u}, ZoneId{0u}), 5.0);
  EXPECT_EQ(matrices[CommodityId{1u}].total(), 5.0);
  ASSERT_EQ(diagnostics.all().size(), 1u);  // D06
  EXPECT_THAT(diagnostics.all()[0].problem, HasSubstr("3 t/day within a zone"));

  FreightDemand demand{.commodities = two_commodities(), .tonnes_per_day = matrices};
  write_od_omx(file("again.omx"), demand, three_zones());
  Diagnostics none;
  EXPECT_EQ(read_od_omx(file("again.omx"), three_zones(), two_commodities(), none), matrices);
}

TEST_F(Omx, NamesUnknownZonesAndCommodities) {
  Diagnostics diagnostics;
  write_omx(file("zone.omx"), {"vte", "svc"}, {{"rice", OdMatrix(2)}});
  EXPECT_THAT([&] { read_od_omx(file("zone.omx"), three_zones(), two_commodities(), diagnostics); },
              Throws<Error>(AllOf(Property(&Error::problem, HasSubstr("no zone 'svc'")),
                                  Property(&Error::remedy, HasSubstr("'svk'")))));
  write_omx(file("commodity.omx"), {"vte", "svk"}, {{"rise", OdMatrix(2)}});
  EXPECT_THAT(
      [&] { read_od_omx(file("commodity.omx"), three_zones(), two_commodities(), diagnostics); },
      Throws<Error>(AllOf(Property(&Error::problem, HasSubstr("no commodity 'rise'")),
                          Property(&Error::remedy, HasSubstr("'rice'")))));
}

}  // namespace
}  // namespace landlink
