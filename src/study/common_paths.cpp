#include "common_paths.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "landlink/appraise/measure.hpp"
#include "landlink/assign/path_overlap.hpp"
#include "landlink/assign/path_set.hpp"

namespace landlink {

namespace {

/// Numbers that two states give the same link: of the drafts' links their place there, of links of
/// other modes, which each network makes anew, one for each feature and direction behind those.
class CommonLinks {
 public:
  CommonLinks(const TransportModel& a, const TransportModel& b)
      : drafted_(std::max(a.draft.links.size(), b.draft.links.size())) {
    for (const TransportModel* model : {&a, &b}) {
      for (const LinkId link : model->network.graph().links()) {
        if (model->network.draft_index(link) < model->draft.links.size()) continue;
        made_.try_emplace(model->network.link(link).source, drafted_ + made_.size());
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return drafted_ + made_.size(); }

  /// By LinkId of the network: the common number.
  [[nodiscard]] std::vector<LinkId> from(const TransportModel& model) const {
    std::vector<LinkId> numbers;
    for (const LinkId link : model.network.graph().links()) {
      numbers.emplace_back(number_of(model, link));
    }
    return numbers;
  }

  /// By common number: the network's link, invalid where it has none.
  [[nodiscard]] std::vector<LinkId> to(const TransportModel& model) const {
    std::vector<LinkId> links(size());
    for (const LinkId link : model.network.graph().links()) links[number_of(model, link)] = link;
    return links;
  }

 private:
  [[nodiscard]] std::size_t number_of(const TransportModel& model, LinkId link) const {
    const std::size_t place = model.network.draft_index(link);
    return place < model.draft.links.size() ? place : made_.at(model.network.link(link).source);
  }

  std::size_t drafted_;
  std::map<FeatureRef, std::size_t> made_;
};

/// Paths to begin with, and what a model's limits were found to be worth.
AssignmentOptions with_start(AssignmentOptions options, PathFlows start,
                             const TransportModel& model, const AssignmentResult& flows) {
  options.stochastic.start = std::make_shared<const PathFlows>(std::move(start));
  options.stochastic.start_multipliers.clear();
  if (flows.side_constraints.empty()) return options;
  const AssignmentProblem problem = assignment_problem(model);
  for (std::size_t c = 0; c < flows.side_constraints.size(); ++c) {
    options.stochastic.start_multipliers[problem.side_constraints[c].name] =
        flows.side_constraints[c].multiplier;
  }
  return options;
}

}  // namespace

AssignmentOptions starting_from(AssignmentOptions options, const TransportModel& before,
                                const AssignmentResult& flows, const TransportModel& now) {
  if (flows.paths == nullptr) return options;
  const CommonLinks common(before, now);
  const std::vector<LinkId> here = common.to(now);
  std::vector<LinkId> link;
  for (const LinkId number : common.from(before)) link.push_back(here[number.index()]);
  return with_start(std::move(options), mapped(*flows.paths, link), before, flows);
}

CommonPathOptions on_common_paths(const AssignmentOptions& options, const TransportModel& before,
                                  const AssignmentResult& flows_before, const TransportModel& now,
                                  const AssignmentResult& flows_now) {
  const CommonLinks links(before, now);
  PathSet common = united(flows_before.paths->set.mapped(links.from(before)),
                          flows_now.paths->set.mapped(links.from(now)));
  std::vector<double> length_km(links.size(), 0.0);
  for (const TransportModel* model : {&now, &before}) {
    const std::vector<LinkId> number = links.from(*model);
    for (const LinkId link : model->network.graph().links()) {
      length_km[number[link.index()].index()] = model->network.link(link).length_km;
    }
  }
  set_log_weights(options.algorithm, common, length_km, options.stochastic.overlap_weight);
  AssignmentOptions fixed = options;
  fixed.stochastic.grow = false;
  fixed.stochastic.keep_log_weights = true;
  CommonPathOptions result{
      .before = with_start(fixed, {.set = common.mapped(links.to(before))}, before, flows_before),
      .now = with_start(fixed, {.set = common.mapped(links.to(now))}, now, flows_now)};
  result.before.stochastic.start_volume = flows_before.volume_pcu_per_h;
  result.now.stochastic.start_volume = flows_now.volume_pcu_per_h;
  return result;
}

}  // namespace landlink
