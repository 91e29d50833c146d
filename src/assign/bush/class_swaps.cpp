#include "class_swaps.hpp"

#include <algorithm>

namespace landlink {

namespace {

using Segment = std::span<const BushEntry>;

std::uint64_t hash_of(Segment first, Segment second) {
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a over the numbers of links
  const auto add = [&](std::uint64_t value) { hash = (hash ^ value) * 0x100000001b3u; };
  for (const BushEntry& entry : first) add(entry.link);
  add(~std::uint64_t{0});
  for (const BushEntry& entry : second) add(entry.link);
  return hash;
}

bool has_links_of(Segment a, Segment b) {
  return std::ranges::equal(a, b, {}, &BushEntry::link, &BushEntry::link);
}

void move_flow(Bush& bush, Segment from, Segment to, double flow) {
  for (const BushEntry& entry : to) {
    if (entry.approach != BushEntry::kNoApproach) bush.approach_flow[entry.approach] += flow;
  }
  for (const BushEntry& entry : from) {
    if (entry.approach == BushEntry::kNoApproach) continue;
    double& left = bush.approach_flow[entry.approach];
    left = std::max(0.0, left - flow);
  }
}

}  // namespace

void ClassSwaps::take(std::size_t bush, const SegmentPairs& found) {
  // 32 MB: on large networks those who come late find fewer to swap with.
  constexpr std::size_t kMostEntries = 4 << 20;
  Bush& own = bushes_[bush];
  for (const SegmentPairs::Pair& pair : found.pairs) {
    const BushEntry* const entries = found.entries.data();
    const Segment from{entries + pair.longer, entries + pair.shorter};
    const Segment to{entries + pair.shorter, entries + pair.end};
    double left = least_flow(own, from);
    if (const auto opposite = wishes_.find(hash_of(to, from)); opposite != wishes_.end()) {
      for (const Wish& wish : opposite->second) {
        if (!(left > 0.0)) break;
        Bush& other = bushes_[wish.bush];
        if (other.user_class == own.user_class || !has_links_of(wish.from, to) ||
            !has_links_of(wish.to, from)) {
          continue;
        }
        const double flow = std::min(left, least_flow(other, wish.from));
        move_flow(own, from, to, flow);
        move_flow(other, wish.from, wish.to, flow);
        left = least_flow(own, from);
      }
    }
    if (!(left > 0.0) || entries_ + from.size() + to.size() > kMostEntries) continue;
    entries_ += from.size() + to.size();
    wishes_[hash_of(from, to)].push_back(
        {bush, {from.begin(), from.end()}, {to.begin(), to.end()}});
  }
}

}  // namespace landlink
