#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace landlink {

/// The tables of texts under `section` of a TOML file, by their names: for tables whose keys are
/// data and no settings, which ConfigTable would call unknown. Empty where there is no such
/// section. Throws Error with line for a syntax error and for a value that is no text.
std::map<std::string, std::map<std::string, std::string>> read_toml_texts(
    const std::filesystem::path& file, std::string_view section);

}  // namespace landlink
