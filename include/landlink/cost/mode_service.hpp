#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/network/link.hpp"

namespace landlink {

/// What goes with a haul by another mode than the truck wherever it goes; what depends on the place
/// is in the layers (tariffs, speeds, handling). docs/model.md section 9.
struct ModeService {
  LinkKind kind = LinkKind::rail;  ///< rail, waterway or air
  double wait_h = 0.0;     ///< before departure, beside half a headway: cut-off, marshalling
  double usd_per_t = 0.0;  ///< once per haul: documents, wagon or container hire
  double co2_g_per_t_km = 0.0;
  std::vector<std::string> assumed = {};  ///< fields that no source gives
};

/// That a commodity may go by a mode, and what its shippers weigh beside time and money.
struct ModeAccess {
  std::string commodity = {};
  LinkKind kind = LinkKind::rail;
  /// Added once per haul: what choice shows beyond cost. Few, stated, 0 without evidence.
  double constant_usd_per_t = 0.0;
};

/// The modes beside the truck that a study's freight may use.
struct ModeTables {
  std::vector<ModeService> services = {};
  std::vector<ModeAccess> access = {};
  std::vector<std::filesystem::path> files = {};  ///< those read

  /// Null where the commodity may not go by the mode, or there is no service of it.
  [[nodiscard]] const ModeAccess* access_of(std::string_view commodity, LinkKind kind) const;
  [[nodiscard]] const ModeService* service(LinkKind kind) const;
};

/// The tables modes.csv and mode_access.csv of a demand folder; a folder without modes.csv has no
/// mode but the truck.
///
/// modes.csv: mode (rail, waterway, air), wait_h, usd_per_t, co2_g_per_t_km, assumed, source, year,
/// confidence, optionally note. mode_access.csv: commodity, mode, constant_usd_per_t, source, year,
/// confidence, optionally note. Faults go to one Error naming file, line and column.
ModeTables read_mode_tables(const std::filesystem::path& folder);
/// The same from text; the names stand for the files in complaints.
ModeTables parse_mode_tables(std::string_view modes, const std::string& modes_name,
                             std::string_view access, const std::string& access_name);

}  // namespace landlink
