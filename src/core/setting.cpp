#include "landlink/core/setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "landlink/core/text.hpp"

namespace landlink {

const KeyRecord& RecordedTable::record(std::string_view key) const {
  const auto found = std::find_if(records_.begin(), records_.end(), [&](const KeyRecord& r) {
    return r.table == name_ && r.key == key;
  });
  assert(found != records_.end());
  return *found;
}

std::optional<double> RecordedTable::number(std::string_view key) const {
  const KeyRecord& of_key = record(key);
  return of_key.required ? table_->number(key, of_key.bounds)
                         : table_->optional_number(key, of_key.bounds);
}

std::optional<long long> RecordedTable::integer(std::string_view key) const {
  const KeyRecord& of_key = record(key);
  return of_key.required ? table_->integer(key, of_key.bounds)
                         : table_->optional_integer(key, of_key.bounds);
}

std::optional<std::string> RecordedTable::text(std::string_view key) const {
  const KeyRecord& of_key = record(key);
  const auto word = of_key.required ? table_->text(key) : table_->optional_text(key);
  if (!word || of_key.choices.empty()) return word;
  const std::vector<std::string> choices = split(of_key.choices, ' ');
  if (std::find(choices.begin(), choices.end(), *word) == choices.end()) {
    throw Error(table_->place(key), fmt::format("unknown {} '{}'", key, printable(*word)),
                name_remedy(*word, choices));
  }
  return word;
}

}  // namespace landlink
