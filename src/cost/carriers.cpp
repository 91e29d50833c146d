#include "landlink/cost/carriers.hpp"

#include <fmt/format.h>

#include <cmath>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

CountryCode country_of(const CsvRow& row, const char* column, bool or_any) {
  const std::string& text = row.required_text(column);
  const CountryCode country{text};
  if (or_any && text == "any") return {};
  if (country.empty() || text == "any") {
    throw Error(
        row.place(column), fmt::format("no country '{}'", printable(text)),
        or_any ? "write three letters such as THA, or 'any'" : "write three letters such as THA");
  }
  return country;
}

double share_of(const CsvRow& row) {
  const double share = row.number("share");
  if (share >= 0.0 && share <= 1.0) return share;
  throw Error(row.place("share"), fmt::format("a share of {}", shortest_text(share)),
              "give a share from 0 to 1");
}

}  // namespace

Carriers Carriers::read(const std::filesystem::path& path) { return parse(CsvTable::read(path)); }

Carriers Carriers::parse(std::string_view text, const std::string& name) {
  return parse(CsvTable::parse(text, name));
}

Carriers Carriers::parse(const CsvTable& table) {
  table.expect_columns({"from", "to", "nationality", "share", "source", "year", "confidence"},
                       {"basis"});
  Carriers carriers;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const CountryCode from = country_of(row, "from", true);
    const CountryCode to = country_of(row, "to", true);
    const CarrierShare share{country_of(row, "nationality", false), share_of(row)};
    Pair* pair = nullptr;
    for (Pair& known : carriers.pairs_) {
      if (known.from == from && known.to == to) pair = &known;
    }
    if (pair == nullptr) {
      carriers.pairs_.push_back({.from = from, .to = to, .place = row.place()});
      pair = &carriers.pairs_.back();
    }
    for (const CarrierShare& other : pair->shares) {
      if (other.nationality != share.nationality) continue;
      throw Error(row.place("nationality"),
                  fmt::format("{} of {} to {} stands twice", share.nationality.text(),
                              row.text("from"), row.text("to")),
                  "give each nationality one row per pair");
    }
    pair->shares.push_back(share);
  }
  for (Pair& pair : carriers.pairs_) {
    double sum = 0.0;
    for (const CarrierShare& share : pair.shares) sum += share.share;
    // Shares are written with two decimals or more.
    if (std::abs(sum - 1.0) > 0.005) {
      throw Error(pair.place, fmt::format("shares that add up to {}", shortest_text(sum)),
                  "let the nationalities of a pair of countries add up to 1");
    }
    for (CarrierShare& share : pair.shares) share.share /= sum;
    std::erase_if(pair.shares, [](const CarrierShare& share) { return share.share == 0.0; });
  }
  return carriers;
}

const Carriers::Pair* Carriers::find(CountryCode from, CountryCode to) const {
  for (const Pair& pair : pairs_) {
    if (pair.from == from && pair.to == to) return &pair;
  }
  return nullptr;
}

std::vector<CarrierShare> Carriers::shares(CountryCode from, CountryCode to) const {
  if (pairs_.empty()) return {{}};
  if (from == kLaos && to == kLaos) return {{kLaos, 1.0}};
  constexpr CountryCode kAny;
  for (const auto& [a, b] : {std::pair{from, to}, {from, kAny}, {kAny, to}, {kAny, kAny}}) {
    if (const Pair* pair = find(a, b)) return pair->shares;
  }
  return {{kLaos, 1.0}};
}

}  // namespace landlink
