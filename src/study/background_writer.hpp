#pragma once

#include <functional>
#include <future>
#include <utility>

#include "landlink/core/parallel.hpp"

namespace landlink {

/// Writes results while the next case is solved, one after another; at once where there is but one
/// thread. What a writing throws, the next start() or finish() throws.
class BackgroundWriter {
 public:
  /// What `write` refers to must live until it has run.
  void start(std::function<void()> write) {
    finish();
    if (thread_count() == 1) return write();
    pending_ = std::async(std::launch::async, std::move(write));
  }
  /// Waits for what is being written.
  void finish() {
    if (pending_.valid()) pending_.get();
  }

 private:
  std::future<void> pending_;  // waits when it goes
};

}  // namespace landlink
