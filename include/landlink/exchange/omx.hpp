#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/demand/od_matrix.hpp"

namespace landlink {

/// A named matrix of an OMX file.
struct OmxMatrix {
  std::string name = {};
  OdMatrix values = {};
};

/// The content of an Open Matrix file: square matrices over one list of zones.
struct OmxFile {
  std::string file = {};
  /// One id per row: of the text lookup if there is one, else of a whole-number lookup, else 1, 2,
  /// 3 and so on.
  std::vector<std::string> zone_ids = {};
  std::vector<OmxMatrix> matrices = {};  ///< by name
};

/// Open Matrix (OMX) 0.2 as the bytes of an HDF5 file: attribute OMX_VERSION "0.2" and SHAPE at
/// the root, matrices in /data as chunked, deflated doubles, the zones' ids in /lookup/zone_id and
/// their numbers from 1 in /lookup/zone. Equal content gives equal bytes.
///
/// Throws Error for a name that HDF5 cannot hold ('/', '.', empty), a name that stands twice, and
/// a matrix of another size than `zone_ids`.
/// Format: github.com/osPlanning/omx.
std::string omx_bytes(const std::vector<std::string>& zone_ids,
                      const std::vector<OmxMatrix>& matrices);
void write_omx(const std::filesystem::path& path, const std::vector<std::string>& zone_ids,
               const std::vector<OmxMatrix>& matrices);

/// Reads any OMX file: matrices of numbers of any width, and the lookups above. Throws Error naming
/// the file and the matrix for a file that is damaged or no OMX, a matrix of another shape than
/// SHAPE, a cell that is negative or not finite, a lookup with a repeated id, and more than
/// `most_zones` zones.
OmxFile read_omx(const std::filesystem::path& path, std::size_t most_zones = 20'000);

}  // namespace landlink
