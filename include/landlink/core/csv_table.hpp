#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/error.hpp"

namespace landlink {

class CsvTable;

/// One row of a CsvTable. Complaints name file, line and column.
class CsvRow {
 public:
  /// The text of a column; throws Error if the table has no such column.
  [[nodiscard]] const std::string& text(std::string_view column) const;
  /// The text of a column, which must not be empty.
  [[nodiscard]] const std::string& required_text(std::string_view column) const;
  /// A finite decimal number; throws Error naming the cell otherwise.
  [[nodiscard]] double number(std::string_view column) const;
  /// Nothing where the cell is empty; throws Error where it is not a finite decimal number.
  [[nodiscard]] std::optional<double> optional_number(std::string_view column) const;
  [[nodiscard]] long long integer(std::string_view column) const;
  [[nodiscard]] Place place(std::string_view column = {}) const;

 private:
  friend class CsvTable;
  CsvRow(const CsvTable& table, std::size_t row) : table_(&table), row_(row) {}
  const CsvTable* table_;
  std::size_t row_;
};

/// A comma-separated table with a header row, read strictly: UTF-8, quotes as RFC 4180, every row
/// as wide as the header. Lines that begin with '#' are comments. Parsing is libcsv's.
class CsvTable {
 public:
  /// Throws Error for a missing or unreadable file, text that is not UTF-8, NUL bytes, an
  /// unbalanced quote, a row of another width, a repeated column, or no row at all.
  static CsvTable read(const std::filesystem::path& path);
  /// The same from text; `name` stands for the file in complaints.
  static CsvTable parse(std::string_view text, const std::string& name);

  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] bool has_column(std::string_view column) const;
  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  [[nodiscard]] CsvRow row(std::size_t index) const { return {*this, index}; }
  [[nodiscard]] const std::string& file() const { return file_; }

  /// Throws Error for the first of `required` that is missing, with the nearest column found, and
  /// for a column outside `required` and `optional`.
  void expect_columns(const std::vector<std::string>& required,
                      const std::vector<std::string>& optional = {}) const;

 private:
  friend class CsvRow;
  [[nodiscard]] std::size_t column_index(std::string_view column) const;

  std::string file_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> cells_;
  std::vector<int> lines_;
};

/// A cell for a CSV file: quoted where needed, and never starting with =, +, - or @ unless it is a
/// number or a lone "-", since spreadsheets would run it as a formula.
std::string csv_cell(std::string_view text);

}  // namespace landlink
