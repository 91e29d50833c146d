#include "common_paths.hpp"

#include <algorithm>
#include <memory>

#include "landlink/assign/path_overlap.hpp"
#include "landlink/assign/path_set.hpp"

namespace landlink {

namespace {

/// By LinkId of a network: the link's place in its draft.
std::vector<LinkId> to_draft(const Network& network) {
  std::vector<LinkId> places;
  for (const LinkId link : network.graph().links()) places.emplace_back(network.draft_index(link));
  return places;
}

/// By place in a draft of `size` links: the network's link, invalid where it is closed.
std::vector<LinkId> from_draft(const Network& network, std::size_t size) {
  std::vector<LinkId> links(size);
  for (const LinkId link : network.graph().links()) links[network.draft_index(link)] = link;
  return links;
}

std::size_t larger_draft(const TransportModel& a, const TransportModel& b) {
  return std::max(a.draft.links.size(), b.draft.links.size());
}

AssignmentOptions with_start(AssignmentOptions options, PathFlows start) {
  options.stochastic.start = std::make_shared<const PathFlows>(std::move(start));
  return options;
}

}  // namespace

AssignmentOptions starting_from(AssignmentOptions options, const TransportModel& before,
                                const AssignmentResult& flows, const TransportModel& now) {
  if (flows.paths == nullptr) return options;
  const std::vector<LinkId> here = from_draft(now.network, larger_draft(before, now));
  std::vector<LinkId> link;
  for (const LinkId place : to_draft(before.network)) link.push_back(here[place.index()]);
  return with_start(std::move(options), mapped(*flows.paths, link));
}

CommonPathOptions on_common_paths(const AssignmentOptions& options, const TransportModel& before,
                                  const AssignmentResult& flows_before, const TransportModel& now,
                                  const AssignmentResult& flows_now) {
  // In terms of the draft, where both states' links have one place.
  PathSet common = united(flows_before.paths->set.mapped(to_draft(before.network)),
                          flows_now.paths->set.mapped(to_draft(now.network)));
  const std::size_t size = larger_draft(before, now);
  std::vector<double> length_km(size, 0.0);
  for (const TransportModel* model : {&now, &before}) {
    for (std::size_t i = 0; i < model->draft.links.size(); ++i) {
      length_km[i] = model->draft.links[i].attributes.length_km;
    }
  }
  set_log_weights(options.algorithm, common, length_km, options.stochastic.overlap_weight);
  AssignmentOptions fixed = options;
  fixed.stochastic.grow = false;
  fixed.stochastic.keep_log_weights = true;
  return {.before = with_start(fixed, {.set = common.mapped(from_draft(before.network, size))}),
          .now = with_start(fixed, {.set = common.mapped(from_draft(now.network, size))})};
}

}  // namespace landlink
