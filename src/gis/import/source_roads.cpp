#include "landlink/gis/import/source_roads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "landlink/core/text.hpp"
#include "landlink/gis/import/osm_tags.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "link_quantities.hpp"

namespace landlink::road_import {

namespace {

constexpr std::size_t kListed = 10;   // unreadable values that a message names
constexpr double kWalking_kmh = 7.0;  // what `maxspeed=walk` is commonly taken for
constexpr double kMinutesPerHour = 60.0;

bool all_digits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool is_openstreetmap(const std::filesystem::path& file) {
  return file.extension() == ".pbf" || file.extension() == ".osm";
}

/// Words with which a tag says that there is no limit, or none that is a number.
bool states_no_value(const std::string& text) {
  static const std::set<std::string> kWords{"none",    "no",       "unsigned", "default",
                                            "signals", "variable", "unlimited"};
  return kWords.contains(text);
}

/// Values that could not be read, by our field: counted, and the first ten kept for a message.
class Unreadable {
 public:
  void count_value(const std::string& field) { ++by_field_[field].values; }
  void add(const std::string& field, const std::string& row, const std::string& text, LonLat where,
           RepairReport& report) {
    ByField& entry = by_field_[field];
    if (entry.count++ < kListed)
      entry.list +=
          fmt::format("{}{} '{}'", entry.list.empty() ? "" : ", ", printable(row), printable(text));
    report.add({"read", "unreadable_" + field, row, 0.0, where,
                fmt::format("'{}' is left to the default", printable(text))});
  }
  /// More unreadable values than others mean that the mapping is wrong, not the rows.
  void stop_where_most_fail(const RoadSource& source, const LayerHeader& header) const {
    for (const auto& [field, entry] : by_field_) {
      if (!source.mapping.has(field) || 2 * entry.count <= entry.values) continue;
      throw Error{
          {.file = header.file, .layer = header.layer, .field = source.mapping.fields.at(field)},
          fmt::format("{} of {} cannot be read as {}: features {}", entry.count,
                      counted(entry.values, "value"), field, entry.list),
          fmt::format("give {} its unit or its list of values in {}", field,
                      source.mapping.file.string())};
    }
  }

 private:
  struct ByField {
    std::size_t values = 0;
    std::size_t count = 0;
    std::string list = {};
  };
  std::map<std::string, ByField> by_field_;
};

/// Several values joined by ';' give the worst of them.
std::optional<Surface> worst_surface(const std::string& text) {
  std::optional<Surface> worst;
  for (const std::string& part : split(text, ';')) {
    const std::string word = trim(part);
    std::optional<Surface> surface = parse_surface(word);
    if (!surface) surface = surface_of_tag(word);
    if (!surface) return std::nullopt;
    worst = std::max(worst.value_or(*surface), *surface);
  }
  return worst;
}

/// "00:20", "1:05:00", "PT20M" or plain minutes, as minutes.
std::optional<double> duration_min(const std::string& text) {
  if (text.starts_with("PT") && text.ends_with("M"))
    return parse_number(text.substr(2, text.size() - 3));
  const std::vector<std::string> parts = split(text, ':');
  if (parts.size() == 1) return parse_number(text);
  const auto hours = parse_number(parts[0]);
  const auto minutes = parse_number(parts[1]);
  if (!hours || !minutes) return std::nullopt;
  return *hours * kMinutesPerHour + *minutes;
}

/// Reads the features of one layer.
class SourceReader {
 public:
  SourceReader(const RoadSource& source, Diagnostics& diagnostics, RepairReport& report)
      : source_(source), diagnostics_(diagnostics), report_(report) {}

  Roads read(const Layer& layer) {
    const auto& fields = layer.header->fields;
    source_.mapping.check_fields(*layer.header);
    has_class_ = source_.mapping.has("highway") ||
                 std::find(fields.begin(), fields.end(), "highway") != fields.end();
    if (!has_class_)
      report_.add({"read", "no_road_classes", layer.header->layer, 0.0, std::nullopt,
                   "no field 'highway' and no mapping to it, so every line is a road"});
    Roads roads;
    for (const Feature& feature : layer.features)
      if (auto road = read_road(feature)) roads.push_back(*std::move(road));
    diagnostics_.stop_on_errors();
    unreadable_.stop_where_most_fail(source_, *layer.header);
    report_.count("read", "lines", static_cast<double>(layer.features.size()));
    report_.count("read", "roads", static_cast<double>(roads.size()));
    for (const auto& [reason, count] : left_out_)
      report_.count("read", reason, static_cast<double>(count));
    return roads;
  }

