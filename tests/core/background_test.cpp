#include "landlink/core/background.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "landlink/core/parallel.hpp"

namespace landlink {
namespace {

class BackgroundTaskTest : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { set_thread_count(GetParam()); }
  void TearDown() override { set_thread_count(0); }
};

TEST_P(BackgroundTaskTest, DoesOnePieceOfWorkAfterAnother) {
  std::vector<int> done;
  {
    BackgroundTask task;
    for (int i = 0; i < 5; ++i) task.start([&done, i] { done.push_back(i); });
    task.finish();
    EXPECT_EQ(done, (std::vector<int>{0, 1, 2, 3, 4}));
    task.start([&] { done.push_back(5); });
  }
  EXPECT_EQ(done.size(), 6u);  // whoever goes, waits
}

TEST_P(BackgroundTaskTest, RethrowsWhatTheWorkHasThrownOnce) {
  BackgroundTask task;
  EXPECT_THROW(
      {
        task.start([] { throw std::runtime_error("disk full"); });
        task.finish();
      },
      std::runtime_error);
  EXPECT_NO_THROW(task.finish());
}

INSTANTIATE_TEST_SUITE_P(Threads, BackgroundTaskTest, testing::Values(1, 2));

}  // namespace
}  // namespace landlink
