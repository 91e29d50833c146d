#include "landlink/network/months.hpp"

#include <vector>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

constexpr int kMonths = 12;

std::optional<int> parse_month(const std::string& text) {
  const auto value = parse_integer(trim(text));
  if (!value || *value < 1 || *value > kMonths) return std::nullopt;
  return static_cast<int>(*value);
}

}  // namespace

std::optional<Months> parse_months(std::string_view text) {
  Months months;
  if (trim(text).empty()) return months;
  for (const std::string& entry : split(text, ';')) {
    const std::vector<std::string> ends = split(entry, '-');
    if (ends.size() > 2) return std::nullopt;
    const auto from = parse_month(ends.front());
    const auto to = parse_month(ends.back());
    if (!from || !to) return std::nullopt;
    for (int month = *from;; month = month % kMonths + 1) {
      months.add(month);
      if (month == *to) break;
    }
  }
  return months;
}

std::string text_of(const Months& months) {
  std::string text;
  for (int month = 1; month <= kMonths; ++month) {
    if (!months.contains(month)) continue;
    int last = month;
    while (last < kMonths && months.contains(last + 1)) ++last;
    if (!text.empty()) text += ';';
    text += std::to_string(month);
    if (last > month) text += "-" + std::to_string(last);
    month = last;
  }
  return text;
}

}  // namespace landlink
