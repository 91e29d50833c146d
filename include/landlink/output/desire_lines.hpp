#pragma once

#include <filesystem>

#include "landlink/demand/freight_demand.hpp"
#include "landlink/demand/zone.hpp"

namespace landlink {

struct DesireLineOptions {
  double least_t_per_day = 1.0;  ///< pairs below are left out of the layer
};

/// Writes a GeoPackage with the layers `desire_lines`, a straight line for each pair of zones and
/// direction with its tonnes a day, the commodity of which it carries most and that one's share, and
/// `zones`, what each zone sends and receives; styled for QGIS, line width by tonnes, each direction
/// on the right of its line. Equal demand gives equal bytes.
/// Throws Error (exit code 4) when the disk refuses.
void write_desire_lines(const std::filesystem::path& path, const FreightDemand& demand,
                        const Zones& zones, const DesireLineOptions& options = {});

}  // namespace landlink
