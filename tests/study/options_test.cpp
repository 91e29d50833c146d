#include "landlink/study/options.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "landlink/assign/result.hpp"
#include "landlink/core/text.hpp"

namespace landlink {
namespace {

TEST(StudyOptions, AreNamedOnceWithDefaultsInsideTheirBounds) {
  std::set<std::string> keys;
  for (const OptionRecord& option : study_options()) {
    EXPECT_TRUE(keys.insert(std::string(option.table) + "." + std::string(option.key)).second);
    EXPECT_FALSE(option.meaning.empty()) << option.key;
    if (const auto value = parse_number(option.default_value)) {
      EXPECT_GE(*value, option.bounds.low) << option.key;
      EXPECT_LE(*value, option.bounds.high) << option.key;
    }
  }
}

TEST(StudyOptions, FallBackToTheirDefaults) {
  EXPECT_EQ(number_option(std::nullopt, "assignment", "relative_gap"), 1e-6);
  const AssignmentOptions defaults;
  // Lao roads run far below capacity: studies choose by a logit, the engine's default is bushes.
  EXPECT_EQ(option("assignment", "algorithm").default_value, "\"psl\"");
  const ChoiceSetOptions& choice_set = defaults.stochastic.choice_set;
  EXPECT_EQ(option("assignment", "choice_set").default_value, '"' + choice_set.method + '"');
  EXPECT_EQ(number_option(std::nullopt, "assignment", "max_paths"), choice_set.max_paths);
  EXPECT_EQ(number_option(std::nullopt, "assignment", "max_detour"), choice_set.max_detour);
  EXPECT_EQ(number_option(std::nullopt, "assignment", "max_overlap"), choice_set.max_overlap);
  EXPECT_EQ(number_option(std::nullopt, "assignment", "max_iterations"), defaults.max_iterations);
  const ConfigTable top = ConfigTable::parse("[assignment]\nrelative_gap = 1e-8\n", "s.toml");
  EXPECT_EQ(number_option(top.optional_table("assignment"), "assignment", "relative_gap"), 1e-8);
}

}  // namespace
}  // namespace landlink
