#pragma once

#include <optional>
#include <string>
#include <vector>

#include "landlink/border/opening_hours.hpp"
#include "landlink/border/post_days.hpp"
#include "landlink/core/geo.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// How customs sorts trucks by risk. Green ones pass with the least inspection, and are all that
/// are neither yellow nor red; the others take a multiple of a green one's time.
struct RiskChannels {
  double yellow_share = 0.0;   ///< their papers are looked into
  double red_share = 0.0;      ///< their load is looked into
  double yellow_factor = 2.0;  ///< time of a yellow truck over that of a green one, >= 1
  double red_factor = 6.0;     ///< the same of a red one

  friend bool operator==(const RiskChannels&, const RiskChannels&) = default;
};

/// Where freight changes trucks, in the post's yard.
struct TransloadYard {
  double bays = 0.0;       ///< pairs of trucks at once, per direction; 0: no limit is known
  double time_h = 3.0;     ///< from one truck to the other; assumed
  double fee_usd = 120.0;  ///< per truck: labour, lifting and the yard; assumed

  friend bool operator==(const TransloadYard&, const TransloadYard&) = default;
};

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

  double lanes = 1.0;            ///< trucks served at once, per direction and side
  double service_mean_h = 0.0;   ///< one server's time for one truck on one side, over all channels
  double service_sd_h = 0.0;     ///< its standard deviation
  double open_h_per_day = 24.0;  ///< hours in which both sides are open
  int stops = 2;                 ///< 2, or 1 where inspection is single-stop
  double document_h = 0.0;       ///< fixed time per crossing for papers and parking
  double fee_usd = 0.0;          ///< official charges per crossing
  std::vector<std::string> assumed = {};  ///< names of the fields that no source gives

  /// By the clock, of the Lao and the other side; nothing where only open_h_per_day is known.
  std::optional<OpeningHours> hours = std::nullopt;
  std::optional<OpeningHours> hours_other = std::nullopt;
  RiskChannels channels = {};
  double pre_arrival_share = 0.0;       ///< trucks cleared before they arrive
  double pre_arrival_document_h = 0.0;  ///< what document_h is for those
  double unofficial_usd = 0.0;          ///< paid per crossing besides the fee
  double priority_lanes = 0.0;          ///< of `lanes`, less than all: kept for perishables
  double daily_cap = 0.0;               ///< trucks a day and direction; 0: none
  /// Time of a truck on the one scale per direction, which priority lanes do not pass; 0: none.
  double weighbridge_h = 0.0;
  TransloadYard yard = {};

  friend bool operator==(const BorderCheckpoint&, const BorderCheckpoint&) = default;
};

/// Which lanes of a post.
enum class Lanes { general, priority };

/// When both sides are open, in a day: from their hours where known, else a window of
/// open_h_per_day (usual_hours).
std::vector<TimeSpan> open_spans(const BorderCheckpoint& checkpoint);

/// Sets the hours of both sides (the other's as the Lao ones where not given) and what follows.
void set_hours(BorderCheckpoint& checkpoint, OpeningHours hours,
               std::optional<OpeningHours> hours_other);

/// Sets the hours in which both sides are open, of which only the length is known from then on.
void set_open_h_per_day(BorderCheckpoint& checkpoint, double open_h);

/// Other shares of channels: the time of a green truck stays, so that the mean over all channels
/// and its spread change. Source: mean and variance of a mixture, with one coefficient of variation
/// in every channel.
void set_channels(BorderCheckpoint& checkpoint, const RiskChannels& channels);

/// Whether the spread over all channels is at least that between their means.
bool spread_holds_channels(const BorderCheckpoint& checkpoint);

/// Mean time for papers and parking over trucks cleared before arrival and others.
double mean_document_h(const BorderCheckpoint& checkpoint);

/// What a truck pays: fee and unofficial charges.
double crossing_usd(const BorderCheckpoint& checkpoint);

/// Lanes of a kind; the daily cap is shared among all by their number.
double lanes_of(const BorderCheckpoint& checkpoint, Lanes which);
/// Trucks a day that the cap leaves to a kind of lanes; infinite where there is none.
double daily_cap_of(const BorderCheckpoint& checkpoint, Lanes which);

/// One direction of the post for the within-day simulation: weighbridge, then a server per stop,
/// each no faster than the daily cap spread over the open hours. Its trucks_per_day is the capacity
/// that delays in the equilibrium use.
PostService post_service(const BorderCheckpoint& checkpoint, Lanes which = Lanes::general);

/// Whether a country drives on the left: of those that Lao freight reaches, Thailand, Malaysia,
/// Singapore and Indonesia do.
DriveSide drive_side_of(CountryCode country);

}  // namespace landlink
