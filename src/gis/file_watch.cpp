#include "landlink/gis/file_watch.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "landlink/core/error.hpp"

namespace landlink::gis {

namespace fs = std::filesystem;

FileWatch::FileWatch(fs::path file) : file_(std::move(file)), before_(states()) {}

std::vector<FileWatch::State> FileWatch::states() const {
  std::vector<fs::path> files;
  std::error_code code;
  if (fs::is_directory(file_, code)) {
    for (const auto& entry : fs::directory_iterator(file_, code)) files.push_back(entry.path());
  } else {
    files.push_back(file_);
    for (const char* part : {".dbf", ".shx", ".prj"}) {
      fs::path beside = file_;
      beside.replace_extension(part);
      if (file_.extension() == ".shp" && fs::exists(beside, code)) files.push_back(beside);
    }
  }
  std::sort(files.begin(), files.end());
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  std::vector<State> result;
  for (const fs::path& file : files) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) continue;
    result.push_back({file, static_cast<std::uintmax_t>(status.st_size),
                      status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec,
                      static_cast<std::uint64_t>(status.st_ino)});
  }
  return result;
}

void FileWatch::expect_unchanged() const {
  if (states() == before_) return;
  throw Error({.file = file_.string()}, "the file changed while it was read",
              "run again when nothing writes to it");
}

}  // namespace landlink::gis
