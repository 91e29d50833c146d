#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "landlink/core/config_table.hpp"

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
};

/// Every setting besides those of interventions, in the order of the help text.
std::span<const OptionRecord> study_options();

/// The record of a key. Precondition: it is on the list.
const OptionRecord& option(std::string_view table, std::string_view key);

/// A number of `table` (or its default) within the bounds of its record. `table` may be missing.
double number_option(const std::optional<ConfigTable>& table, std::string_view table_name,
                     std::string_view key);

}  // namespace landlink
