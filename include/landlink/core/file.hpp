#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace landlink {

/// The bytes of a regular file. Throws Error naming the path if there is none, or if it is larger
/// than `limit_bytes`.
std::string read_text_file(const std::filesystem::path& path,
                           std::uintmax_t limit_bytes = std::uintmax_t{1} << 30);

/// Writes to a temporary name beside `path`, flushes to disk and renames, so that a reader sees
/// the old file or the whole new one. Throws Error (exit code 4) when the disk refuses.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// Flushes a finished temporary file to disk and renames it to `path`; for files that a library
/// writes. Throws Error (exit code 4) and removes the temporary file when that fails.
void commit_file(const std::filesystem::path& temporary, const std::filesystem::path& path);

/// The name that a file is written under before commit_file: same folder, same extension.
std::filesystem::path temporary_name(const std::filesystem::path& path);

/// SHA-256 as 64 hexadecimal digits.
std::string sha256_of_text(std::string_view bytes);
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace landlink
