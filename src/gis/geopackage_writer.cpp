#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string>

#include "dataset.hpp"
#include "gdal_errors.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "layer_table.hpp"

namespace landlink {

namespace fs = std::filesystem;

namespace {

/// Stands in for the time of writing, so that equal layers are equal files.
constexpr const char* kWrittenAt = "2000-01-01T00:00:00.000Z";

/// Sets one of GDAL's options for this thread while it lives.
class ThreadOption {
 public:
  ThreadOption(const char* name, const char* value) : name_(name) {
    CPLSetThreadLocalConfigOption(name, value);
  }
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;
  ~ThreadOption() { CPLSetThreadLocalConfigOption(name_, nullptr); }

 private:
  const char* name_;
};

/// Removes a file when it goes, unless told to keep it.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& path) : path_(temporary_name(path)) { remove(); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!kept_) remove();
  }
  [[nodiscard]] const fs::path& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
      fs::path name = path_;
      name += suffix;
      fs::remove(name, ignored);
    }
  }
  fs::path path_;
  bool kept_ = false;
};

class Writer {
 public:
  explicit Writer(const fs::path& path) : path_(path) {
    gis::register_drivers();
    wgs84_.importFromEPSG(4326);
    wgs84_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  }

  void write(const fs::path& temporary, std::span<const LayerTable> layers) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver == nullptr) {
      throw Error({}, "this GDAL cannot write GeoPackages", "install GDAL with its GPKG driver",
                  ExitCode::internal);
    }
    gis::Dataset dataset(driver->Create(temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (dataset == nullptr) fail("cannot be created");
    for (const LayerTable& layer : layers) write_layer(*dataset, layer);
    // Closing writes what is left; its failures come to errors_ only.
    dataset.reset();
    if (errors_.failed()) fail("cannot be written");
  }

 private:
  [[noreturn]] void fail(const std::string& what) {
    throw Error(
        {.file = path_.string()}, fmt::format("{}: {}", what, errors_.take("the disk refuses")),
        "check free space and permissions; nothing was replaced", ExitCode::out_of_resources);
  }

  static OGRwkbGeometryType gdal_type(GeometryType type) {
    switch (type) {
      case GeometryType::none:
        return wkbNone;
      case GeometryType::point:
        return wkbPoint;
      case GeometryType::line:
        return wkbLineString;
      case GeometryType::polygon:
        return wkbMultiPolygon;
    }
    return wkbNone;
  }

  static OGRFieldType gdal_type(FieldType type) {
    switch (type) {
      case FieldType::integer:
        return OFTInteger64;
      case FieldType::real:
        return OFTReal;
      case FieldType::text:
        return OFTString;
    }
    return OFTString;
  }

  void write_layer(GDALDataset& dataset, const LayerTable& table) {
    gis::check_table(table);
    CPLStringList options;
    options.AddNameValue("FID", "fid");
    options.AddNameValue("GEOMETRY_NAME", "geom");
    options.AddNameValue("IDENTIFIER", table.name.c_str());
    if (!table.description.empty()) {
      options.AddNameValue("DESCRIPTION", table.description.c_str());
    }
    const bool drawn = table.geometry != GeometryType::none;
    OGRLayer* layer = dataset.CreateLayer(table.name.c_str(), drawn ? &wgs84_ : nullptr,
                                          gdal_type(table.geometry), options.List());
    if (layer == nullptr) fail(fmt::format("layer '{}' cannot be created", table.name));
    for (const FieldSchema& field : table.fields) {
      OGRFieldDefn definition(field.name.c_str(), gdal_type(field.type));
      if (layer->CreateField(&definition) != OGRERR_NONE) {
        fail(fmt::format("field '{}' of layer '{}' cannot be created", field.name, table.name));
      }
    }
    if (dataset.StartTransaction() != OGRERR_NONE) fail("cannot be written");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      write_row(*layer, table.rows[i], static_cast<GIntBig>(i + 1));
    }
    if (dataset.CommitTransaction() != OGRERR_NONE) fail("cannot be written");
  }

  void write_row(OGRLayer& layer, const LayerRow& row, GIntBig fid) {
    const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
    feature->SetFID(fid);
    for (std::size_t f = 0; f < row.values.size(); ++f) {
      const int index = static_cast<int>(f);
      const FieldValue& value = row.values[f];
      if (const auto* text = std::get_if<std::string>(&value)) {
        feature->SetField(index, is_utf8(*text) ? text->c_str() : printable(*text).c_str());
      } else if (const auto* whole = std::get_if<long long>(&value)) {
        feature->SetField(index, static_cast<GIntBig>(*whole));
      } else if (const auto* real = std::get_if<double>(&value)) {
        feature->SetField(index, *real);
      } else {
        feature->SetFieldNull(index);
      }
    }
    feature->SetGeometryDirectly(gdal_geometry(row.geometry).release());
    if (layer.CreateFeature(feature.get()) != OGRERR_NONE) fail("cannot be written");
  }

  static void fill(OGRSimpleCurve& curve, const Line& line) {
    curve.setNumPoints(static_cast<int>(line.size()), FALSE);
    for (std::size_t i = 0; i < line.size(); ++i) {
      curve.setPoint(static_cast<int>(i), line[i].lon, line[i].lat);
    }
  }

  static std::unique_ptr<OGRGeometry> gdal_geometry(const Geometry& geometry) {
    if (const auto* point = std::get_if<LonLat>(&geometry)) {
      return std::make_unique<OGRPoint>(point->lon, point->lat);
    }
    if (const auto* line = std::get_if<Line>(&geometry)) {
      auto result = std::make_unique<OGRLineString>();
      fill(*result, *line);
      return result;
    }
    const auto* polygons = std::get_if<Polygons>(&geometry);
    if (polygons == nullptr) return nullptr;
    auto result = std::make_unique<OGRMultiPolygon>();
    for (const std::vector<Line>& rings : *polygons) {
      auto polygon = std::make_unique<OGRPolygon>();
      for (const Line& ring : rings) {
        auto shape = std::make_unique<OGRLinearRing>();
        fill(*shape, ring);
        polygon->addRingDirectly(shape.release());
      }
      result->addGeometryDirectly(polygon.release());
    }
    return result;
  }

  fs::path path_;
  gis::GdalErrors errors_;
  OGRSpatialReference wgs84_;
};

}  // namespace

void write_geopackage(const fs::path& path, std::span<const LayerTable> layers,
                      const std::function<void(const fs::path&)>& finish) {
  TemporaryFile temporary(path);
  {
    const ThreadOption fixed_time("OGR_CURRENT_DATE", kWrittenAt);
    Writer(path).write(temporary.path(), layers);
  }
  if (finish) finish(temporary.path());
  commit_file(temporary.path(), path);
  temporary.keep();
}

}  // namespace landlink
