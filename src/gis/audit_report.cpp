#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "json_text.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/audit.hpp"

namespace landlink {

namespace {

constexpr std::array kWorstFirst{Severity::error, Severity::warning, Severity::note};

std::string headline(const NetworkAudit& audit) {
  if (!audit.assembled) {
    return fmt::format("{} in {}: not put together; mend the errors below and check again\n",
                       audit.source, audit.year);
  }
  return fmt::format(
      "{} in {}: {} and {} ({:.0f} km), {}, {}\n"
      "connected: {}; the main one has {} of {}\n",
      audit.source, audit.year, counted(audit.nodes, "node"), counted(audit.features, "link"),
      audit.length_km, counted(audit.checkpoints, "checkpoint"), counted(audit.zones, "zone"),
      counted(audit.pieces, "piece"), audit.main_nodes, counted(audit.nodes, "node"));
}

std::string message(const Diagnostic& finding) {
  return Error(finding.place, finding.problem, finding.remedy).what();
}

}  // namespace

std::string audit_table(const NetworkAudit& audit, std::size_t listed) {
  std::string text = headline(audit);
  constexpr std::size_t kNamed = 5;
  for (std::size_t i = 0; i < std::min(kNamed, audit.hanging.size()); ++i) {
    const HangingZone& hanging = audit.hanging[i];
    text += fmt::format("{}{} by {}/{}", i == 0 ? "zones that hang by one link: " : ", ",
                        printable(hanging.zone), hanging.layer, printable(hanging.feature));
  }
  if (audit.hanging.size() > kNamed)
    text += fmt::format(" and {} more", audit.hanging.size() - kNamed);
  if (!audit.hanging.empty()) text += '\n';
  std::map<std::pair<int, std::string>, std::size_t> counts;
  const auto& all = audit.diagnostics.all();
  for (const Diagnostic& finding : all) {
    ++counts[{-static_cast<int>(finding.severity), finding.code}];
  }
  if (counts.empty()) return text + "nothing to mend\n";
  text += fmt::format("\n{:<9} {:<28} {:>7}\n", "severity", "finding", "count");
  for (const auto& [key, count] : counts) {
    text += fmt::format("{:<9} {:<28} {:>7}\n", name_of(static_cast<Severity>(-key.first)),
                        key.second, count);
  }
  text += '\n';
  std::size_t shown = 0;
  for (const Severity severity : kWorstFirst) {
    for (const Diagnostic& finding : all) {
      if (finding.severity != severity || shown == listed) continue;
      ++shown;
      text += fmt::format("{} {}: {}\n", name_of(severity), finding.code, message(finding));
    }
  }
  if (shown < all.size()) {
    text += fmt::format("and {} more; --list N shows more, --issues FILE.gpkg shows all on a map\n",
                        all.size() - shown);
  }
  return text;
}

std::string audit_json(const NetworkAudit& audit) {
  std::string out = "{\"source\":";
  gis::append_json_string(out, audit.source);
  out += fmt::format(
      ",\"year\":{},\"assembled\":{},\"nodes\":{},\"links\":{},\"length_km\":{},"
      "\"checkpoints\":{},\"zones\":{},\"pieces\":{},\"main_nodes\":{}",
      audit.year, audit.assembled, audit.nodes, audit.features, shortest_text(audit.length_km),
      audit.checkpoints, audit.zones, audit.pieces, audit.main_nodes);
  out += ",\"hanging\":[";
  for (std::size_t i = 0; i < audit.hanging.size(); ++i) {
    out += i == 0 ? "{\"zone\":" : ",{\"zone\":";
    gis::append_json_string(out, audit.hanging[i].zone);
    out += ",\"layer\":";
    gis::append_json_string(out, audit.hanging[i].layer);
    out += ",\"feature\":";
    gis::append_json_string(out, audit.hanging[i].feature);
    out += '}';
  }
  out += "],\"findings\":[";
  bool first = true;
  for (const Diagnostic& finding : audit.diagnostics.all()) {
    out += first ? "\n{" : ",\n{";
    first = false;
    const std::array<std::pair<const char*, std::string>, 8> entries{{
        {"severity", name_of(finding.severity)},
        {"code", finding.code},
        {"file", finding.place.file},
        {"layer", finding.place.layer},
        {"feature", finding.place.feature},
        {"field", finding.place.field},
        {"problem", finding.problem},
        {"remedy", finding.remedy},
    }};
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) out += ',';
      gis::append_json_string(out, entries[i].first);
      out += ':';
      gis::append_json_string(out, entries[i].second);
    }
    if (finding.where) {
      out += fmt::format(",\"lon\":{},\"lat\":{}", shortest_text(finding.where->lon),
                         shortest_text(finding.where->lat));
    }
    out += '}';
  }
  return out + "\n]}\n";
}

}  // namespace landlink
