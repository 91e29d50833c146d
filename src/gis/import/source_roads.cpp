#include "landlink/gis/import/source_roads.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "landlink/core/text.hpp"
#include "landlink/gis/layer_reader.hpp"

namespace landlink::road_import {

namespace {

bool all_digits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool is_openstreetmap(const std::filesystem::path& file) {
  return file.extension() == ".pbf" || file.extension() == ".osm";
}

// What no truck drives on, or what is not built.
bool carries_trucks(const std::string& highway) {
  static const std::set<std::string> kOthers{
      "footway", "path",         "cycleway", "steps",    "pedestrian",   "bridleway", "corridor",
      "raceway", "bus_guideway", "platform", "elevator", "construction", "proposed",  "abandoned"};
  return !kOthers.contains(highway);
}

// Tags by name: fields of the layer, and those that GDAL's OpenStreetMap driver leaves together in
// `other_tags` as "key"=>"value" pairs.
class Tags {
 public:
  explicit Tags(const Feature& feature) : feature_(feature) {
    const std::string text = feature.text("other_tags");
    std::size_t at = 0;
    while (at < text.size()) {
      const std::string key = quoted(text, at);
      const std::string value = quoted(text, at);
      if (!key.empty()) others_.emplace(key, value);
    }
  }

  [[nodiscard]] std::string operator[](const std::string& key) const {
    std::string text = feature_.text(key);
    if (!text.empty()) return text;
    const auto found = others_.find(key);
    return found == others_.end() ? std::string() : found->second;
  }

 private:
  // The next text in quotes from `at`, which moves past it; a backslash escapes one character.
  static std::string quoted(const std::string& text, std::size_t& at) {
    while (at < text.size() && text[at] != '"') ++at;
    std::string word;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      word += text[at];
    }
    ++at;
    return word;
  }

  const Feature& feature_;
  std::map<std::string, std::string> others_;
};

// A leading number, as in "2" or "2;3" lanes.
std::optional<double> leading_number(const std::string& text) {
  std::size_t length = 0;
  while (length < text.size() &&
         (std::isdigit(static_cast<unsigned char>(text[length])) != 0 || text[length] == '.'))
    ++length;
  return parse_number(text.substr(0, length));
}

}  // namespace

std::string normal_road_number(const std::string& ref) {
  std::string number = trim(split(ref, ';').front());
  if (number.starts_with("NR") && number.size() > 2) number = trim(number.substr(2));
  if (number.size() > 1 && number[0] == 'N' &&
      std::isdigit(static_cast<unsigned char>(number[1])) != 0)
    number = number.substr(1);
  if (number.starts_with("A-") && all_digits(number.substr(2))) return "AH" + number.substr(2);
  if (number.starts_with("A") && all_digits(number.substr(1))) return "AH" + number.substr(1);
  return number;
}

std::optional<Surface> surface_of_tag(const std::string& tag) {
  static const std::map<std::string, Surface> kSurfaces{{"asphalt", Surface::asphalt},
                                                        {"concrete", Surface::concrete},
                                                        {"concrete:plates", Surface::concrete},
                                                        {"paved", Surface::dbst},
                                                        {"dbst", Surface::dbst},
                                                        {"chipseal", Surface::dbst},
                                                        {"metal", Surface::concrete},
                                                        {"unpaved", Surface::gravel},
                                                        {"gravel", Surface::gravel},
                                                        {"compacted", Surface::gravel},
                                                        {"fine_gravel", Surface::gravel},
                                                        {"wood", Surface::gravel},
                                                        {"dirt", Surface::earth},
                                                        {"earth", Surface::earth},
                                                        {"ground", Surface::earth},
                                                        {"mud", Surface::earth},
                                                        {"sand", Surface::earth}};
  const auto found = kSurfaces.find(tag);
  return found == kSurfaces.end() ? std::nullopt : std::optional(found->second);
}

Roads read_source_roads(const RoadSource& source, Diagnostics& diagnostics, RepairReport& report) {
  ReadLayerOptions options;
  options.geometry = GeometryType::line;
  options.multi_lines = MultiLines::split;
  options.assume_crs = source.assume_crs;
  std::string layer_name = source.layer;
  if (layer_name.empty() && is_openstreetmap(source.file)) layer_name = "lines";
  const Layer layer = read_layer(source.file, layer_name, options, diagnostics);
  diagnostics.stop_on_errors();

  Roads roads;
  std::size_t without_class = 0;
  std::size_t of_other_class = 0;
  std::size_t unknown_surface = 0;
  std::map<std::string, int> parts;
  const auto& fields = layer.header->fields;
  const bool has_class = std::find(fields.begin(), fields.end(), "highway") != fields.end();
  for (const Feature& feature : layer.features) {
    const Tags tags(feature);
    Road road;
    road.highway = tags["highway"];
    if (has_class && road.highway.empty()) {
      ++without_class;
      continue;
    }
    const bool wanted = source.highways.empty()
                            ? carries_trucks(road.highway)
                            : std::find(source.highways.begin(), source.highways.end(),
                                        road.highway) != source.highways.end();
    if (!wanted) {
      ++of_other_class;
      continue;
    }
    const std::string osm_id = tags["osm_id"];
    const std::string id = tags["id"];
    road.id = source.id_prefix + (!osm_id.empty() ? osm_id
                                  : !id.empty()   ? id
                                                  : std::to_string(feature.fid()));
    if (const int part = ++parts[road.id]; part > 1) road.id += "_" + std::to_string(part);
    road.number = normal_road_number(tags["ref"]);
    std::string english = tags["name_en"];
    if (english.empty()) english = tags["name:en"];
    road.name = english.empty() ? tags["name"] : english;
    // Many Lao ways carry their number where the name belongs.
    if (road.number.empty() && all_digits(road.name)) std::swap(road.number, road.name);
    road.line = feature.line();
    const std::string oneway = tags["oneway"];
    road.oneway = oneway == "yes" || oneway == "1" || oneway == "true" || oneway == "-1";
    if (oneway == "-1") std::reverse(road.line.begin(), road.line.end());
    const std::string surface = tags["surface"];
    road.surface = surface_of_tag(surface);
    if (!surface.empty() && !road.surface) ++unknown_surface;
    road.lanes = leading_number(tags["lanes"]);
    if (road.lanes == 0.0) road.lanes.reset();
    road.speed_limit_kmh = leading_number(tags["maxspeed"]);
    if (road.speed_limit_kmh == 0.0) road.speed_limit_kmh.reset();
    road.source = source.source;
    roads.push_back(std::move(road));
  }
  report.count("read", "lines", static_cast<double>(layer.features.size()));
  report.count("read", "roads", static_cast<double>(roads.size()));
  if (without_class > 0)
    report.count("read", "lines_without_highway", static_cast<double>(without_class));
  if (of_other_class > 0)
    report.count("read", "lines_of_other_class", static_cast<double>(of_other_class));
  if (unknown_surface > 0)
    report.count("read", "surfaces_not_understood", static_cast<double>(unknown_surface));
  return roads;
}

}  // namespace landlink::road_import
