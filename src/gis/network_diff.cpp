#include "landlink/gis/network_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/network_copy.hpp"

namespace landlink {

namespace {

constexpr double kSamePlace_degrees = 1e-7;
constexpr double kRounding = 1.0 + 1e-6;

struct FeatureValues {
  Geometry geometry = {};
  std::map<std::string, std::string> values = {};  ///< those that are not empty
};
using LayerValues = std::map<std::string, FeatureValues>;

std::string text_of(const FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<long long>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return shortest_text(*real);
  return {};
}

std::map<std::string, LayerValues> read_values(const std::filesystem::path& source) {
  std::map<std::string, LayerValues> layers;
  for (const LayerTable& table : copy_network(source)) {
    LayerValues& layer = layers[table.name];
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      FeatureValues feature{table.rows[i].geometry, {}};
      std::string id;
      for (std::size_t f = 0; f < table.fields.size(); ++f) {
        std::string text = text_of(table.rows[i].values[f]);
        if (text.empty()) continue;
        if (table.fields[f].name == "id") id = text;
        feature.values.emplace(table.fields[f].name, std::move(text));
      }
      const Place place{.file = source.string(),
                        .layer = table.name,
                        .feature = id.empty() ? fmt::format("#{}", i + 1) : printable(id)};
      if (id.empty()) throw Error{place, "no id to compare it by", "give each feature an id"};
      if (!layer.emplace(id, std::move(feature)).second)
        throw Error{place, "another feature of the layer has this id",
                    "give each feature an id of its own"};
    }
  }
  return layers;
}

bool near(LonLat a, LonLat b) {
  return std::abs(a.lon - b.lon) <= kSamePlace_degrees * kRounding &&
         std::abs(a.lat - b.lat) <= kSamePlace_degrees * kRounding;
}

bool same(const Line& a, const Line& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), near);
}

bool same(const Geometry& a, const Geometry& b) {
  if (a.index() != b.index()) return false;
  if (const auto* point = std::get_if<LonLat>(&a)) return near(*point, std::get<LonLat>(b));
  if (const auto* line = std::get_if<Line>(&a)) return same(*line, std::get<Line>(b));
  const auto* polygons = std::get_if<Polygons>(&a);
  if (polygons == nullptr) return true;
  const auto& others = std::get<Polygons>(b);
  return std::equal(polygons->begin(), polygons->end(), others.begin(), others.end(),
                    [](const std::vector<Line>& p, const std::vector<Line>& q) {
                      return std::equal(p.begin(), p.end(), q.begin(), q.end(),
                                        [](const Line& x, const Line& y) { return same(x, y); });
                    });
}

std::string shape_text(const Geometry& geometry) {
  if (const auto* point = std::get_if<LonLat>(&geometry))
    return fmt::format("{:.5f} {:.5f}", point->lon, point->lat);
  if (const auto* line = std::get_if<Line>(&geometry))
    return fmt::format("{}, {:.3f} km", counted(line->size(), "position"),
                       geodesic_length_km(*line));
  if (const auto* polygons = std::get_if<Polygons>(&geometry))
    return counted(polygons->size(), "polygon");
  return {};
}

double length_of(const Geometry& geometry) {
  const auto* line = std::get_if<Line>(&geometry);
  return line == nullptr ? 0.0 : geodesic_length_km(*line);
}

bool same_value(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto x = parse_number(a);
  const auto y = parse_number(b);
  return x && y && *x == *y;
}

class Comparison {
 public:
  NetworkDiff run(const std::filesystem::path& before, const std::filesystem::path& after) {
    const auto old_layers = read_values(before);
    const auto new_layers = read_values(after);
    static const LayerValues kNone;
    for (const std::string& layer : network_layer_names()) {
      const auto was = old_layers.find(layer);
      const auto is = new_layers.find(layer);
      compare(layer, was == old_layers.end() ? kNone : was->second,
              is == new_layers.end() ? kNone : is->second);
    }
    return std::move(diff_);
  }

 private:
  void compare(const std::string& layer, const LayerValues& before, const LayerValues& after) {
    std::set<std::string> ids;
    for (const auto& [id, feature] : before) ids.insert(id);
    for (const auto& [id, feature] : after) ids.insert(id);
    for (const std::string& id : ids) {
      const auto was = before.find(id);
      const auto is = after.find(id);
      if (was == before.end()) {
        whole(ChangeKind::added, layer, id, is->second);
      } else if (is == after.end()) {
        whole(ChangeKind::removed, layer, id, was->second);
      } else {
        fields(layer, id, was->second, is->second);
      }
    }
  }

  void whole(ChangeKind kind, const std::string& layer, const std::string& id,
             const FeatureValues& feature) {
    const std::string shape = shape_text(feature.geometry);
    diff_.changes.push_back({kind, layer, id, "", kind == ChangeKind::removed ? shape : "",
                             kind == ChangeKind::added ? shape : "", length_of(feature.geometry),
                             feature.geometry});
  }

