#include "geopackage_check.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"

namespace landlink::gis {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kCheckTime = std::chrono::seconds(5);
constexpr int kBusyWait_ms = 2000;  // a save in QGIS takes less
constexpr int kStepsBetweenLooks = 10000;
constexpr std::size_t kHeaderBytes = 100;

[[noreturn]] void refuse(const fs::path& file, std::string problem, std::string remedy) {
  throw Error({.file = file.string()}, std::move(problem), std::move(remedy));
}

[[noreturn]] void refuse_damaged(const fs::path& file, const std::string& detail) {
  refuse(file, "the GeoPackage is damaged: " + detail,
         "copy it again from its source, or restore a backup");
}

/// The database header by https://www.sqlite.org/fileformat2.html section 1.3.
void check_header(const fs::path& file) {
  std::array<char, kHeaderBytes> header{};
  std::ifstream stream(file, std::ios::binary);
  stream.read(header.data(), header.size());
  const auto got = static_cast<std::size_t>(stream.gcount());
  const std::string_view magic("SQLite format 3\0", 16);
  if (std::string_view(header.data(), std::min(got, magic.size())) != magic) {
    refuse(file,
           fmt::format("not a GeoPackage: it begins with '{}'",
                       printable(std::string_view(header.data(), std::min<std::size_t>(got, 16)))),
           "give the file its right extension, or export it as a GeoPackage");
  }
  const auto byte = [&header](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(header[i]));
  };
  std::uint32_t page_bytes = byte(16) << 8 | byte(17);
  if (page_bytes == 1) page_bytes = 65536;
  if (got < kHeaderBytes || page_bytes < 512 || (page_bytes & (page_bytes - 1)) != 0) {
    refuse_damaged(file, "its header is broken");
  }
  const std::uint64_t pages = byte(28) << 24 | byte(29) << 16 | byte(30) << 8 | byte(31);
  const std::uintmax_t size = fs::file_size(file);
  if (pages * page_bytes > size) {
    refuse_damaged(file, fmt::format("cut short at {} of {} bytes", size, pages * page_bytes));
  }
}

void check_nobody_writes(const fs::path& file) {
  for (const char* suffix : {"-wal", "-journal"}) {
    fs::path log = file;
    log += suffix;
    std::error_code code;
    const std::uintmax_t size = fs::file_size(log, code);
    if (code || size == 0) continue;
    refuse(file, fmt::format("another program holds edits to it in {}", log.filename().string()),
           "save and close it in QGIS, or read a copy that QGIS exported");
  }
}

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// As a URI, so that SQLite takes `immutable`, which writes nothing beside the file.
std::string immutable_uri(const fs::path& file) {
  std::string uri = "file:";
  for (const char c : fs::absolute(file).string()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

Database open_database(const fs::path& file, const std::string& name, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &raw, flags | SQLITE_OPEN_READONLY, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) refuse_damaged(file, sqlite3_errstr(code));
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

Database open_immutable(const fs::path& file) {
  return open_database(file, immutable_uri(file), SQLITE_OPEN_URI);
}

/// Stops a statement that runs past a deadline.
class Deadline {
 public:
  explicit Deadline(sqlite3* database) : database_(database), end_(Clock::now() + kCheckTime) {
    sqlite3_progress_handler(
        database, kStepsBetweenLooks,
        [](void* self) { return Clock::now() > static_cast<Deadline*>(self)->end_ ? 1 : 0; }, this);
  }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline() { sqlite3_progress_handler(database_, 0, nullptr, nullptr); }

 private:
  sqlite3* database_;
  Clock::time_point end_;
};

using Rows = std::vector<std::vector<std::string>>;

/// The rows of a query as text; nothing when it ran out of time.
std::optional<Rows> query(sqlite3* database, const fs::path& file, const std::string& sql) {
  const Deadline deadline(database);
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) {
    refuse_damaged(file, printable(sqlite3_errmsg(database)));
  }
  const Statement statement(raw);
  Rows rows;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    std::vector<std::string>& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
      row.emplace_back(text == nullptr ? "" : text);
    }
  }
  if (code == SQLITE_INTERRUPT) return std::nullopt;
  if (code != SQLITE_DONE) refuse_damaged(file, printable(sqlite3_errmsg(database)));
  return rows;
}

