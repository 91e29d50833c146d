#pragma once

#include <filesystem>
#include <string>

#include "landlink/core/error.hpp"

namespace landlink {

/// The folder that a study's relative paths may not leave: the nearest one above the file that
/// holds .git or gis, or else the parent of the file's own folder.
std::filesystem::path project_folder(const std::filesystem::path& study_file);

/// A path of a study file, from the file's own folder. Throws Error at `place` for a relative path
/// that leads out of the project; an absolute one is meant as it stands.
std::filesystem::path project_path(const std::string& given,
                                   const std::filesystem::path& study_file, const Place& place);

/// A folder within another: throws Error at `place` for an absolute path and one with '..' in it.
std::filesystem::path path_within(const std::string& given, const Place& place);

}  // namespace landlink