  void fields(const std::string& layer, const std::string& id, const FeatureValues& was,
              const FeatureValues& is) {
    const std::size_t so_far = diff_.changes.size();
    const auto add = [&](const std::string& field, std::string before, std::string after) {
      diff_.changes.push_back({ChangeKind::changed, layer, id, field, std::move(before),
                               std::move(after), length_of(is.geometry), is.geometry});
    };
    if (!same(was.geometry, is.geometry))
      add("geometry", shape_text(was.geometry), shape_text(is.geometry));
    std::set<std::string> names;
    for (const auto& [name, value] : was.values) names.insert(name);
    for (const auto& [name, value] : is.values) names.insert(name);
    for (const std::string& name : names) {
      const auto before = was.values.find(name);
      const auto after = is.values.find(name);
      const std::string old_text = before == was.values.end() ? "" : before->second;
      const std::string new_text = after == is.values.end() ? "" : after->second;
      if (!same_value(old_text, new_text)) add(name, old_text, new_text);
    }
    if (diff_.changes.size() == so_far) ++diff_.unchanged;
  }

  NetworkDiff diff_;
};

/// Number of different features among changes that `wanted` accepts.
template <class Wanted>
std::size_t features_of(const NetworkDiff& diff, const Wanted& wanted) {
  std::set<std::pair<std::string, std::string>> features;
  for (const NetworkChange& change : diff.changes)
    if (wanted(change)) features.emplace(change.layer, change.id);
  return features.size();
}

}  // namespace

const char* name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "added";
    case ChangeKind::removed:
      return "removed";
    case ChangeKind::changed:
      return "changed";
  }
  return "changed";
}

std::size_t NetworkDiff::count(ChangeKind kind) const {
  return features_of(*this, [&](const NetworkChange& change) { return change.kind == kind; });
}

NetworkDiff diff_networks(const std::filesystem::path& before, const std::filesystem::path& after) {
  return Comparison().run(before, after);
}

std::string diff_table(const NetworkDiff& diff, std::size_t listed) {
  if (diff.changes.empty())
    return fmt::format("no difference in {}\n", counted(diff.unchanged, "feature"));
  std::string text =
      fmt::format("{:<12} {:>7} {:>8} {:>8}\n", "layer", "added", "removed", "changed");
  for (const std::string& layer : network_layer_names()) {
    std::size_t total = 0;
    std::string line = fmt::format("{:<12}", layer);
    for (const ChangeKind kind : {ChangeKind::added, ChangeKind::removed, ChangeKind::changed}) {
      const std::size_t count = features_of(diff, [&](const NetworkChange& change) {
        return change.kind == kind && change.layer == layer;
      });
      line += fmt::format(" {:>{}}", count, kind == ChangeKind::added ? 7 : 8);
      total += count;
    }
    if (total > 0) text += line + "\n";
  }
  text += fmt::format("{} alike\n\n", counted(diff.unchanged, "feature"));
  for (std::size_t i = 0; i < std::min(listed, diff.changes.size()); ++i) {
    const NetworkChange& change = diff.changes[i];
    text += fmt::format("{:<8} {}/{}", name_of(change.kind), change.layer, printable(change.id));
    if (!change.field.empty())
      text += fmt::format(" {}: '{}' -> '{}'", printable(change.field), printable(change.before),
                          printable(change.after));
    else
      text += " " + printable(change.before + change.after);
    text += '\n';
  }
  if (listed < diff.changes.size())
    text += fmt::format("and {} more; --list N shows more, --csv FILE has all\n",
                        diff.changes.size() - listed);
  return text;
}

std::string diff_csv(const NetworkDiff& diff) {
  std::string text = "change,layer,id,field,before,after,length_km\n";
  for (const NetworkChange& change : diff.changes)
    text += fmt::format("{},{},{},{},{},{},{:.3f}\n", name_of(change.kind), change.layer,
                        csv_cell(change.id), csv_cell(change.field), csv_cell(change.before),
                        csv_cell(change.after), change.length_km);
  return text;
}

std::vector<LayerTable> diff_layers(const NetworkDiff& diff) {
  std::vector<LayerTable> layers;
  for (const auto& [type, name] : {std::pair{GeometryType::line, "changes_lines"},
                                   std::pair{GeometryType::point, "changes_points"},
                                   std::pair{GeometryType::polygon, "changes_polygons"}}) {
    LayerTable table;
    table.name = name;
    table.geometry = type;
    for (const char* field : {"change", "layer", "id", "field", "before", "after"})
      table.fields.push_back({field, FieldType::text});
    for (const NetworkChange& change : diff.changes)
      if (type_of(change.geometry) == type)
        table.rows.push_back({change.geometry,
                              {std::string(name_of(change.kind)), change.layer, change.id,
                               change.field, change.before, change.after}});
    if (!table.rows.empty()) layers.push_back(std::move(table));
  }
  return layers;
}

}  // namespace landlink
