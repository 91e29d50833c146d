#include "landlink/core/parallel.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <future>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "landlink/core/background.hpp"

namespace landlink {

namespace {

int& threads_setting() {
  static int threads = 0;
  return threads;
}

constexpr std::size_t kSumBlock = 4096;

}  // namespace

void set_thread_count(int threads) { threads_setting() = std::max(0, threads); }

int thread_count() {
  const int setting = threads_setting();
  return setting > 0 ? setting : std::max(1, omp_get_num_procs());
}

void parallel_blocks(std::size_t blocks,
                     const std::function<void(std::size_t, std::size_t)>& body) {
  const auto threads = static_cast<int>(
      std::min(static_cast<std::size_t>(thread_count()), std::max<std::size_t>(blocks, 1)));
  std::exception_ptr failure;
  std::size_t failed_block = std::numeric_limits<std::size_t>::max();
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads) if (threads > 1)
  for (std::size_t block = 0; block < blocks; ++block) {
    try {
      body(block, static_cast<std::size_t>(omp_get_thread_num()));
    } catch (...) {
#pragma omp critical(landlink_parallel_failure)
      if (block < failed_block) {
        failed_block = block;
        failure = std::current_exception();
      }
    }
  }
  if (failure) std::rethrow_exception(failure);
}

void CompensatedSum::add(double term) {
  const double total = sum_ + term;
  compensation_ += std::abs(sum_) >= std::abs(term) ? (sum_ - total) + term : (term - total) + sum_;
  sum_ = total;
}

double blocked_sum(std::size_t size, const std::function<double(std::size_t)>& term) {
  const std::size_t blocks = (size + kSumBlock - 1) / kSumBlock;
  std::vector<double> partial(blocks, 0.0);
  parallel_blocks(blocks, [&](std::size_t block, std::size_t) {
    CompensatedSum sum;
    const std::size_t last = std::min(size, (block + 1) * kSumBlock);
    for (std::size_t i = block * kSumBlock; i < last; ++i) sum.add(term(i));
    partial[block] = sum.value();
  });
  CompensatedSum total;
  for (const double value : partial) total.add(value);
  return total.value();
}

struct BackgroundTask::Running {
  std::future<void> done;
};

BackgroundTask::BackgroundTask() : running_(std::make_unique<Running>()) {}

BackgroundTask::~BackgroundTask() = default;  // the future of std::async waits

void BackgroundTask::start(std::function<void()> work) {
  finish();
  if (thread_count() == 1) return work();
  running_->done = std::async(std::launch::async, std::move(work));
}

void BackgroundTask::finish() {
  if (running_->done.valid()) running_->done.get();
}

}  // namespace landlink
