#pragma once

#include <fmt/format.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/scenario/intervention.hpp"

// The parsers of each kind of intervention, for the list in interventions.cpp.

namespace landlink {

std::unique_ptr<const Intervention> parse_upgrade_road(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_open_link(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_close_link(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_upgrade_checkpoint(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_closure(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_change_right(const ConfigTable&, InterventionTerms);

std::unique_ptr<const Intervention> parse_new_road(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_toll(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_fuel_tax(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_carbon_price(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_load_limit(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_truck_ban(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_vehicle_limits(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_demand_growth(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_new_plant(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_economic_zone(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_irrigation(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_wet_season(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_upgrade_railway(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_new_railway(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_upgrade_waterway(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_upgrade_terminal(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_dry_port(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_upgrade_airport(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_new_flight(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_cold_hub(const ConfigTable&, InterventionTerms);

std::span<const KeyRecord> new_road_keys();
std::span<const KeyRecord> wet_season_keys();
std::span<const KeyRecord> upgrade_railway_keys();
std::span<const KeyRecord> new_railway_keys();
std::span<const KeyRecord> upgrade_waterway_keys();
std::span<const KeyRecord> upgrade_terminal_keys();
std::span<const KeyRecord> dry_port_keys();
std::span<const KeyRecord> upgrade_airport_keys();
std::span<const KeyRecord> new_flight_keys();
std::span<const KeyRecord> cold_hub_keys();
std::span<const KeyRecord> toll_keys();
std::span<const KeyRecord> fuel_tax_keys();
std::span<const KeyRecord> carbon_price_keys();
std::span<const KeyRecord> load_limit_keys();
std::span<const KeyRecord> truck_ban_keys();
std::span<const KeyRecord> vehicle_limits_keys();
std::span<const KeyRecord> demand_growth_keys();
std::span<const KeyRecord> new_plant_keys();
std::span<const KeyRecord> economic_zone_keys();
std::span<const KeyRecord> irrigation_keys();
std::span<const KeyRecord> upgrade_road_keys();
std::span<const KeyRecord> open_close_keys();
std::span<const KeyRecord> upgrade_checkpoint_keys();
std::span<const KeyRecord> closure_keys();
std::span<const KeyRecord> change_right_keys();

/// "lanes 4, surface asphalt": what is set, for Intervention::text.
class SetText {
 public:
  template <class Value>
  void add(std::string_view key, const std::optional<Value>& value) {
    if (value) parts_.push_back(fmt::format("{} {}", key, *value));
  }
  [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(parts_, ", ")); }

 private:
  std::vector<std::string> parts_;
};

/// Several lists of keys as one.
std::vector<KeyRecord> joined(std::initializer_list<std::span<const KeyRecord>> lists);

/// A checkpoint by id or name, ignoring case. Throws Error with the nearest known one.
CheckpointId find_checkpoint(const TransportModel& model, const std::string& name,
                             const Place& place);

}  // namespace landlink
