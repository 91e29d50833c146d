#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/text.hpp"

namespace landlink::output {

/// Builds the text of a CSV file, a row at a time.
class CsvText {
 public:
  explicit CsvText(std::string_view header) : text_(header) { text_ += '\n'; }

  template <class... Cells>
  void row(const Cells&... cells) {
    bool first = true;
    (cell(cells, first), ...);
    text_ += '\n';
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  template <class Cell>
  void cell(const Cell& value, bool& first) {
    if (!first) text_ += ',';
    first = false;
    if constexpr (std::is_same_v<Cell, bool>) {
      text_ += value ? '1' : '0';
    } else if constexpr (std::is_floating_point_v<Cell>) {
      text_ += shortest_text(value);
    } else if constexpr (std::is_integral_v<Cell>) {
      text_ += std::to_string(value);
    } else {
      text_ += csv_cell(value);
    }
  }

  std::string text_;
};

}  // namespace landlink::output
