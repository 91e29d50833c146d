#include "landlink/appraise/access.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// The domestic class with the most vehicles, or any if none is domestic.
ClassId reference_class(const TransportModel& model) {
  ClassId best{0u};
  double most = -1.0;
  for (const bool domestic : {true, false}) {
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      const ClassId id{k};
      if (model.classes[id].domestic != domestic || model.classes[id].empty) continue;
      const double vehicles = model.vehicles_per_h[id].total();
      if (vehicles > most) {
        best = id;
        most = vehicles;
      }
    }
    if (most >= 0.0) return best;
  }
  return best;
}

/// Cost and time from one zone to all nodes.
class Reach {
 public:
  Reach(const TransportModel& model, const AssignmentResult& flows, ClassId id)
      : model_(&model), closed_(model.network.node_count(), 0) {
    for (const NodeId node : model.centroids) closed_[node.index()] = 1;
    const ClassLinkCosts& costs = model.class_costs[id];
    for (std::size_t i = 0; i < model.network.link_count(); ++i) {
      cost_.push_back(costs.constant_h[i] + flows.delay[i]);
      hours_.push_back(costs.time_h[i] + flows.delay[i]);
    }
    time_.resize(model.network.node_count());
  }
  void run(ShortestPathSearch& search, NodeId origin) {
    search.run(origin, cost_);
    std::fill(time_.begin(), time_.end(), kInfinite);
    for (const NodeId node : search.reached()) {
      const LinkId link = search.parent(node);
      time_[node.index()] =
          link.valid() ? time_[model_->network.tail(link).index()] + hours_[link.index()] : 0.0;
    }
  }
  [[nodiscard]] ShortestPathSearch search() const {
    return ShortestPathSearch(model_->network.graph(), closed_);
  }
  [[nodiscard]] double hours(NodeId node) const { return time_[node.index()]; }

 private:
  const TransportModel* model_;
  std::vector<char> closed_;
  std::vector<double> cost_;
  std::vector<double> hours_;
  std::vector<double> time_;
};

/// Sums of one province over its zones.
struct ProvinceSum {
  CompensatedSum population;
  CompensatedSum access;
  std::vector<CompensatedSum> hours;
};

}  // namespace

double gini(std::span<const double> values, std::span<const double> weights) {
  CompensatedSum total;
  CompensatedSum mean;
  for (std::size_t i = 0; i < values.size(); ++i) {
    total.add(weights[i]);
    mean.add(weights[i] * values[i]);
  }
  if (!(total.value() > 0.0) || !(mean.value() > 0.0)) return 0.0;
  CompensatedSum difference;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      difference.add(weights[i] * weights[j] * std::abs(values[i] - values[j]));
    }
  }
  return difference.value() / (2.0 * total.value() * mean.value());
}

double theil(std::span<const double> values, std::span<const double> weights) {
  CompensatedSum total;
  CompensatedSum sum;
  for (std::size_t i = 0; i < values.size(); ++i) {
    total.add(weights[i]);
    sum.add(weights[i] * values[i]);
  }
  if (!(total.value() > 0.0) || !(sum.value() > 0.0)) return 0.0;
  const double mean = sum.value() / total.value();
  CompensatedSum index;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double ratio = values[i] / mean;
    if (ratio > 0.0) index.add(weights[i] / total.value() * ratio * math::log(ratio));
  }
  return index.value();
}

AccessReport access_report(const TransportModel& model, const AssignmentResult& flows,
                           std::span<const Service> services, const AccessOptions& options) {
  AccessReport report;
  for (const Service& service : services) {
    if (std::find(report.kinds.begin(), report.kinds.end(), service.kind) == report.kinds.end()) {
      report.kinds.push_back(service.kind);
    }
  }
  if (model.classes.empty()) return report;
  const ClassId id = reference_class(model);
  const double usd_per_t_per_h =
      model.classes[id].usd_per_vehicle_h / model.vehicles[model.classes[id].vehicle].payload_t;
  std::vector<ZoneId> zones;
  for (std::size_t z = 0; z < model.zones.size(); ++z) {
    const Zone& zone = model.zones[ZoneId{z}];
    if (zone.country == kLaos && zone.population > 0.0) zones.push_back(ZoneId{z});
  }
  Reach reach(model, flows, id);
  ShortestPathSearch search = reach.search();
  std::map<std::string, ProvinceSum> provinces;
  for (const ZoneId zone : zones) {
    reach.run(search, model.centroids[zone]);
    double nearest = kInfinite;
    CompensatedSum access;
    for (const ZoneId other : zones) {
      if (other == zone) continue;
      const double usd_per_t = search.distance(model.centroids[other]) * usd_per_t_per_h;
      nearest = std::min(nearest, usd_per_t);
      if (std::isfinite(usd_per_t)) {
        access.add(model.zones[other].population * math::exp(-options.beta_per_usd_t * usd_per_t));
      }
    }
    const double population = model.zones[zone].population;
    if (std::isfinite(nearest)) {
      access.add(population * math::exp(-options.beta_per_usd_t * 0.5 * nearest));
    }
    ProvinceSum& sum = provinces[model.zones[zone].province];
    sum.hours.resize(report.kinds.size());
    sum.population.add(population);
    sum.access.add(population * access.value());
    for (std::size_t kind = 0; kind < report.kinds.size(); ++kind) {
      double hours = kInfinite;
      for (const Service& service : services) {
        if (service.kind == report.kinds[kind]) hours = std::min(hours, reach.hours(service.node));
      }
      sum.hours[kind].add(population * hours);
    }
  }
  std::vector<double> values;
  std::vector<double> weights;
  for (const auto& [province, sum] : provinces) {
    const double population = sum.population.value();
    ProvinceAccess access{.province = province,
                          .population = population,
                          .market_access = sum.access.value() / population};
    for (const CompensatedSum& hours : sum.hours) {
      const double mean = hours.value() / population;
      access.hours_to.push_back(std::isnan(mean) ? kInfinite : mean);
    }
    values.push_back(access.market_access);
    weights.push_back(population);
    report.provinces.push_back(std::move(access));
  }
  report.gini = gini(values, weights);
  report.theil = theil(values, weights);
  return report;
}

}  // namespace landlink
