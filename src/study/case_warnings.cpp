#include "case_warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "landlink/appraise/post_report.hpp"
#include "lost_demand.hpp"

namespace landlink {

namespace {

/// Posts that serve fewer trucks than come: their waits are those of the loaded period, and the
/// queue grows from day to day. Beside a base only where that is otherwise there.
void add_queues(const SolvedCase& solved, const SolvedCase* base,
                std::vector<std::string>& warnings) {
  std::map<std::pair<std::string, bool>, double> before;
  if (base != nullptr) {
    for (const PostReport& report : post_reports(base->model, base->flows)) {
      const BorderCheckpoint& post = base->model.network.checkpoints()[report.checkpoint];
      before[{post.name, report.leaves_laos}] = std::max(0.0, report.day.growth);
    }
  }
  for (const PostReport& report : post_reports(solved.model, solved.flows)) {
    const BorderCheckpoint& post = solved.model.network.checkpoints()[report.checkpoint];
    const auto known = before.find({post.name, report.leaves_laos});
    const double growth_before = known == before.end() ? 0.0 : known->second;
    constexpr double kSame = 1.0;  // trucks a day
    if (report.day.growth <= 0.0 || std::abs(report.day.growth - growth_before) < kSame) continue;
    warnings.push_back(fmt::format(
        "{} is over capacity {} Laos: {:.0f} trucks a day for {:.0f}; its queue grows by {:.0f} a "
        "day{}",
        post.name, report.leaves_laos ? "out of" : "into", report.trucks_per_day,
        report.capacity_per_day, report.day.growth,
        growth_before > 0.0 ? fmt::format(", in the base by {:.0f}", growth_before) : ""));
  }
}

/// A new road that nobody takes is most often a slip: an end at a place of the same name elsewhere,
/// or a build that is slower than the roads beside it.
void add_idle_roads(const SolvedCase& solved, std::vector<std::string>& warnings) {
  std::map<std::string, double> vehicles;
  const Network& network = solved.model.network;
  for (const LinkId link : network.graph().links()) {
    const LinkAttributes& attributes = network.link(link);
    if (attributes.source.layer != "interventions") continue;
    double& sum = vehicles[attributes.source.id];
    for (const std::vector<double>& volume : solved.flows.volume_per_h) sum += volume[link.index()];
  }
  for (const auto& [id, per_h] : vehicles) {
    if (per_h > 0.0) continue;
    warnings.push_back(
        fmt::format("nothing takes the new road '{}': other ways between its ends cost less; look "
                    "on the map whether its ends are where they should be, and at its build",
                    id));
  }
}

}  // namespace

std::vector<std::string> case_warnings(const SolvedCase& solved, const SolvedCase* base) {
  std::vector<std::string> warnings;
  const LostDemand lost = lost_demand(solved);
  if (lost.any()) warnings.push_back(warning_of(lost));
  add_queues(solved, base, warnings);
  add_idle_roads(solved, warnings);
  return warnings;
}

}  // namespace landlink
