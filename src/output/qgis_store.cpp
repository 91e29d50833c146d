#include "qgis_store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <zip.h>

#include "landlink/core/error.hpp"
#include "sqlite_file.hpp"

namespace landlink::output {

namespace {

// The layout in which QGIS writes the table; NULL in the catalogue, the schema or the wrong
// geometry column would make it overlook the styles without a word.
constexpr const char* kStyleTable = R"sql(
CREATE TABLE "layer_styles" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "f_table_catalog" TEXT(256),
  "f_table_schema" TEXT(256), "f_table_name" TEXT(256), "f_geometry_column" TEXT(256),
  "styleName" TEXT(30), "styleQML" TEXT, "styleSLD" TEXT, "useAsDefault" BOOLEAN,
  "description" TEXT, "owner" TEXT(30), "ui" TEXT(30), "update_time" DATETIME);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
  VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS',
          '2000-01-01T00:00:00.000Z', 0);
)sql";
constexpr const char* kProjectTable =
    "CREATE TABLE \"qgis_projects\" (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)";

constexpr const char* kFixedTime = "2000-01-01T00:00:00.000Z";

[[noreturn]] void throw_zip_error(const std::string& what) {
  throw Error({}, "the project cannot be packed: " + what, "check free memory",
              ExitCode::out_of_resources);
}

std::string hexadecimal(const std::string& bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

}  // namespace

std::string zip_archive(const std::string& name, const std::string& text) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (buffer == nullptr) throw_zip_error(zip_error_strerror(&error));
  zip_source_keep(buffer);  // the archive drops its own hold when it is closed
  zip_t* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    zip_source_free(buffer);
    zip_source_free(buffer);
    throw_zip_error(zip_error_strerror(&error));
  }
  zip_source_t* content = zip_source_buffer(archive, text.data(), text.size(), 0);
  const zip_int64_t index = zip_file_add(archive, name.c_str(), content, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    const std::string what = zip_strerror(archive);
    zip_source_free(content);
    zip_discard(archive);
    zip_source_free(buffer);
    throw_zip_error(what);
  }
  // 1 January 2000 in the form of DOS, which knows no time zone.
  constexpr zip_uint16_t kDosDate = (20 << 9) | (1 << 5) | 1;
  zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kDosDate, 0);
  if (zip_close(archive) != 0) {
    const std::string what = zip_strerror(archive);
    zip_discard(archive);
    zip_source_free(buffer);
    throw_zip_error(what);
  }
  std::string bytes;
  if (zip_source_open(buffer) == 0) {
    zip_source_seek(buffer, 0, SEEK_END);
    bytes.resize(static_cast<std::size_t>(zip_source_tell(buffer)));
    zip_source_seek(buffer, 0, SEEK_SET);
    zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
  }
  zip_source_free(buffer);
  return bytes;
}

namespace {

void insert_styles(SqliteFile& file, const std::vector<LayerStyle>& styles) {
  file.run(kStyleTable);
  SqliteStatement style = file.prepare(
      "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
      "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, "
      "update_time) VALUES ('', '', ?, 'geom', ?, ?, '', ?, ?, '', '', ?)");
  for (const LayerStyle& each : styles) {
    style.bind(1, each.table);
    style.bind(2, each.name);
    style.bind(3, qml_text(each));
    style.bind(4, each.is_default ? 1 : 0);
    style.bind(5, each.name);
    style.bind(6, kFixedTime);
    style.step();
    style.reset();
  }
}

}  // namespace

void store_styles(const std::filesystem::path& geopackage, const std::vector<LayerStyle>& styles) {
  SqliteFile file(geopackage, SqliteFile::Mode::write);
  file.run("BEGIN");
  insert_styles(file, styles);
  file.run("COMMIT");
}

void store_in_geopackage(const std::filesystem::path& geopackage,
                         const std::vector<LayerStyle>& styles, const std::string& project_name,
                         const std::string& project_archive) {
  SqliteFile file(geopackage, SqliteFile::Mode::write);
  file.run("BEGIN");
  insert_styles(file, styles);
  file.run(kProjectTable);
  SqliteStatement project =
      file.prepare("INSERT INTO qgis_projects (name, metadata, content) VALUES (?, ?, ?)");
  project.bind(1, project_name);
  project.bind(2, fmt::format(R"({{"last_modified_time": "{}", "last_modified_user": ""}})",
                              "2000-01-01T00:00:00"));
  project.bind(3, hexadecimal(project_archive));
  project.step();
  file.run("COMMIT");
}

}  // namespace landlink::output
