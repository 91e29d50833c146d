#include "project_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "landlink/core/text.hpp"

namespace landlink {

namespace fs = std::filesystem;

namespace {

bool holds(const fs::path& folder, const fs::path& path) {
  const auto [end, at] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end() || (end->empty() && std::next(end) == folder.end());
}

void refuse_control_characters(const std::string& given, const Place& place) {
  if (std::any_of(given.begin(), given.end(), [](unsigned char c) { return c < 0x20; })) {
    throw Error(place, fmt::format("'{}' is no path", printable(given)),
                "leave control characters out");
  }
}

}  // namespace

fs::path project_folder(const fs::path& study_file) {
  const fs::path own = fs::absolute(study_file).lexically_normal().parent_path();
  std::error_code code;
  for (fs::path folder = own;; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", code) || fs::is_directory(folder / "gis", code)) return folder;
    if (folder == folder.parent_path()) break;
  }
  return own.parent_path();
}

fs::path project_path(const std::string& given, const fs::path& study_file, const Place& place) {
  refuse_control_characters(given, place);
  if (fs::path(given).is_absolute()) return fs::path(given).lexically_normal();
  const fs::path path = (study_file.parent_path() / given).lexically_normal();
  const fs::path root = project_folder(study_file);
  if (!holds(root, fs::absolute(path).lexically_normal())) {
    throw Error(place,
                fmt::format("'{}' leads out of the project's folder {}", given, root.string()),
                "keep the files of a study within its project, or give an absolute path");
  }
  return path;
}

fs::path path_within(const std::string& given, const Place& place) {
  refuse_control_characters(given, place);
  const fs::path path(given);
  if (path.is_absolute()) {
    throw Error(place, fmt::format("'{}' is an absolute path", given),
                "give a folder within that of the results; --out says where those are");
  }
  const fs::path normal = path.lexically_normal();
  const bool leaves = normal.empty() || normal == "." || *normal.begin() == "..";
  if (leaves) {
    throw Error(place, fmt::format("'{}' is no folder within that of the results", given),
                "give a name such as \"route-9\", without '..'");
  }
  return normal.has_filename() ? normal : normal.parent_path();
}

}  // namespace landlink
