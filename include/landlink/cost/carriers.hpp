#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// Part of the freight between two countries that trucks of one nationality carry.
struct CarrierShare {
  CountryCode nationality = {};
  double share = 1.0;
};

/// Whose trucks carry the freight between two countries: the table carriers.csv of a demand folder.
///
/// A row names the countries of origin and destination (`any` for all that no closer row names), a
/// nationality and its share; the rows of a pair add up to 1. Freight between two zones of Laos is
/// carried by Lao trucks whatever the table says (cabotage).
class Carriers {
 public:
  /// All freight in vehicles of any nationality.
  Carriers() = default;

  /// Throws Error naming file, line and column for a malformed cell, a country that is not three
  /// letters, a nationality that stands twice, and shares of a pair that do not add up to 1.
  static Carriers read(const std::filesystem::path& path);
  static Carriers parse(std::string_view text, const std::string& name);

  /// Nationalities in the table's order, shares adding up to 1; one share of no nationality where
  /// there is no table. A pair that the table does not know goes by Lao trucks.
  [[nodiscard]] std::vector<CarrierShare> shares(CountryCode from, CountryCode to) const;
  [[nodiscard]] bool empty() const { return pairs_.empty(); }

 private:
  static Carriers parse(const class CsvTable& table);
  struct Pair {
    CountryCode from = {};  ///< empty: any
    CountryCode to = {};
    std::vector<CarrierShare> shares = {};
    Place place = {};
  };
  [[nodiscard]] const Pair* find(CountryCode from, CountryCode to) const;

  std::vector<Pair> pairs_;
};

}  // namespace landlink
