#pragma once

#include <array>
#include <cctype>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "landlink/network/network.hpp"

namespace landlink::test {

struct DrawOptions {
  double spacing_km = 10.0;  ///< length of a step: four columns, two rows, or two of a diagonal
  LinkAttributes link = {};  ///< of every link but its length
};

/// A network drawn in text, with its nodes and links by letter.
///
///     A---B>--C       A Vientiane, B Pakse
///     |   |
///     D---E
///
/// A node is the first capital letter of its kind that stands alone; a line of - | / or \ joins
/// two nodes both ways, and with one of > < ^ v in it one way only. What follows a later capital
/// that stands alone, up to a comma or the line's end, is that node's name. Nodes are numbered in
/// reading order.
class DrawnNetwork {
 public:
  explicit DrawnNetwork(std::string_view drawing, const DrawOptions& options = {})
      : options_(options) {
    std::string row;
    for (const char c : drawing) {
      if (c == '\n') {
        rows_.push_back(std::exchange(row, {}));
      } else {
        row += c;
      }
    }
    rows_.push_back(row);
    find_nodes();
    find_links();
    network_ = Network(draft_);
  }

  [[nodiscard]] const Network& network() const { return network_; }
  [[nodiscard]] const Graph& graph() const { return network_.graph(); }
  [[nodiscard]] const NetworkDraft& draft() const { return draft_; }
  [[nodiscard]] NodeId node(char letter) const { return node_of_.at(letter); }
  /// The first link from one node to another; throws if there is none.
  [[nodiscard]] LinkId link(char tail, char head) const {
    for (const LinkId link : graph().out_links(node(tail))) {
      if (graph().head(link) == node(head)) return link;
    }
    throw std::out_of_range(std::string("no link ") + tail + head);
  }

 private:
  struct Direction {
    int row, column;
    char line, towards, back;
  };
  // Only rightward and downward: each line is met once, at its upper or left node.
  static constexpr std::array<Direction, 4> kDirections{{{0, 1, '-', '>', '<'},
                                                         {1, 0, '|', 'v', '^'},
                                                         {1, 1, '\\', 'v', '^'},
                                                         {1, -1, '/', 'v', '^'}}};

  [[nodiscard]] char at(int row, int column) const {
    if (row < 0 || column < 0 || row >= static_cast<int>(rows_.size())) return ' ';
    const std::string& text = rows_[static_cast<std::size_t>(row)];
    return column < static_cast<int>(text.size()) ? text[static_cast<std::size_t>(column)] : ' ';
  }
  [[nodiscard]] bool stands_alone(int row, int column) const {
    const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    const char c = at(row, column);
    return c >= 'A' && c <= 'Z' && !letter(at(row, column - 1)) && !letter(at(row, column + 1));
  }

  void find_nodes() {
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
      const std::string& text = rows_[static_cast<std::size_t>(row)];
      for (int column = 0; column < static_cast<int>(text.size()); ++column) {
        if (!stands_alone(row, column)) continue;
        const char letter = at(row, column);
        if (const auto known = node_of_.find(letter); known != node_of_.end()) {
          const auto begin = static_cast<std::size_t>(column) + 2;
          if (begin < text.size()) {
            draft_.nodes[known->second].name = text.substr(begin, text.find(',', begin) - begin);
          }
          continue;
        }
        constexpr double kKmPerDegree = 111.0;
        node_of_[letter] = draft_.add_node(
            {.position = {.lon = 102.0 + column * options_.spacing_km / 4.0 / kKmPerDegree,
                          .lat = 18.0 - row * options_.spacing_km / 2.0 / kKmPerDegree},
             .name = std::string(1, letter)});
        place_of_[letter] = {row, column};
      }
    }
  }

  void find_links() {
    for (const auto& [letter, place] : place_of_) {
      for (const Direction& direction : kDirections) {
        follow(letter, place.first, place.second, direction);
      }
    }
  }

  void follow(char from, int row, int column, const Direction& direction) {
    bool forward = true;
    bool backward = true;
    int steps = 1;
    for (;; ++steps) {
      row += direction.row;
      column += direction.column;
      const char c = at(row, column);
      if (c == direction.towards) {
        backward = false;
      } else if (c == direction.back) {
        forward = false;
      } else if (c != direction.line) {
        break;
      }
    }
    const char to = at(row, column);
    if (steps == 1 || !node_of_.contains(to) || place_of_.at(to) != std::pair(row, column)) return;
    LinkAttributes attributes = options_.link;
    const double per_step = direction.row == 0 ? 0.25 : 0.5;
    attributes.length_km = options_.spacing_km * per_step * steps;
    attributes.source = {.layer = "drawing", .id = std::string{from, to}, .forward = true};
    if (forward) draft_.add_link(node(from), node(to), attributes);
    attributes.source.forward = false;
    if (backward) draft_.add_link(node(to), node(from), attributes);
  }

  DrawOptions options_;
  std::vector<std::string> rows_;
  NetworkDraft draft_;
  Network network_;
  std::map<char, NodeId> node_of_;
  std::map<char, std::pair<int, int>> place_of_;
};

inline DrawnNetwork draw_network(std::string_view drawing, const DrawOptions& options = {}) {
  return DrawnNetwork(drawing, options);
}

}  // namespace landlink::test
