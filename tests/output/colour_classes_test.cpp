#include "colour_classes.hpp"

#include <gtest/gtest.h>

#include <random>

namespace landlink::output {
namespace {

TEST(LoadClasses, AreTheKnownStepsWhereTheValuesFillFour) {
  const auto classes = load_classes({0.05, 0.2, 0.4, 0.9});
  ASSERT_EQ(classes.size(), 6u);
  EXPECT_EQ(classes[1].low, 0.1);
  EXPECT_EQ(classes[1].label, "0.1 to 0.3");
  EXPECT_EQ(classes.back().label, "over 1");
}

TEST(LoadClasses, AreTheKnownStepsScaledDownWhereAllValuesAreSmall) {
  const std::vector<double> values{0.0, 0.01, 0.02, 0.03, 0.04, 0.05};
  const auto classes = load_classes(values);
  // A tenth of the steps holds 0 and 0.01; 0.02, 0.03; 0.04, 0.05: three classes. A twentieth,
  // 0.005 0.015 0.025 0.04 0.05, fills five.
  EXPECT_EQ(filled_classes(classes, values), 5u);
  EXPECT_EQ(classes[1].label, "0.005 to 0.015");
}

TEST(LoadClasses, AreQuantilesWhereValuesLieCloseTogether) {
  const std::vector<double> values{0.5001, 0.5002, 0.5003, 0.5004};
  EXPECT_EQ(filled_classes(load_classes(values), values), 4u);
}

TEST(LoadClasses, AreTheKnownStepsForFewValues) {
  EXPECT_EQ(load_classes({0.02, 0.02}).size(), 6u);
  EXPECT_EQ(load_classes({}).size(), 6u);
}

TEST(DifferenceClasses, HaveGreyAroundZeroAndOpenEnds) {
  const auto classes = difference_classes({-900.0, -50.0, 0.0, 0.0, 40.0, 300.0, 1000.0});
  EXPECT_EQ(classes.front().low, -kOpenEnd);
  EXPECT_EQ(classes.back().high, kOpenEnd);
  const ColourClass& zero = class_of(classes, 0.0);
  EXPECT_EQ(zero.label, "no change");
  EXPECT_EQ(zero.low, -zero.high);
  EXPECT_EQ(zero.colour.red, zero.colour.green);
  EXPECT_EQ(zero.colour.green, zero.colour.blue);
}

// Seeded values of very unlike sizes, all of one sign or of both: four classes are filled as long
// as there are three different differences, and the classes join without a gap.
TEST(DifferenceClasses, HaveRoundStepsWhereTheyFit) {
  const auto classes = difference_classes({-900.0, -50.0, 0.0, 8.0, 40.0, 300.0, 1000.0});
  // Five classes can be filled by pairs such as 20 and 200; each step is 1, 2 or 5 times a power.
  for (const ColourClass& each : classes) {
    if (each.high < kOpenEnd && each.high > 2.0) {
      EXPECT_EQ(round_up(each.high), each.high);
    }
  }
}

TEST(DifferenceClasses, FillFourClassesWhateverTheValues) {
  std::mt19937_64 random(20240607);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values{0.0};
    std::uniform_real_distribution<double> exponent(-2.0, 4.0);
    const int count = 3 + round % 40;
    for (int i = 0; i < count; ++i) {
      const double sign = round % 3 == 0 ? 1.0 : round % 3 == 1 ? -1.0 : (i % 5 == 0 ? -1.0 : 1.0);
      values.push_back(sign * (20.0 + std::pow(10.0, exponent(random))));
    }
    const auto classes = difference_classes(values);
    EXPECT_GE(filled_classes(classes, values), 4u) << "round " << round;
    for (std::size_t i = 0; i + 1 < classes.size(); ++i) {
      EXPECT_EQ(classes[i].high, classes[i + 1].low);
      EXPECT_LT(classes[i].low, classes[i].high);
    }
  }
}

TEST(DifferenceClasses, ExistWhereNothingChanges) {
  const auto classes = difference_classes({0.0, 0.0});
  EXPECT_EQ(class_of(classes, 0.0).label, "no change");
}

TEST(RoundUp, GivesOneTwoOrFiveTimesAPowerOfTen) {
  EXPECT_EQ(round_up(1.0), 1.0);
  EXPECT_EQ(round_up(1.01), 2.0);
  EXPECT_EQ(round_up(4321.0), 5000.0);
  EXPECT_EQ(round_up(0.03), 0.05);
  EXPECT_EQ(round_up(7.0), 10.0);
  EXPECT_EQ(round_up(0.0), 1.0);
}

}  // namespace
}  // namespace landlink::output
