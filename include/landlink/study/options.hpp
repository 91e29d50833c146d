#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "landlink/core/setting.hpp"

namespace landlink {

/// A setting of a study file, as data: the reader takes bounds and default from it, and `landlink
/// options` prints it.
struct OptionRecord {
  std::string_view table;  ///< of the study file; empty for the top level
  std::string_view key;
  std::string_view meaning;
  std::string_view unit;           ///< empty where it has none
  std::string_view default_value;  ///< as it would be written; empty where the key is required
  Bounds bounds = {};              ///< of numbers
  /// Of keys whose kind the default does not show: text in quotes, else a number.
  std::optional<KeyKind> kind = std::nullopt;
};

/// What a key holds.
KeyKind kind_of(const OptionRecord& record);

/// Every setting besides those of interventions, in the order of the help text.
std::span<const OptionRecord> study_options();

/// The record of a key. Precondition: it is on the list.
const OptionRecord& option(std::string_view table, std::string_view key);

/// A number of `table` (or its default) within the bounds of its record. `table` may be missing.
double number_option(const std::optional<ConfigTable>& table, std::string_view table_name,
                     std::string_view key);
/// The same with another default: what the study says that this one is based on.
double number_option(const std::optional<ConfigTable>& table, std::string_view table_name,
                     std::string_view key, double fallback);

}  // namespace landlink
