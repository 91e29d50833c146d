#include "network_files.hpp"

#include <algorithm>
#include <utility>

#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"

namespace landlink::gis {

namespace fs = std::filesystem;

NetworkFiles::NetworkFiles(fs::path source) : source_(std::move(source)) {
  std::error_code code;
  const fs::file_status status = fs::status(source_, code);
  if (fs::is_directory(status)) {
    for (const auto& entry : fs::directory_iterator(source_)) {
      if (entry.path().extension() == ".geojson") present_.push_back(entry.path().stem().string());
    }
  } else if (source_.extension() == ".gpkg") {
    one_file_ = true;
    present_ = layer_names(source_);
  } else {
    throw Error({.file = source_.string()},
                fs::exists(status) ? "not a network" : "no such file or folder",
                "name a folder of GeoJSON layers or a GeoPackage; `landlink import` makes either");
  }
  std::sort(present_.begin(), present_.end());
}

fs::path NetworkFiles::path_of(const std::string& layer) const {
  return one_file_ ? source_ : source_ / (layer + ".geojson");
}

std::string NetworkFiles::file_of(const std::string& layer) const {
  return path_of(layer).string();
}

bool NetworkFiles::has(const std::string& layer) const {
  return std::binary_search(present_.begin(), present_.end(), layer);
}

void NetworkFiles::require_layer(const std::string& layer) const {
  if (has(layer)) return;
  std::string remedy = name_remedy(layer, present_);
  if (present_.empty()) remedy = "name a folder with " + layer + ".geojson";
  throw Error({.file = file_of(layer), .layer = layer}, "the network has no such layer", remedy);
}

Layer NetworkFiles::read(const std::string& layer, const ReadLayerOptions& options,
                         Diagnostics& diagnostics) {
  try {
    require_layer(layer);
    const fs::path path = path_of(layer);
    if (!sha256_.contains(path)) sha256_[path] = sha256_of_file(path);
    return read_layer(path, layer, options, diagnostics);
  } catch (const Error& e) {
    diagnostics.error("unreadable_layer", e.place(), e.problem(), e.remedy());
    return {};
  }
}

std::vector<InputFile> NetworkFiles::inputs() const {
  std::vector<InputFile> files;
  for (const auto& [path, sha256] : sha256_) {
    if (sha256_of_file(path) != sha256) {
      throw Error({.file = path.string()}, "the file changed while it was read",
                  "run again when nothing writes to it");
    }
    files.push_back({path.filename().string(), sha256});
  }
  return files;
}

}  // namespace landlink::gis
