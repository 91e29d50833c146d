#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/gis/feature.hpp"
#include "landlink/gis/layer_writer.hpp"

namespace landlink {

/// Names of the layers of a network, link layers first, in the order in which they are written.
const std::vector<std::string>& network_layer_names();

/// What the features of such a layer are.
GeometryType network_layer_geometry(const std::string& layer);

/// The layers of a network as they are, value by value, in the order of their features: for
/// writing them in another format, and for comparing two networks. Nothing is checked but that
/// each layer can be read. Layers that the network lacks are left out.
///
/// Throws Error where `source` is no network or a feature cannot be read.
std::vector<LayerTable> copy_network(const std::filesystem::path& source);

/// A layer that was read, as a table of `geometry`: a field is integer or real if all its values
/// are, else text.
LayerTable table_of(const std::string& name, GeometryType geometry,
                    const std::vector<std::string>& fields, const std::vector<Feature>& features);

/// Writes layers as a network: a GeoPackage where `out` ends in .gpkg, else a folder of GeoJSON.
void write_network(const std::filesystem::path& out, const std::vector<LayerTable>& layers);

/// Writes a network as GMNS (docs/data.md): node.csv, link.csv with one row a direction,
/// use_definition.csv, config.csv and zone.csv, our fields in further columns of link.csv, and the
/// layers of points and areas as `landlink_<layer>.csv`, so that import_gmns gives it back whole.
void export_gmns(const std::filesystem::path& source, const std::filesystem::path& folder);

/// The layers of a network that export_gmns wrote; empty where a GMNS folder comes from elsewhere.
std::vector<LayerTable> restore_gmns(const std::filesystem::path& folder);

}  // namespace landlink
