#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "landlink/core/config_table.hpp"

namespace landlink {

enum class KeyKind { number, integer, text, texts, boolean, positions, numbers, table };

/// A key of a table of settings, as data: readers take bounds and choices from it, and the help
/// text and the JSON schema are made of it. Its unit is at the end of its name.
struct KeyRecord {
  std::string_view table =
      {};  ///< the sub-table it is in, such as "set"; empty for the table itself
  std::string_view key;
  KeyKind kind = KeyKind::number;
  std::string_view meaning;
  Bounds bounds = {};
  std::string_view choices = {};  ///< of a text: the words it may be, separated by spaces
  bool required = false;
};

/// A table of settings read by its records.
class RecordedTable {
 public:
  /// `records` holds every key of the table called `name`; all must outlive this.
  RecordedTable(const ConfigTable& table, std::string_view name, std::span<const KeyRecord> records)
      : table_(&table), name_(name), records_(records) {}

  /// Within the bounds of the record. Precondition of each: the key is on the list.
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  [[nodiscard]] std::optional<long long> integer(std::string_view key) const;
  /// One of the record's choices, where it has any; throws Error with the nearest otherwise.
  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;

 private:
  [[nodiscard]] const KeyRecord& record(std::string_view key) const;
  const ConfigTable* table_;
  std::string_view name_;
  std::span<const KeyRecord> records_;
};

}  // namespace landlink
