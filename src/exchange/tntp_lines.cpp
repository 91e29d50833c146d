#include "tntp_lines.hpp"

#include <algorithm>

namespace landlink {

namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";
constexpr std::string_view kSeparators = " \t\r\f\v;";
constexpr std::string_view kEndOfMetadata = "END OF METADATA";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return result;
}

}  // namespace

TntpLines::TntpLines(std::string_view text)
    : rest_(text), in_metadata_(text.find("<END OF METADATA>") != std::string_view::npos) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

std::optional<TntpLine> TntpLines::next() {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++number_;
    const auto tag = parse_tntp_tag(trimmed(line));
    if (!tag) line = line.substr(0, line.find('~'));
    line = trimmed(line);
    if (in_metadata_ && !tag) continue;
    if (tag && tag->name == kEndOfMetadata) in_metadata_ = false;
    if (!line.empty()) return TntpLine{.text = line, .number = number_};
  }
  return {};
}

std::optional<TntpTag> parse_tntp_tag(std::string_view line) {
  if (!line.starts_with('<')) return {};
  const std::size_t end = line.find('>');
  if (end == std::string_view::npos) return {};
  std::string_view value = trimmed(line.substr(end + 1));
  value = trimmed(value.substr(0, value.find('~')));
  return TntpTag{.name = upper(trimmed(line.substr(1, end - 1))), .value = value};
}

std::string_view next_tntp_word(std::string_view& rest) {
  const std::size_t first = rest.find_first_not_of(kSeparators);
  if (first == std::string_view::npos) return rest = {};
  rest.remove_prefix(first);
  const std::string_view word = rest.substr(0, rest.find_first_of(kSeparators));
  rest.remove_prefix(word.size());
  return word;
}

}  // namespace landlink
