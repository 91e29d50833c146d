#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/demand/place_shares.hpp"

namespace landlink {

/// Which totals of a flow hold for each zone. The other end is chosen by its weight and its cost.
enum class FlowTotals { both, origins, destinations };

/// How well a number is known; `assumed` if no source gives it.
enum class Confidence { high, medium, low, assumed };

/// Where a number comes from.
struct Provenance {
  std::string source = {};
  int year = 0;
  Confidence confidence = Confidence::assumed;
  std::string basis = {};     ///< how it follows from its source
  std::string conflict = {};  ///< what another source says, if it differs
  Place place = {};           ///< file and line
};

/// A flow of one commodity: a row of trade.csv, domestic.csv or transit.csv.
struct FlowRow {
  std::string commodity = {};
  std::string what = {};         ///< "exports to CHN", "domestic flow", "transit": for lists
  double tonnes_per_year = 0.0;  ///< in the year of its provenance
  std::vector<PlaceShare> origins = {};
  std::vector<PlaceShare> destinations = {};
  FlowTotals totals = FlowTotals::both;
  Provenance provenance = {};
};

/// Growth of a commodity's tonnes from one year to a later one.
struct GrowthPeriod {
  std::string commodity = {};  ///< or "all": where the commodity has no period of its own
  int from_year = 0;
  int to_year = 0;
  double per_year = 0.0;  ///< 0.05 for 5 % a year
  Provenance provenance = {};
};

/// Share of a year's tonnes that moves in each month; adds up to 1.
struct SeasonRow {
  std::string commodity = {};
  std::array<double, 12> share = {};
};

/// The tables of a demand folder; gis/laos/demand/README.md describes every column.
struct DemandTables {
  std::vector<Commodity> commodities = {};
  std::vector<FlowRow> flows = {};
  std::vector<GrowthPeriod> growth = {};
  std::vector<SeasonRow> seasons = {};
  std::vector<std::filesystem::path> files = {};  ///< that were read, for the manifest
};

/// Reads commodities.csv, trade.csv, domestic.csv, transit.csv, growth.csv and seasons.csv of a
/// folder. Only commodities.csv and growth.csv must be there, and one table of flows.
///
/// Throws Error naming file, line and column for a malformed cell, an unknown commodity (with the
/// nearest), a negative total, growth periods that overlap, or months that do not add up to 1.
DemandTables read_demand_tables(const std::filesystem::path& folder);

/// Tonnes in `year` for each tonne in `base_year`, by the growth periods of the commodity or, for
/// years it has none for, those of "all". Throws Error for a year that no period covers.
double growth_factor(const DemandTables& tables, const std::string& commodity, int base_year,
                     int year);

}  // namespace landlink