/// A file in rollback mode can be asked whether a writer has locked it. In WAL mode readers and
/// writers do not lock each other out, and asking would need to write beside the file.
void check_not_locked(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(18);
  if (stream.get() != 1) return;
  const Database database = open_database(file, fs::absolute(file).string(), 0);
  sqlite3_busy_timeout(database.get(), kBusyWait_ms);
  const int code = sqlite3_exec(database.get(), "SELECT 1 FROM sqlite_master LIMIT 1", nullptr,
                                nullptr, nullptr);
  if (code != SQLITE_BUSY) return;
  refuse(file, fmt::format("another program has locked it for {} s", kBusyWait_ms / 1000),
         "save and close it there, then run again");
}

/// Between quotes, with those inside doubled: '"' for a name, '\'' for a text.
std::string sql_quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) result.append(c == quote ? 2 : 1, c);
  return result + quote;
}

void check_tables(sqlite3* database, const fs::path& file) {
  const auto contents =
      query(database, file, "SELECT name FROM sqlite_master WHERE name = 'gpkg_contents'");
  if (!contents || contents->empty()) {
    refuse(file, "an SQLite database, but not a GeoPackage: it has no table gpkg_contents",
           "export the layer as a GeoPackage");
  }
  const auto listed = query(database, file, "SELECT table_name FROM gpkg_contents LIMIT 1");
  if (listed && listed->empty()) {
    refuse(file, "the GeoPackage lists no layers: its table gpkg_contents is empty",
           "export the layers again from their source");
  }
  const auto system_views = query(
      database, file,
      "SELECT name FROM sqlite_master WHERE type = 'view' AND name LIKE 'gpkg~_%' ESCAPE '~'");
  if (!system_views || !system_views->empty()) {
    refuse(file, "a view stands in for one of the tables of a GeoPackage",
           "export its layers to a new GeoPackage");
  }
  const auto views = query(database, file,
                           "SELECT m.name FROM sqlite_master m JOIN gpkg_contents c ON m.name = "
                           "c.table_name WHERE m.type = 'view' ORDER BY m.name");
  if (!views || !views->empty()) {
    const std::string name = views && !views->empty() ? views->front().front() : std::string();
    throw Error({.file = file.string(), .layer = printable(name)},
                "the layer is a view, which is not read since it may run for ever",
                "export it to a GeoPackage of its own as a table");
  }
}

}  // namespace

void check_geopackage(const fs::path& file) {
  check_header(file);
  check_nobody_writes(file);
  check_not_locked(file);
  const Database database = open_immutable(file);
  // A file too large to be checked in the time is read all the same: every value is checked again.
  const auto verdict = query(database.get(), file, "PRAGMA quick_check(1)");
  if (verdict && (verdict->empty() || verdict->front().front() != "ok")) {
    refuse_damaged(file, verdict->empty() ? "no verdict" : printable(verdict->front().front()));
  }
  check_tables(database.get(), file);
}

std::map<long long, MisfitValue> misfit_values(const fs::path& file, const std::string& table) {
  const Database database = open_immutable(file);
  const auto columns = query(database.get(), file,
                             fmt::format("SELECT name, upper(type), pk FROM pragma_table_info({})",
                                         sql_quoted(table, '\'')));
  std::map<long long, MisfitValue> misfits;
  if (!columns) return misfits;
  for (const std::vector<std::string>& column : *columns) {
    const std::string& type = column[1];
    if (column[2] != "0") continue;
    std::string fits;
    const bool whole = type == "BOOLEAN" || type == "TINYINT" || type == "SMALLINT" ||
                       type == "MEDIUMINT" || type == "INT" || type == "INTEGER";
    if (whole) fits = "'integer', 'null'";
    if (type == "REAL" || type == "DOUBLE" || type == "FLOAT") fits = "'real', 'integer', 'null'";
    if (fits.empty()) continue;
    const std::string name = sql_quoted(column[0], '"');
    const auto rows =
        query(database.get(), file,
              fmt::format("SELECT rowid, CAST({0} AS TEXT) FROM {1} WHERE typeof({0}) NOT IN ({2})",
                          name, sql_quoted(table, '"'), fits));
    if (!rows) continue;
    for (const std::vector<std::string>& row : *rows) {
      // Written out for compilers that make no aggregates of parentheses (clang before 16).
      misfits.try_emplace(parse_integer(row[0]).value_or(0),
                          MisfitValue{column[0], fmt::format("'{}' in a column of {}",
                                                             printable(row[1].substr(0, 40)),
                                                             whole ? "whole numbers" : "numbers")});
    }
  }
  return misfits;
}

}  // namespace landlink::gis
