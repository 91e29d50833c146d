#include "landlink/assign/path_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace landlink {

PathSet::PathSet(const AssignmentProblem& problem, std::vector<std::uint32_t> group_of_class)
    : group_of_class_(std::move(group_of_class)), first_link_(1, 0) {
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const OdMatrix& demand = problem.classes[k].demand_per_h;
    for (std::size_t zone = 0; zone < demand.zone_count(); ++zone) {
      for (const OdCell& cell : demand.row(ZoneId{zone})) {
        if (cell.destination == ZoneId{zone}) continue;
        pairs_.push_back({group_of_class_[k], ZoneId{zone}, cell.destination});
      }
    }
  }
  std::sort(pairs_.begin(), pairs_.end());
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
  pairs_.shrink_to_fit();
  first_path_.assign(pairs_.size() + 1, 0);
}

std::size_t PathSet::find_pair(const PathPair& pair) const {
  const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), pair);
  if (found == pairs_.end() || *found != pair) return pairs_.size();
  return static_cast<std::size_t>(found - pairs_.begin());
}

bool PathSet::contains(std::size_t pair, std::span<const LinkId> links) const {
  for (std::size_t path = first_path_[pair]; path < first_path_[pair + 1]; ++path) {
    const std::span<const LinkId> own = this->links(path);
    if (own.size() == links.size() && std::equal(own.begin(), own.end(), links.begin()))
      return true;
  }
  return false;
}

std::size_t PathSet::add(std::span<const NewPath> paths) {
  // By pair, else in the order given.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!paths[i].links.empty() && !contains(paths[i].pair, paths[i].links)) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return paths[a].pair < paths[b].pair; });
  const auto twice = [&](std::size_t place) {
    for (std::size_t i = place; i-- > 0 && paths[order[i]].pair == paths[order[place]].pair;) {
      if (paths[order[i]].links == paths[order[place]].links) return true;
    }
    return false;
  };
  std::vector<char> repeated(order.size(), 0);
  std::size_t entries = links_.size();
  std::size_t added = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (twice(i)) {
      repeated[i] = 1;
      continue;
    }
    entries += paths[order[i]].links.size();
    ++added;
  }
  if (added == 0) return 0;

  PathSet grown;
  grown.first_path_.reserve(pairs_.size() + 1);
  grown.first_link_.reserve(path_count() + added + 1);
  grown.log_weight_.reserve(path_count() + added);
  grown.links_.reserve(entries);
  const auto append = [&grown](std::span<const LinkId> links, double log_weight) {
    grown.links_.insert(grown.links_.end(), links.begin(), links.end());
    grown.first_link_.push_back(grown.links_.size());
    grown.log_weight_.push_back(log_weight);
  };
  std::size_t next = 0;
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    for (std::size_t path = first_path_[pair]; path < first_path_[pair + 1]; ++path) {
      append(links(path), log_weight_[path]);
    }
    for (; next < order.size() && paths[order[next]].pair == pair; ++next) {
      if (repeated[next] == 0) append(paths[order[next]].links, 0.0);
    }
    grown.first_path_.push_back(grown.path_count());
  }
  first_path_ = std::move(grown.first_path_);
  first_link_ = std::move(grown.first_link_);
  links_ = std::move(grown.links_);
  log_weight_ = std::move(grown.log_weight_);
  return added;
}

PathSet PathSet::mapped(std::span<const LinkId> link) const {
  PathSet result;
  result.group_of_class_ = group_of_class_;
  result.pairs_ = pairs_;
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    for (std::size_t path = first_path_[pair]; path < first_path_[pair + 1]; ++path) {
      const std::span<const LinkId> own = links(path);
      if (std::any_of(own.begin(), own.end(),
                      [&](LinkId id) { return !link[id.index()].valid(); })) {
        continue;
      }
      for (const LinkId id : own) result.links_.push_back(link[id.index()]);
      result.first_link_.push_back(result.links_.size());
      result.log_weight_.push_back(log_weight_[path]);
    }
    result.first_path_.push_back(result.path_count());
  }
  return result;
}

PathSet PathSet::regrouped(std::vector<std::uint32_t> group_of_class) const {
  // New groups with their old one.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> groups;
  for (std::size_t k = 0; k < group_of_class.size(); ++k) {
    groups.emplace_back(group_of_class[k], group_of_class_[k]);
  }
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  PathSet result;
  result.group_of_class_ = std::move(group_of_class);
  for (const auto& [group, old_group] : groups) {
    for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
      if (pairs_[pair].group != old_group) continue;
      result.pairs_.push_back({group, pairs_[pair].origin, pairs_[pair].destination});
      for (std::size_t path = first_path_[pair]; path < first_path_[pair + 1]; ++path) {
        const std::span<const LinkId> own = links(path);
        result.links_.insert(result.links_.end(), own.begin(), own.end());
        result.first_link_.push_back(result.links_.size());
        result.log_weight_.push_back(log_weight_[path]);
      }
      result.first_path_.push_back(result.path_count());
    }
  }
  return result;
}

