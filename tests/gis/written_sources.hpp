#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "landlink/gis/import/import_network.hpp"
#include "support/complaint.hpp"

// Sources written by tests, and what the import makes of them.

namespace landlink::road_import {

inline std::string import_complaint(const PlainSources& sources) {
  return test::complaint([&] { import_network(plain_recipe(sources)); });
}

/// The road of an id; null where there is none.
inline const Road* find(const Roads& roads, const std::string& id) {
  const auto found =
      std::find_if(roads.begin(), roads.end(), [&](const Road& road) { return road.id == id; });
  return found == roads.end() ? nullptr : &*found;
}

/// Nodes 1 to 9 lie 0.01 degrees apart on one parallel; 20 and 21 north of nodes 2 and 3.
class OsmText {
 public:
  OsmText() {
    for (int i = 1; i <= 9; ++i) node(i, 102.0 + 0.01 * i, 18.0);
    node(20, 102.02, 18.01);
    node(21, 102.03, 18.01);
  }
  void node(int id, double lon, double lat) {
    nodes_ += "<node id=\"" + std::to_string(id) + "\" lon=\"" + std::to_string(lon) + "\" lat=\"" +
              std::to_string(lat) + "\" version=\"1\"/>\n";
  }
  void way(int id, const std::vector<int>& nodes,
           const std::vector<std::pair<std::string, std::string>>& tags) {
    ways_ += "<way id=\"" + std::to_string(id) + "\" version=\"1\">";
    for (const int n : nodes) ways_ += "<nd ref=\"" + std::to_string(n) + "\"/>";
    for (const auto& [key, value] : tags) ways_ += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
    ways_ += "</way>\n";
  }
  [[nodiscard]] std::string text() const {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n" + nodes_ + ways_ +
           "</osm>\n";
  }

 private:
  std::string nodes_;
  std::string ways_;
};

}  // namespace landlink::road_import
