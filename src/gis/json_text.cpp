#include "json_text.hpp"

#include <fmt/format.h>

#include "landlink/core/text.hpp"

namespace landlink::gis {

void append_json_string(std::string& out, std::string_view text) {
  const std::string safe = is_utf8(text) ? std::string(text) : printable(text);
  out += '"';
  for (const char c : safe) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

}  // namespace landlink::gis
