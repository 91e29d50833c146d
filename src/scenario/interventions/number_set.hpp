#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "interventions.hpp"

namespace landlink {

/// A number of a Thing that a study may set, and how.
template <class Thing>
struct NumberField {
  std::string_view key;
  std::string_view meaning;
  Bounds bounds;
  void (*set)(Thing& thing, double value);
};

/// What a `set` table says of the fields of a list.
template <class Thing, std::size_t N>
class NumberSet {
 public:
  using Fields = std::array<NumberField<Thing>, N>;

  /// `fields` must outlive this.
  NumberSet(const Fields& fields, const ConfigTable& set) : fields_(&fields) {
    for (std::size_t i = 0; i < N; ++i) {
      values_[i] = set.optional_number(fields[i].key, fields[i].bounds);
    }
  }

  [[nodiscard]] bool empty() const {
    return std::none_of(values_.begin(), values_.end(),
                        [](const auto& v) { return v.has_value(); });
  }
  [[nodiscard]] bool has(std::string_view key) const {
    for (std::size_t i = 0; i < N; ++i) {
      if ((*fields_)[i].key == key) return values_[i].has_value();
    }
    return false;
  }
  /// Sets them in the order of the list.
  void apply(Thing& thing) const {
    for (std::size_t i = 0; i < N; ++i) {
      if (values_[i]) (*fields_)[i].set(thing, *values_[i]);
    }
  }
  void add_to(SetText& text) const {
    for (std::size_t i = 0; i < N; ++i) text.add((*fields_)[i].key, values_[i]);
  }

 private:
  const Fields* fields_;
  std::array<std::optional<double>, N> values_;
};

/// The fields of a list as keys of a table.
template <class Thing, std::size_t N>
std::array<KeyRecord, N> number_keys(const std::array<NumberField<Thing>, N>& fields,
                                     std::string_view table = "set") {
  std::array<KeyRecord, N> keys;
  for (std::size_t i = 0; i < N; ++i) {
    keys[i] = {.table = table,
               .key = fields[i].key,
               .meaning = fields[i].meaning,
               .bounds = fields[i].bounds};
  }
  return keys;
}

}  // namespace landlink
