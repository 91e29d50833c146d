#include "landlink/gis/audit.hpp"

#include "audit_parts.hpp"
#include "network_files.hpp"

namespace landlink {

NetworkAudit audit_network(const std::filesystem::path& source, int year) {
  NetworkAudit audit;
  audit.source = source.string();
  audit.year = year;
  const NetworkLayers layers = collect_network_layers(source, year, audit.diagnostics);
  audit.assembled = !layers.draft.links.empty();
  if (!audit.assembled) return audit;
  const gis::NetworkFiles files(source);
  const gis::FileOfLayer file_of = [&files](const std::string& layer) {
    return files.file_of(layer);
  };
  gis::audit_graph(layers, file_of, audit);
  gis::audit_links(layers, file_of, audit.diagnostics);
  gis::audit_modes(layers, file_of, audit.diagnostics);
  return audit;
}

}  // namespace landlink
