#pragma once

#include "landlink/study/tntp_assignment.hpp"

namespace landlink::app {

/// Throws Error with the first pairs of zones that have trips of a class but no path for it.
void refuse_trips_without_path(const TntpAssignment& assignment, const std::string& trips_file);

}  // namespace landlink::app
