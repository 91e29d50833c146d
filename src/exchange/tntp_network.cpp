#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "landlink/exchange/tntp.hpp"
#include "tntp_lines.hpp"

namespace landlink {

namespace {

constexpr std::array<std::string_view, 9> kColumns{"init_node", "term_node",      "capacity",
                                                   "length",    "free_flow_time", "b",
                                                   "power",     "speed",          "toll"};
constexpr std::size_t kRequiredColumns = 7;

class RowReader {
 public:
  RowReader(const std::string& file, TntpLine line) : file_(&file), line_(line), rest_(line.text) {}

  [[nodiscard]] TntpLink link() {
    TntpLink link{.line = line_.number};
    link.from = node_number();
    link.to = node_number();
    link.capacity = value();
    link.length = value();
    link.free_flow_time = says_infinite() ? std::numeric_limits<double>::infinity() : value();
    link.b = value();
    link.power = value();
    value();  // the speed has no part in the cost
    link.toll = value();
    return link;
  }

 private:
  [[noreturn]] void refuse(std::string problem, std::string remedy) const {
    throw Error({.file = *file_, .line = line_.number, .field = std::string(kColumns[column_])},
                std::move(problem), std::move(remedy));
  }
  std::string_view word() {
    const std::string_view word = next_tntp_word(rest_);
    if (word.empty() && column_ < kRequiredColumns) {
      refuse(fmt::format("a row of {}", counted(column_, "column")),
             "give init_node, term_node, capacity, length, free_flow_time, b, power");
    }
    return word;
  }
  TntpNodeNumber node_number() {
    const std::string_view text = word();
    const auto number = parse_integer(text);
    if (!number) refuse(fmt::format("'{}' is no node number", printable(text)), "give an integer");
    ++column_;
    return *number;
  }
  /// Takes the word if it is "inf", as some files write the time of a link that is shut.
  bool says_infinite() {
    std::string_view rest = rest_;
    const std::string_view text = next_tntp_word(rest);
    const std::array<std::string_view, 4> spellings{"inf", "Inf", "INF", "Infinity"};
    if (std::find(spellings.begin(), spellings.end(), text) == spellings.end()) return false;
    rest_ = rest;
    ++column_;
    return true;
  }
  double value() {
    const std::string_view text = word();
    double number = 0.0;
    if (!text.empty()) {
      const auto parsed = parse_number(text);
      if (!parsed) {
        refuse(fmt::format("'{}' is not a number", printable(text)), "give a decimal number");
      }
      number = *parsed;
    }
    // Tolls may be negative as long as the link's cost is not.
    if (number < 0.0 && kColumns[column_] != "toll") {
      refuse(fmt::format("{} is negative", number), "give a value of at least 0");
    }
    ++column_;
    return number;
  }

  const std::string* file_;
  TntpLine line_;
  std::string_view rest_;
  std::size_t column_ = 0;
};

long long tag_number(const TntpTag& tag, const std::string& file, int line) {
  std::string_view rest = tag.value;
  const std::string_view word = next_tntp_word(rest);
  const auto number = parse_integer(word);
  if (!number) {
    throw Error({.file = file, .line = line, .field = tag.name},
                fmt::format("'{}' is not an integer", printable(word)), "give an integer");
  }
  return *number;
}

void warn_of_infinite_times(const TntpNetwork& network, Diagnostics& diagnostics) {
  std::size_t count = 0;
  int first = 0;
  for (const TntpLink& link : network.links) {
    if (std::isfinite(link.free_flow_time)) continue;
    if (count++ == 0) first = link.line;
  }
  if (count == 0) return;
  diagnostics.warning("tntp_infinite_time",
                      {.file = network.file, .line = first, .field = "free_flow_time"},
                      fmt::format("{} with an infinite free-flow time", counted(count, "link")),
                      "taken as shut; give a finite time if trips may use them");
}

}  // namespace

bool is_shut(const TntpLink& link) {
  if (!std::isfinite(link.free_flow_time)) return true;
  return link.capacity == 0.0 && link.power > 0.0 && link.free_flow_time * link.b > 0.0;
}

TntpNetwork parse_tntp_network(std::string_view text, const std::string& file,
                               Diagnostics& diagnostics, std::size_t most_links) {
  TntpNetwork network;
  network.file = file;
  long long declared_links = -1;
  TntpLines lines(text);
  while (const auto line = lines.next()) {
    if (const auto tag = parse_tntp_tag(line->text)) {
      if (tag->name == "FIRST THRU NODE") {
        network.first_through_node = tag_number(*tag, file, line->number);
      } else if (tag->name == "NUMBER OF ZONES") {
        network.zone_count = tag_number(*tag, file, line->number);
      } else if (tag->name == "NUMBER OF LINKS") {
        declared_links = tag_number(*tag, file, line->number);
      }
      continue;
    }
    if (network.links.size() == most_links) {
      throw Error({.file = file, .line = line->number},
                  fmt::format("more than {} links", most_links),
                  "cut the network to the study area");
    }
    network.links.push_back(RowReader(file, *line).link());
  }
  const auto found = static_cast<long long>(network.links.size());
  if (network.links.empty()) {
    throw Error({.file = file}, "no link", "give a TNTP network file");
  }
  if (declared_links >= 0 && declared_links != found) {
    diagnostics.warning("tntp_link_count", {.file = file, .field = "NUMBER OF LINKS"},
                        fmt::format("{} declared, {} found", declared_links, found),
                        "check that the file is whole");
  }
  warn_of_infinite_times(network, diagnostics);
  return network;
}

TntpNetwork read_tntp_network(const std::filesystem::path& path, Diagnostics& diagnostics) {
  return parse_tntp_network(read_possibly_gzipped(path), path.string(), diagnostics);
}

std::string tntp_flows_text(const TntpNetwork& network, std::span<const double> volume,
                            std::span<const double> cost, std::span<const FlowColumn> columns) {
  std::string text = "From\tTo\tVolume\tCost";
  for (const FlowColumn& column : columns) text += '\t' + column.name;
  text += '\n';
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const TntpLink& link = network.links[i];
    text += fmt::format("{}\t{}\t{:.17g}\t{:.17g}", link.from, link.to, volume[i], cost[i]);
    for (const FlowColumn& column : columns) text += fmt::format("\t{:.17g}", column.volume[i]);
    text += '\n';
  }
  return text;
}

}  // namespace landlink
