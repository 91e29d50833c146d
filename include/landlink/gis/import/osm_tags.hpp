#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landlink/gis/feature.hpp"
#include "landlink/gis/import/field_mapping.hpp"
#include "landlink/network/link.hpp"

namespace landlink::road_import {

/// What a feature says of a road, by the names of OpenStreetMap's tags: fields of the layer, what
/// GDAL's driver keeps together in `other_tags`, or the fields that a mapping names.
class Tags {
 public:
  explicit Tags(const Feature& feature, const FieldMapping& mapping = {});

  /// The value of our field `name` where the mapping has it, else of the tag.
  [[nodiscard]] std::string get(const char* name, const char* tag) const;
  /// The value of a tag; empty where there is none.
  [[nodiscard]] std::string operator[](const std::string& key) const;

 private:
  const Feature& feature_;
  const FieldMapping& mapping_;
  std::map<std::string, std::string> others_;
};

/// The way traffic may run: both ways, along the drawing or against it.
enum class Direction { both, along, against };

/// By `oneway`, or where that says nothing by what is one-way of itself: roundabouts and motorways.
Direction direction_of(const std::string& oneway, const std::string& junction,
                       const std::string& highway);

/// Why no truck may pass, as a short stable name for the report: `not_built`, `no_road_class`,
/// `access_denied`, `no_trucks`; empty where it may. Tags for trucks (`hgv`) count before those for
/// motor vehicles and those before `access`, as OpenStreetMap has it.
std::string closed_to_trucks(const Tags& tags, const std::string& highway);

/// Whether a tag such as `bridge` or `tunnel` says that there is one.
bool is_structure(const std::string& value);

/// The surface that a tag of OpenStreetMap means; nothing for an unknown one.
std::optional<Surface> surface_of_tag(const std::string& tag);

/// Options for GDAL's OpenStreetMap driver: our own osmconf.ini, which makes every tag that the
/// import uses a field of its own whatever the machine's GDAL has installed.
std::vector<std::string> osm_open_options();

}  // namespace landlink::road_import
