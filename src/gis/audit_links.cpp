#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "audit_length.hpp"
#include "audit_parts.hpp"
#include "field_reader.hpp"

namespace landlink::gis {

namespace {

// Bounds beyond which a value is more likely a slip than a road; by judgement.
constexpr double kSlowest_kmh = 5.0;
constexpr double kFastest_kmh = 130.0;
constexpr double kSlowestMedian_kmh = 20.0;  // 80 km/h in m/s is 22
constexpr double kMostSinuous = 5.0;         // the steepest mountain roads reach about 3
constexpr double kShortestForSinuosity_km = 1.0;
constexpr double kTouch_degrees = 1e-5;  // 1 m

class LinkAudit {
 public:
  LinkAudit(const NetworkLayers& layers, const FileOfLayer& file_of, Diagnostics& diagnostics)
      : layers_(layers), file_of_(file_of), diagnostics_(diagnostics) {}

  void run() {
    const std::vector<DraftLink>& links = layers_.draft.links;
    for (std::size_t i = 0; i < links.size(); ++i) {
      const DraftLink& link = links[i];
      if (!is_drawn(link)) continue;
      // The reader puts the way back right after the way out.
      const bool oneway = i + 1 == links.size() || links[i + 1].attributes.source.forward;
      const FeatureRef& source = link.attributes.source;
      line_ = &layers_.geometry.at({source.layer, source.id});
      look_for_namesake(source);
      look_at_speed(link.attributes);
      look_at_length(link.attributes);
      look_for_touch(source);
      look_for_twin(link, oneway);
    }
    look_at_median();
  }

 private:
  struct Drawn {
    FeatureRef source;
    bool oneway;
  };

  void tell(Severity severity, const FeatureRef& source, const char* field, const char* code,
            std::string problem, std::string remedy) {
    Place place = place_of(file_of_, source);
    place.field = field;
    diagnostics_.add({severity, code, std::move(place), std::move(problem), std::move(remedy),
                      marker_of(*line_)});
  }
  void warn(const FeatureRef& source, const char* field, const char* code, std::string problem,
            std::string remedy) {
    tell(Severity::warning, source, field, code, std::move(problem), std::move(remedy));
  }

  /// Within a layer the reader refuses a second feature of the same id.
  void look_for_namesake(const FeatureRef& source) {
    const auto [first, is_new] = layer_of_id_.emplace(source.id, source.layer);
    if (is_new) return;
    warn(source, "id", "id_in_two_layers",
         fmt::format("layer '{}' has this id too, and a study selects links by id alone",
                     first->second),
         "give one of the two another id");
  }

  void look_at_speed(const LinkAttributes& link) {
    const double speed_kmh = link.speed_limit_kmh;
    if (link.kind == LinkKind::road) speeds_[link.source.layer].push_back(speed_kmh);
    if (speed_kmh >= kSlowest_kmh && speed_kmh <= kFastest_kmh) return;
    warn(link.source, "speed_limit_kmh", "implausible_speed", fmt::format("{} km/h", speed_kmh),
         fmt::format("trucks run at {} to {} km/h: check the value and its unit", kSlowest_kmh,
                     kFastest_kmh));
  }

  void look_at_length(const LinkAttributes& link) {
    const double drawn_km = geodesic_length_km(*line_);
    const double chord_km = geodesic_km(line_->front(), line_->back());
    const bool schematic = layers_.schematic.contains({link.source.layer, link.source.id});
    if (auto found = length_finding(*line_, link.length_km, schematic)) {
      tell(found->severity, link.source, "length_km", found->code, std::move(found->problem),
           std::move(found->remedy));
    }
    if (chord_km >= kShortestForSinuosity_km && drawn_km > kMostSinuous * chord_km) {
      warn(link.source, "", "implausible_sinuosity",
           fmt::format("the line is {:.1f} times as long as the distance of its ends",
                       drawn_km / chord_km),
           "look for a vertex that is out of place");
    }
  }

  /// A line may cross itself, as ramps and hairpins on a plan do; an end that lies on the line
  /// itself looks like a junction but is none.
  void look_for_touch(const FeatureRef& source) {
    const Line& line = *line_;
    for (const bool at_start : {true, false}) {
      const LonLat end = at_start ? line.front() : line.back();
      for (std::size_t i = 2; i + 2 < line.size(); ++i) {
        if (std::abs(line[i].lon - end.lon) > kTouch_degrees ||
            std::abs(line[i].lat - end.lat) > kTouch_degrees)
          continue;
        warn(source, "", "touches_itself",
             fmt::format("its {} lies on the line itself, where it makes no junction",
                         at_start ? "start" : "end"),
             "split it there if the two meet");
        return;
      }
    }
  }

  /// Lines with equal vertices that may be passed in the same direction.
  void look_for_twin(const DraftLink& link, bool oneway) {
    const auto ends = std::minmax(link.tail, link.head);
    std::vector<Drawn>& others = between_[{ends.first, ends.second}];
    for (const Drawn& other : others) {
      const Line& line = layers_.geometry.at({other.source.layer, other.source.id});
      const bool same = line == *line_;
      const bool reversed =
          !same && std::equal(line.begin(), line.end(), line_->rbegin(), line_->rend());
      if (!same && !(reversed && !(oneway && other.oneway))) continue;
      warn(link.attributes.source, "", "duplicate_link",
           fmt::format("drawn over feature {} of layer '{}', so that the road counts twice",
                       other.source.id, other.source.layer),
           "delete one of the two, or close one by a date");
      break;
    }
    others.push_back({link.attributes.source, oneway});
  }

  void look_at_median() {
    for (auto& [layer, speeds] : speeds_) {
      const auto middle = speeds.begin() + static_cast<std::ptrdiff_t>(speeds.size() / 2);
      std::nth_element(speeds.begin(), middle, speeds.end());
      if (*middle >= kSlowestMedian_kmh) continue;
      diagnostics_.warning(
          "speeds_in_another_unit",
          {.file = file_of_(layer), .layer = layer, .field = "speed_limit_kmh"},
          fmt::format("half of the roads have {} km/h or less, as if in metres per second",
                      *middle),
          "give speeds in km/h");
    }
  }

  const NetworkLayers& layers_;
  const FileOfLayer& file_of_;
  Diagnostics& diagnostics_;
  const Line* line_ = nullptr;
  std::map<std::string, std::string> layer_of_id_;
  std::map<std::string, std::vector<double>> speeds_;
  std::map<std::pair<NodeId, NodeId>, std::vector<Drawn>> between_;
};

}  // namespace

void audit_links(const NetworkLayers& layers, const FileOfLayer& file_of,
                 Diagnostics& diagnostics) {
  LinkAudit(layers, file_of, diagnostics).run();
}

}  // namespace landlink::gis
