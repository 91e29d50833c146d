#pragma once

#include <filesystem>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace landlink::output {

/// A prepared statement; parameters and columns as SQLite counts them, from 1 and from 0.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* database, const std::string& sql, const std::string& file);
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement();

  void bind(int parameter, const std::string& text);
  void bind(int parameter, int number);
  /// True while there is a row.
  bool step();
  void reset();

  [[nodiscard]] int column_count() const;
  [[nodiscard]] double number(int column) const;
  [[nodiscard]] std::string text(int column) const;
  /// A value with its type, in bytes that differ where values do.
  [[nodiscard]] std::string exact(int column) const;

 private:
  [[noreturn]] void fail() const;
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  std::string file_;
};

/// An SQLite database. Errors name the file.
class SqliteFile {
 public:
  enum class Mode { read, write };
  /// Read mode never changes a byte of the file nor leaves another beside it.
  SqliteFile(const std::filesystem::path& path, Mode mode);
  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;
  ~SqliteFile();

  void run(const std::string& sql);
  SqliteStatement prepare(const std::string& sql) { return {database_, sql, file_}; }

 private:
  sqlite3* database_ = nullptr;
  std::string file_;
};

}  // namespace landlink::output