 private:
  std::optional<Road> read_road(const Feature& feature) {
    const Tags tags(feature, source_.mapping);
    Road road;
    road.highway = tags.get("highway", "highway");
    const bool ferry = road.highway.empty() && tags["route"] == "ferry";
    if (!is_wanted(tags, road.highway, ferry)) return std::nullopt;
    road.id = id_of(feature, tags);
    road.line = feature.line();
    road.source = source_.source;
    if (ferry) {
      road.kind = LinkKind::ferry;
      road.highway = tags["ferry"] == "yes" ? "" : tags["ferry"];
    }
    name_road(road, tags);
    read_direction(road, tags);
    read_words(road, feature, tags);
    read_quantities(road, feature, tags);
    if (ferry) read_duration(road, tags["duration"]);
    return road;
  }

  bool is_wanted(const Tags& tags, const std::string& highway, bool ferry) {
    if (has_class_ && highway.empty() && !ferry) {
      ++left_out_["lines_without_highway"];
      return false;
    }
    if (!source_.highways.empty() && !ferry) {
      const auto& wanted = source_.highways;
      if (std::find(wanted.begin(), wanted.end(), highway) != wanted.end()) return true;
      ++left_out_["lines_of_other_class"];
      return false;
    }
    const std::string reason = closed_to_trucks(tags, highway);
    if (!reason.empty()) ++left_out_["left_out_" + reason];
    return reason.empty();
  }

  /// What a feature is called in its source, and the field that says so: none where its place in
  /// the file does, or OpenStreetMap's number, which pieces of one way share.
  struct SourceName {
    std::string name = {};
    std::string field = {};
  };

  SourceName source_name(const Feature& feature, const Tags& tags) const {
    const std::string own = tags.get("id", "id");
    if (source_.mapping.has("id") && !own.empty()) return {own, source_.mapping.fields.at("id")};
    const std::string osm_id = tags["osm_id"];
    if (!osm_id.empty()) return {osm_id};
    if (!own.empty()) return {own, "id"};
    return {std::to_string(feature.fid())};
  }

  std::string id_of(const Feature& feature, const Tags& tags) {
    const SourceName source = source_name(feature, tags);
    const std::string id = source_.id_prefix + source.name;
    const auto [entry, is_first] =
        seen_.try_emplace(id, Seen{feature.fid(), !source.field.empty(), 0});
    Seen& seen = entry->second;
    const int part = ++seen.parts;
    if (is_first) return id;
    std::string name = id + "_" + std::to_string(part);
    // The parts of a line in several pieces are one feature.
    if (feature.fid() == seen.feature || feature.fid() == last_told_) return name;
    last_told_ = feature.fid();
    const std::string problem =
        fmt::format("feature #{} has the id of feature #{}", feature.fid(), seen.feature);
    if (seen.stated && !source.field.empty() && source_.mapping.unique_ids) {
      diagnostics_.add({Severity::error, "duplicate_id", feature.place(source.field), problem,
                        "give each feature an id of its own, map another field to 'id', or write "
                        "unique_ids = false into a mapping",
                        feature.line().front()});
    } else {
      report_.add({"read", "duplicate_id", name, 0.0, feature.line().front(),
                   problem + ", so it is named " + name});
    }
    return name;
  }

  void name_road(Road& road, const Tags& tags) const {
    const std::string ref = tags.get("road", "ref");
    road.number = source_.lao_numbers ? normal_road_number(ref) : trim(split(ref, ';').front());
    std::string english = tags["name_en"];
    if (english.empty()) english = tags["name:en"];
    road.name = english.empty() || source_.mapping.has("name") ? tags.get("name", "name") : english;
    // Many Lao ways carry their number where the name belongs.
    if (road.number.empty() && all_digits(road.name)) std::swap(road.number, road.name);
  }

  static void read_direction(Road& road, const Tags& tags) {
    const Direction direction =
        direction_of(tags.get("oneway", "oneway"), tags["junction"], road.highway);
    road.oneway = direction != Direction::both;
    if (direction == Direction::against) std::reverse(road.line.begin(), road.line.end());
    road.bridge = is_structure(tags.get("bridge", "bridge"));
    road.tunnel = is_structure(tags.get("tunnel", "tunnel"));
    road.level = static_cast<int>(parse_integer(tags.get("level", "layer")).value_or(0));
  }

  template <class T, class Parse>
  void read_word(const Road& road, const Feature& feature, const std::string& field,
                 const std::string& text, std::optional<T>& into, const Parse& parse) {
    if (text.empty()) return;
    unreadable_.count_value(field);
    into = parse(text);
    if (!into) unreadable_.add(field, feature.name(), text, road.line.front(), report_);
  }

