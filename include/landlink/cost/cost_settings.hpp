#pragma once

#include <string>
#include <vector>

namespace landlink {

/// What turns roads and trucks into hours and dollars, with the defaults of docs/model.md sections
/// 1 to 4. Every default that no source gives is named by cost_assumptions().
struct CostSettings {
  /// Operating costs of the curves are in thousand Vietnamese dong of about 2018; this many make
  /// one dollar.
  double thousand_vnd_per_usd = 23.0;
  /// Prices of the base year over those of 2018; money of the curves is multiplied by it.
  double price_index_2018 = 1.0;
  double overhead = 0.10;  ///< administration and margin, a share of the operating cost

  // Free-flow speeds of the curves are those of a strong truck on a good day.
  double flat_speed_factor = 0.70;
  double rolling_speed_factor = 0.65;
  double mountainous_speed_factor = 0.70;
  /// Speed on gravel and earth over that on a paved road of the same roughness: the curves are of
  /// paved roads and level in places, and paving should save time there too.
  double unpaved_speed_factor = 0.95;

  double operating_h_per_day = 12.0;  ///< hours in which a day's road freight moves
  double usd_per_t_co2 = 0.0;         ///< carbon price

  /// The vehicle whose free-flow time is the t0 of a road's delay function.
  std::string reference_curve = "heavy_truck";

  /// Mean passenger-car equivalent of the trucks at a checkpoint in the base year: turns its
  /// capacity in trucks into pcu.
  double checkpoint_pce = 2.4;
  /// Clock hours of the loaded period over which a checkpoint's queue builds (Akcelik's T).
  double checkpoint_period_h = 12.0;
};

/// One sentence per default above that rests on judgement, with its value; for the manifest.
std::vector<std::string> cost_assumptions(const CostSettings& settings);

}  // namespace landlink
