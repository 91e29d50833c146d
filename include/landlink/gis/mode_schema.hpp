#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/gis/feature.hpp"
#include "landlink/gis/layer_writer.hpp"

namespace landlink {

struct ModeField {
  std::string_view name;
  FieldType type;
  bool required = false;  ///< whether the layer must have it
};

/// A layer of another mode than the road, as docs/data.md describes it.
struct ModeSchema {
  std::string_view layer;
  GeometryType geometry;
  std::vector<ModeField> fields;

  [[nodiscard]] std::vector<std::string> required_fields() const;
  [[nodiscard]] std::vector<std::string> known_fields() const;
};

/// stations, railways, ports, waterways, airports, air_links: places before the links that name
/// them. The reader, the import and the docs take their fields from here.
std::span<const ModeSchema> mode_schemas();

/// The schema of a layer. Precondition: it is on the list.
const ModeSchema& mode_schema(std::string_view layer);

}  // namespace landlink
