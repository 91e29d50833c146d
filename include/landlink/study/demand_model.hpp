#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/core/diagnostics.hpp"
#include "landlink/demand/build_demand.hpp"
#include "landlink/scenario/transport_model.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

/// What it costs to move a tonne between zones, USD/t, zones x zones; infinite without a way.
struct TonnePrices {
  DemandSkims loaded = {};  ///< time and money of the loaded way, by truck or as it is expected
  /// Time and money of the empty way back from j to i, in cell (i, j), per tonne of the load.
  DemandSkims way_back = {};
  /// Part of the tonnes that goes by truck and has a way back at all; empty for all of them.
  Eigen::MatrixXd by_truck = {};
  /// Part of the empty way back that is in `loaded` already.
  double way_back_weighed = 0.0;
};

/// Loaded trips of one vehicle type between regions (provinces of Laos, zones abroad), and what
/// they pay of the empty way back.
struct DirectionPrices {
  std::string type = {};  ///< as commodities name it
  double return_share = 0.0;
  Eigen::MatrixXd loaded_per_day = {};  ///< regions x regions
  Eigen::MatrixXd charge = {};          ///< part of the empty way back that a trip from i to j pays
};

/// The freight of a study's year from its tables, at the costs that it meets.
///
/// The price of a tonne from i to j is the cost of its loaded way and its part of the empty way
/// back (empty_way_charge of the demand module), which depends on the freight of both directions,
/// which depends on the price where a table leaves an end open: a fixed point, found by iteration.
class DemandModel {
 public:
  /// Reads the demand folder of the study. Throws as read_demand_tables does.
  explicit DemandModel(const Study& study);

  [[nodiscard]] const DemandTables& tables() const { return tables_; }

  /// The study's freight by commodity at the costs of trucks on the empty network of `model`. Reads
  /// zones, centroids, network, vehicles and cost settings.
  [[nodiscard]] FreightDemand distribute(const TransportModel& model);

  /// The same at the prices of an equilibrium of `model`. Pairs of zones without freight of a
  /// commodity, for which the equilibrium has no price, see the cost of its truck at the delays.
  [[nodiscard]] FreightDemand distribute(const TransportModel& model,
                                         const AssignmentResult& flows);

  /// The same, for a planner's own matrix instead of the tables' rows: tonnes a day between zones,
  /// from a CSV or an OMX file by its extension.
  [[nodiscard]] FreightDemand read_matrix(const TransportModel& model, Diagnostics& diagnostics);

  /// By vehicle type, of the last distribution.
  [[nodiscard]] const std::vector<DirectionPrices>& directions() const { return directions_; }
  /// Largest change of a charge in the last step of the last distribution, and steps taken.
  [[nodiscard]] double direction_residual() const { return residual_; }
  [[nodiscard]] int direction_steps() const { return steps_; }

  /// Price of each commodity by truck on the empty network of `model`, with the charges of the last
  /// distribution: USD/t, zones x zones.
  [[nodiscard]] std::vector<DemandSkims> truck_prices(const TransportModel& model) const;

  /// Price of each commodity in an equilibrium of `model`: what it expects to pay there over all
  /// paths and modes (equilibrium_prices), and for the tonnes that go by truck the part of the
  /// empty way back that the charges of the last distribution leave to their direction, less the
  /// part that the equilibrium weighs already (way_back_usd). Where it has no freight, by truck.
  [[nodiscard]] std::vector<DemandSkims> prices(const TransportModel& model,
                                                const AssignmentResult& flows) const;

 private:
  [[nodiscard]] FreightDemand distribute(const TransportModel& model,
                                         const std::vector<TonnePrices>& costs);
  void start_directions(const TransportModel& model);
  void update_directions(const TransportModel& model, const FreightDemand& demand,
                         const std::vector<TonnePrices>& costs, double step);
  [[nodiscard]] DemandSkims price(std::size_t commodity, const TonnePrices& costs) const;

  DemandTables tables_;
  std::filesystem::path matrix_;
  bool sum_duplicates_ = false;
  int year_ = 0;
  int month_ = 0;
  std::vector<std::size_t> region_of_zone_;
  std::size_t regions_ = 0;
  std::vector<DirectionPrices> directions_;
  double residual_ = 0.0;
  int steps_ = 0;
};

/// Makes the user classes of `model` from its demand: by commodity, vehicle and nationality, and
/// the empty trips that they cause. Ready for rebuild().
void make_user_classes(TransportModel& model, const FreightDemand& demand);

}  // namespace landlink
