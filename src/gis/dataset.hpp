#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class GDALDataset;

namespace landlink::gis {

struct SourceFormat;
class GdalErrors;

struct CloseDataset {
  void operator()(GDALDataset* dataset) const;
};
/// Closed when it goes.
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// Registers GDAL's drivers, once.
void register_drivers();

/// A checked file with layers, opened read-only by the one driver that its extension names.
struct VectorFile {
  Dataset dataset = {};
  const SourceFormat* format = nullptr;
};
VectorFile open_vector(const std::filesystem::path& file,
                       const std::vector<std::string>& open_options, GdalErrors& errors);

/// A regular file opened read-only as a GeoTIFF.
Dataset open_geotiff(const std::filesystem::path& file, GdalErrors& errors);

}  // namespace landlink::gis
