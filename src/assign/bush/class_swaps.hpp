#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "bush.hpp"

namespace landlink {

/// Lets flows of different classes change places where each would rather have the other's way.
///
/// What two ways between the same nodes cost a class differs by its constants. If one class gains
/// by leaving the first for the second and another by the opposite, both may go as far as their
/// flows allow: no volume changes, and so no delay. Shifts of one bush at a time get there in small
/// steps alone, each bounded by the delays that it meets.
class ClassSwaps {
 public:
  /// `bushes` must outlive this and keep their links.
  explicit ClassSwaps(std::span<Bush> bushes) : bushes_(bushes) {}

  /// Takes the pairs of the bush at a place, all found at the same costs, and swaps with those
  /// taken before, in their order. What is left to be wished for waits for bushes to come.
  void take(std::size_t bush, const SegmentPairs& found);

 private:
  /// The wish of a bush to leave a segment for another.
  struct Wish {
    std::size_t bush;
    std::vector<BushEntry> from;
    std::vector<BushEntry> to;
  };

  std::span<Bush> bushes_;
  /// By a hash of both segments' links.
  std::unordered_map<std::uint64_t, std::vector<Wish>> wishes_;
  std::size_t entries_ = 0;  ///< of all wishes
};

}  // namespace landlink
