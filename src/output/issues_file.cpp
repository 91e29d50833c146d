#include "landlink/output/issues_file.hpp"

#include <string>
#include <vector>

#include "qgis_store.hpp"
#include "qgis_style.hpp"
#include "result_layers.hpp"

namespace landlink {

namespace {

output::ResultLayer layer_of(const Diagnostics& diagnostics, bool placed) {
  output::ResultLayer layer;
  layer.title = "Faults and repairs in the data";
  layer.table.name = placed ? "issues" : "issues_without_place";
  layer.table.geometry = placed ? GeometryType::point : GeometryType::none;
  layer.table.description = "what landlink found in the network";
  for (const auto& [field, alias] : {std::pair{"severity", "Severity"},
                                     {"code", "Kind"},
                                     {"file", "File"},
                                     {"source_layer", "Layer"},
                                     {"feature", "Feature"},
                                     {"field", "Field"},
                                     {"problem", "Problem"},
                                     {"remedy", "Remedy"}}) {
    layer.table.fields.push_back({field, FieldType::text});
    layer.aliases.emplace_back(alias);
  }
  for (const Diagnostic& finding : diagnostics.all()) {
    if (finding.where.has_value() != placed) continue;
    LayerRow row;
    if (placed) row.geometry = *finding.where;
    for (const std::string& value : {std::string(name_of(finding.severity)), finding.code,
                                     finding.place.file, finding.place.layer, finding.place.feature,
                                     finding.place.field, finding.problem, finding.remedy})
      row.values.emplace_back(value);
    layer.table.rows.push_back(std::move(row));
  }
  return layer;
}

}  // namespace

void write_issues(const std::filesystem::path& file, const Diagnostics& diagnostics) {
  const std::vector<output::ResultLayer> shown{layer_of(diagnostics, true)};
  std::vector<LayerTable> tables{shown.front().table};
  if (const output::ResultLayer others = layer_of(diagnostics, false); !others.table.rows.empty())
    tables.push_back(others.table);
  write_geopackage(file, tables, [&](const std::filesystem::path& written) {
    output::store_styles(written, output::layer_styles(shown));
  });
}

}  // namespace landlink
