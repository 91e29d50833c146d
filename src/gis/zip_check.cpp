#include "zip_check.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"

namespace landlink::gis {

namespace {

constexpr std::uint64_t kMostUnpacked = std::uint64_t{512} << 20;

// Offsets of the zip format (PKWARE's APPNOTE, sections 4.3.12 and 4.3.16).
constexpr std::string_view kEndMark = "PK\x05\x06";
constexpr std::string_view kEntryMark = "PK\x01\x02";
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEntrySize = 46;

std::uint64_t number_at(std::string_view bytes, std::size_t at, int width) {
  std::uint64_t value = 0;
  for (int i = width - 1; i >= 0; --i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

bool leads_out(std::string_view name) {
  if (name.starts_with('/') || name.find('\\') != std::string_view::npos) return true;
  for (const std::string& part : split(name, '/'))
    if (part == "..") return true;
  return false;
}

}  // namespace

void check_zip(const std::filesystem::path& file) {
  const auto refuse = [&](std::string problem, std::string remedy) {
    throw Error({.file = file.string()}, std::move(problem), std::move(remedy));
  };
  const std::string bytes = read_text_file(file);
  const std::size_t end = bytes.rfind(kEndMark);
  if (end == std::string::npos || bytes.size() - end < kEndSize)
    refuse("not an XLSX workbook, or cut off", "save the table again");
  const std::uint64_t entries = number_at(bytes, end + 10, 2);
  std::size_t at = static_cast<std::size_t>(number_at(bytes, end + 16, 4));
  std::uint64_t unpacked = 0;
  for (std::uint64_t i = 0; i < entries; ++i) {
    if (at + kEntrySize > bytes.size() || bytes.compare(at, kEntryMark.size(), kEntryMark) != 0)
      refuse("its directory is damaged", "save the table again");
    unpacked += number_at(bytes, at + 24, 4);
    const std::size_t name_size = number_at(bytes, at + 28, 2);
    if (at + kEntrySize + name_size > bytes.size())
      refuse("its directory is damaged", "save the table again");
    const std::string name = bytes.substr(at + kEntrySize, name_size);
    if (leads_out(name))
      refuse(fmt::format("a file in it has the name '{}', which leads out of the archive",
                         printable(name)),
             "do not open it; save the table again from its source");
    at += kEntrySize + name_size + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
  }
  if (unpacked > kMostUnpacked)
    refuse(fmt::format("it unpacks to {} MB, more than {}", unpacked >> 20U, kMostUnpacked >> 20U),
           "save the table as CSV");
}

}  // namespace landlink::gis
