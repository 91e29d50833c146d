#include "landlink/appraise/post_report.hpp"

#include <algorithm>

#include "landlink/cost/crossing.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/network/post_ways.hpp"

namespace landlink {

namespace {

/// Trucks of all classes on one of a post's links.
struct WayLoad {
  double trucks_per_day = 0.0;
  double pcu_per_h = 0.0;
  double delay_h = 0.0;
  double usd_per_h = 0.0;  ///< what an hour of all its trucks of a day is worth
};

/// One direction of a post, gathered from its links.
struct Direction {
  WayLoad general = {};
  WayLoad priority = {};
  WayLoad transload = {};
};

WayLoad way_load(const TransportModel& model, const AssignmentResult& flows, LinkId link) {
  WayLoad load{.pcu_per_h = flows.volume_pcu_per_h[link.index()],
               .delay_h = flows.delay[link.index()]};
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight = model.classes[ClassId{k}];
    const double trucks =
        vehicles_per_day(flows.volume_per_h[k][link.index()], model.cost_settings);
    load.trucks_per_day += trucks;
    load.usd_per_h +=
        trucks * (freight.usd_per_vehicle_h + model.vehicles[freight.vehicle].crew_usd_per_h);
  }
  return load;
}

void add_freight(const TransportModel& model, const AssignmentResult& flows, LinkId link,
                 PostReport& report) {
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight = model.classes[ClassId{k}];
    const double trucks =
        vehicles_per_day(flows.volume_per_h[k][link.index()], model.cost_settings);
    if (trucks == 0.0) continue;
    report.trucks_by_class[freight.id] += trucks;
    if (freight.empty) {
      report.empty_trucks_per_day += trucks;
      continue;
    }
    const double tonnes = trucks * model.vehicles[freight.vehicle].payload_t;
    report.tonnes_per_day += tonnes;
    report.tonnes_by_commodity[model.demand.commodities[freight.commodity].id] += tonnes;
  }
}

/// Hours at the post of all trucks of a day, over its lanes; what changing trucks takes is apart.
double truck_hours(const BorderCheckpoint& post, const Direction& direction,
                   const CostSettings& settings) {
  double hours = direction.general.trucks_per_day *
                 crossing_h(post, Lanes::general, direction.general.pcu_per_h, settings);
  if (post.priority_lanes > 0.0) {
    hours += direction.priority.trucks_per_day *
             crossing_h(post, Lanes::priority, direction.priority.pcu_per_h, settings);
  }
  return hours;
}

PostSaving saving(const BorderCheckpoint& before, const BorderCheckpoint& after,
                  const Direction& direction, const CostSettings& settings) {
  const double trucks = direction.general.trucks_per_day + direction.priority.trucks_per_day;
  if (trucks <= 0.0) return {};
  const double saved_h =
      truck_hours(before, direction, settings) - truck_hours(after, direction, settings);
  const double usd_per_truck_h =
      (direction.general.usd_per_h + direction.priority.usd_per_h) / trucks;
  return {.truck_h_per_day = saved_h, .usd_per_day = saved_h * usd_per_truck_h};
}

void add_savings(const BorderCheckpoint& post, const Direction& direction,
                 const CostSettings& settings, PostReport& report) {
  BorderCheckpoint wider = post;
  wider.lanes += 1.0;
  report.one_lane = saving(post, wider, direction, settings);
  BorderCheckpoint longer = post;
  set_open_h_per_day(longer, std::min(24.0, post.open_h_per_day + 1.0));
  report.one_hour = saving(post, longer, direction, settings);
  BorderCheckpoint single = post;
  single.stops = 1;
  report.single_stop = saving(post, single, direction, settings);
}

void add_totals(const BorderCheckpoint& post, const Direction& direction,
                const ArrivalProfile& profile, PostReport& report) {
  const WayLoad& general = direction.general;
  const WayLoad& priority = direction.priority;
  report.trucks_per_day = general.trucks_per_day + priority.trucks_per_day;
  report.priority_trucks_per_day = priority.trucks_per_day;
  report.transload_trucks_per_day = direction.transload.trucks_per_day;
  report.capacity_per_day = post_service(post, Lanes::general).trucks_per_day();
  if (post.priority_lanes > 0.0) {
    report.capacity_per_day += post_service(post, Lanes::priority).trucks_per_day();
  }
  report.use = report.trucks_per_day / report.capacity_per_day;
  report.day = day_at_post(post_service(post), general.trucks_per_day, profile);
  report.fees_usd_per_day = report.trucks_per_day * post.fee_usd;
  report.unofficial_usd_per_day = report.trucks_per_day * post.unofficial_usd;
}

void add_means(const BorderCheckpoint& post, const Direction& direction, PostReport& report) {
  const double closed_h = (24.0 - post.open_h_per_day) * (24.0 - post.open_h_per_day) / 48.0;
  const double trucks = report.trucks_per_day;
  const WayLoad& transload = direction.transload;
  // An empty post takes the time of the first truck.
  const double general_share = trucks > 0.0 ? direction.general.trucks_per_day / trucks : 1.0;
  const double priority_share = trucks > 0.0 ? direction.priority.trucks_per_day / trucks : 0.0;
  const double transload_share = trucks > 0.0 ? transload.trucks_per_day / trucks : 0.0;
  report.wait_h = closed_h + general_share * direction.general.delay_h +
                  priority_share * direction.priority.delay_h + transload_share * transload.delay_h;
  report.crossing_h = report.wait_h - closed_h +
                      general_share * crossing_standing_h(post, Lanes::general) +
                      priority_share * crossing_standing_h(post, Lanes::priority) +
                      transload_share * post.yard.time_h;
  report.crossing_usd = crossing_usd(post) + transload_share * post.yard.fee_usd;
}

}  // namespace

std::vector<PostReport> post_reports(const TransportModel& model, const AssignmentResult& flows) {
  const Network& network = model.network;
  const std::size_t posts = network.checkpoints().size();
  std::vector<PostReport> reports(2 * posts);
  std::vector<Direction> directions(2 * posts);
  for (const LinkId link : network.graph().links()) {
    const LinkAttributes& attributes = network.link(link);
    if (!attributes.checkpoint.valid()) continue;
    // A gate is of the country before it, so that every way of a direction has the same ends.
    const bool leaves = crossing_countries(network, link).from == kLaos;
    const std::size_t place = 2 * attributes.checkpoint.index() + (leaves ? 0 : 1);
    Direction& direction = directions[place];
    if (attributes.kind == LinkKind::border) {
      const bool priority = attributes.post_way == PostWay::priority_lane;
      (priority ? direction.priority : direction.general) = way_load(model, flows, link);
      reports[place].open = true;
      add_freight(model, flows, link, reports[place]);
    } else if (attributes.post_way == PostWay::transload) {
      direction.transload = way_load(model, flows, link);
    }
  }
  for (std::size_t place = 0; place < reports.size(); ++place) {
    PostReport& report = reports[place];
    report.checkpoint = CheckpointId{place / 2};
    report.leaves_laos = place % 2 == 0;
    if (!report.open) continue;
    const BorderCheckpoint& post = network.checkpoints()[report.checkpoint];
    add_totals(post, directions[place], model.cost_settings.checkpoint_arrivals, report);
    add_means(post, directions[place], report);
    add_savings(post, directions[place], model.cost_settings, report);
  }
  return reports;
}

}  // namespace landlink
