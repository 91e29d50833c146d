#pragma once

#include <functional>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// Whether a zone is meant by a word of a study: its id or name (case ignored), its province, or
/// its country.
bool is_meant(const Zone& zone, const std::string& word);

/// Zones that a list of words means, with shares that add up to 1: by population in Laos, by
/// attraction weight abroad, each word alike. Throws Error at `place` with the nearest known name.
struct ZoneShare {
  ZoneId zone = {};
  double share = 0.0;
};
std::vector<ZoneShare> zone_shares_of(const TransportModel& model,
                                      const std::vector<std::string>& words, const Place& place);

/// A commodity by id or name, ignoring case. Throws Error with the nearest known one.
CommodityId find_commodity(const TransportModel& model, const std::string& word,
                           const Place& place);

/// Multiplies the freight of a commodity between the pairs that `keep` takes, and the trips of its
/// classes.
void scale_freight(TransportModel& model, CommodityId commodity, double factor,
                   const std::function<bool(const Zone& origin, const Zone& destination)>& keep);

/// Adds freight of a commodity from some zones to others, by the product of their shares, and the
/// trips of its classes: domestic or international ones, in proportion to what each carries.
/// Throws Error at `place` where the base has no class that could carry it.
void add_freight(TransportModel& model, CommodityId commodity,
                 const std::vector<ZoneShare>& origins, const std::vector<ZoneShare>& destinations,
                 double tonnes_per_day, const Place& place);

/// What a class carries, t/day.
double tonnes_of_class(const TransportModel& model, ClassId id);

}  // namespace landlink
