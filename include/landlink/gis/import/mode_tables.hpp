#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "landlink/gis/mode_schema.hpp"

namespace landlink::road_import {

/// Places of a layer by id, for links that name them as ends.
using PlacesById = std::map<std::string, LonLat>;

/// Makes a layer of another mode (mode_schemas()) of a table. The columns are the schema's fields,
/// any that are not required may be missing, and the geometry: `lon` and `lat` of a place; of a
/// link `via`, the positions between its ends ("lon lat; lon lat"), which its table of places has.
/// A length left empty becomes that of the line, rounded to 0.1 km. Rows keep their order.
/// Throws Error naming the cell for a number or position that is none, and for an unknown end.
LayerTable read_mode_table(const CsvTable& table, const ModeSchema& schema,
                           const PlacesById& places = {});

/// Adds to `airports` what a table knows of them: a row whose id is there fills the fields that
/// are empty, any other row is added with its `lon` and `lat`, or with position, name, IATA code
/// and runway of the airport of that id among `others`.
void add_airport_facilities(LayerTable& airports, const LayerTable& others, const CsvTable& table);

/// Positions by the field `id`. Precondition: a layer of points.
PlacesById places_of(const LayerTable& layer);

/// "lon lat; lon lat" in a cell. Throws Error naming it where it is none.
std::vector<LonLat> positions_in(const CsvRow& row, const std::string& column);

}  // namespace landlink::road_import
