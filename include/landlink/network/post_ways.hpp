#pragma once

#include "landlink/network/network.hpp"

namespace landlink {

/// Brings the links of every post in line with its fields: a crossing over priority lanes where it
/// has some, open when the general crossing is; with `yards`, before each crossing the choice of
/// driving on with the own truck or changing trucks in the yard:
///
///   Lao side --own truck or transload--> gate --general or priority lanes--> other side
///
/// Does nothing that is done already, so that it may run again after every change. A post's lanes
/// are so one facility for all who cross, and its yard another for those who change trucks there.
void lay_post_ways(NetworkDraft& draft, bool yards);

/// Countries before and behind a link of a post: of the Lao side and its neighbour.
struct CrossingCountries {
  CountryCode from = {};
  CountryCode to = {};
};
CrossingCountries crossing_countries(const Network& network, LinkId link);

}  // namespace landlink
