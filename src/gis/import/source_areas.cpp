#include "landlink/gis/import/source_areas.hpp"

#include <algorithm>
#include <array>

#include "landlink/core/text.hpp"
#include "landlink/gis/layer_reader.hpp"

namespace landlink::road_import {

namespace {

std::string common_field(const LayerHeader& header, std::initializer_list<const char*> names) {
  for (const char* name : names)
    for (const std::string& field : header.fields)
      if (folded(field) == name) return field;
  return {};
}

}  // namespace

Areas read_areas(const std::optional<AreaSource>& source) {
  if (!source) return Areas();
  Diagnostics diagnostics;
  ReadLayerOptions options;
  options.geometry = GeometryType::polygon;
  const Layer layer = read_layer(source->file, source->layer, options, diagnostics);
  diagnostics.stop_on_errors();
  std::string code_field = source->code_field;
  if (code_field.empty())
    code_field = common_field(*layer.header,
                              {"code", "iso3", "iso_a3", "adm0_a3", "shapegroup", "iso", "id"});
  if (std::find(layer.header->fields.begin(), layer.header->fields.end(), code_field) ==
      layer.header->fields.end())
    throw Error{{.file = layer.header->file, .layer = layer.header->layer, .field = code_field},
                "the layer has no field of codes",
                "name its field of ISO codes 'code'" +
                    (code_field.empty() ? std::string()
                                        : "; " + name_remedy(code_field, layer.header->fields))};
  const std::string name_field = source->name_field.empty()
                                     ? common_field(*layer.header, {"name", "name_en", "shapename"})
                                     : source->name_field;
  std::vector<Area> areas;
  for (const Feature& feature : layer.features) {
    const std::string code = feature.text(code_field);
    if (code.empty() || !code.starts_with(source->only_code_prefix)) continue;
    areas.push_back(
        {code, name_field.empty() ? code : feature.text(name_field), feature.polygons()});
  }
  return Areas(std::move(areas));
}

}  // namespace landlink::road_import
