#pragma once

#include <vector>

#include "landlink/appraise/closure_report.hpp"
#include "landlink/appraise/post_report.hpp"
#include "result_tables.hpp"

namespace landlink::output {

/// `posts.csv` (a row per post and direction), `post_hours.csv` (its day by the hour) and
/// `post_loads.csv` (its freight by commodity and user class).
std::vector<TextFile> post_tables(const TransportModel& model,
                                  const std::vector<PostReport>& reports);

/// `closure.csv`: what a closure does to every post that has or had trucks.
TextFile closure_table(const TransportModel& base, const std::vector<ClosureRow>& rows);

/// "out of Laos" or "into Laos".
std::string_view direction_name(bool leaves_laos);

}  // namespace landlink::output
