#include "landlink/network/checkpoint.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <string>

namespace landlink {

namespace {

/// First and second moment of a truck's time over that of a green one.
struct ChannelMoments {
  double mean = 1.0;
  double square = 1.0;
};

ChannelMoments moments(const RiskChannels& channels) {
  const double green = 1.0 - channels.yellow_share - channels.red_share;
  return {.mean = green + channels.yellow_share * channels.yellow_factor +
                  channels.red_share * channels.red_factor,
          .square = green +
                    channels.yellow_share * channels.yellow_factor * channels.yellow_factor +
                    channels.red_share * channels.red_factor * channels.red_factor};
}

/// Mean of the squared time, h^2.
double mean_square(const BorderCheckpoint& checkpoint) {
  return checkpoint.service_mean_h * checkpoint.service_mean_h +
         checkpoint.service_sd_h * checkpoint.service_sd_h;
}

}  // namespace

std::vector<TimeSpan> open_spans(const BorderCheckpoint& checkpoint) {
  if (!checkpoint.hours) {
    const OpeningHours usual = usual_hours(checkpoint.open_h_per_day);
    return both_open(usual, usual);
  }
  return both_open(*checkpoint.hours, checkpoint.hours_other.value_or(*checkpoint.hours));
}

void set_hours(BorderCheckpoint& checkpoint, OpeningHours hours,
               std::optional<OpeningHours> hours_other) {
  checkpoint.hours = hours;
  checkpoint.hours_other = hours_other;
  checkpoint.open_h_per_day = both_open_h(hours, hours_other.value_or(hours));
}

void set_open_h_per_day(BorderCheckpoint& checkpoint, double open_h) {
  checkpoint.hours.reset();
  checkpoint.hours_other.reset();
  checkpoint.open_h_per_day = open_h;
}

void set_channels(BorderCheckpoint& checkpoint, const RiskChannels& channels) {
  const ChannelMoments before = moments(checkpoint.channels);
  const ChannelMoments after = moments(channels);
  const double square = mean_square(checkpoint) * after.square / before.square;
  checkpoint.service_mean_h *= after.mean / before.mean;
  checkpoint.service_sd_h =
      std::sqrt(std::max(0.0, square - checkpoint.service_mean_h * checkpoint.service_mean_h));
  checkpoint.channels = channels;
}

bool spread_holds_channels(const BorderCheckpoint& checkpoint) {
  const ChannelMoments m = moments(checkpoint.channels);
  const double green_h = checkpoint.service_mean_h / m.mean;
  // Minutes in tables are rounded.
  return mean_square(checkpoint) >= green_h * green_h * m.square * (1.0 - 1e-6);
}

double mean_document_h(const BorderCheckpoint& checkpoint) {
  return (1.0 - checkpoint.pre_arrival_share) * checkpoint.document_h +
         checkpoint.pre_arrival_share * checkpoint.pre_arrival_document_h;
}

double crossing_usd(const BorderCheckpoint& checkpoint) {
  return checkpoint.fee_usd + checkpoint.unofficial_usd;
}

double lanes_of(const BorderCheckpoint& checkpoint, Lanes which) {
  return which == Lanes::priority ? checkpoint.priority_lanes
                                  : checkpoint.lanes - checkpoint.priority_lanes;
}

double daily_cap_of(const BorderCheckpoint& checkpoint, Lanes which) {
  if (checkpoint.daily_cap <= 0.0) return std::numeric_limits<double>::infinity();
  return checkpoint.daily_cap * lanes_of(checkpoint, which) / checkpoint.lanes;
}

PostService post_service(const BorderCheckpoint& checkpoint, Lanes which) {
  constexpr double kAtOnce = std::numeric_limits<double>::infinity();
  const double cap_per_h = daily_cap_of(checkpoint, which) / checkpoint.open_h_per_day;
  const double side_per_h = checkpoint.service_mean_h > 0.0
                                ? lanes_of(checkpoint, which) / checkpoint.service_mean_h
                                : kAtOnce;
  PostService service{.open = open_spans(checkpoint)};
  if (checkpoint.weighbridge_h > 0.0 && which == Lanes::general) {
    service.server_per_open_h.push_back(1.0 / checkpoint.weighbridge_h);
  }
  for (int stop = 0; stop < checkpoint.stops; ++stop) {
    service.server_per_open_h.push_back(std::min(side_per_h, cap_per_h));
  }
  return service;
}

DriveSide drive_side_of(CountryCode country) {
  // Countries and territories with left-hand traffic, ISO 3166-1 alpha-3.
  static const std::set<std::string> kLeft{
      "AIA", "ATG", "AUS", "BGD", "BHS", "BMU", "BRB", "BRN", "BTN", "BWA", "CCK", "COK", "CXR",
      "CYM", "CYP", "DMA", "FJI", "FLK", "GBR", "GGY", "GRD", "GUY", "HKG", "IDN", "IMN", "IND",
      "IRL", "JAM", "JEY", "JPN", "KEN", "KIR", "KNA", "LCA", "LKA", "LSO", "MAC", "MDV", "MLT",
      "MOZ", "MSR", "MUS", "MWI", "MYS", "NAM", "NFK", "NIU", "NPL", "NRU", "NZL", "PAK", "PCN",
      "PNG", "SGP", "SHN", "SLB", "SUR", "SWZ", "SYC", "TCA", "THA", "TKL", "TLS", "TON", "TTO",
      "TUV", "TZA", "UGA", "VCT", "VGB", "VIR", "WSM", "ZAF", "ZMB", "ZWE"};
  return kLeft.contains(country.text()) ? DriveSide::left : DriveSide::right;
}

}  // namespace landlink
