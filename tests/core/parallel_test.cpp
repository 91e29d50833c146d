#include "landlink/core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <stdexcept>
#include <thread>
#include <vector>

namespace landlink {
namespace {

class ParallelTest : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { set_thread_count(GetParam()); }
  void TearDown() override { set_thread_count(0); }
};

TEST_P(ParallelTest, RunsEveryBlockOnce) {
  std::vector<int> runs(100, 0);
  parallel_blocks(runs.size(), [&](std::size_t block, std::size_t worker) {
    ASSERT_LT(worker, static_cast<std::size_t>(thread_count()));
    ++runs[block];
  });
  EXPECT_EQ(runs, std::vector<int>(100, 1));
}

TEST_P(ParallelTest, RethrowsTheLowestFailureAfterAllBlocksEnded) {
  std::atomic<int> ended = 0;
  try {
    parallel_blocks(20, [&](std::size_t block, std::size_t) {
      ++ended;
      if (block == 7 || block == 13) throw std::runtime_error(std::to_string(block));
    });
    FAIL();
  } catch (const std::runtime_error& e) {
    EXPECT_STREQ(e.what(), "7");
  }
  EXPECT_EQ(ended, 20);
}

TEST_P(ParallelTest, SumsToTheSameBitsAtAnyThreadCount) {
  const auto term = [](std::size_t i) { return 1.0 / (1.0 + static_cast<double>(i)); };
  const double sum = blocked_sum(100'000, term);
  set_thread_count(1);
  EXPECT_EQ(sum, blocked_sum(100'000, term));
}

TEST_P(ParallelTest, RunsEveryTaskOnceWithItsShareOfTheThreads) {
  const int threads = thread_count();
  std::vector<int> runs(7, 0);
  std::vector<int> shares(7, 0);
  parallel_tasks(runs.size(), [&](std::size_t task) {
    ++runs[task];
    shares[task] = thread_count();
    std::vector<int> blocks(10, 0);
    parallel_blocks(blocks.size(), [&](std::size_t block, std::size_t worker) {
      ASSERT_LT(worker, static_cast<std::size_t>(shares[task]));
      ++blocks[block];
    });
    EXPECT_EQ(blocks, std::vector<int>(10, 1));
  });
  EXPECT_EQ(runs, std::vector<int>(7, 1));
  EXPECT_EQ(shares.front(), 1);
  // 7 tasks on 2 or 3 threads leave one over, which has all of them to itself.
  EXPECT_EQ(shares.back(), threads);
  EXPECT_EQ(thread_count(), threads);
}

TEST_P(ParallelTest, StartsNoTaskAfterAFailure) {
  const int threads = thread_count();
  std::atomic<int> started = 0;
  try {
    parallel_tasks(1000, [&](std::size_t task) {
      ++started;
      if (task == 7 || task == 8) throw std::runtime_error(std::to_string(task));
    });
    FAIL();
  } catch (const std::runtime_error& e) {
    EXPECT_STREQ(e.what(), "7");
  }
  EXPECT_GE(started, 8);
  EXPECT_LT(started, 1000);  // those under way when it failed, each of which is short
  EXPECT_EQ(thread_count(), threads);
}

// Two tasks on six threads have three each: three blocks that wait for one another go on.
TEST(ParallelTasks, ShareTheThreadsWhereTheyAreFewer) {
  set_thread_count(6);
  parallel_tasks(2, [&](std::size_t) {
    EXPECT_EQ(thread_count(), 3);
    std::latch all(3);
    parallel_blocks(3, [&](std::size_t, std::size_t worker) {
      EXPECT_LT(worker, 3u);
      all.count_down();
      for (int i = 0; i < 10'000 && !all.try_wait(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      EXPECT_TRUE(all.try_wait());
    });
  });
  EXPECT_EQ(thread_count(), 6);
  set_thread_count(0);
}

INSTANTIATE_TEST_SUITE_P(Threads, ParallelTest, testing::Values(1, 2, 3));

TEST(CompensatedSum, KeepsWhatPlainAdditionLoses) {
  CompensatedSum sum;
  for (const double term : {1.0, 1e100, 1.0, -1e100}) sum.add(term);
  EXPECT_EQ(sum.value(), 2.0);
}

}  // namespace
}  // namespace landlink
