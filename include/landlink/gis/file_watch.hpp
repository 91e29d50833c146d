#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace landlink::gis {

/// Notices when a source changes while it is read: what QGIS or a download writes into the file
/// meanwhile would give a network that no file ever held. Size, time of writing and identity of the
/// file are kept (of each part of a Shapefile or FileGDB), not its bytes, which may be gigabytes.
class FileWatch {
 public:
  explicit FileWatch(std::filesystem::path file);

  /// Throws Error naming the file if it is not as it was.
  void expect_unchanged() const;

 private:
  struct State {
    std::filesystem::path file;
    std::uintmax_t size = 0;
    std::int64_t written_ns = 0;
    std::uint64_t inode = 0;
    friend bool operator==(const State&, const State&) = default;
  };
  [[nodiscard]] std::vector<State> states() const;

  std::filesystem::path file_;
  std::vector<State> before_;
};

}  // namespace landlink::gis
