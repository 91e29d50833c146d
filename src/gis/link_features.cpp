#include "link_features.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "field_reader.hpp"
#include "landlink/core/text.hpp"

namespace landlink::gis {

namespace {

constexpr double kLeastLength_km = 0.001;  // the distance within which ends are one node
constexpr double kMinutesPerHour = 60.0;
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

const std::vector<std::string> kKnownFields{"id",
                                            "kind",
                                            "road",
                                            "name",
                                            "highway",
                                            "oneway",
                                            "length_km",
                                            "course",
                                            "lanes",
                                            "surface",
                                            "terrain",
                                            "iri_m_per_km",
                                            "speed_limit_kmh",
                                            "capacity_pcu_per_h",
                                            "background_pcu_per_h",
                                            "fixed_time_min",
                                            "toll_usd",
                                            "axle_limit_t",
                                            "max_gross_t",
                                            "wet_months",
                                            "wet_axle_limit_t",
                                            "wet_max_gross_t",
                                            "impassable_months",
                                            "closed_months",
                                            "country",
                                            "province",
                                            "drive_side",
                                            "opened",
                                            "closed",
                                            "source",
                                            "assumed"};

LinkKind read_kind(FieldReader& fields) {
  const LinkKind kind =
      fields.word<LinkKind>("kind", &parse_link_kind, {"road", "bridge", "ferry", "connector"});
  if (kind != LinkKind::road && kind != LinkKind::bridge && kind != LinkKind::ferry &&
      kind != LinkKind::connector) {
    fields.fault("kind", "wrong_kind", fmt::format("'{}' is no kind of this layer", name_of(kind)),
                 "write road, bridge, ferry or connector");
  }
  return kind;
}

/// The field, or where it is zero the length of the line; a repaired value is reported.
double read_length(FieldReader& fields, const Line& line) {
  const std::optional<double> length_km = fields.number("length_km");
  if (!length_km || *length_km > 0.0) return length_km.value_or(1.0);
  const double drawn_km = std::max(geodesic_length_km(line), kLeastLength_km);
  if (*length_km < 0.0) {
    fields.fault("length_km", "negative",
                 fmt::format("{} km is below zero", shortest_text(*length_km)),
                 fmt::format("the line as drawn is {:.3f} km long", drawn_km));
    return drawn_km;
  }
  fields.warn("length_km", "zero_length",
              fmt::format("0 km; the {:.3f} km of the line as drawn are taken", drawn_km),
              "write the length on the ground");
  return drawn_km;
}

/// Above zero, except that a feature which is not open may leave it at zero.
double read_rate(FieldReader& fields, std::string_view field, bool open) {
  if (!open && fields.feature().text(field) == "0") return 1.0;
  return fields.positive(field, "give a value above zero, or close the link by a date in 'closed'");
}

SeasonRules read_season(FieldReader& fields) {
  SeasonRules rules{.wet_months = fields.months("wet_months"),
                    .wet_axle_limit_t = fields.optional_positive("wet_axle_limit_t", kNoLimit),
                    .wet_max_gross_t = fields.optional_positive("wet_max_gross_t", kNoLimit),
                    .impassable_months = fields.months("impassable_months"),
                    .closed_months = fields.months("closed_months")};
  const bool limits = rules.wet_axle_limit_t < kNoLimit || rules.wet_max_gross_t < kNoLimit;
  if (limits && rules.wet_months.empty()) {
    fields.fault("wet_months", "missing_value", "a wet limit that holds in no month",
                 "give the months in which it holds, such as '6-10'");
  }
  return rules;
}

/// Whether the line only joins places; without a word it runs as the road does.
bool read_schematic(FieldReader& fields) {
  const std::string course = fields.text("course");
  if (course.empty() || course == "schematic") return !course.empty();
  fields.fault("course", "unknown_word", fmt::format("'{}' is no course", printable(course)),
               "write schematic, or leave it empty where the line runs as the road does");
  return false;
}

LinkFeature read_feature(FieldReader& fields, const std::string& layer,
                         const ReadFeatureOptions& options) {
  LinkFeature link;
  LinkAttributes& to = link.attributes;
  link.line = fields.feature().line();
  link.oneway = fields.flag("oneway");
  to.open = fields.open_in(options.year);
  to.kind = read_kind(fields);
  to.source = {.layer = layer, .id = fields.required_text("id"), .forward = true};
  to.name = fields.text("name");
  to.road = fields.text("road");
  to.country = fields.country("country");
  to.province = fields.province("province", to.country, options.needs_province);
  to.drive_side = fields.word<DriveSide>("drive_side", &parse_drive_side, {"right", "left"});
  to.surface = fields.word<Surface>("surface", &parse_surface,
                                    {"concrete", "asphalt", "dbst", "gravel", "earth"});
  to.terrain = fields.word<Terrain>("terrain", &parse_terrain, {"flat", "rolling", "mountainous"});
  to.length_km = read_length(fields, link.line);
  link.schematic = read_schematic(fields);
  to.lanes = read_rate(fields, "lanes", to.open) / (link.oneway ? 1.0 : 2.0);
  to.iri_m_per_km = read_rate(fields, "iri_m_per_km", to.open);
  to.speed_limit_kmh = read_rate(fields, "speed_limit_kmh", to.open);
  to.capacity_pcu_per_h = read_rate(fields, "capacity_pcu_per_h", to.open);
  to.background_pcu_per_h = fields.not_negative("background_pcu_per_h", 0.0);
  to.fixed_time_h = fields.not_negative("fixed_time_min", 0.0) / kMinutesPerHour;
  to.toll_usd = fields.not_negative("toll_usd", 0.0);
  to.axle_limit_t = fields.optional_positive("axle_limit_t", kNoLimit);
  to.max_gross_t = fields.optional_positive("max_gross_t", kNoLimit);
  link.season = read_season(fields);
  fields.required_text("source");
  return link;
}

}  // namespace

const std::vector<std::string>& required_link_fields() {
  static const std::vector<std::string> fields{"id",
                                               "kind",
                                               "length_km",
                                               "lanes",
                                               "surface",
                                               "terrain",
                                               "iri_m_per_km",
                                               "speed_limit_kmh",
                                               "capacity_pcu_per_h",
                                               "country",
                                               "drive_side",
                                               "source"};
  return fields;
}

void warn_of_near_names(const Layer& layer, const std::vector<std::string>& known,
                        Diagnostics& diagnostics) {
  if (layer.header == nullptr) return;
  const std::vector<std::string>& found = layer.header->fields;
  std::vector<std::string> lacking;
  for (const std::string& field : known) {
    if (std::find(found.begin(), found.end(), field) == found.end()) lacking.push_back(field);
  }
  for (const std::string& field : found) {
    if (std::find(known.begin(), known.end(), field) != known.end()) continue;
    const auto near = nearest_name(field, lacking);
    if (!near) continue;
    diagnostics.warning("near_field_name",
                        {.file = layer.header->file, .layer = layer.header->layer, .field = field},
                        "an unknown field, which is ignored",
                        fmt::format("rename it to '{}' if that is meant", *near));
  }
}

std::vector<bool> first_of_its_id(const Layer& layer, Diagnostics& diagnostics) {
  std::map<std::string, long long> seen;
  std::vector<bool> first;
  first.reserve(layer.features.size());
  for (const Feature& feature : layer.features) {
    const std::string id = feature.text("id");
    const auto [it, fresh] = seen.try_emplace(id, feature.fid());
    first.push_back(fresh || id.empty());
    if (first.back()) continue;
    diagnostics.add(
        {Severity::error, "duplicate_id", feature.place("id"),
         fmt::format("feature #{} has the id of feature #{}", feature.fid(), it->second),
         "give each feature an id of its own", marker_of(feature.geometry())});
  }
  return first;
}

std::vector<LinkFeature> read_link_features(const Layer& layer, const ReadFeatureOptions& options,
                                            Diagnostics& diagnostics) {
  warn_of_near_names(layer, kKnownFields, diagnostics);
  const std::vector<bool> first = first_of_its_id(layer, diagnostics);
  std::vector<LinkFeature> links;
  links.reserve(layer.features.size());
  for (std::size_t i = 0; i < layer.features.size(); ++i) {
    FieldReader fields(layer.features[i], diagnostics);
    LinkFeature link = read_feature(fields, layer.header->layer, options);
    if (fields.sound() && first[i]) links.push_back(std::move(link));
  }
  return links;
}

}  // namespace landlink::gis
