#pragma once

#include <cstddef>
#include <functional>

namespace landlink {

/// How many threads parallel_blocks may use; 0 asks for one per processor. Process-wide, set once
/// by the program before work starts. Results never depend on it.
void set_thread_count(int threads);
/// Within a task of parallel_tasks its share of them.
int thread_count();

/// Calls `body(block, worker)` for every block 0 ... blocks - 1, in any order, on up to
/// thread_count() threads. `worker` is below thread_count() and no two calls with the same worker
/// overlap, so it may index reusable workspaces. What a block writes must depend on the block
/// alone. If blocks throw, the exception of the lowest one is rethrown after all have ended.
void parallel_blocks(std::size_t blocks,
                     const std::function<void(std::size_t block, std::size_t worker)>& body);

/// Calls `body(task)` for every task 0 ... tasks - 1, started in that order, as many side by side
/// as there are threads: for pieces that are too long to wait for one another, such as the
/// scenarios of a study. Each has an equal share of the threads for what it does in parallel
/// itself; those left over at the end share all. Once a task throws, none after it is started; the
/// exception of the lowest is rethrown when all have ended.
void parallel_tasks(std::size_t tasks, const std::function<void(std::size_t task)>& body);

/// Sum of `term(i)` for i below `size`, in blocks of fixed size added in order with compensation
/// (Neumaier), so that the value does not depend on the number of threads.
double blocked_sum(std::size_t size, const std::function<double(std::size_t)>& term);

/// A running sum with Neumaier's compensation: error about 2 units in the last place whatever the
/// number of terms.
class CompensatedSum {
 public:
  void add(double term);
  [[nodiscard]] double value() const { return sum_ + compensation_; }

 private:
  double sum_ = 0.0;
  double compensation_ = 0.0;
};

}  // namespace landlink