  void read_words(Road& road, const Feature& feature, const Tags& tags) {
    const FieldMapping& mapping = source_.mapping;
    read_word(road, feature, "surface", tags.get("surface", "surface"), road.surface,
              worst_surface);
    read_word(road, feature, "terrain", mapping.text(feature, "terrain"), road.terrain,
              parse_terrain);
    std::optional<LinkKind> kind;
    read_word(road, feature, "kind", mapping.text(feature, "kind"), kind, parse_link_kind);
    if (kind) road.kind = *kind;
    std::optional<CountryCode> country;
    read_word(road, feature, "country", mapping.text(feature, "country"), country,
              [](const std::string& text) {
                const CountryCode code{text};
                return code.empty() ? std::nullopt : std::optional(code);
              });
    if (country) road.country = *country;
    road.province = mapping.text(feature, "province");
    road.opened = mapping.text(feature, "opened");
    road.closed = mapping.text(feature, "closed");
  }

  void read_quantities(Road& road, const Feature& feature, const Tags& tags) {
    for (const LinkQuantity& quantity : link_quantities()) {
      std::string text = source_.mapping.text(feature, quantity.field);
      const std::string tag = quantity.tag;
      if (text.empty() && !tag.empty() && !source_.mapping.has(quantity.field)) {
        text = tags[tag + ":hgv"];
        if (text.empty()) text = tags[tag];
      }
      if (text.empty() || states_no_value(text)) continue;
      unreadable_.count_value(quantity.field);
      std::optional<double>& value = road.*quantity.member;
      if (text == "walk" && tag == "maxspeed") {
        value = kWalking_kmh;
        mark_assumed(road, quantity.field);
        continue;
      }
      value = parse_quantity(text, quantity.dimension, source_.mapping.unit(quantity.field));
      if (!value) unreadable_.add(quantity.field, feature.name(), text, road.line.front(), report_);
      // A toll or waiting time of nothing is a value, a speed of nothing is none.
      const bool may_be_zero = quantity.dimension == Dimension::money ||
                               quantity.dimension == Dimension::duration ||
                               quantity.member == &Road::background_pcu_per_h;
      if (value == 0.0 && !may_be_zero) value.reset();
    }
    read_lanes(road, tags);
  }

  // Lanes of both directions together. "1.5" is a road on which two trucks do not pass.
  void read_lanes(Road& road, const Tags& tags) const {
    if (!road.lanes) {
      const auto there = parse_number(tags["lanes:forward"]);
      const auto back = parse_number(tags["lanes:backward"]);
      if (there && back && *there + *back > 0.0) road.lanes = *there + *back;
    }
    if (!road.lanes) return;
    if (source_.mapping.lanes_by_direction && !road.oneway) *road.lanes *= 2.0;
    road.lanes = std::max(1.0, std::floor(*road.lanes));
  }

  // The crossing's speed; boarding keeps its default.
  static void read_duration(Road& road, const std::string& duration) {
    const std::optional<double> minutes = duration_min(duration);
    if (!minutes || *minutes <= 0.0) return;
    const double kmh = geodesic_length_km(road.line) / (*minutes / kMinutesPerHour);
    if (kmh >= 1.0 && kmh <= 60.0) road.speed_limit_kmh = std::round(kmh * 10.0) / 10.0;
  }

  const RoadSource& source_;
  Diagnostics& diagnostics_;
  RepairReport& report_;
  bool has_class_ = false;
  Unreadable unreadable_;
  std::map<std::string, std::size_t> left_out_;
  struct Seen {
    long long feature;  ///< the first with the id
    bool stated;        ///< by a field of its own
    int parts;          ///< of all with it
  };
  std::map<std::string, Seen> seen_;
  std::optional<long long> last_told_;  ///< a feature in several pieces is told of once
};

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

Roads read_source_roads(const RoadSource& source, Diagnostics& diagnostics, RepairReport& report) {
  ReadLayerOptions options;
  options.geometry = GeometryType::line;
  options.multi_lines = MultiLines::split;
  options.assume_crs = source.assume_crs;
  std::string layer_name = source.layer;
  if (is_openstreetmap(source.file)) {
    options.open_options = osm_open_options();
    if (layer_name.empty()) layer_name = "lines";
  }
  const Layer layer = read_layer(source.file, layer_name, options, diagnostics);
  diagnostics.stop_on_errors();
  return SourceReader(source, diagnostics, report).read(layer);
}

}  // namespace landlink::road_import
