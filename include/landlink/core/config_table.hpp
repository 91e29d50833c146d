#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/geo.hpp"

namespace landlink {

/// Inclusive limits of a number in a settings file.
struct Bounds {
  double low = -1e300;
  double high = 1e300;
};

/// A table of a TOML settings file that knows the line of every value and is strict: a wrong type
/// or a value out of bounds throws Error at once, and `finish()` throws for the first key that
/// nobody asked for, with the nearest one that somebody did. Not copyable; lives no longer than
/// what it was read from (sub-tables share the document).
class ConfigTable {
 public:
  /// Throws Error with line and column for a syntax error, text that is not UTF-8, a duplicate
  /// key, nesting that is too deep, or a missing file.
  static ConfigTable read(const std::filesystem::path& path);
  static ConfigTable parse(std::string_view text, const std::string& file_name);

  /// The same from the cells of a table's row: dotted keys such as "where.road" with their text.
  /// A text that is a number, true or false counts as one; with ';' in it, as a list. Empty cells
  /// are left out. Every complaint names `place`.
  static ConfigTable from_cells(const std::vector<std::pair<std::string, std::string>>& cells,
                                const Place& place);

  ConfigTable(ConfigTable&&) noexcept;
  ConfigTable& operator=(ConfigTable&&) noexcept;
  ~ConfigTable();

  /// Whether the key is there, and whether its value is a text; marks it as known.
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] bool has_text(std::string_view key) const;

  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view key) const;
  /// A number; where the key's name ends in a unit, also a text with a unit under the name without
  /// it: capital_usd = 240e6, or capital = "240 million USD". Not both.
  [[nodiscard]] double number(std::string_view key, Bounds bounds = {}) const;
  [[nodiscard]] std::optional<double> optional_number(std::string_view key,
                                                      Bounds bounds = {}) const;
  /// Whether the text with a unit under a key without one, such as capacity, is in a unit that
  /// converts to `unit`: for keys that take one of several.
  [[nodiscard]] bool has_quantity(std::string_view stem, std::string_view unit) const;
  [[nodiscard]] long long integer(std::string_view key, Bounds bounds = {}) const;
  [[nodiscard]] std::optional<long long> optional_integer(std::string_view key,
                                                          Bounds bounds = {}) const;
  [[nodiscard]] std::optional<bool> optional_boolean(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> optional_texts(std::string_view key) const;
  /// A text, or a list of texts that is not empty.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;

  /// A number, or a list of numbers that is not empty.
  [[nodiscard]] std::vector<double> optional_numbers(std::string_view key,
                                                     Bounds bounds = {}) const;
  /// Positions as [[102.6, 17.9], [102.7, 18.0]] or "102.6 17.9; 102.7 18.0", longitude first.
  [[nodiscard]] std::vector<LonLat> optional_positions(std::string_view key) const;

  /// The sub-table of a key, which must be there.
  [[nodiscard]] ConfigTable table(std::string_view key) const;
  [[nodiscard]] std::optional<ConfigTable> optional_table(std::string_view key) const;
  /// The tables of an array of tables; empty if the key is missing.
  [[nodiscard]] std::vector<ConfigTable> tables(std::string_view key) const;

  /// Throws Error for the first key that none of the calls above named.
  void finish() const;

  /// Every key that a call above named so far, and every key that is there.
  [[nodiscard]] std::vector<std::string> asked() const;
  [[nodiscard]] std::vector<std::string> keys() const;

  /// File, line and column of a key's value, or of the table itself.
  [[nodiscard]] Place place(std::string_view key = {}) const;

 private:
  struct Content;
  [[nodiscard]] double bounded(double value, std::string_view key, Bounds bounds) const;
  [[nodiscard]] std::optional<double> quantity(std::string_view key, std::string_view stem,
                                               std::string_view unit, Bounds bounds) const;
  explicit ConfigTable(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace landlink
