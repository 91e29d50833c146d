#include "landlink/gis/import/osm_tags.hpp"

#include <map>
#include <set>

namespace landlink::road_import {

namespace {

// The next text in quotes from `at`, which moves past it; a backslash escapes one character.
std::string quoted(const std::string& text, std::size_t& at) {
  while (at < text.size() && text[at] != '"') ++at;
  std::string word;
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    word += text[at];
  }
  ++at;
  return word;
}

bool is_no(const std::string& value) {
  // Land use rights that general freight does not have.
  static const std::set<std::string> kNo{"no",           "private",  "military",
                                         "agricultural", "forestry", "agricultural;forestry",
                                         "emergency"};
  return kNo.contains(value);
}

}  // namespace

Tags::Tags(const Feature& feature, const FieldMapping& mapping)
    : feature_(feature), mapping_(mapping) {
  const std::string text = feature.text("other_tags");
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string key = quoted(text, at);
    const std::string value = quoted(text, at);
    if (!key.empty()) others_.emplace(key, value);
  }
}

std::string Tags::get(const char* name, const char* tag) const {
  if (mapping_.has(name)) return mapping_.text(feature_, name);
  return (*this)[tag];
}

std::string Tags::operator[](const std::string& key) const {
  std::string text = feature_.text(key);
  if (!text.empty()) return text;
  const auto found = others_.find(key);
  return found == others_.end() ? std::string() : found->second;
}

Direction direction_of(const std::string& oneway, const std::string& junction,
                       const std::string& highway) {
  if (oneway == "yes" || oneway == "1" || oneway == "true") return Direction::along;
  if (oneway == "-1" || oneway == "reverse") return Direction::against;
  if (!oneway.empty()) return Direction::both;
  const bool implied = junction == "roundabout" || junction == "circular" ||
                       highway == "motorway" || highway == "motorway_link";
  return implied ? Direction::along : Direction::both;
}

std::string closed_to_trucks(const Tags& tags, const std::string& highway) {
  static const std::set<std::string> kUnbuilt{"construction", "proposed", "planned",
                                              "abandoned",    "disused",  "razed"};
  // What no truck drives on.
  static const std::set<std::string> kOthers{
      "footway",   "path",     "cycleway",     "steps",       "pedestrian", "bridleway",
      "corridor",  "raceway",  "bus_guideway", "busway",      "platform",   "elevator",
      "rest_area", "services", "bus_stop",     "via_ferrata", "crossing",   "no"};
  if (kUnbuilt.contains(highway)) return "not_built";
  if (kOthers.contains(highway)) return "no_road_class";
  for (const char* key : {"hgv", "goods", "motor_vehicle", "vehicle", "access"}) {
    const std::string value = key == std::string("access") ? tags.get("access", key) : tags[key];
    if (value.empty()) continue;
    if (!is_no(value)) return {};
    return key == std::string("hgv") || key == std::string("goods") ? "no_trucks" : "access_denied";
  }
  return {};
}

bool is_structure(const std::string& value) {
  return !value.empty() && value != "no" && value != "0" && value != "false";
}

std::optional<Surface> surface_of_tag(const std::string& tag) {
  static const std::map<std::string, Surface> kSurfaces{{"asphalt", Surface::asphalt},
                                                        {"concrete", Surface::concrete},
                                                        {"concrete:plates", Surface::concrete},
                                                        {"concrete:lanes", Surface::concrete},
                                                        {"cement", Surface::concrete},
                                                        {"paved", Surface::dbst},
                                                        {"dbst", Surface::dbst},
                                                        {"chipseal", Surface::dbst},
                                                        {"metal", Surface::concrete},
                                                        {"paving_stones", Surface::dbst},
                                                        {"sett", Surface::dbst},
                                                        {"cobblestone", Surface::dbst},
                                                        {"unhewn_cobblestone", Surface::gravel},
                                                        {"unpaved", Surface::gravel},
                                                        {"gravel", Surface::gravel},
                                                        {"compacted", Surface::gravel},
                                                        {"fine_gravel", Surface::gravel},
                                                        {"laterite", Surface::gravel},
                                                        {"pebblestone", Surface::gravel},
                                                        {"rock", Surface::gravel},
                                                        {"wood", Surface::gravel},
                                                        {"dirt", Surface::earth},
                                                        {"earth", Surface::earth},
                                                        {"ground", Surface::earth},
                                                        {"grass", Surface::earth},
                                                        {"clay", Surface::earth},
                                                        {"mud", Surface::earth},
                                                        {"sand", Surface::earth}};
  const auto found = kSurfaces.find(tag);
  return found == kSurfaces.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace landlink::road_import
