#include <fmt/format.h>

#include <set>

#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "landlink/exchange/tntp.hpp"
#include "tntp_lines.hpp"

namespace landlink {

std::vector<TntpNode> read_tntp_nodes(const std::filesystem::path& path) {
  const std::string text = read_possibly_gzipped(path);
  std::vector<TntpNode> nodes;
  std::set<TntpNodeNumber> seen;
  TntpLines lines(text);
  bool header = true;
  while (const auto line = lines.next()) {
    if (parse_tntp_tag(line->text)) continue;
    std::string_view rest = line->text;
    const auto number = parse_integer(next_tntp_word(rest));
    if (!number && header) {  // "node X Y ;"
      header = false;
      continue;
    }
    header = false;
    const auto x = parse_number(next_tntp_word(rest));
    const auto y = parse_number(next_tntp_word(rest));
    const Place place{.file = path.string(), .line = line->number};
    if (!number || !x || !y)
      throw Error(place, "no row of number, x and y", "write the three numbers of a node");
    if (!seen.insert(*number).second)
      throw Error(place, fmt::format("node {} is there already", *number),
                  "give each node one row");
    nodes.push_back({*number, *x, *y});
  }
  if (nodes.empty()) throw Error({.file = path.string()}, "no node", "give a TNTP node file");
  return nodes;
}

}  // namespace landlink
