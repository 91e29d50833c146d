#include "landlink/gis/import/edited_network.hpp"
#include "landlink/network/checkpoint.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "landlink/core/text.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/charges.hpp"
#include "landlink/gis/import/defaults.hpp"
#include "landlink/gis/import/snap.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/network_copy.hpp"
#include "link_quantities.hpp"

namespace landlink::road_import {

namespace fs = std::filesystem;

namespace {

bool is_link_layer(const std::string& name) {
  return name == "roads" || name == "bridges" || name == "corridors";
}

std::string text_of(const FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<long long>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return shortest_text(*real);
  return {};
}

/// A row of a link layer with its values by name, which may be set where they are blank.
class LinkRow {
 public:
  LinkRow(const LayerTable& layer, LayerRow row) : layer_(&layer), row_(std::move(row)) {}

  [[nodiscard]] std::string text(const std::string& field) const {
    const auto at = index_of(field);
    return at ? text_of(row_.values[*at]) : std::string();
  }
  void set(const std::string& field, const FieldValue& value) {
    const auto at = index_of(field);
    if (!at) return;
    switch (layer_->fields[*at].type) {
      case FieldType::text:
        row_.values[*at] = text_of(value);
        break;
      case FieldType::integer:
        if (const auto* real = std::get_if<double>(&value))
          row_.values[*at] = static_cast<long long>(std::lround(*real));
        else
          row_.values[*at] = value;
        break;
      case FieldType::real:
        row_.values[*at] = value;
        break;
    }
  }
  [[nodiscard]] const std::string& layer() const { return layer_->name; }
  LayerRow& row() { return row_; }
  [[nodiscard]] const Line& line() const { return std::get<Line>(row_.geometry); }

 private:
  [[nodiscard]] std::optional<std::size_t> index_of(const std::string& field) const {
    const auto& fields = layer_->fields;
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const FieldSchema& f) { return f.name == field; });
    if (found == fields.end()) return std::nullopt;
    return static_cast<std::size_t>(found - fields.begin());
  }

  const LayerTable* layer_;
  LayerRow row_;
};

/// Fields without which a link is no link; added to a layer that lacks them.
void complete_fields(LayerTable& layer) {
  const std::vector<FieldSchema> needed{{"id", FieldType::text},
                                        {"kind", FieldType::text},
                                        {"highway", FieldType::text},
                                        {"length_km", FieldType::real},
                                        {"lanes", FieldType::integer},
                                        {"surface", FieldType::text},
                                        {"terrain", FieldType::text},
                                        {"iri_m_per_km", FieldType::real},
                                        {"speed_limit_kmh", FieldType::real},
                                        {"capacity_pcu_per_h", FieldType::real},
                                        {"background_pcu_per_h", FieldType::real},
                                        {"fixed_time_min", FieldType::real},
                                        {"axle_limit_t", FieldType::real},
                                        {"country", FieldType::text},
                                        {"province", FieldType::text},
                                        {"drive_side", FieldType::text},
                                        {"source", FieldType::text},
                                        {"assumed", FieldType::text}};
  for (const FieldSchema& field : needed) {
    const auto found = std::find_if(layer.fields.begin(), layer.fields.end(),
                                    [&](const FieldSchema& f) { return f.name == field.name; });
    if (found != layer.fields.end()) continue;
    layer.fields.push_back(field);
    for (LayerRow& row : layer.rows) row.values.emplace_back();
  }
}

