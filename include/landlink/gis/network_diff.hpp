#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "landlink/gis/layer_writer.hpp"

namespace landlink {

enum class ChangeKind { added, removed, changed };

/// "added", "removed" or "changed".
const char* name_of(ChangeKind kind);

/// One field of one feature that differs between two networks; a feature that only one of them has
/// is one row without a field.
struct NetworkChange {
  ChangeKind kind = ChangeKind::changed;
  std::string layer = {};
  std::string id = {};
  std::string field = {};  ///< `geometry` for the shape
  std::string before = {};
  std::string after = {};
  double length_km = 0.0;  ///< of a line, as it is after, or was where it is gone
  Geometry geometry = {};  ///< the same
};

struct NetworkDiff {
  std::vector<NetworkChange> changes = {};                 ///< by layer, then in order of id
  std::size_t unchanged = 0;                               ///< features that are alike
  [[nodiscard]] std::size_t count(ChangeKind kind) const;  ///< features, not fields
};

/// Compares two networks feature by feature within each layer, by `id`. Values are compared as they
/// read (5 and 5.0 are one), shapes by positions of which none moved by more than 1e-7 degrees
/// (1 cm). The order of features and fields does not matter, nor does the format.
///
/// Throws Error where one is no network, or has a feature without `id` or two of the same.
NetworkDiff diff_networks(const std::filesystem::path& before, const std::filesystem::path& after);

/// Counts by layer and kind, and up to `listed` changes.
std::string diff_table(const NetworkDiff& diff, std::size_t listed);
/// A row per change: change, layer, id, field, before, after, length_km.
std::string diff_csv(const NetworkDiff& diff);
/// One layer for each kind of geometry (`changes_lines`, `changes_points`, `changes_polygons`) that
/// has changes, for QGIS.
std::vector<LayerTable> diff_layers(const NetworkDiff& diff);

}  // namespace landlink
