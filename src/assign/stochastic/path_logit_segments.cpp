// What a logit on paths knows of its paths: chains of links that are always taken together, and the
// limits that each class's use of a path counts against.
#include <limits>

#include "path_logit.hpp"

namespace landlink {

void PathLogit::find_segments() {
  // A link whose successor is the same on all paths, and the other way round, is one with it.
  constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
  constexpr std::uint32_t kSeveral = kUnseen - 1;
  const PathSet& set = flows_->set;
  std::vector<std::uint32_t> after(links_, kUnseen);
  std::vector<std::uint32_t> before(links_, kUnseen);
  const auto note = [](std::uint32_t& known, std::uint32_t now) {
    if (known == kUnseen) known = now;
    if (known != now) known = kSeveral;
  };
  for (std::size_t path = 0; path < set.path_count(); ++path) {
    const auto links = set.links(path);
    for (std::size_t i = 0; i < links.size(); ++i) {
      note(after[links[i].index()], i + 1 < links.size() ? links[i + 1].index() : kSeveral);
      note(before[links[i].index()], i > 0 ? links[i - 1].index() : kSeveral);
    }
  }
  const auto joined = [&](std::uint32_t link, std::uint32_t next) {
    return next < links_ && before[next] == link;
  };
  segment_of_.assign(links_, kUnseen);
  for (std::uint32_t link = 0; link < links_; ++link) {
    if (before[link] == kUnseen) continue;                               // on no path
    if (before[link] < links_ && after[before[link]] == link) continue;  // inside a chain
    for (std::uint32_t at = link;; at = after[at]) {
      segment_of_[at] = static_cast<std::uint32_t>(segment_count_);
      if (!joined(at, after[at])) break;
    }
    ++segment_count_;
  }
  segment_value_.assign(segment_count_, 0.0);

  first_segment_.reserve(set.path_count() + 1);
  first_segment_.push_back(0);
  for (std::size_t path = 0; path < set.path_count(); ++path) {
    std::uint32_t last = kUnseen;
    for (const LinkId link : set.links(path)) {
      const std::uint32_t segment = segment_of_[link.index()];
      if (segment != last) segments_.push_back(segment);
      last = segment;
    }
    first_segment_.push_back(segments_.size());
  }
}

void PathLogit::find_limit_uses() {
  limit_value_.assign(limits_->size(), 0.0);
  const PathSet& set = flows_->set;
  // By path, since few links are limited and many classes share a path.
  std::vector<std::size_t> first_limited{0};
  std::vector<LinkId> limited;
  for (std::size_t path = 0; path < set.path_count(); ++path) {
    for (const LinkId link : set.links(path)) {
      if (limits_->limited(link.index())) limited.push_back(link);
    }
    first_limited.push_back(limited.size());
  }
  first_limit_use_.assign(1, 0);
  for (std::size_t k = 0; k < flows_->cells.size(); ++k) {
    for (const PathCell& cell : flows_->cells[k]) {
      const std::size_t first = set.first_path(cell.pair);
      for (std::size_t path = first; path < first + set.path_count(cell.pair); ++path) {
        for (std::size_t i = first_limited[path]; i < first_limited[path + 1]; ++i) {
          const auto terms = limits_->terms(k, limited[i].index());
          limit_uses_.insert(limit_uses_.end(), terms.begin(), terms.end());
        }
        first_limit_use_.push_back(limit_uses_.size());
      }
    }
  }
}

}  // namespace landlink
