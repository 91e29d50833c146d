#include "checkpoint_facility.hpp"

#include <fmt/format.h>

#include <cmath>

#include "landlink/core/text.hpp"

namespace landlink::gis {

namespace {

constexpr double kMinutesPerHour = 60.0;
constexpr double kHoursPerDay = 24.0;

std::optional<OpeningHours> read_hours(FieldReader& fields, std::string_view field) {
  const std::string text = fields.text(field);
  if (text.empty()) return std::nullopt;
  const std::optional<OpeningHours> hours = parse_opening_hours(text);
  if (!hours) {
    fields.fault(field, "bad_hours", fmt::format("'{}' are no hours", text),
                 "write them as 06:00-22:00; 00:00-24:00 for all day");
  }
  return hours;
}

}  // namespace

void read_opening(FieldReader& fields, BorderCheckpoint& to) {
  const auto hours = read_hours(fields, "hours");
  const auto hours_other = read_hours(fields, "hours_other");
  // Hours that cannot be read are one fault; open_h_per_day is not asked for instead of them.
  if (!hours && !fields.text("hours").empty()) return;
  if (!hours) {
    if (hours_other) {
      fields.fault("hours", "missing_hours", "hours_other without hours",
                   "give the hours of the Lao side too");
    }
    set_open_h_per_day(to, fields.positive("open_h_per_day"));
    if (to.open_h_per_day > kHoursPerDay) {
      fields.fault("open_h_per_day", "too_large",
                   fmt::format("{} hours in a day", shortest_text(to.open_h_per_day)),
                   "give at most 24");
    }
    return;
  }
  const std::size_t spans = both_open(*hours, hours_other.value_or(*hours)).size();
  const double both_h = both_open_h(*hours, hours_other.value_or(*hours));
  if (spans == 0) {
    fields.fault("hours_other", "never_open", "the two sides are never open together",
                 "mend hours or hours_other, or give the year from which it is closed");
    return;
  }
  set_hours(to, *hours, hours_other);
  const std::optional<double> stated = fields.number("open_h_per_day");
  constexpr double kMinute_h = 1.0 / kMinutesPerHour;
  if (stated && std::abs(*stated - both_h) > kMinute_h) {
    fields.fault("open_h_per_day", "hours_differ",
                 fmt::format("{} h, but by hours and hours_other both sides are open {} h",
                             shortest_text(*stated), shortest_text(both_h)),
                 "leave open_h_per_day out, or mend the hours");
  }
}

namespace {

/// A share of trucks.
double read_share(FieldReader& fields, std::string_view field) {
  const double share = fields.not_negative(field, 0.0);
  if (share > 1.0) {
    fields.fault(field, "too_large", fmt::format("a share of {}", shortest_text(share)),
                 "give a fraction of at most 1");
  }
  return share;
}

double read_factor(FieldReader& fields, std::string_view field, double otherwise) {
  const double factor = fields.optional_positive(field, otherwise);
  if (factor < 1.0) {
    fields.fault(field, "too_small", fmt::format("a factor of {}", shortest_text(factor)),
                 "green trucks take the least time: give at least 1");
  }
  return factor;
}

}  // namespace

void read_facility(FieldReader& fields, BorderCheckpoint& to) {
  const RiskChannels usual;
  to.channels = {.yellow_share = read_share(fields, "yellow_share"),
                 .red_share = read_share(fields, "red_share"),
                 .yellow_factor = read_factor(fields, "yellow_factor", usual.yellow_factor),
                 .red_factor = read_factor(fields, "red_factor", usual.red_factor)};
  if (to.channels.yellow_share + to.channels.red_share > 1.0) {
    fields.fault("red_share", "too_large", "yellow and red trucks are more than all",
                 "give shares that leave some for green");
  } else if (fields.sound() && !spread_holds_channels(to)) {
    fields.fault("service_sd_min", "too_small",
                 "the spread over all trucks is less than that between the channels",
                 "give a larger service_sd_min, or smaller factors");
  }
  to.pre_arrival_share = read_share(fields, "pre_arrival_share");
  to.pre_arrival_document_h =
      fields.not_negative("pre_arrival_document_min", 0.0) / kMinutesPerHour;
  to.unofficial_usd = fields.not_negative("unofficial_usd", 0.0);
  to.priority_lanes = fields.not_negative("priority_lanes", 0.0);
  if (fields.sound() && to.priority_lanes >= to.lanes) {
    fields.fault("priority_lanes", "too_large",
                 fmt::format("{} of {} lanes are kept for perishables",
                             shortest_text(to.priority_lanes), shortest_text(to.lanes)),
                 "leave at least one lane to the others");
  }
  to.daily_cap = fields.not_negative("daily_cap", 0.0);
  to.weighbridge_h = fields.not_negative("weighbridge_min", 0.0) / kMinutesPerHour;
  const TransloadYard usual_yard;
  to.yard = {.bays = fields.not_negative("transload_bays", 0.0),
             .time_h = fields.not_negative("transload_min", usual_yard.time_h * kMinutesPerHour) /
                       kMinutesPerHour,
             .fee_usd = fields.not_negative("transload_usd", usual_yard.fee_usd)};
}

}  // namespace landlink::gis
