#include "read_manifest.hpp"

#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"

namespace landlink::output {

nlohmann::json read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "manifest.json";
  nlohmann::json manifest = nlohmann::json::parse(read_text_file(file), nullptr, false);
  if (manifest.is_discarded()) {
    throw Error({.file = file.string()}, "not JSON", "write the results again with `landlink run`");
  }
  return manifest;
}

}  // namespace landlink::output
