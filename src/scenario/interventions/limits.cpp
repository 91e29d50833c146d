#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "interventions.hpp"
#include "landlink/core/text.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

constexpr std::array kLoadKeys{
    KeyRecord{.key = "where",
              .kind = KeyKind::table,
              .meaning = "which bridges or roads",
              .required = true},
    KeyRecord{.table = "set",
              .key = "axle_limit_t",
              .meaning = "heaviest axle allowed",
              .bounds = {1, 30}},
    KeyRecord{.table = "set",
              .key = "max_gross_t",
              .meaning = "weight of a whole vehicle",
              .bounds = {1, 200}},
};
constexpr std::array kBanKeys{
    KeyRecord{.key = "where",
              .kind = KeyKind::table,
              .meaning = "the zone, as a polygon",
              .required = true},
    KeyRecord{.key = "above_t",
              .meaning = "gross weight from which trucks are kept out",
              .bounds = {0, 100},
              .required = true},
};
constexpr std::array kVehicleKeys{
    KeyRecord{.key = "vehicle",
              .kind = KeyKind::texts,
              .meaning = "vehicle types by id",
              .required = true},
    KeyRecord{.table = "set",
              .key = "payload_t",
              .meaning = "average load of a loaded trip",
              .bounds = {0.5, 100}},
    KeyRecord{.table = "set",
              .key = "axle_load_t",
              .meaning = "heaviest axle, loaded",
              .bounds = {1, 30}},
    KeyRecord{.table = "set",
              .key = "empty_share",
              .meaning = "empty km per loaded km",
              .bounds = {0, 1}},
};

/// What may pass over links by weight: of a bridge, or of a zone without heavy trucks. A limit
/// replaces the old one; a ban only makes it stricter.
class LoadLimit final : public Intervention {
 public:
  LoadLimit(InterventionTerms terms, LinkSelector where, std::optional<double> axle_t,
            std::optional<double> gross_t, bool is_ban)
      : Intervention(std::move(terms)),
        where_(std::move(where)),
        axle_t_(axle_t),
        gross_t_(gross_t),
        is_ban_(is_ban) {}

  std::string text() const override {
    if (is_ban_) return fmt::format("truck_ban {}: above {:g} t", where_.text(), *gross_t_);
    SetText set;
    set.add("axle_limit_t", axle_t_);
    set.add("max_gross_t", gross_t_);
    return fmt::format("load_limit {}: {}", where_.text(), set.text());
  }

  void apply(TransportModel& model) const override {
    for (const std::size_t i : where_.select(model)) {
      LinkAttributes& link = model.draft.links[i].attributes;
      if (axle_t_) link.axle_limit_t = *axle_t_;
      if (gross_t_) link.max_gross_t = is_ban_ ? std::min(link.max_gross_t, *gross_t_) : *gross_t_;
    }
  }

 private:
  LinkSelector where_;
  std::optional<double> axle_t_;
  std::optional<double> gross_t_;
  bool is_ban_;
};

/// Other trucks: what they load, how heavy their axles are, how often they run empty. Freight
/// stays, so that a larger load makes fewer trips.
class VehicleLimits final : public Intervention {
 public:
  VehicleLimits(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)),
        vehicles_(table.texts("vehicle")),
        place_(table.place("vehicle")) {
    const ConfigTable set = table.table("set");
    const RecordedTable recorded(set, "set", kVehicleKeys);
    payload_t_ = recorded.number("payload_t");
    axle_load_t_ = recorded.number("axle_load_t");
    empty_share_ = recorded.number("empty_share");
    set.finish();
    table.finish();
    if (!payload_t_ && !axle_load_t_ && !empty_share_) {
      throw Error(set.place(), "nothing is set", "give payload_t, axle_load_t or empty_share");
    }
  }

  bool needs_demand() const override { return true; }

  std::string text() const override {
    SetText set;
    set.add("payload_t", payload_t_);
    set.add("axle_load_t", axle_load_t_);
    set.add("empty_share", empty_share_);
    return fmt::format("vehicle_limits {}: {}", fmt::join(vehicles_, ", "), set.text());
  }

  void apply(TransportModel& model) const override {
    for (const std::string& name : vehicles_) {
      std::vector<std::string> known;
      for (const VehicleType& vehicle : model.vehicles) known.push_back(vehicle.id);
      const auto found = std::find(known.begin(), known.end(), name);
      if (found == known.end()) {
        throw Error(place_, fmt::format("no vehicle type '{}'", printable(name)),
                    name_remedy(name, known));
      }
      change(model, static_cast<std::size_t>(found - known.begin()));
    }
  }

 private:
  void change(TransportModel& model, std::size_t place) const {
    VehicleType& vehicle = model.vehicles[place];
    const double old_payload_t = vehicle.payload_t;
    if (payload_t_) vehicle.payload_t = *payload_t_;
    if (axle_load_t_) vehicle.axle_load_t = *axle_load_t_;
    if (empty_share_) vehicle.empty_share = *empty_share_;
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      FreightClass& freight_class = model.classes[ClassId{k}];
      if (freight_class.vehicle != place) continue;
      model.vehicles_per_h[ClassId{k}] =
          model.vehicles_per_h[ClassId{k}].scaled(old_payload_t / vehicle.payload_t);
      freight_class.usd_per_vehicle_h =
          value_of_vehicle_h(vehicle, model.demand.commodities[freight_class.commodity]);
    }
  }

  std::vector<std::string> vehicles_;
  Place place_;
  std::optional<double> payload_t_;
  std::optional<double> axle_load_t_;
  std::optional<double> empty_share_;
};

}  // namespace

std::span<const KeyRecord> load_limit_keys() { return kLoadKeys; }
std::span<const KeyRecord> truck_ban_keys() { return kBanKeys; }
std::span<const KeyRecord> vehicle_limits_keys() { return kVehicleKeys; }

std::unique_ptr<const Intervention> parse_load_limit(const ConfigTable& table,
                                                     InterventionTerms terms) {
  LinkSelector where = LinkSelector::parse(table.table("where"));
  const ConfigTable set = table.table("set");
  const RecordedTable recorded(set, "set", kLoadKeys);
  const auto axle_t = recorded.number("axle_limit_t");
  const auto gross_t = recorded.number("max_gross_t");
  set.finish();
  table.finish();
  if (!axle_t && !gross_t) {
    throw Error(set.place(), "nothing is set", "give axle_limit_t or max_gross_t");
  }
  return std::make_unique<LoadLimit>(std::move(terms), std::move(where), axle_t, gross_t, false);
}

std::unique_ptr<const Intervention> parse_truck_ban(const ConfigTable& table,
                                                    InterventionTerms terms) {
  LinkSelector where = LinkSelector::parse(table.table("where"));
  const auto above_t = RecordedTable(table, "", kBanKeys).number("above_t");
  table.finish();
  return std::make_unique<LoadLimit>(std::move(terms), std::move(where), std::nullopt, above_t,
                                     true);
}

std::unique_ptr<const Intervention> parse_vehicle_limits(const ConfigTable& table,
                                                         InterventionTerms terms) {
  return std::make_unique<VehicleLimits>(table, std::move(terms));
}

}  // namespace landlink