PathSet united(const PathSet& a, const PathSet& b) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> groups;
  std::vector<std::uint32_t> group_of_class;
  for (std::size_t k = 0; k < a.class_count(); ++k) {
    const std::pair both{a.group_of(k), b.group_of(k)};
    const auto found = std::find(groups.begin(), groups.end(), both);
    group_of_class.push_back(static_cast<std::uint32_t>(found - groups.begin()));
    if (found == groups.end()) groups.push_back(both);
  }
  const PathSet one = a.regrouped(group_of_class);
  const PathSet other = b.regrouped(std::move(group_of_class));
  PathSet result = one.with_pairs(other.pairs());
  std::vector<NewPath> paths;
  for (const PathSet* set : {&one, &other}) {
    for (std::size_t pair = 0; pair < set->pair_count(); ++pair) {
      const std::size_t place = result.find_pair(set->pairs()[pair]);
      for (std::size_t i = 0; i < set->path_count(pair); ++i) {
        const auto links = set->links(set->first_path(pair) + i);
        paths.push_back({place, {links.begin(), links.end()}});
      }
    }
  }
  result.add(paths);
  return result;
}

PathSet PathSet::with_pairs(std::span<const PathPair> more) const {
  PathSet result;
  result.group_of_class_ = group_of_class_;
  result.pairs_ = pairs_;
  result.pairs_.insert(result.pairs_.end(), more.begin(), more.end());
  std::sort(result.pairs_.begin(), result.pairs_.end());
  result.pairs_.erase(std::unique(result.pairs_.begin(), result.pairs_.end()), result.pairs_.end());
  result.first_path_.assign(result.pairs_.size() + 1, 0);
  return result;
}

std::vector<std::uint32_t> access_groups(const AssignmentProblem& problem) {
  std::vector<std::uint32_t> group;
  std::vector<std::size_t> first_class;  // of each group
  const auto same_access = [&](std::size_t a, std::size_t b) {
    const std::vector<double>& one = problem.classes[a].constant_cost;
    const std::vector<double>& other = problem.classes[b].constant_cost;
    return std::equal(one.begin(), one.end(), other.begin(),
                      [](double x, double y) { return std::isfinite(x) == std::isfinite(y); });
  };
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const auto found = std::find_if(first_class.begin(), first_class.end(),
                                    [&](std::size_t first) { return same_access(first, k); });
    group.push_back(static_cast<std::uint32_t>(found - first_class.begin()));
    if (found == first_class.end()) first_class.push_back(k);
  }
  return group;
}

PathFlows path_cells(const AssignmentProblem& problem, PathSet set) {
  PathFlows result;
  result.set = std::move(set);
  result.cells.resize(problem.classes.size());
  std::size_t flows = 0;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const OdMatrix& demand = problem.classes[k].demand_per_h;
    for (std::size_t zone = 0; zone < demand.zone_count(); ++zone) {
      for (const OdCell& cell : demand.row(ZoneId{zone})) {
        if (cell.destination == ZoneId{zone}) continue;
        const std::size_t pair =
            result.set.find_pair({result.set.group_of(k), ZoneId{zone}, cell.destination});
        if (pair == result.set.pair_count()) {
          throw Error(
              {},
              fmt::format("class '{}' has demand from zone {} to {}, which the set of paths "
                          "does not know",
                          problem.classes[k].name, zone, cell.destination.index()),
              "make the set for this problem");
        }
        result.cells[k].push_back({.pair = pair, .first_flow = flows, .demand_per_h = cell.value});
        flows += result.set.path_count(pair);
      }
    }
  }
  result.flow_per_h.assign(flows, 0.0);
  return result;
}

PathFlows mapped(const PathFlows& flows, std::span<const LinkId> link) {
  PathFlows result;
  result.set = flows.set.mapped(link);
  result.cells = flows.cells;
  const auto stays = [&](std::size_t path) {
    const auto links = flows.set.links(path);
    return std::all_of(links.begin(), links.end(),
                       [&](LinkId id) { return link[id.index()].valid(); });
  };
  for (std::size_t k = 0; k < result.cells.size(); ++k) {
    for (std::size_t c = 0; c < result.cells[k].size(); ++c) {
      PathCell& cell = result.cells[k][c];
      const PathCell& old = flows.cells[k][c];
      cell.first_flow = result.flow_per_h.size();
      double kept = 0.0;
      for (std::size_t i = 0; i < flows.set.path_count(old.pair); ++i) {
        if (!stays(flows.set.first_path(old.pair) + i)) continue;
        result.flow_per_h.push_back(flows.flows(old)[i]);
        kept += result.flow_per_h.back();
      }
      const std::span<double> own = result.flows(cell);
      for (double& flow : own) {
        flow = kept > 0.0 ? flow * (cell.demand_per_h / kept)
                          : cell.demand_per_h / static_cast<double>(own.size());
      }
    }
  }
  return result;
}

std::vector<double> link_volumes(const PathFlows& paths, std::size_t user_class,
                                 std::size_t link_count) {
  std::vector<double> volume(link_count, 0.0);
  for (const PathCell& cell : paths.cells[user_class]) {
    const std::span<const double> flows = paths.flows(cell);
    for (std::size_t i = 0; i < flows.size(); ++i) {
      if (flows[i] == 0.0) continue;
      for (const LinkId link : paths.set.links(paths.set.first_path(cell.pair) + i)) {
        volume[link.index()] += flows[i];
      }
    }
  }
  return volume;
}

}  // namespace landlink
