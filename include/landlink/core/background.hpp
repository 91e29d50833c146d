#pragma once

#include <functional>
#include <memory>

namespace landlink {

/// One piece of work at a time beside the caller's, such as writing results while the next case is
/// solved; at once, in start(), where there is but one thread.
class BackgroundTask {
 public:
  BackgroundTask();
  /// Waits for what is running; what that throws is lost.
  ~BackgroundTask();
  BackgroundTask(const BackgroundTask&) = delete;
  BackgroundTask& operator=(const BackgroundTask&) = delete;

  /// Waits for the work before, then starts this. What `work` refers to must live until it has run.
  /// Rethrows what the work before has thrown.
  void start(std::function<void()> work);
  /// Waits, and rethrows.
  void finish();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace landlink
