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

/// Of the task that this thread is in; 0: none.
thread_local int task_threads = 0;

constexpr std::size_t kSumBlock = 4096;

/// The failure of the lowest of many pieces of work that run at once.
class FirstFailure {
 public:
  void add(std::size_t place, std::exception_ptr failure) {
#pragma omp critical(landlink_parallel_failure)
    if (place < place_) {
      place_ = place;
      failure_ = std::move(failure);
    }
  }
  /// Whether a piece below `place` has failed.
  [[nodiscard]] bool is_before(std::size_t place) const {
    bool before = false;
#pragma omp critical(landlink_parallel_failure)
    before = place_ < place;
    return before;
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::size_t place_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr failure_;
};

/// Tasks from `first` up to `last`, on `threads` threads that have a share each.
void run_tasks(std::size_t first, std::size_t last, int threads,
               const std::function<void(std::size_t)>& body, FirstFailure& failure) {
  const int share = std::max(1, thread_count() / threads);
  const int levels = omp_get_max_active_levels();
  if (threads > 1 && share > 1) omp_set_max_active_levels(levels + 1);
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads) if (threads > 1)
  for (std::size_t task = first; task < last; ++task) {
    if (failure.is_before(task)) continue;
    const int before = std::exchange(task_threads, share);
    try {
      body(task);
    } catch (...) {
      failure.add(task, std::current_exception());
    }
    task_threads = before;
  }
  omp_set_max_active_levels(levels);
}

}  // namespace

void set_thread_count(int threads) { threads_setting() = std::max(0, threads); }

int thread_count() {
  if (task_threads > 0) return task_threads;
  const int setting = threads_setting();
  return setting > 0 ? setting : std::max(1, omp_get_num_procs());
}

void parallel_blocks(std::size_t blocks,
                     const std::function<void(std::size_t, std::size_t)>& body) {
  const auto threads = static_cast<int>(
      std::min(static_cast<std::size_t>(thread_count()), std::max<std::size_t>(blocks, 1)));
  FirstFailure failure;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads) if (threads > 1)
  for (std::size_t block = 0; block < blocks; ++block) {
    try {
      body(block, static_cast<std::size_t>(omp_get_thread_num()));
    } catch (...) {
      failure.add(block, std::current_exception());
    }
  }
  failure.rethrow();
}

void parallel_tasks(std::size_t tasks, const std::function<void(std::size_t)>& body) {
  const auto threads = static_cast<std::size_t>(thread_count());
  const std::size_t left_over = tasks % threads;
  FirstFailure failure;
  run_tasks(0, tasks - left_over, static_cast<int>(threads), body, failure);
  if (left_over > 0) {
    run_tasks(tasks - left_over, tasks, static_cast<int>(left_over), body, failure);
  }
  failure.rethrow();
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
