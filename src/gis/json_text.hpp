#pragma once

#include <string>
#include <string_view>

namespace landlink::gis {

/// Appends `text` between quotes with JSON's escapes; bytes that are not UTF-8 show as \xNN.
void append_json_string(std::string& out, std::string_view text);

}  // namespace landlink::gis
