#include "point_features.hpp"

#include <fmt/format.h>

#include "checkpoint_facility.hpp"
#include "field_reader.hpp"
#include "landlink/core/text.hpp"
#include "link_features.hpp"
#include "read_features.hpp"

namespace landlink::gis {

namespace {

constexpr double kMinutesPerHour = 60.0;

int read_stops(FieldReader& fields) {
  const std::optional<double> stops = fields.number("stops");
  if (stops && *stops != 1.0 && *stops != 2.0) {
    fields.fault("stops", "bad_stops", fmt::format("{} stops", shortest_text(*stops)),
                 "write 2, or 1 where inspection is single-stop");
  }
  return stops && *stops == 1.0 ? 1 : 2;
}

CheckpointFeature read_checkpoint(FieldReader& fields, const ReadFeatureOptions& options) {
  CheckpointFeature result;
  BorderCheckpoint& to = result.checkpoint;
  to.id = fields.required_text("id");
  to.name = fields.required_text("name");
  to.name_other = fields.text("name_other");
  to.country_other = fields.country("country_other");
  if (to.country_other == kLaos) {
    fields.fault("country_other", "bad_country", "the neighbour is Laos itself",
                 "write the neighbour's code, such as THA");
  }
  to.province = fields.province("province", kLaos, options.needs_province);
  to.position = fields.feature().point();
  to.lanes = fields.positive("lanes");
  to.service_mean_h = fields.positive("service_min") / kMinutesPerHour;
  to.service_sd_h = fields.required_not_negative("service_sd_min") / kMinutesPerHour;
  read_opening(fields, to);
  to.stops = read_stops(fields);
  to.document_h = fields.not_negative("document_min", 0.0) / kMinutesPerHour;
  to.fee_usd = fields.not_negative("fee_usd", 0.0);
  read_facility(fields, to);
  to.assumed = fields.list("assumed");
  fields.required_text("source");
  result.open = fields.open_in(options.year);
  return result;
}

}  // namespace

std::vector<CheckpointFeature> read_checkpoints(const Layer& layer,
                                                const ReadFeatureOptions& options,
                                                Diagnostics& diagnostics) {
  warn_of_near_names(layer,
                     {"id",
                      "name",
                      "name_other",
                      "country_other",
                      "province",
                      "lanes",
                      "service_min",
                      "service_sd_min",
                      "open_h_per_day",
                      "stops",
                      "document_min",
                      "fee_usd",
                      "hours",
                      "hours_other",
                      "yellow_share",
                      "red_share",
                      "yellow_factor",
                      "red_factor",
                      "pre_arrival_share",
                      "pre_arrival_document_min",
                      "unofficial_usd",
                      "priority_lanes",
                      "daily_cap",
                      "weighbridge_min",
                      "transload_bays",
                      "transload_min",
                      "transload_usd",
                      "opened",
                      "closed",
                      "position",
                      "note",
                      "source",
                      "assumed"},
                     diagnostics);
  return read_features<CheckpointFeature>(
      layer, diagnostics, [&](FieldReader& fields) { return read_checkpoint(fields, options); });
}

std::vector<ZoneFeature> read_zones(const Layer& layer, const ReadFeatureOptions& options,
                                    Diagnostics& diagnostics) {
  return read_features<ZoneFeature>(layer, diagnostics, [&](FieldReader& fields) {
    ZoneFeature result;
    result.layer = layer.header->layer;
    result.zone.id = fields.required_text("id");
    result.zone.name = fields.required_text("name");
    result.zone.position = fields.feature().point();
    result.zone.country = fields.country("country");
    result.zone.province = fields.province("province", result.zone.country, options.needs_province);
    result.zone.population = fields.not_negative("population", 0.0);
    result.zone.attraction_weight = fields.not_negative("attraction_weight", 1.0);
    return result;
  });
}

std::vector<Province> read_provinces(const Layer& layer, Diagnostics& diagnostics) {
  return read_features<Province>(layer, diagnostics, [](FieldReader& fields) {
    return Province{.id = fields.required_text("id"),
                    .name = fields.required_text("name"),
                    .population = fields.not_negative("population", 0.0),
                    .polygons = fields.feature().polygons()};
  });
}

}  // namespace landlink::gis
