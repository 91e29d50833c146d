#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace landlink {

constexpr double kHoursOfDay = 24.0;

/// The hours of a day in which a post works, by the clock. A window that closes at or before its
/// opening runs over midnight; one of 24 hours never closes.
struct OpeningHours {
  double opens_h = 0.0;    ///< in [0, 24)
  double open_for_h = 24;  ///< in (0, 24]

  [[nodiscard]] double closes_h() const;  ///< in (0, 24]
  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

/// "06:00-22:00", "22:00-06:00" or "00:00-24:00"; nothing for other text. Equal times are refused,
/// since they could mean all hours or none.
std::optional<OpeningHours> parse_opening_hours(std::string_view text);
/// The inverse of parse_opening_hours, to the minute.
std::string text_of(const OpeningHours& hours);

/// A window of `open_for_h` hours of which only the length is known: from 06:00 where it then
/// closes by midnight, else up to midnight.
OpeningHours usual_hours(double open_for_h);

/// A stretch of time, h.
struct TimeSpan {
  double from_h = 0.0;
  double to_h = 0.0;
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// When both are open, within 0 to 24 h: no, one or several spans, ascending and apart.
std::vector<TimeSpan> both_open(const OpeningHours& one, const OpeningHours& other);
/// Hours of the day in which both are open.
double both_open_h(const OpeningHours& one, const OpeningHours& other);

}  // namespace landlink
