#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace landlink {

/// The candidate with the fewest edits from `word` (case folded), if it is near enough to be what
/// was meant: at most a third of its letters, and at least two.
std::optional<std::string> nearest_name(std::string_view word,
                                        std::span<const std::string> candidates);

/// " did you mean 'x'?" or the list of candidates, as a remedy for an unknown name.
std::string name_remedy(std::string_view word, std::span<const std::string> candidates);

/// The shortest decimal text that reads back as the same double; never depends on the locale.
std::string shortest_text(double value);

/// A finite decimal number, the whole of `text`: digits with an optional sign, point and exponent.
/// Nothing for anything else: no spaces, thousands separators, hexadecimal, nan or inf.
std::optional<double> parse_number(std::string_view text);

/// A decimal integer, the whole of `text`, no leading zeros or plus sign.
std::optional<long long> parse_integer(std::string_view text);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// Control characters and malformed bytes shown as \xNN, for one line of a log.
std::string printable(std::string_view bytes);

/// ASCII letters in lower case; other bytes unchanged.
std::string folded(std::string_view text);

/// A name for a file or folder: ASCII letters and digits in lower case, other runs as one '-';
/// letters of other scripts are kept. Empty if nothing is left.
std::string file_name_of(std::string_view title);

std::vector<std::string> split(std::string_view text, char separator);
std::string trim(std::string_view text);

/// "1 road", "2 roads": count with its noun.
std::string counted(std::size_t count, std::string_view singular, std::string_view plural = {});

}  // namespace landlink
