#include "landlink/gis/layer_reader.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "dataset.hpp"
#include "gdal_errors.hpp"
#include "geometry_reader.hpp"
#include "geopackage_check.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/file_watch.hpp"
#include "projection.hpp"
#include "source_file.hpp"

namespace landlink {

namespace fs = std::filesystem;
using gis::GdalErrors;
using gis::VectorFile;

namespace {

// A layer is kept whole, at some 0.5 to 1 kB a feature: this stops before memory runs out. All
// roads of South-East Asia are some ten million ways.
constexpr std::size_t kMostFeatures = 20'000'000;
constexpr std::size_t kMostFaults = 1000;  // enough to see the pattern; reading stops there

std::vector<std::string> names_in(const VectorFile& source, const fs::path& file) {
  if (source.format->one_layer) return {file.stem().string()};
  std::vector<std::string> names;
  for (OGRLayer* layer : source.dataset->GetLayers()) names.emplace_back(layer->GetName());
  return names;
}

/// The layer asked for, or the only one.
std::pair<OGRLayer*, std::string> find_layer(const VectorFile& source, const fs::path& file,
                                             const std::string& wanted) {
  const std::vector<std::string> names = names_in(source, file);
  if (names.empty() || source.dataset->GetLayerCount() == 0) {
    throw Error({.file = file.string()}, "the file has no layer", "export a layer to it");
  }
  std::size_t index = 0;
  if (wanted.empty() && names.size() > 1) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "'" : ", '") + name + "'";
    throw Error({.file = file.string()},
                fmt::format("the file has {}: {}", counted(names.size(), "layer"), list),
                "name the one to be read");
  }
  if (!wanted.empty()) {
    const auto it = std::find(names.begin(), names.end(), wanted);
    if (it == names.end()) {
      throw Error({.file = file.string(), .layer = wanted}, "there is no such layer",
                  name_remedy(wanted, names));
    }
    index = static_cast<std::size_t>(it - names.begin());
  }
  return {source.dataset->GetLayer(static_cast<int>(index)), names[index]};
}

FieldValue value_of(const OGRFeature& feature, int index) {
  if (!feature.IsFieldSetAndNotNull(index)) return {};
  const OGRFieldDefn* definition = feature.GetFieldDefnRef(index);
  switch (definition->GetType()) {
    case OFTInteger:
    case OFTInteger64:
      return static_cast<long long>(feature.GetFieldAsInteger64(index));
    case OFTReal:
      return feature.GetFieldAsDouble(index);
    case OFTDate: {
      int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
      feature.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &zone);
      return fmt::format("{:04}-{:02}-{:02}", year, month, day);
    }
    default:
      return std::string(feature.GetFieldAsString(index));
  }
}

