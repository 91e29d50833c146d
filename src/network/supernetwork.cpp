#include "landlink/network/supernetwork.hpp"

#include "supernetwork_builder.hpp"

namespace landlink {

Supernetwork with_other_modes(const NetworkDraft& roads, const OtherModes& modes,
                              const SupernetworkOptions& options) {
  Supernetwork result{.draft = roads};
  SupernetworkBuilder builder(result.draft, options);
  if (options.rail) add_rail(modes, builder);
  if (options.waterway) add_water(modes, options.month, builder);
  if (options.air) add_air(modes, builder);
  result.notes = builder.take_notes();
  return result;
}

}  // namespace landlink
