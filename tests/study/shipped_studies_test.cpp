// The studies that come with the program: every scenario applies to its base, with what is open by
// each year. They are solved by scripts/run.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "landlink/core/file.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/run_study.hpp"
#include "landlink/study/study.hpp"

namespace landlink {
namespace {

std::vector<std::string> shipped_studies() {
  std::vector<std::string> files;
  for (const char* folder : {"scenarios", "benchmarks/corridors"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string text =
          entry.path().extension() == ".toml" ? read_text_file(entry.path()) : "";
      if (text.find("[[scenario]]") != std::string::npos) files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(ShippedStudies, ApplyYearByYear) {
  const std::vector<std::string> files = shipped_studies();
  ASSERT_GE(files.size(), 15u);
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    const Study study = read_study(file);
    const BaseModel base = load_base_model(study);
    EXPECT_FALSE(study.scenarios.empty());
    for (const Scenario& scenario : study.scenarios) {
      EXPECT_NO_THROW(check_openings(study, scenario, base.model)) << scenario.name;
    }
  }
}

}  // namespace
}  // namespace landlink
