#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "landlink/study/run_study.hpp"

namespace landlink {

/// Shows what pieces of work say that run side by side as if they ran one after another: the first
/// that is not finished is heard as it speaks, the others once those before them have finished.
/// What they say of iterations meanwhile is not shown.
class OrderedProgress {
 public:
  /// `shown` must outlive this; it is called by one thread at a time.
  OrderedProgress(Progress& shown, std::size_t places);
  ~OrderedProgress();
  OrderedProgress(const OrderedProgress&) = delete;
  OrderedProgress& operator=(const OrderedProgress&) = delete;

  /// For the piece of work at `place`, on any thread.
  [[nodiscard]] Progress& at(std::size_t place);
  /// The piece of work at `place` has no more to say. Where it ended with a fault, that is all.
  void finish(std::size_t place);

 private:
  class Voice;
  std::mutex mutex_;
  Progress* shown_;
  std::size_t heard_ = 0;  ///< the first that is not finished
  std::vector<std::unique_ptr<Voice>> voices_;
};

}  // namespace landlink
