#include "sqlite_file.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"

namespace landlink::output {

SqliteStatement::SqliteStatement(sqlite3* database, const std::string& sql, const std::string& file)
    : database_(database), file_(file) {
  if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail();
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

void SqliteStatement::fail() const {
  throw Error({.file = file_}, std::string("SQLite says: ") + sqlite3_errmsg(database_),
              "check free space, and that the file is a GeoPackage that no program holds open",
              ExitCode::out_of_resources);
}

void SqliteStatement::bind(int parameter, const std::string& text) {
  if (sqlite3_bind_text(statement_, parameter, text.data(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT) != SQLITE_OK) {
    fail();
  }
}

void SqliteStatement::bind(int parameter, int number) {
  if (sqlite3_bind_int(statement_, parameter, number) != SQLITE_OK) fail();
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail();
  return code == SQLITE_ROW;
}

void SqliteStatement::reset() { sqlite3_reset(statement_); }

int SqliteStatement::column_count() const { return sqlite3_column_count(statement_); }

double SqliteStatement::number(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string SqliteStatement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

std::string SqliteStatement::exact(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_NULL:
      return "n";
    case SQLITE_INTEGER:
      return fmt::format("i{}", sqlite3_column_int64(statement_, column));
    case SQLITE_FLOAT:
      return fmt::format("r{}", shortest_text(number(column)));
    default: {
      const std::string bytes = text(column);
      return fmt::format("t{}:{}", bytes.size(), bytes);
    }
  }
}

SqliteFile::SqliteFile(const std::filesystem::path& path, Mode mode) : file_(path.string()) {
  int code = SQLITE_OK;
  if (mode == Mode::write) {
    code = sqlite3_open_v2(file_.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr);
  } else {
    // `immutable` keeps SQLite from making a journal or a shared-memory file beside it.
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
      if (c == '?' || c == '#' || c == '%') {
        constexpr const char* kHex = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
      } else {
        uri += c;
      }
    }
    uri += "?immutable=1";
    code =
        sqlite3_open_v2(uri.c_str(), &database_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  }
  if (code != SQLITE_OK) {
    const std::string what = database_ != nullptr ? sqlite3_errmsg(database_) : "out of memory";
    sqlite3_close(database_);
    database_ = nullptr;
    throw Error({.file = file_}, "cannot be opened: " + what, "check the path and permissions");
  }
}

SqliteFile::~SqliteFile() { sqlite3_close(database_); }

void SqliteFile::run(const std::string& sql) {
  char* message = nullptr;
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
    const std::string what = message != nullptr ? message : "unknown fault";
    sqlite3_free(message);
    throw Error({.file = file_}, "SQLite says: " + what, "check free space",
                ExitCode::out_of_resources);
  }
}

}  // namespace landlink::output
