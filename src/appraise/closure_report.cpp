#include "landlink/appraise/closure_report.hpp"

#include <algorithm>

namespace landlink {

namespace {

const PostReport* find(const TransportModel& model, const std::vector<PostReport>& reports,
                       const std::string& id, bool leaves_laos) {
  const auto found = std::find_if(reports.begin(), reports.end(), [&](const PostReport& report) {
    return report.leaves_laos == leaves_laos &&
           model.network.checkpoints()[report.checkpoint].id == id;
  });
  return found == reports.end() ? nullptr : &*found;
}

}  // namespace

std::vector<ClosureRow> closure_report(const TransportModel& base,
                                       const std::vector<PostReport>& base_posts,
                                       const TransportModel& closed,
                                       const std::vector<PostReport>& closed_posts, double days) {
  const ArrivalProfile& profile = base.cost_settings.checkpoint_arrivals;
  const TimeSpan when{0.0, days * kHoursOfDay};
  std::vector<ClosureRow> rows;
  for (const PostReport& before : base_posts) {
    const BorderCheckpoint& post = base.network.checkpoints()[before.checkpoint];
    ClosureRow row{.post = post.id,
                   .leaves_laos = before.leaves_laos,
                   .base_trucks_per_day = before.trucks_per_day,
                   .base_wait_h = before.wait_h,
                   .base_use = before.use};
    if (!before.open) {
      rows.push_back(std::move(row));
      continue;
    }
    const PostReport* now = find(closed, closed_posts, post.id, before.leaves_laos);
    row.closed = now == nullptr || !now->open;
    if (!row.closed) {
      row.trucks_per_day = now->trucks_per_day;
      row.wait_h = now->wait_h;
      row.use = now->use;
    }
    // Over all lanes: a closure's queue is one for trucks of all kinds.
    PostService service = post_service(post);
    if (post.priority_lanes > 0.0) {
      BorderCheckpoint shared = post;
      shared.priority_lanes = 0.0;
      service = post_service(shared);
    }
    row.clearance = clear_after(
        service, {.when = when, .shut = row.closed, .trucks_per_day = row.trucks_per_day},
        row.base_trucks_per_day, profile);
    if (row.closed) {
      row.if_all_wait = clear_after(
          service, {.when = when, .shut = true, .trucks_per_day = row.base_trucks_per_day},
          row.base_trucks_per_day, profile);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace landlink
