#include "landlink/border/opening_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace landlink {

namespace {

constexpr double kMinutesPerHour = 60.0;
constexpr double kUsualOpening_h = 6.0;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "HH:MM" from 00:00 to 24:00.
std::optional<double> parse_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0u, 1u, 3u, 4u}) {
    if (!is_digit(text[i])) return std::nullopt;
  }
  const int hour = 10 * (text[0] - '0') + (text[1] - '0');
  const int minute = 10 * (text[3] - '0') + (text[4] - '0');
  if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
  return hour + minute / kMinutesPerHour;
}

std::string clock_text(double hour) {
  const int minutes = static_cast<int>(std::lround(hour * kMinutesPerHour));
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

/// The window within one day: one span, or two where it runs over midnight.
std::vector<TimeSpan> spans_of_day(const OpeningHours& hours) {
  const double end = hours.opens_h + hours.open_for_h;
  if (end <= kHoursOfDay) return {{hours.opens_h, end}};
  return {{0.0, end - kHoursOfDay}, {hours.opens_h, kHoursOfDay}};
}

}  // namespace

double OpeningHours::closes_h() const {
  const double end = opens_h + open_for_h;
  return end > kHoursOfDay ? end - kHoursOfDay : end;
}

std::optional<OpeningHours> parse_opening_hours(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto opens = parse_clock(text.substr(0, dash));
  const auto closes = parse_clock(text.substr(dash + 1));
  if (!opens || !closes || *opens == *closes || *opens == kHoursOfDay) return std::nullopt;
  const double length = *closes - *opens;
  return OpeningHours{*opens, length > 0.0 ? length : length + kHoursOfDay};
}

std::string text_of(const OpeningHours& hours) {
  // All day from another hour than midnight reads as all day.
  if (hours.open_for_h >= kHoursOfDay) return "00:00-24:00";
  return clock_text(hours.opens_h) + "-" + clock_text(hours.closes_h());
}

OpeningHours usual_hours(double open_for_h) {
  return {std::min(kUsualOpening_h, kHoursOfDay - open_for_h), open_for_h};
}

std::vector<TimeSpan> both_open(const OpeningHours& one, const OpeningHours& other) {
  std::vector<TimeSpan> spans;
  for (const TimeSpan& a : spans_of_day(one)) {
    for (const TimeSpan& b : spans_of_day(other)) {
      const TimeSpan common{std::max(a.from_h, b.from_h), std::min(a.to_h, b.to_h)};
      if (common.from_h < common.to_h) spans.push_back(common);
    }
  }
  std::sort(spans.begin(), spans.end(),
            [](const TimeSpan& a, const TimeSpan& b) { return a.from_h < b.from_h; });
  return spans;
}

double both_open_h(const OpeningHours& one, const OpeningHours& other) {
  double sum = 0.0;
  for (const TimeSpan& span : both_open(one, other)) sum += span.to_h - span.from_h;
  return sum;
}

}  // namespace landlink
