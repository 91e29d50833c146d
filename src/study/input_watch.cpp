#include "input_watch.hpp"

#include <system_error>

#include "landlink/core/file.hpp"

namespace landlink {

namespace fs = std::filesystem;

InputWatch::InputWatch(const Study& study) {
  watch_folder(study.demand);
  if (fs::is_directory(study.network)) watch_folder(study.network);
  if (!study.matrix.empty()) watches_.try_emplace(study.matrix, study.matrix);
}

void InputWatch::watch_folder(const fs::path& folder) {
  std::error_code code;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, code)) {
    if (entry.is_regular_file(code)) watches_.try_emplace(entry.path(), entry.path());
  }
}

std::string InputWatch::sha256(const fs::path& file) {
  read_.push_back(file);
  return sha256_of_file(file);
}

void InputWatch::expect_unchanged() const {
  for (const fs::path& file : read_) {
    const auto watch = watches_.find(file);
    if (watch != watches_.end()) watch->second.expect_unchanged();
  }
}

}  // namespace landlink
