#include "landlink/study/schema.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

#include "landlink/core/file.hpp"
#include "landlink/scenario/intervention.hpp"

namespace landlink {
namespace {

TEST(StudySchema, IsTheOneBesideTheStudies) {
  EXPECT_EQ(read_text_file("scenarios/study.schema.json"), study_schema())
      << "make it anew: landlink schema > scenarios/study.schema.json";
}

TEST(StudySchema, NamesEveryIntervention) {
  const std::string schema = study_schema();
  for (const InterventionEntry& entry : interventions()) {
    EXPECT_THAT(schema, testing::HasSubstr("\"const\": \"" + std::string(entry.type) + "\""));
    EXPECT_FALSE(entry.keys.empty()) << entry.type;
  }
}

// Python's validator is an independent reader of both files.
TEST(StudySchema, AcceptsEveryStudyAndRefusesASlip) {
  if (std::system("/usr/bin/python3 -c 'import jsonschema, tomllib' 2>/dev/null") != 0) {
    GTEST_SKIP() << "python3-jsonschema is not installed";
  }
  EXPECT_EQ(std::system("/usr/bin/python3 tests/study/validate_studies.py "
                        "scenarios/study.schema.json scenarios benchmarks/corridors"),
            0);
}

}  // namespace
}  // namespace landlink
