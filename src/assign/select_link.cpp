#include "landlink/assign/select_link.hpp"

#include <algorithm>

namespace landlink {

std::vector<LinkUse> select_link(const PathFlows& paths, LinkId link) {
  // Where each path uses the link, once for all classes that share it.
  std::vector<double> times(paths.set.path_count());
  for (std::size_t p = 0; p < times.size(); ++p) {
    times[p] = static_cast<double>(std::ranges::count(paths.set.links(p), link));
  }
  std::vector<LinkUse> uses;
  for (std::size_t k = 0; k < paths.cells.size(); ++k) {
    for (const PathCell& cell : paths.cells[k]) {
      const std::span<const double> flows = paths.flows(cell);
      const std::size_t first = paths.set.first_path(cell.pair);
      double volume = 0.0;
      for (std::size_t p = 0; p < flows.size(); ++p) volume += times[first + p] * flows[p];
      if (volume == 0.0) continue;
      const PathPair& pair = paths.set.pairs()[cell.pair];
      uses.push_back({k, pair.origin, pair.destination, volume});
    }
  }
  return uses;
}

}  // namespace landlink
