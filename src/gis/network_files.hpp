#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/network_layers.hpp"

namespace landlink::gis {

/// The files of a network: a folder with a GeoJSON file per layer, or one GeoPackage.
class NetworkFiles {
 public:
  /// Throws Error where `source` is neither.
  explicit NetworkFiles(std::filesystem::path source);

  /// Whether the network has a layer of this name.
  [[nodiscard]] bool has(const std::string& layer) const;
  /// Names of the layers, sorted.
  [[nodiscard]] const std::vector<std::string>& present() const { return present_; }

  /// Reads a layer; what is wrong with it as a whole (missing, without CRS, ...) goes to
  /// `diagnostics` too, and the layer is then without features.
  Layer read(const std::string& layer, const ReadLayerOptions& options, Diagnostics& diagnostics);

  /// Name of the file that holds a layer, for complaints.
  [[nodiscard]] std::string file_of(const std::string& layer) const;

  /// Every file read so far with its checksum, by name. Throws Error if one changed meanwhile.
  [[nodiscard]] std::vector<InputFile> inputs() const;

 private:
  [[nodiscard]] std::filesystem::path path_of(const std::string& layer) const;
  void require_layer(const std::string& layer) const;

  std::filesystem::path source_;
  bool one_file_ = false;
  std::map<std::filesystem::path, std::string> sha256_;
  std::vector<std::string> present_;  ///< names of layers
};

}  // namespace landlink::gis
