#pragma once

#include <string>
#include <string_view>

#include "landlink/core/csv_table.hpp"

// Cells of the tables that `landlink verify` reads back.

namespace landlink::output {

inline constexpr const char* kWriteAgain = "write the results again with `landlink run`";

/// An index column: whole numbers below `size`.
inline std::size_t index(const CsvRow& row, std::string_view column, std::size_t size) {
  const long long value = row.integer(column);
  if (value < 0 || static_cast<unsigned long long>(value) >= size) {
    throw Error(row.place(column),
                std::to_string(value) + " names nothing; there are " + std::to_string(size),
                kWriteAgain);
  }
  return static_cast<std::size_t>(value);
}

/// A column that numbers the rows from 0.
inline void expect_order(const CsvRow& row, std::string_view column, std::size_t place) {
  if (row.integer(column) != static_cast<long long>(place)) {
    throw Error(row.place(column), "the rows are not in order from 0", kWriteAgain);
  }
}

}  // namespace landlink::output
