#include "clearance.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace landlink {

namespace {

// Houaphan, Xiengkhouang, Luang Prabang, Khammouane, Savannakhet, Champasak, Salavan, Sekong,
// Attapeu.
constexpr std::array<std::string_view, 9> kMostAffected{"LA-HO", "LA-XI", "LA-LP", "LA-KH", "LA-SV",
                                                        "LA-CH", "LA-SL", "LA-XE", "LA-AT"};
constexpr double kShareElsewhere = 0.1;
constexpr double kUsdPerHa = 2222.0;
constexpr double kHaPerTeamYear = 41.0;
constexpr double kHaPerKmAndM = 0.1;  // a km by a metre

}  // namespace

OrdnanceClearance ordnance_clearance(const std::string& province, double km,
                                     const ClearanceOptions& options) {
  if (!province.starts_with("LA-")) return {};
  const bool most =
      std::find(kMostAffected.begin(), kMostAffected.end(), province) != kMostAffected.end();
  OrdnanceClearance result;
  result.area_ha = km * options.width_m * kHaPerKmAndM * (most ? 1.0 : kShareElsewhere);
  result.cost_usd = result.area_ha * kUsdPerHa;
  result.delay_years = result.area_ha / (kHaPerTeamYear * options.teams);
  return result;
}

}  // namespace landlink
