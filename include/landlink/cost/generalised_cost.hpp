#pragma once

#include "landlink/cost/cost_settings.hpp"
#include "landlink/cost/delay_function.hpp"
#include "landlink/cost/freight_class.hpp"
#include "landlink/cost/mode_service.hpp"
#include "landlink/cost/vehicle_type.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/network/network.hpp"

namespace landlink {

/// Value of one hour of a loaded vehicle, USD/h: payload x (value of time + value lost by decay),
/// payload_t (time_usd_per_t_h + usd_per_t decay_per_day / 24).
/// Throws Error if it is not positive: without it money could not be turned into hours.
double value_of_vehicle_h(const VehicleType& vehicle, const Commodity& commodity);

/// Fuel tax on a loaded km, its share of empty ones included: litres follow from the CO2 of the
/// vehicle.
double fuel_tax_usd_per_km(const VehicleType& vehicle, const CostSettings& settings = {});

/// What a class pays on each link of a network, before delays (docs/model.md, section 3).
///
/// Per vehicle: VOC L (1 + overhead)(1 + empty share x cost of an empty km) + toll + crew over
/// standing time + carbon price + fuel tax, and hours in free flow with fixed times. A border link takes its
/// checkpoint's papers, one service per stop and the mean wait for opening at low traffic, and
/// charges its fee; a ferry takes its boarding time and crosses at its speed limit, its fare is the
/// toll. Where a vehicle's empty trips are classes of their own, their cost is there and not in the
/// loaded way; an empty class pays `cost_share` of the operating cost.
///
/// Where `modes` has services, a loaded truck weighs the empty way back that it causes (below): in
/// `constant_h` alone, since the empty truck pays.
///
/// A link of another mode takes a vehicle's load: line time with fixed times, tariff and handling per
/// tonne, and where it is loaded the wait, charge and constant of the mode's service; the constant
/// is in `constant_h` alone, since nobody is paid.
///
/// Infinite where the class may not go: modes that `modes` does not open to the commodity (all,
/// without it) and for empty trucks, links whose axle or gross
/// weight limit is below the vehicle's, links of countries that bar the vehicle
/// (VehicleType::barred_in), and for a domestic class every border link and every link that is not
/// in Laos (connectors without a country excepted).
ClassLinkCosts class_link_costs(const Network& network, const FreightClass& freight_class,
                                const VehicleType& vehicle, const Commodity& commodity,
                                const CostSettings& settings = {}, const ModeTables& modes = {});

/// What the empty way back costs that a loaded truck causes on a link where it drives: its empty
/// share of the money and hours of an empty truck. 0 where freight has roads alone, or empty trips
/// are not in traffic. Without it trucks would seem cheap beside a train, whose tariff has all in it.
double way_back_usd(const Network& network, LinkId link, const FreightClass& freight_class,
                    const VehicleType& vehicle, const CostSettings& settings,
                    const ModeTables& modes);

/// CO2 of one vehicle of a class on a link, g: of a truck by its km, the empty ones that it stands
/// for included; of another mode by the tonne-km of the load, and nothing in transfers.
double co2_g(const LinkAttributes& link, const FreightClass& freight_class,
             const VehicleType& vehicle, const CostSettings& settings, const ModeTables& modes);

/// How traffic delays each link, in hours: BPR on roads and bridges with the reference vehicle's
/// free-flow time, a queue at checkpoints, nothing elsewhere (docs/model.md, sections 4 and 5).
LinkDelays link_delays(const Network& network, const CostSettings& settings = {});

}  // namespace landlink
