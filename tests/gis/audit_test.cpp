#include "landlink/gis/audit.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "support/toy_files.hpp"

namespace landlink {
namespace {

using test::ToyCopy;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// "code feature" of all findings, in order.
std::vector<std::string> findings(const ToyCopy& copy, int year = 2024) {
  std::vector<std::string> list;
  const NetworkAudit audit = audit_network(copy.path(), year);
  for (const Diagnostic& d : audit.diagnostics.all()) {
    list.push_back(d.code + " " + d.place.feature);
  }
  return list;
}

TEST(Audit, FindsNothingAmissInTheToyAndCountsIt) {
  const NetworkAudit audit = audit_network("gis/toy", 2024);
  EXPECT_THAT(audit.diagnostics.all(), IsEmpty());
  EXPECT_EQ(audit.nodes, 10u);    // A to G, X and Y twice
  EXPECT_EQ(audit.features, 9u);  // all but the ferry
  // r1 to r5: 56 + 56 + 54 + 53 + 128; r7 55.5; b1 1.1; k1 112; k2 122
  EXPECT_DOUBLE_EQ(audit.length_km, 637.6);
  EXPECT_EQ(audit.checkpoints, 2u);
  EXPECT_EQ(audit.zones, 4u);
  EXPECT_EQ(audit.pieces, 1u);
  EXPECT_EQ(audit.main_nodes, 10u);
  EXPECT_THAT(audit_table(audit, 20), HasSubstr("nothing to mend"));
}

/// One more road of the toy, before the first; two lanes of gravel.
TEST(Audit, NamesAPieceThatIsCutOffOnceWithItsDeadEnds) {
  ToyCopy copy;
  copy.add_road("island", "[[103.5,17.0],[103.5,17.05]]");
  EXPECT_THAT(findings(copy),
              ElementsAre("piece_cut_off island", "dead_end island", "dead_end island"));
  const NetworkAudit audit = audit_network(copy.path(), 2024);
  EXPECT_EQ(audit.pieces, 2u);
  EXPECT_EQ(audit.main_nodes, 10u);
}

TEST(Audit, TellsAnEndThatNearlyMeetsFromADeadEnd) {
  // Beside r5's segment from B (104.5, 17.0) to (104.8, 17.15), which passes (104.6, 17.05):
  // 0.0002 degrees of latitude north of it are 22 m, so about 20 m from the line.
  ToyCopy copy;
  copy.add_road("stub", "[[104.6,17.0502],[104.6,17.1]]");
  EXPECT_THAT(findings(copy),
              ElementsAre("piece_cut_off stub", "dangling_end stub", "dead_end stub"));
  const NetworkAudit audit = audit_network(copy.path(), 2024);
  EXPECT_THAT(audit.diagnostics.all()[1].problem,
              testing::ContainsRegex("it ends (19|20)\\.[0-9] m from feature r5 of layer 'roads'"));
}

TEST(Audit, FindsAOneWayTrap) {
  ToyCopy copy;  // drawn from A outwards, one-way: into it and never back
  copy.add_road("trap", "[[104.5,17.5],[104.5,17.55]]", "\"oneway\":1,");
  EXPECT_THAT(findings(copy), ElementsAre("one_way_trap trap", "dead_end trap"));
}

TEST(Audit, FindsARoadDrawnTwiceInEitherDirection) {
  ToyCopy copy;
  copy.replace("roads", "[[104.5,17.0],[104.54,16.75],[104.5,16.5]]",
               "[[104.5,16.5],[104.48,16.75],[104.5,17.0]]");  // r7 as r2 backwards
  EXPECT_THAT(findings(copy), ElementsAre("duplicate_link r7"));
}

TEST(Audit, FindsAnIdInTwoLinkLayers) {
  ToyCopy copy;
  copy.replace("corridors", "\"id\":\"k1\"", "\"id\":\"r1\"");
  EXPECT_THAT(findings(copy), ElementsAre("id_in_two_layers r1"));
}

TEST(Audit, CountsOpenCheckpointsOnly) {
  ToyCopy copy;
  copy.replace("checkpoints", "\"id\":\"c1\"", "\"id\":\"c1\",\"opened\":\"2030\"");
  EXPECT_EQ(audit_network(copy.path(), 2024).checkpoints, 1u);
  EXPECT_EQ(audit_network(copy.path(), 2030).checkpoints, 2u);
}

TEST(Audit, LetsTwoOneWayRoadsRunAgainstEachOther) {
  ToyCopy copy;  // r7 from C to B, the way back from B to C on the same vertices
  copy.add_road("back", "[[104.5,16.5],[104.54,16.75],[104.5,17.0]]", "\"oneway\":1,");
  copy.replace("roads", "\"length_km\":5.6", "\"length_km\":56");
  EXPECT_THAT(findings(copy), IsEmpty());
}

TEST(Audit, FindsImplausibleSpeeds) {
  ToyCopy copy;
  copy.replace("roads", "\"speed_limit_kmh\":50", "\"speed_limit_kmh\":500");
  EXPECT_THAT(findings(copy), ElementsAre("implausible_speed r5"));
}

TEST(Audit, FindsSpeedsInMetresPerSecond) {
  ToyCopy copy;
  copy.replace("corridors", "\"speed_limit_kmh\":80", "\"speed_limit_kmh\":16.7")
      .replace("corridors", "\"speed_limit_kmh\":80", "\"speed_limit_kmh\":16.7");
  EXPECT_THAT(findings(copy), ElementsAre("speeds_in_another_unit "));
}

TEST(Audit, HoldsLengthsAgainstLineAndGreatCircle) {
  ToyCopy copy;  // B to X is 110 km as the crow flies
  copy.replace("roads", "\"length_km\":128", "\"length_km\":60");
  EXPECT_THAT(findings(copy), ElementsAre("shorter_than_great_circle r5"));
  copy.replace("roads", "\"length_km\":60", "\"length_km\":1280");
  EXPECT_THAT(findings(copy), ElementsAre("longer_than_line r5"));
}

// A stated length beyond a line that only joins places is noted; one that no road's bends explain
// stays a warning.
TEST(Audit, NotesLengthsBeyondASchematicLine) {
  const auto code_of_r5 = [](const std::string& length_km) {
    ToyCopy copy;
    copy.replace("roads", "\"length_km\":128",
                 "\"course\":\"schematic\",\"length_km\":" + length_km);
    const NetworkAudit audit = audit_network(copy.path(), 2024);
    for (const Diagnostic& finding : audit.diagnostics.all()) {
      if (finding.place.field == "length_km")
        return finding.code + " " + name_of(finding.severity) + ": " + finding.problem;
    }
    return std::string();
  };
  EXPECT_EQ(code_of_r5("128"), "");
  EXPECT_THAT(code_of_r5("250"), HasSubstr("longer_than_schema note: 250.000 km stated, 2."));
  EXPECT_THAT(code_of_r5("1280"), HasSubstr("longer_than_line warning: 1280.000 km"));
  EXPECT_THAT(code_of_r5("60"), HasSubstr("shorter_than_great_circle warning"));
}

TEST(Audit, RefusesAnUnknownCourse) {
  ToyCopy copy;
  copy.replace("roads", "\"length_km\":128", "\"course\":\"sketch\",\"length_km\":128");
  const NetworkAudit audit = audit_network(copy.path(), 2024);
  ASSERT_EQ(audit.diagnostics.count(Severity::error), 1u);
  EXPECT_EQ(audit.diagnostics.all()[0].problem, "'sketch' is no course");
}

TEST(Audit, FindsAVertexOutOfPlace) {
  // C to D, 53 km apart, by way of a point 454 km east of C: 454 + 400 km, 16 times as long.
  ToyCopy copy;
  copy.replace("roads", "[104.75,16.52]", "[108.75,16.52]");
  EXPECT_THAT(findings(copy), ElementsAre("implausible_sinuosity r3"));
}

TEST(Audit, ReportsFaultsOfFieldsBeforeTheNetworkIsPutTogether) {
  ToyCopy copy;
  copy.replace("roads", "\"lanes\":2", "\"lanes\":0");
  const NetworkAudit audit = audit_network(copy.path(), 2024);
  EXPECT_FALSE(audit.assembled);
  EXPECT_EQ(audit.diagnostics.count(Severity::error), 1u);
  EXPECT_THAT(audit_table(audit, 20), HasSubstr("mend the errors below"));
}

TEST(Audit, PrintsErrorsFirstAndAsManyFindingsAsAskedFor) {
  ToyCopy copy;
  copy.add_road("island", "[[103.5,17.0],[103.5,17.05]]");
  copy.replace("zones", "[104.51,17.51]", "[104.51,18.51]");
  const std::string table = audit_table(audit_network(copy.path(), 2024), 2);
  EXPECT_LT(table.find("error zone_without_access:"), table.find("warning piece_cut_off:"));
  EXPECT_EQ(table.find("note dead_end:"), std::string::npos);
  EXPECT_THAT(table, HasSubstr("more; --list N"));
}

TEST(Audit, WritesFindingsAsJson) {
  ToyCopy copy;
  copy.add_road("island", "[[103.5,17.0],[103.5,17.05]]");
  const NetworkAudit audit = audit_network(copy.path(), 2024);
  const std::string json = audit_json(audit);
  EXPECT_THAT(json, HasSubstr("\"pieces\":2,\"main_nodes\":10"));
  EXPECT_THAT(json, HasSubstr("\"code\":\"piece_cut_off\""));
  EXPECT_THAT(json, HasSubstr("\"lon\":103.5,\"lat\":17}"));
}

}  // namespace
}  // namespace landlink
