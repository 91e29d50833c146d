#pragma once

#include "landlink/assign/result.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// Options to solve `now` from the paths and flows of another state of the same draft; the options
/// as they are where that state keeps no paths. Links are matched by their place in the draft.
AssignmentOptions starting_from(AssignmentOptions options, const TransportModel& before,
                                const AssignmentResult& flows, const TransportModel& now);

/// Options to solve two states on the union of their paths, with weights of overlap that are the
/// same in both, so that expected costs compare like with like (docs/model.md, section 7).
struct CommonPathOptions {
  AssignmentOptions before = {};
  AssignmentOptions now = {};
};

/// Precondition: both keep paths.
CommonPathOptions on_common_paths(const AssignmentOptions& options, const TransportModel& before,
                                  const AssignmentResult& flows_before, const TransportModel& now,
                                  const AssignmentResult& flows_now);

}  // namespace landlink
