#include "ordered_progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace landlink {
namespace {

using testing::ElementsAre;

class Log final : public Progress {
 public:
  void stage(const std::string& what) override { lines.push_back(what); }
  void iteration(const IterationSummary& summary) override {
    lines.push_back("iteration " + std::to_string(summary.iteration));
  }
  void warning(const std::string& text) override { lines.push_back("warning: " + text); }

  std::vector<std::string> lines;
};

TEST(OrderedProgress, HearsTheFirstAtOnceAndTheOthersInTurn) {
  Log log;
  OrderedProgress all(log, 3);
  all.at(1).stage("b");
  all.at(0).stage("a");
  all.at(0).iteration({.iteration = 1});
  all.at(1).iteration({.iteration = 7});
  all.at(1).warning("too far");
  all.at(2).stage("c");
  EXPECT_THAT(log.lines, ElementsAre("a", "iteration 1"));
  all.finish(1);
  EXPECT_THAT(log.lines, ElementsAre("a", "iteration 1"));
  all.at(0).warning("too near");
  all.finish(0);
  EXPECT_THAT(log.lines,
              ElementsAre("a", "iteration 1", "warning: too near", "b", "warning: too far", "c"));
  all.at(2).iteration({.iteration = 4});
  all.finish(2);
  EXPECT_EQ(log.lines.back(), "iteration 4");
}

TEST(OrderedProgress, KeepsTheOrderWhateverTheThreadsDo) {
  constexpr int kPlaces = 8;
  constexpr int kLines = 200;
  Log log;
  OrderedProgress all(log, kPlaces);
  std::vector<std::thread> threads;
  for (int place = 0; place < kPlaces; ++place) {
    threads.emplace_back([&all, place] {
      for (int i = 0; i < kLines; ++i) {
        all.at(static_cast<std::size_t>(place)).stage(std::to_string(place * kLines + i));
      }
      all.finish(static_cast<std::size_t>(place));
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(log.lines.size(), static_cast<std::size_t>(kPlaces * kLines));
  for (std::size_t i = 0; i < log.lines.size(); ++i) EXPECT_EQ(log.lines[i], std::to_string(i));
}

}  // namespace
}  // namespace landlink
