#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace landlink {

/// The bytes of a file, unpacked if it is gzip's (told by its first bytes, not its name). Throws
/// Error naming the path for a missing, unreadable, damaged or truncated file, and for one that is
/// larger than `limit_bytes` when unpacked.
std::string read_possibly_gzipped(const std::filesystem::path& path,
                                  std::uintmax_t limit_bytes = std::uintmax_t{1} << 31);

/// A text packed as gzip does, without name and time: equal texts give equal bytes.
std::string gzipped(std::string_view text);

}  // namespace landlink
