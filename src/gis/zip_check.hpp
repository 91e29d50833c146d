#pragma once

#include <filesystem>

namespace landlink::gis {

/// Checks the directory of a zip archive, which an XLSX workbook is, before anything unpacks it:
/// its files together may unpack to 512 MB, and none may have a name that leads out of the archive.
/// Throws Error naming the file otherwise, and for what is no zip archive.
void check_zip(const std::filesystem::path& file);

}  // namespace landlink::gis
