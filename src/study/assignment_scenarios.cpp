#include "landlink/study/assignment_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

using NodePair = std::pair<TntpNodeNumber, TntpNodeNumber>;

/// Links by the numbers of their ends, in direction.
std::map<NodePair, std::vector<LinkId>> links_by_ends(const TntpAssignment& assignment) {
  std::map<NodePair, std::vector<LinkId>> result;
  for (const LinkId link : assignment.graph().links()) {
    const TntpLink& row = assignment.network().links[assignment.graph().order()[link.index()]];
    result[{row.from, row.to}].push_back(link);
  }
  return result;
}

void check_name(const CsvRow& row, const std::string& name) {
  const bool fits = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
  if (fits && name.front() != '.' && name != "base") return;
  throw Error(row.place("scenario"), fmt::format("'{}' cannot name a file", printable(name)),
              "use letters, digits, '-', '_' and '.', not '.' first, and another word than base");
}

TntpNodeNumber node_number(const CsvRow& row, std::string_view column) {
  const long long number = row.integer(column);
  if (number < 1 || number > std::numeric_limits<TntpNodeNumber>::max()) {
    throw Error(row.place(column), fmt::format("node {}", number), "give a node's number");
  }
  return static_cast<TntpNodeNumber>(number);
}

/// The delays of a network some of whose links have another capacity.
LinkDelays changed_delays(const LinkDelays& delays, const AssignmentScenario& scenario) {
  std::vector<DelaySpec> specs;
  specs.reserve(delays.link_count());
  for (std::size_t link = 0; link < delays.link_count(); ++link) {
    specs.push_back(delays.spec(LinkId{link}));
  }
  for (const AssignmentScenario::Change& change : scenario.changes) {
    DelaySpec& spec = specs[change.link.index()];
    constexpr std::size_t kCapacity =
        2;  // of a TNTP link's parameters; without delay there is none
    if (spec.function == "bpr" && change.capacity_factor > 0.0) {
      spec.parameters[kCapacity] *= change.capacity_factor;
    }
  }
  return LinkDelays(std::move(specs));
}

bool changes_delays(const AssignmentScenario& scenario) {
  return std::any_of(scenario.changes.begin(), scenario.changes.end(), [](const auto& change) {
    return change.capacity_factor > 0.0 && change.capacity_factor != 1.0;
  });
}

/// A thread's copy of the problem, which scenarios change in turn.
class ScenarioProblem {
 public:
  explicit ScenarioProblem(const AssignmentProblem& base) : base_(&base), problem_(base) {}

  AssignmentResult solve(const AssignmentScenario& scenario, const AssignmentOptions& options,
                         std::shared_ptr<const WarmStart> start) {
    std::optional<LinkDelays> delays;
    if (changes_delays(scenario)) delays = changed_delays(*base_->delays, scenario);
    problem_.delays = delays ? &*delays : base_->delays;
    for (const AssignmentScenario::Change& change : scenario.changes) {
      if (change.capacity_factor > 0.0) continue;
      for (UserClass& user_class : problem_.classes) {
        user_class.constant_cost[change.link.index()] = std::numeric_limits<double>::infinity();
      }
    }
    WarmSlot slot{.start = std::move(start)};
    AssignmentResult result = assign(problem_, options, slot);
    for (const AssignmentScenario::Change& change : scenario.changes) {
      for (std::size_t k = 0; k < problem_.classes.size(); ++k) {
        const std::size_t link = change.link.index();
        problem_.classes[k].constant_cost[link] = base_->classes[k].constant_cost[link];
      }
    }
    return result;
  }

 private:
  const AssignmentProblem* base_;
  AssignmentProblem problem_;
};

}  // namespace

std::vector<AssignmentScenario> read_assignment_scenarios(const std::filesystem::path& path,
                                                          const TntpAssignment& assignment) {
  const CsvTable table = CsvTable::read(path);
  table.expect_columns({"scenario", "from", "to", "capacity_factor"});
  const auto links = links_by_ends(assignment);
  std::vector<AssignmentScenario> scenarios;
  std::map<std::string, std::size_t> place_of;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const std::string& name = row.required_text("scenario");
    check_name(row, name);
    const NodePair ends{node_number(row, "from"), node_number(row, "to")};
    const double factor = row.number("capacity_factor");
    if (factor < 0.0) {
      throw Error(row.place("capacity_factor"), fmt::format("a factor of {}", factor),
                  "give at least 0; 0 shuts the link");
    }
    const auto found = links.find(ends);
    if (found == links.end()) {
      throw Error(row.place("from"),
                  fmt::format("no link leads from {} to {}", ends.first, ends.second),
                  fmt::format("name the ends of a link of {}", assignment.network().file));
    }
    const auto [place, is_new] = place_of.try_emplace(name, scenarios.size());
    if (is_new) scenarios.push_back({.name = name});
    for (const LinkId link : found->second) {
      scenarios[place->second].changes.push_back({.link = link, .capacity_factor = factor});
    }
  }
  return scenarios;
}

std::vector<AssignmentScenario> closures_of_each_link(const TntpAssignment& assignment) {
  std::map<NodePair, AssignmentScenario> by_ends;
  for (const auto& [ends, links] : links_by_ends(assignment)) {
    const NodePair ascending = std::minmax(ends.first, ends.second);
    AssignmentScenario& scenario = by_ends[ascending];
    scenario.name = fmt::format("{}-{}", ascending.first, ascending.second);
    for (const LinkId link : links)
      scenario.changes.push_back({.link = link, .capacity_factor = 0});
  }
  std::vector<AssignmentScenario> scenarios;
  for (auto& [ends, scenario] : by_ends) scenarios.push_back(std::move(scenario));
  return scenarios;
}

void solve_scenarios(
    const TntpAssignment& assignment, std::span<const AssignmentScenario> scenarios,
    const AssignmentOptions& options, const std::shared_ptr<const WarmStart>& start,
    const std::function<void(std::size_t place, const AssignmentResult& result)>& done) {
  std::vector<std::unique_ptr<ScenarioProblem>> problems(static_cast<std::size_t>(thread_count()));
  parallel_blocks(scenarios.size(), [&](std::size_t place, std::size_t worker) {
    if (!problems[worker]) {
      problems[worker] = std::make_unique<ScenarioProblem>(assignment.problem());
    }
    done(place, problems[worker]->solve(scenarios[place], options, start));
  });
}

}  // namespace landlink
