#pragma once

#include <string>
#include <vector>

#include "landlink/core/geo.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// A border checkpoint as a facility. Each direction crosses one server per side, or one in all
/// where inspection is single-stop. Capacity and waits follow from these fields by the formulas of
/// the `border` module; docs/model.md section 5 has them.
struct BorderCheckpoint {
  std::string id = {};  ///< the feature's id in layer `checkpoints`, such as LV6
  std::string name = {};
  std::string name_other = {};  ///< the neighbour's name of its side
  CountryCode country_other = {};
  std::string province = {};  ///< ISO 3166-2 of the Lao side
  LonLat position = {};

  double lanes = 1.0;                     ///< trucks served at once, per direction and side
  double service_mean_h = 0.0;            ///< one server's time for one truck on one side
  double service_sd_h = 0.0;              ///< its standard deviation
  double open_h_per_day = 24.0;           ///< hours in which both sides are open
  int stops = 2;                          ///< 2, or 1 where inspection is single-stop
  double document_h = 0.0;                ///< fixed time per crossing for papers and parking
  double fee_usd = 0.0;                   ///< charges per crossing, official and not
  std::vector<std::string> assumed = {};  ///< names of the fields above that no source gives

  friend bool operator==(const BorderCheckpoint&, const BorderCheckpoint&) = default;
};

}  // namespace landlink
