#pragma once

#include <filesystem>

#include "landlink/core/diagnostics.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/demand/zone.hpp"

namespace landlink {

/// A planner's matrices from an OMX file: each is named by a commodity's id and holds tonnes a day
/// between the zones of its lookup, which are zone ids. Zones that the file leaves out have no
/// freight; flows within a zone are left out with a warning, as read_od_csv does.
///
/// Throws Error naming file and matrix for an unknown commodity or zone, with the nearest; for a
/// sum that is not finite, and as read_omx does.
IdVector<CommodityId, OdMatrix> read_od_omx(const std::filesystem::path& path, const Zones& zones,
                                            const IdVector<CommodityId, Commodity>& commodities,
                                            Diagnostics& diagnostics);

/// The demand as an OMX file that read_od_omx reads: a matrix for each commodity.
void write_od_omx(const std::filesystem::path& path, const FreightDemand& demand,
                  const Zones& zones);

}  // namespace landlink
