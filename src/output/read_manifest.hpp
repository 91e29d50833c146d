#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace landlink::output {

/// The manifest of a results folder. Throws Error where there is none or it is not JSON.
nlohmann::json read_manifest(const std::filesystem::path& folder);

}  // namespace landlink::output
