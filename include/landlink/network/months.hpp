#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

namespace landlink {

/// A set of calendar months, 1 to 12: when a rule holds, or when something is shut.
class Months {
 public:
  [[nodiscard]] bool empty() const { return months_.none(); }
  [[nodiscard]] std::size_t count() const { return months_.count(); }
  /// Precondition: 1 <= month <= 12.
  [[nodiscard]] bool contains(int month) const { return months_[index(month)]; }
  void add(int month) { months_.set(index(month)); }

  friend bool operator==(const Months&, const Months&) = default;

 private:
  static std::size_t index(int month) { return static_cast<std::size_t>(month - 1); }
  std::bitset<12> months_;
};

/// Reads months and spans of months joined by ';', such as "6-11" or "1;2;12". A span may run over
/// the end of the year: "11-2" is November to February. Spaces around entries are allowed; empty
/// text is no month. Nothing for anything else.
std::optional<Months> parse_months(std::string_view text);

/// The set as parse_months reads it, spans joined, from January on: "1-2;11-12".
std::string text_of(const Months& months);

}  // namespace landlink
