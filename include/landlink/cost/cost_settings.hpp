#pragma once

#include <string>
#include <vector>

#include "landlink/border/post_days.hpp"

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

  /// Operating cost, fuel and CO2 of an empty vehicle over those of a loaded one. The published
  /// container costs from Vientiane to Savannakhet, 1.515 USD/km loaded both ways and 2.466 with an
  /// empty return (costs-010, costs-011), give 0.63; HDM curves of empty trucks 0.8 to 0.9.
  double empty_cost_share = 0.75;
  double empty_usd_per_h = 3.0;       ///< value of an empty vehicle's hour: truck and crew
  double kg_co2_per_l_diesel = 2.68;  ///< turns CO2 into litres of fuel (IPCC 2006, road diesel)

  double operating_h_per_day = 12.0;  ///< hours in which a day's road freight moves
  double usd_per_t_co2 = 0.0;         ///< carbon price
  double fuel_tax_usd_per_l = 0.0;    ///< over and above what the operating costs hold

  /// The vehicle whose free-flow time is the t0 of a road's delay function.
  std::string reference_curve = "heavy_truck";

  /// Mean passenger-car equivalent of the trucks at a checkpoint in the base year: turns its
  /// capacity in trucks into pcu.
  double checkpoint_pce = 2.4;
  /// Clock hours of the loaded period over which a checkpoint's queue builds (Akcelik's T).
  double checkpoint_period_h = 12.0;
  /// Share of a day's trucks that reach a checkpoint in each clock hour, for the within-day
  /// simulation; the equilibrium takes them as spread evenly.
  ArrivalProfile checkpoint_arrivals = even_arrivals();
};

/// One sentence per default above that rests on judgement, with its value; for the manifest.
std::vector<std::string> cost_assumptions(const CostSettings& settings);

}  // namespace landlink
