#include "landlink/core/csv_table.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

// A table is kept whole, at some 40 bytes a cell: this stops before memory runs out.
constexpr std::size_t kMostCells = 100'000'000;

/// Parses one record with libcsv; false when its quotes do not balance.
bool parse_record(std::string_view record, std::vector<std::string>& cells) {
  cells.clear();
  csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
  const auto field = [](void* data, std::size_t size, void* out) {
    static_cast<std::vector<std::string>*>(out)->emplace_back(static_cast<const char*>(data), size);
  };
  const bool parsed =
      csv_parse(&parser, record.data(), record.size(), field, nullptr, &cells) == record.size() &&
      csv_fini(&parser, field, nullptr, &cells) == 0;
  csv_free(&parser);
  return parsed;
}

/// The next record of `text` from `offset`: up to a line end outside quotes. Counts line ends.
std::string_view next_record(std::string_view text, std::size_t& offset, int& lines) {
  const std::size_t start = offset;
  bool quoted = false;
  lines = 0;
  for (; offset < text.size(); ++offset) {
    if (text[offset] == '"') quoted = !quoted;
    if (text[offset] != '\n') continue;
    ++lines;
    if (!quoted) {
      ++offset;
      std::string_view record = text.substr(start, offset - 1 - start);
      if (record.ends_with('\r')) record.remove_suffix(1);
      return record;
    }
  }
  return text.substr(start);
}

}  // namespace

CsvTable CsvTable::read(const std::filesystem::path& path) {
  return parse(read_text_file(path), path.string());
}

CsvTable CsvTable::parse(std::string_view text, const std::string& name) {
  CsvTable table;
  table.file_ = name;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  int line = 1;
  std::vector<std::string> cells;
  for (std::size_t offset = 0; offset < text.size();) {
    int lines = 0;
    const int record_line = line;
    const std::string_view record = next_record(text, offset, lines);
    line += lines;
    const Place place{.file = name, .line = record_line};
    if (record.find('\0') != std::string_view::npos) {
      throw Error(place, "a NUL byte in a text table", "save the table as UTF-8 CSV");
    }
    if (!is_utf8(record)) {
      throw Error(place, "the text is not UTF-8", "save the table as UTF-8 CSV");
    }
    if (trim(record).empty() || record.starts_with('#')) continue;
    if (!parse_record(record, cells)) {
      throw Error(place, "a quote that is not closed or stands inside a cell",
                  "quote whole cells and double the quotes inside them");
    }
    if (table.columns_.empty()) {
      table.columns_ = cells;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (std::find(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(i), cells[i]) !=
            cells.begin() + static_cast<std::ptrdiff_t>(i)) {
          throw Error(place, fmt::format("column '{}' stands twice", cells[i]),
                      "give each column a name of its own");
        }
      }
      continue;
    }
    if (cells.size() != table.columns_.size()) {
      throw Error(place,
                  fmt::format("{} where the header has {}", counted(cells.size(), "cell"),
                              table.columns_.size()),
                  "give every row as many cells as the header");
    }
    if ((table.cells_.size() + 1) * cells.size() > kMostCells) {
      throw Error(place, fmt::format("more than {} cells", kMostCells),
                  "leave rows out that do not matter, or split the table");
    }
    table.cells_.push_back(cells);
    table.lines_.push_back(record_line);
  }
  if (table.cells_.empty()) {
    throw Error({.file = name}, "no rows", "give a header line and at least one row");
  }
  return table;
}

bool CsvTable::has_column(std::string_view column) const {
  return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}

std::size_t CsvTable::column_index(std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) {
    throw Error({.file = file_}, fmt::format("no column '{}'", column),
                name_remedy(column, columns_));
  }
  return static_cast<std::size_t>(found - columns_.begin());
}

void CsvTable::expect_columns(const std::vector<std::string>& required,
                              const std::vector<std::string>& optional) const {
  for (const std::string& column : required) static_cast<void>(column_index(column));
  std::vector<std::string> known = required;
  known.insert(known.end(), optional.begin(), optional.end());
  for (const std::string& column : columns_) {
    if (std::find(known.begin(), known.end(), column) == known.end()) {
      throw Error({.file = file_, .line = 1}, fmt::format("unknown column '{}'", column),
                  name_remedy(column, known));
    }
  }
}

const std::string& CsvRow::text(std::string_view column) const {
  return table_->cells_[row_][table_->column_index(column)];
}

const std::string& CsvRow::required_text(std::string_view column) const {
  const std::string& cell = text(column);
  if (cell.empty()) throw Error(place(column), "an empty cell", "give a value");
  return cell;
}

double CsvRow::number(std::string_view column) const {
  const std::string& cell = text(column);
  const auto value = parse_number(cell);
  if (!value) {
    throw Error(place(column), fmt::format("'{}' is not a number", printable(cell)),
                "write a finite decimal number such as 1250.5");
  }
  return *value;
}

std::optional<double> CsvRow::optional_number(std::string_view column) const {
  if (text(column).empty()) return std::nullopt;
  return number(column);
}

long long CsvRow::integer(std::string_view column) const {
  const std::string& cell = text(column);
  const auto value = parse_integer(cell);
  if (!value) {
    throw Error(place(column), fmt::format("'{}' is not a whole number", printable(cell)),
                "write a decimal whole number such as 42");
  }
  return *value;
}

Place CsvRow::place(std::string_view column) const {
  return {.file = table_->file_, .line = table_->lines_[row_], .field = std::string(column)};
}

namespace {

/// Whether a spreadsheet might calculate with a text. Numbers are what they say, and a lone "-",
/// the unit of a ratio, has nothing to calculate.
bool may_be_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos &&
         text != "-" && !parse_number(text);
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell(text);
  if (may_be_formula(cell)) cell.insert(cell.begin(), '\'');
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace landlink
