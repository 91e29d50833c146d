#pragma once

#include <Eigen/Core>
#include <functional>

#include "landlink/demand/demand_tables.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/demand/zone.hpp"

namespace landlink {

/// Cost of moving a tonne between zones, zones x zones, USD/t; infinite where there is no way.
/// Freight between two zones of Laos sees `domestic`, which keeps to Laos; all else
/// `international`. The diagonals are not read.
struct DemandSkims {
  Eigen::MatrixXd domestic = {};
  Eigen::MatrixXd international = {};
};

/// What a commodity pays; called once per commodity.
using SkimsOfCommodity = std::function<DemandSkims(const Commodity&)>;

/// Freight by commodity for a year, from the tables of a demand folder.
///
/// Each row of the tables is carried to `year` by the growth of its commodity, divided by 365 days
/// (or, given a month from 1 to 12, by the month's share and days) and distributed by a gravity
/// model exp(-beta c): doubly constrained where the row fixes both ends, a choice by weight and
/// cost at the end that it leaves open. A zone's own cost is half of that to its nearest
/// neighbour; tonnes that stay in their zone are in the matrix and never on the network.
///
/// Every commodity adds up to its rows (relative 1e-9). `assumptions` lists what the tables mark
/// as assumed and where sources disagree.
/// Throws Error naming file, line and field of a row whose place is unknown or has no way to the
/// row's other end.
FreightDemand build_demand(const DemandTables& tables, const Zones& zones,
                           const SkimsOfCommodity& skims, int year, int month = 0);
/// The same with one reference skim for all commodities.
FreightDemand build_demand(const DemandTables& tables, const Zones& zones, const DemandSkims& skims,
                           int year, int month = 0);

}  // namespace landlink
