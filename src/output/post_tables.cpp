#include "post_tables.hpp"

#include <algorithm>

#include "csv_text.hpp"

namespace landlink::output {

namespace {

std::string post_table(const TransportModel& model, const std::vector<PostReport>& reports) {
  CsvText table(
      "checkpoint,name,name_other,country_other,province,drive_side_changes,direction,open,trucks_"
      "per_day,empty_trucks_per_day,t_per_day,"
      "priority_trucks_per_day,transload_trucks_per_day,capacity_per_day,use,crossing_h,"
      "crossing_usd,wait_h,day_mean_wait_h,day_p95_wait_h,day_longest_wait_h,longest_queue,"
      "longest_queue_at_h,overnight_trucks,queue_growth_per_day,fees_usd_per_day,"
      "unofficial_usd_per_day,one_lane_saves_truck_h_per_day,one_lane_saves_usd_per_day,"
      "one_hour_saves_truck_h_per_day,one_hour_saves_usd_per_day,"
      "single_stop_saves_truck_h_per_day,single_stop_saves_usd_per_day");
  for (const PostReport& r : reports) {
    const BorderCheckpoint& post = model.network.checkpoints()[r.checkpoint];
    table.row(post.id, post.name, post.name_other, post.country_other.text(), post.province,
              drive_side_of(post.country_other) != drive_side_of(kLaos),
              direction_name(r.leaves_laos), r.open, r.trucks_per_day, r.empty_trucks_per_day,
              r.tonnes_per_day, r.priority_trucks_per_day, r.transload_trucks_per_day,
              r.capacity_per_day, r.use, r.crossing_h, r.crossing_usd, r.wait_h, r.day.wait.mean_h,
              r.day.wait.p95_h, r.day.wait.longest_h, r.day.queue.vehicles, r.day.queue.time_h,
              r.day.overnight, r.day.growth, r.fees_usd_per_day, r.unofficial_usd_per_day,
              r.one_lane.truck_h_per_day, r.one_lane.usd_per_day, r.one_hour.truck_h_per_day,
              r.one_hour.usd_per_day, r.single_stop.truck_h_per_day, r.single_stop.usd_per_day);
  }
  return table.text();
}

std::string hour_table(const TransportModel& model, const std::vector<PostReport>& reports) {
  CsvText table("checkpoint,direction,hour,mean_wait_h,queue_at_end");
  for (const PostReport& r : reports) {
    if (!r.open) continue;
    const std::string& id = model.network.checkpoints()[r.checkpoint].id;
    for (std::size_t hour = 0; hour < r.day.wait_by_hour.size(); ++hour) {
      table.row(id, direction_name(r.leaves_laos), hour, r.day.wait_by_hour[hour],
                r.day.queue_by_hour[hour]);
    }
  }
  return table.text();
}

std::string load_table(const TransportModel& model, const std::vector<PostReport>& reports) {
  CsvText table("checkpoint,direction,by,id,value,unit");
  for (const PostReport& r : reports) {
    const std::string& id = model.network.checkpoints()[r.checkpoint].id;
    const std::string_view direction = direction_name(r.leaves_laos);
    for (const auto& [commodity, tonnes] : r.tonnes_by_commodity) {
      table.row(id, direction, "commodity", commodity, tonnes, "t/day");
    }
    for (const auto& [freight_class, trucks] : r.trucks_by_class) {
      table.row(id, direction, "class", freight_class, trucks, "trucks/day");
    }
  }
  return table.text();
}

}  // namespace

std::string_view direction_name(bool leaves_laos) {
  return leaves_laos ? "out of Laos" : "into Laos";
}

std::vector<TextFile> post_tables(const TransportModel& model,
                                  const std::vector<PostReport>& reports) {
  return {{"post_hours.csv", hour_table(model, reports)},
          {"post_loads.csv", load_table(model, reports)},
          {"posts.csv", post_table(model, reports)}};
}

TextFile closure_table(const TransportModel& base, const std::vector<ClosureRow>& rows) {
  // Where no post can clear, the cell is empty: there is no number of hours.
  const auto hours = [](const std::optional<double>& value) {
    return value ? shortest_text(*value) : std::string();
  };
  CsvText table(
      "checkpoint,name,name_other,direction,closed,base_trucks_per_day,trucks_per_day,"
      "difference_trucks_per_day,base_use,use,base_wait_h,wait_h,difference_wait_h,"
      "waiting_at_reopening,longest_queue,longest_queue_at_h,mean_wait_h,p95_wait_h,longest_wait_h,"
      "hours_to_clear,if_all_wait_queue,if_all_wait_mean_wait_h,if_all_wait_hours_to_clear");
  for (const ClosureRow& row : rows) {
    const auto& posts = base.network.checkpoints().raw();
    const auto post = std::find_if(posts.begin(), posts.end(), [&](const BorderCheckpoint& each) {
      return each.id == row.post;
    });
    const Clearance& c = row.clearance;
    table.row(row.post, post->name, post->name_other, direction_name(row.leaves_laos), row.closed,
              row.base_trucks_per_day, row.trucks_per_day,
              row.trucks_per_day - row.base_trucks_per_day, row.base_use, row.use, row.base_wait_h,
              row.wait_h, row.closed ? 0.0 : row.wait_h - row.base_wait_h, c.waiting_at_end,
              c.queue.vehicles, c.queue.time_h, c.wait.mean_h, c.wait.p95_h, c.wait.longest_h,
              hours(c.hours_to_clear),
              row.if_all_wait ? shortest_text(row.if_all_wait->waiting_at_end) : std::string(),
              row.if_all_wait ? shortest_text(row.if_all_wait->wait.mean_h) : std::string(),
              row.if_all_wait ? hours(row.if_all_wait->hours_to_clear) : std::string());
  }
  return {"closure.csv", table.text()};
}

}  // namespace landlink::output
