#include "geopackage_digest.hpp"

#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/parallel.hpp"
#include "sqlite_file.hpp"

namespace landlink::output {

namespace {

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

}  // namespace

std::map<std::string, std::string> geopackage_digests(const std::filesystem::path& path) {
  SqliteFile file(path, SqliteFile::Mode::read);
  std::vector<std::string> tables;
  SqliteStatement list = file.prepare("SELECT table_name FROM gpkg_contents ORDER BY table_name");
  while (list.step()) tables.push_back(list.text(0));
  std::map<std::string, std::string> digests;
  for (const std::string& table : tables) {
    std::string content;
    SqliteStatement columns = file.prepare("PRAGMA table_info(" + quoted(table) + ")");
    while (columns.step()) content += columns.text(1) + '\x1f';
    SqliteStatement rows = file.prepare("SELECT * FROM " + quoted(table) + " ORDER BY rowid");
    while (rows.step()) {
      content += '\x1e';
      for (int column = 0; column < rows.column_count(); ++column) {
        content += rows.exact(column) + '\x1f';
      }
    }
    digests[table] = sha256_of_text(content);
  }
  return digests;
}

double geopackage_sum(const std::filesystem::path& path, const std::string& table,
                      const std::string& column) {
  SqliteFile file(path, SqliteFile::Mode::read);
  SqliteStatement rows = file.prepare("SELECT " + quoted(column) + " FROM " + quoted(table));
  CompensatedSum sum;
  while (rows.step()) sum.add(rows.number(0));
  return sum.value();
}

}  // namespace landlink::output
