#include "alignment.hpp"

#include <cmath>

namespace landlink {

namespace {

bool carries_trucks(const LinkAttributes& link) {
  return link.kind == LinkKind::road || link.kind == LinkKind::bridge ||
         link.kind == LinkKind::ferry;
}

}  // namespace

Joint nearest_joint(const TransportModel& model, LonLat position) {
  Joint best;
  for (const DraftLink& link : model.draft.links) {
    if (!carries_trucks(link.attributes)) continue;
    for (const NodeId node : {link.tail, link.head}) {
      const double km = geodesic_km(model.draft.nodes[node].position, position);
      if (km > best.km || (km == best.km && !(node < best.node))) continue;
      best = {node, km, link.attributes.province, link.attributes.country};
    }
  }
  return best;
}

ClearanceOptions read_clearance(const ConfigTable& table) {
  ClearanceOptions options;
  const auto clear = table.optional_table("clearance");
  if (!clear) return options;
  const RecordedTable recorded(*clear, "clearance", kClearanceKeys);
  options.width_m = recorded.number("width_m").value_or(options.width_m);
  options.teams = recorded.number("teams").value_or(options.teams);
  clear->finish();
  return options;
}

InterventionTerms with_clearance(InterventionTerms terms, const TransportModel& base,
                                 const Line& line, double length_factor,
                                 const ClearanceOptions& options) {
  double delay_years = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const LonLat middle{0.5 * (line[i - 1].lon + line[i].lon),
                        0.5 * (line[i - 1].lat + line[i].lat)};
    const OrdnanceClearance part =
        ordnance_clearance(nearest_joint(base, middle).province,
                           length_factor * geodesic_km(line[i - 1], line[i]), options);
    terms.capital_usd += part.cost_usd;
    delay_years += part.delay_years;
  }
  const int delay = static_cast<int>(std::lround(delay_years));
  if (delay > 0) {
    terms.opens = (terms.opens != 0 ? terms.opens : base.year) + delay;
    terms.construction_years += delay;
  }
  return terms;
}

}  // namespace landlink