/// Cuts links where another ends on them. Where two only cross or touch they were drawn so before.
Roads split_at_ends(const Roads& roads) {
  std::set<LonLat> ends;
  for (const Road& road : roads) ends.insert({road.line.front(), road.line.back()});
  Roads pieces;
  for (const Road& road : roads) {
    Road piece = road;
    piece.line.clear();
    for (std::size_t i = 0; i < road.line.size(); ++i) {
      piece.line.push_back(road.line[i]);
      if (i == 0 || i + 1 == road.line.size() || !ends.contains(road.line[i])) continue;
      pieces.push_back(piece);
      piece.line = {road.line[i]};
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

class EditImport {
 public:
  EditImport(const fs::path& source, const EditOptions& options)
      : options_(options), layers_(copy_network(source)) {
    for (LayerTable& layer : layers_)
      if (is_link_layer(layer.name)) complete_fields(layer);
    read_provinces();
  }

  EditedNetwork run() {
    for (const LayerTable& layer : layers_)
      if (is_link_layer(layer.name))
        for (const LayerRow& row : layer.rows) take(LinkRow(layer, row));
    name_new_links();
    repair();
    for (LayerTable& layer : layers_)
      if (is_link_layer(layer.name)) layer.rows.clear();
    for (std::size_t i = 0; i < pieces_.size(); ++i) put_back(i);
    return {std::move(layers_), std::move(report_)};
  }

 private:
  void read_provinces() {
    std::vector<Area> areas;
    for (const LayerTable& layer : layers_) {
      if (layer.name != "provinces") continue;
      for (const LayerRow& row : layer.rows)
        for (std::size_t f = 0; f < layer.fields.size(); ++f)
          if (layer.fields[f].name == "id")
            areas.push_back({text_of(row.values[f]), "", std::get<Polygons>(row.geometry)});
    }
    provinces_ = Areas(std::move(areas));
  }

  void take(LinkRow row) {
    Road road;
    road.id = std::to_string(rows_.size());  // its place, until the pieces are known
    road.layer = row.layer();
    road.line = row.line();
    road.highway = row.text("highway");
    road.oneway = row.text("oneway") == "1";
    road.kind = parse_link_kind(row.text("kind")).value_or(LinkKind::road);
    road.surface = parse_surface(row.text("surface"));
    road.terrain = parse_terrain(row.text("terrain"));
    road.country = CountryCode{row.text("country")};
    road.province = row.text("province");
    for (const LinkQuantity& quantity : link_quantities())
      road.*quantity.member = parse_number(row.text(quantity.field));
    rows_.push_back(std::move(row));
    roads_.push_back(std::move(road));
  }

  void name_new_links() {
    std::set<std::string> taken;
    for (const LinkRow& row : rows_) taken.insert(row.text("id"));
    int number = 0;
    for (LinkRow& row : rows_) {
      if (!row.text("id").empty()) continue;
      std::string id;
      do id = "new-" + std::to_string(++number);
      while (taken.contains(id));
      row.set("id", id);
      report_.add({"edit", "new_link", id, geodesic_length_km(row.line()), row.line().front(),
                   "in layer " + row.layer()});
    }
  }

  void repair() {
    snap_to_ends(roads_, options_.snap_km, report_);
    snap_to_segments(roads_, options_.snap_km, report_);
    number_charges(roads_);
    pieces_ = split_at_ends(roads_);
    for (Road& piece : pieces_) place(piece);
    default_surfaces(pieces_);
    for (Road& piece : pieces_) piece.length_km = geodesic_length_km(piece.line);
    fill_defaults(pieces_);
    share_charges(pieces_, report_);
  }

  /// Country and province of a link that has none.
  void place(Road& road) {
    if (road.country.empty()) {
      const std::string province = provinces_.code_of(road.line);
      if (!province.empty()) {
        road.country = country_of_province(province);
      } else {
        road.country = country_it_meets(road);
      }
      if (road.country.empty()) road.country = CountryCode{options_.country};
      mark_assumed(road, "country");
    }
    if (road.province.empty() && road.country == kLaos) {
      road.province = provinces_.code_of(road.line);
      if (road.province.empty()) road.province = provinces_.nearest_code(road.line.front());
    }
  }

  /// The country of most links in a province.
  [[nodiscard]] CountryCode country_of_province(const std::string& province) const {
    for (const LinkRow& row : rows_)
      if (row.text("province") == province && !row.text("country").empty())
        return CountryCode{row.text("country")};
    return province.starts_with("LA-") ? kLaos : CountryCode{};
  }

  [[nodiscard]] CountryCode country_it_meets(const Road& road) const {
    for (const Road& other : roads_)
      for (const LonLat end : {other.line.front(), other.line.back()})
        if (!other.country.empty() && (end == road.line.front() || end == road.line.back()))
          return other.country;
    return {};
  }

  void put_back(std::size_t i) {
    const Road& piece = pieces_[i];
    const auto source = static_cast<std::size_t>(*parse_integer(piece.id));
    LinkRow row = rows_[source];
    const std::string id = row.text("id");
    if (const int nth = ++written_[piece.id]; nth > 1) {
      std::string name;
      int number = nth;
      do name = id + "." + std::to_string(number++);
      while (has_id(name));
      row.set("id", name);
      report_.add({"edit", "cut_at_junction", id, geodesic_length_km(piece.line),
                   piece.line.front(), "the piece is " + name});
    }
    set_length(row, piece);
    set_charges(row, piece, roads_[source]);
    row.row().geometry = piece.line;
    fill_blanks(row, piece);
    for (LayerTable& layer : layers_)
      if (layer.name == piece.layer) layer.rows.push_back(row.row());
  }

  [[nodiscard]] bool has_id(const std::string& name) const {
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const LinkRow& row) { return row.text("id") == name; });
  }

  void set_length(LinkRow& row, const Road& piece) const {
    const bool untouched = row.line() == piece.line;
    const std::optional<double> stated = parse_number(row.text("length_km"));
    if (untouched && stated) return;
    double km = geodesic_length_km(piece.line);
    // What the line was generalised by, or the road winds more than it is drawn.
    if (stated && *stated > 0.0) km *= *stated / geodesic_length_km(row.line());
    row.set("length_km", std::round(km * 1e4) / 1e4);
  }

  /// A piece charges its share of what the link charged.
  static void set_charges(LinkRow& row, const Road& piece, const Road& whole) {
    for (const LinkQuantity& quantity : link_quantities()) {
      if (quantity.member != &Road::toll_usd && quantity.member != &Road::fixed_time_min) continue;
      const std::optional<double>& value = piece.*quantity.member;
      if (value && whole.*quantity.member && value != whole.*quantity.member)
        row.set(quantity.field, *value);
    }
  }

  void fill_blanks(LinkRow& row, const Road& piece) {
    std::vector<std::string> assumed;
    for (const std::string& field : split(row.text("assumed"), ';'))
      if (!trim(field).empty()) assumed.push_back(trim(field));
    const auto fill = [&](const std::string& field, const FieldValue& value, bool is_assumed) {
      if (!row.text(field).empty() || text_of(value).empty()) return;
      row.set(field, value);
      if (is_assumed && std::find(assumed.begin(), assumed.end(), field) == assumed.end())
        assumed.push_back(field);
    };
    const bool is_complete = !row.text("lanes").empty() && !row.text("surface").empty() &&
                             !row.text("iri_m_per_km").empty();
    fill("kind", std::string(name_of(piece.kind)), false);
    fill("country", piece.country.text(), true);
    fill("province", piece.province, false);
    fill("drive_side", std::string(name_of(drive_side_of(piece.country))), false);
    fill("source", std::string("edited"), false);
    fill("surface", std::string(name_of(*piece.surface)), true);
    fill("terrain", std::string(name_of(*piece.terrain)), true);
    for (const LinkQuantity& quantity : link_quantities()) {
      // A link that is whole but for these has none on purpose: no limit, no background traffic.
      const bool optional = quantity.member == &Road::axle_limit_t ||
                            quantity.member == &Road::background_pcu_per_h ||
                            quantity.member == &Road::fixed_time_min ||
                            quantity.member == &Road::toll_usd ||
                            quantity.member == &Road::max_gross_t;
      const std::optional<double>& value = piece.*quantity.member;
      if (!value || (optional && is_complete)) continue;
      fill(quantity.field, *value, true);
    }
    std::string joined;
    for (const std::string& field : assumed) joined += (joined.empty() ? "" : ";") + field;
    if (joined != row.text("assumed")) {
      row.set("assumed", joined);
      report_.add({"edit", "filled_in", row.text("id"), 0.0, piece.line.front(), joined});
    }
  }

  const EditOptions& options_;
  std::vector<LayerTable> layers_;
  Areas provinces_;
  std::vector<LinkRow> rows_;
  Roads roads_;
  Roads pieces_;
  std::map<std::string, int> written_;
  RepairReport report_;
};

}  // namespace

bool is_network(const fs::path& path) {
  std::error_code code;  // what cannot be looked at is refused by name when it is read
  if (fs::is_directory(path, code))
    return fs::exists(path / "roads.geojson", code) && fs::exists(path / "zones.geojson", code);
  if (path.extension() != ".gpkg" || !fs::is_regular_file(path, code)) return false;
  const std::vector<std::string> names = layer_names(path);
  return std::find(names.begin(), names.end(), "roads") != names.end() &&
         std::find(names.begin(), names.end(), "zones") != names.end() &&
         std::find(names.begin(), names.end(), "checkpoints") != names.end();
}

EditedNetwork import_edited(const fs::path& source, const EditOptions& options) {
  return EditImport(source, options).run();
}

}  // namespace landlink::road_import
