#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/network/link.hpp"

namespace landlink {

/// Whether trucks of one country may drive in another.
struct AccessRight {
  CountryCode vehicle = {};  ///< where the truck is registered
  CountryCode country = {};  ///< where it would drive
  bool may_drive = true;
  /// Trucks a day, loaded or empty, that permits let in; nothing where
  /// they are not counted.
  std::optional<double> quota_per_day = std::nullopt;
  bool cabotage = false;  ///< may carry between two places of that country
  bool assumed = false;   ///< no source gives it
  std::string source = {};

  friend bool operator==(const AccessRight&, const AccessRight&) = default;
};

/// Who may drive where. A truck may always drive in its own country. A pair of countries without a
/// row may drive without permits, but carries no freight within the other country; a truck of no
/// stated country may drive everywhere.
struct AccessRights {
  std::vector<AccessRight> rows = {};

  [[nodiscard]] const AccessRight* find(CountryCode vehicle, CountryCode country) const;
  [[nodiscard]] bool may_drive(CountryCode vehicle, CountryCode country) const;
  /// Whether it may carry freight between two places of `country`.
  [[nodiscard]] bool may_carry_within(CountryCode vehicle, CountryCode country) const;
  /// Whose truck carries freight of a class of `vehicle` in `country`: its own, or one of the
  /// country where it has no right.
  [[nodiscard]] CountryCode carrier_in(CountryCode vehicle, CountryCode country) const;
  /// Whether freight of a class of `vehicle` crosses from one country to another without changing
  /// trucks: its carrier where it comes from may drive where it goes.
  [[nodiscard]] bool may_cross(CountryCode vehicle, CountryCode from, CountryCode to) const;

  /// The row of a pair, made if there is none.
  AccessRight& at(CountryCode vehicle, CountryCode country);

  friend bool operator==(const AccessRights&, const AccessRights&) = default;
};

/// The table rights.csv of a network folder: vehicle_country, in_country (ISO 3166-1 alpha-3),
/// right (`yes`, `permit` or `no`), permits_per_day (of `permit` only, empty where not counted),
/// cabotage (`yes` or `no`), source, year, confidence, and optionally note. Throws Error naming
/// file, line and column for an unknown word, a negative quota or a pair in two rows.
AccessRights read_access_rights(const std::filesystem::path& path);
/// The same from text; `name` stands for the file in complaints.
AccessRights parse_access_rights(std::string_view text, const std::string& name);

}  // namespace landlink