class Reader {
 public:
  Reader(const fs::path& file, const std::string& wanted, const ReadLayerOptions& options,
         Diagnostics& diagnostics)
      : file_(file), options_(options), diagnostics_(diagnostics) {
    source_ = gis::open_vector(file, options.open_options, errors_);
    auto [layer, name] = find_layer(source_, file, wanted);
    layer_ = layer;
    auto header = std::make_shared<LayerHeader>();
    header->file = file.string();
    header->layer = printable(name);
    const OGRFeatureDefn* definition = layer_->GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
      header->fields.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
    }
    place_ = {.file = header->file, .layer = header->layer};
    result_.header = header;
    if (std::string_view(source_.format->driver) == "GPKG") {
      misfits_ = gis::misfit_values(file, name);
    }
  }

  Layer read() {
    require_fields();
    const OGRFeatureDefn* definition = layer_->GetLayerDefn();
    const bool wants_geometry = options_.geometry != GeometryType::none;
    if (wants_geometry && definition->GetGeomFieldCount() == 0) {
      throw Error(place_, "the layer has no geometry column",
                  fmt::format("draw its features as {}s", name_of(options_.geometry)));
    }
    const bool has_geometry = definition->GetGeomFieldCount() > 0;
    const gis::Projection projection(has_geometry ? layer_->GetSpatialRef() : nullptr,
                                     has_geometry ? options_.assume_crs : std::string("EPSG:4326"),
                                     place_);
    read_features(projection);
    if (errors_.failed()) {
      throw Error(place_, "cannot be read to its end: " + errors_.take(""),
                  "copy the file again from its source");
    }
    if (result_.features.empty() && !options_.allow_empty && read_ == 0) {
      diagnostics_.error("empty_layer", place_, "the layer has no features",
                         "draw its features, or name another layer");
    }
    return std::move(result_);
  }

 private:
  void require_fields() const {
    const std::vector<std::string>& fields = result_.header->fields;
    // GeoJSON keeps fields with features only: an empty layer has none.
    if (fields.empty() && layer_->GetFeatureCount() == 0) return;
    for (const std::string& field : options_.required_fields) {
      if (std::find(fields.begin(), fields.end(), field) != fields.end()) continue;
      Place place = place_;
      place.field = field;
      throw Error(place, "the layer has no such field", name_remedy(field, fields));
    }
  }

  void read_features(const gis::Projection& projection) {
    // OpenStreetMap's layers are filled together; reading one alone would pile up the others.
    const bool interleaved = std::string_view(source_.format->driver) == "OSM";
    layer_->ResetReading();
    while (true) {
      OGRLayer* owner = layer_;
      const OGRFeatureUniquePtr feature(
          interleaved ? source_.dataset->GetNextFeature(&owner, nullptr, nullptr, nullptr)
                      : layer_->GetNextFeature());
      if (feature == nullptr) break;
      if (owner != layer_) continue;
      if (++read_ > kMostFeatures) {
        throw Error(place_, fmt::format("more than {} features", kMostFeatures),
                    "cut the layer to the study area");
      }
      try {
        add(*feature, projection);
      } catch (const Error& e) {
        if (++faults_ > kMostFaults) return;
        diagnostics_.error("unreadable_feature", e.place(), e.problem(), e.remedy());
      }
    }
  }

  void add(OGRFeature& source, const gis::Projection& projection) {
    std::vector<FieldValue> values;
    values.reserve(result_.header->fields.size());
    for (int i = 0; i < source.GetFieldCount(); ++i) values.push_back(value_of(source, i));
    Feature feature(result_.header, source.GetFID(), {}, std::move(values));
    if (errors_.failed()) {
      throw Error(feature.place(), "cannot be read: " + errors_.take(""),
                  "draw the feature again or delete it");
    }
    if (const auto misfit = misfits_.find(source.GetFID()); misfit != misfits_.end()) {
      throw Error(feature.place(misfit->second.field), misfit->second.problem,
                  "write a number, or leave the value NULL");
    }
    check_text(feature);
    auto geometries = gis::read_geometry(source.GetGeometryRef(), options_.geometry,
                                         options_.multi_lines, projection, feature.place());
    for (Geometry& geometry : geometries) {
      std::vector<FieldValue> copy;
      copy.reserve(result_.header->fields.size());
      for (const std::string& field : result_.header->fields) copy.push_back(feature.value(field));
      result_.features.emplace_back(result_.header, feature.fid(), std::move(geometry),
                                    std::move(copy));
    }
  }

  void check_text(const Feature& feature) {
    for (const std::string& field : result_.header->fields) {
      const auto* text = std::get_if<std::string>(&feature.value(field));
      if (text == nullptr || is_utf8(*text)) continue;
      diagnostics_.warning("text_not_utf8", feature.place(field),
                           fmt::format("the text '{}' is not UTF-8", printable(*text)),
                           "its bytes are shown as \\xNN; write the text again");
    }
  }

  fs::path file_;
  const ReadLayerOptions& options_;
  Diagnostics& diagnostics_;
  GdalErrors errors_;  // before the dataset, so that closing is heard too
  VectorFile source_;
  OGRLayer* layer_ = nullptr;
  Place place_;
  Layer result_;
  std::size_t read_ = 0;
  std::size_t faults_ = 0;
  std::map<long long, gis::MisfitValue> misfits_;
};

}  // namespace

std::vector<std::string> layer_names(const fs::path& file,
                                     const std::vector<std::string>& open_options) {
  GdalErrors errors;
  const VectorFile source = gis::open_vector(file, open_options, errors);
  return names_in(source, file);
}

Layer read_layer(const fs::path& file, const std::string& layer, const ReadLayerOptions& options,
                 Diagnostics& diagnostics) {
  const gis::FileWatch watch(file);
  Layer read = Reader(file, layer, options, diagnostics).read();
  watch.expect_unchanged();
  return read;
}

}  // namespace landlink
