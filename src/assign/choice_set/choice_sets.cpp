// The list of methods that make choice sets, and what they share: a new one is a file here and a
// row of the list.
#include "choice_sets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>

#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

bool PathDraft::add(std::span<const LinkId> links) {
  for (std::size_t path = 0; path < size(); ++path) {
    const auto own = this->links(path);
    if (own.size() == links.size() && std::equal(own.begin(), own.end(), links.begin())) {
      return false;
    }
  }
  links_.insert(links_.end(), links.begin(), links.end());
  end_.push_back(links_.size());
  return true;
}

ChoiceSetDraft::ChoiceSetDraft(const AssignmentProblem& problem, const PathSet& set)
    : problem_(&problem), set_(&set), pairs_(set.pair_count()) {
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    for (std::size_t i = 0; i < set.path_count(pair); ++i) {
      pairs_[pair].add(set.links(set.first_path(pair) + i));
    }
  }
}

void ChoiceSetDraft::for_origins(
    std::size_t user_class,
    const std::function<void(ZoneId origin, std::size_t worker)>& body) const {
  const OdMatrix& demand = problem_->classes[user_class].demand_per_h;
  std::vector<ZoneId> origins;
  for (std::size_t zone = 0; zone < demand.zone_count(); ++zone) {
    if (!demand.row(ZoneId{zone}).empty()) origins.emplace_back(zone);
  }
  parallel_blocks(origins.size(),
                  [&](std::size_t i, std::size_t worker) { body(origins[i], worker); });
}

void ChoiceSetDraft::store(PathSet& set) const {
  std::vector<NewPath> paths;
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    for (std::size_t i = set.path_count(pair); i < pairs_[pair].size(); ++i) {
      const auto links = pairs_[pair].links(i);
      paths.push_back({pair, {links.begin(), links.end()}});
    }
  }
  set.add(paths);
}

void read_path(const Graph& graph, const ShortestPathSearch& search, NodeId node,
               std::vector<LinkId>& links) {
  links.clear();
  while (search.parent(node).valid()) {
    links.push_back(search.parent(node));
    node = graph.tail(search.parent(node));
  }
  std::reverse(links.begin(), links.end());
}

void Overlap::set(std::span<const LinkId> links, std::span<const double> cost) {
  if (++stamp_ == 0) {
    std::fill(mark_.begin(), mark_.end(), 0);
    stamp_ = 1;
  }
  cost_ = 0.0;
  for (const LinkId link : links) {
    mark_[link.index()] = stamp_;
    cost_ += cost[link.index()];
  }
}

double Overlap::with(std::span<const LinkId> links, std::span<const double> cost) const {
  double own = 0.0;
  double shared = 0.0;
  for (const LinkId link : links) {
    own += cost[link.index()];
    if (mark_[link.index()] == stamp_) shared += cost[link.index()];
  }
  const double less = std::min(own, cost_);
  return less > 0.0 ? shared / less : 0.0;
}

bool differs_enough(const PathDraft& paths, std::span<const LinkId> links,
                    std::span<const double> cost, double max_overlap, Overlap& overlap) {
  overlap.set(links, cost);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto other = paths.links(i);
    if (overlap.with(other, cost) > max_overlap) return false;
    // Free links make no share; the same path is no other one.
    if (other.size() == links.size() && std::equal(other.begin(), other.end(), links.begin())) {
      return false;
    }
  }
  return true;
}

std::span<const ChoiceSetMethod> choice_set_methods() {
  static const std::array kMethods{
      ChoiceSetMethod{"via", "least-cost paths by way of one node, dissimilar ones, cheapest first",
                      add_via_choices},
      ChoiceSetMethod{"penalty", "least-cost paths while links used get dearer (slow)",
                      add_penalty_choices},
      ChoiceSetMethod{"least_cost", "the least-cost path of each class alone",
                      add_least_cost_choices},
  };
  return kMethods;
}

void add_choice_set(const ChoiceSetRequest& request, PathSet& set) {
  const ChoiceSetOptions& options = request.options;
  if (options.max_paths < 1 || !(options.max_detour >= 1.0) || !(options.max_overlap >= 0.0) ||
      options.max_overlap > 1.0 || !(options.penalty > 0.0)) {
    throw Error(
        {},
        fmt::format("choice sets of {} paths, a detour of {}, an overlap of {}, a penalty "
                    "of {}",
                    options.max_paths, options.max_detour, options.max_overlap, options.penalty),
        "give at least 1 path, a detour of at least 1, an overlap of 0 to 1, and a penalty "
        "above 0");
  }
  std::vector<std::string> names;
  for (const ChoiceSetMethod& method : choice_set_methods()) {
    if (method.name == options.method) return method.add(request, set);
    names.emplace_back(method.name);
  }
  throw Error({}, fmt::format("unknown choice set method '{}'", options.method),
              name_remedy(options.method, names));
}

}  // namespace landlink
