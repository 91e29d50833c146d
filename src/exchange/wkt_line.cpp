#include "wkt_line.hpp"

#include "landlink/core/text.hpp"

namespace landlink {

std::string wkt_line(const std::vector<LonLat>& line) {
  std::string text = "LINESTRING (";
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0) text += ", ";
    text += shortest_text(line[i].lon);
    text += ' ';
    text += shortest_text(line[i].lat);
  }
  return text + ")";
}

std::optional<std::vector<LonLat>> parse_wkt_line(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return std::nullopt;
  const std::string word = folded(trim(text.substr(0, open)));
  if (word != "linestring" && word != "linestring z" && word != "linestring m" &&
      word != "linestring zm" && word != "linestringz")
    return std::nullopt;
  if (!trim(text.substr(close + 1)).empty()) return std::nullopt;
  std::vector<LonLat> line;
  for (const std::string& position : split(text.substr(open + 1, close - open - 1), ',')) {
    std::vector<double> numbers;
    for (const std::string& part : split(trim(position), ' ')) {
      if (part.empty()) continue;
      const auto number = parse_number(part);
      if (!number) return std::nullopt;
      numbers.push_back(*number);
    }
    if (numbers.size() < 2 || numbers.size() > 4) return std::nullopt;
    line.push_back({numbers[0], numbers[1]});
  }
  if (line.size() < 2) return std::nullopt;
  return line;
}

}  // namespace landlink
