#pragma once

#include <filesystem>
#include <map>

#include "landlink/gis/file_watch.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

/// Notices when a table of a study changes while its data is read, so that the checksums of the
/// manifest are those of what the results came from. The layers of the network watch themselves.
class InputWatch {
 public:
  /// Looks at every file of the demand folder, the network's own tables, and the study's matrix.
  explicit InputWatch(const Study& study);

  /// SHA-256 of a file that was read; keeps it among those to be looked at in the end.
  std::string sha256(const std::filesystem::path& file);

  /// Throws Error naming the first file of `sha256` that is not as it was.
  void expect_unchanged() const;

 private:
  void watch_folder(const std::filesystem::path& folder);

  std::map<std::filesystem::path, gis::FileWatch> watches_;
  std::vector<std::filesystem::path> read_;
};

}  // namespace landlink
