#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "landlink/core/diagnostics.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/demand/zone.hpp"

namespace landlink {

struct OdCsvOptions {
  bool sum_duplicates = false;  ///< add rows of one pair and commodity instead of refusing them
  /// Flows below this are dropped, with a warning that counts them.
  double smallest_t_per_day = 1e-9;
};

/// Reads an OD table with the columns origin, destination, commodity, tonnes_per_day: zone ids,
/// commodity ids, and finite tonnes that are not negative. One matrix per commodity.
///
/// Faults go to `diagnostics`, with file, line and column: an unknown zone or commodity (with the
/// nearest), a bad number, a pair that stands twice. Flows within a zone, flows too small to
/// matter and a table of zeros are warnings; flows within a zone are left out. Throws Error for a
/// table that cannot be read at all, and after collecting if any fault is an error.
IdVector<CommodityId, OdMatrix> read_od_csv(const std::filesystem::path& path, const Zones& zones,
                                            const IdVector<CommodityId, Commodity>& commodities,
                                            Diagnostics& diagnostics,
                                            const OdCsvOptions& options = {});
/// The same from text; `name` stands for the file in complaints.
IdVector<CommodityId, OdMatrix> parse_od_csv(std::string_view text, const std::string& name,
                                             const Zones& zones,
                                             const IdVector<CommodityId, Commodity>& commodities,
                                             Diagnostics& diagnostics,
                                             const OdCsvOptions& options = {});

/// The table that read_od_csv reads, rows by commodity, origin and destination; numbers read back
/// as the same doubles.
std::string od_csv_text(const FreightDemand& demand, const Zones& zones);

}  // namespace landlink
