#include "landlink/study/base_model.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <optional>
#include <utility>

#include "landlink/core/file.hpp"
#include "landlink/cost/classes.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/cost/legal_limits.hpp"
#include "landlink/demand/build_demand.hpp"
#include "landlink/network/post_ways.hpp"
#include "landlink/paths/skim.hpp"

namespace landlink {

namespace {

/// USD per tonne between zones on the empty network, for a commodity in its vehicle.
class FreeFlowSkims {
 public:
  explicit FreeFlowSkims(const TransportModel& model)
      : model_(&model), closed_(model.network.node_count(), 0) {
    for (const NodeId node : model.centroids) closed_[node.index()] = 1;
  }

  [[nodiscard]] DemandSkims operator()(const Commodity& commodity) const {
    return {.domestic = usd_per_t(commodity, true), .international = usd_per_t(commodity, false)};
  }

 private:
  [[nodiscard]] Eigen::MatrixXd usd_per_t(const Commodity& commodity, bool domestic) const {
    const std::size_t place = vehicle_index(commodity, model_->vehicles);
    const VehicleType& vehicle = model_->vehicles[place];
    const FreightClass freight_class{.id = commodity.id,
                                     .vehicle = place,
                                     .domestic = domestic,
                                     .usd_per_vehicle_h = value_of_vehicle_h(vehicle, commodity)};
    const ClassLinkCosts costs =
        class_link_costs(model_->network, freight_class, vehicle, commodity, model_->cost_settings);
    const Skims skims = skim({.graph = model_->network.graph(),
                              .centroids = model_->centroids.raw(),
                              .cost = costs.constant_h,
                              .closed_to_through = closed_});
    const auto zones = static_cast<Eigen::Index>(skims.zones);
    const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>
        hours(skims.cost.data(), zones, zones);
    return hours * (freight_class.usd_per_vehicle_h / vehicle.payload_t);
  }

  const TransportModel* model_;
  std::vector<char> closed_;
};

InputFile input_file(const std::filesystem::path& path, const std::filesystem::path& folder) {
  return {.path = (folder.filename() / path.filename()).generic_string(),
          .sha256 = sha256_of_file(path)};
}

/// The vehicles of the demand folder with what binds them: carriers, weight limits of countries
/// and the loads of a season, each where its table is there.
void read_trucks(const Study& study, BaseModel& base) {
  const auto optional_table = [&](const char* name) -> std::optional<std::filesystem::path> {
    const std::filesystem::path path = study.demand / name;
    if (!std::filesystem::exists(path)) return std::nullopt;
    base.inputs.push_back(input_file(path, study.demand));
    return path;
  };
  TransportModel& model = base.model;
  model.vehicles = read_vehicle_types(study.demand / "vehicles.csv");
  base.inputs.push_back(input_file(study.demand / "vehicles.csv", study.demand));
  if (const auto path = optional_table("carriers.csv")) model.carriers = Carriers::read(*path);
  std::vector<LegalLimit> limits;
  if (const auto path = optional_table("limits.csv")) limits = read_legal_limits(*path);
  if (const auto path = optional_table("seasonal_loading.csv")) {
    model.vehicles =
        with_seasonal_loading(std::move(model.vehicles), read_seasonal_loading(*path), study.month);
  }
  bar_by_limits(model.vehicles, limits);
}

}  // namespace

BaseModel load_base_model(const Study& study) {
  BaseModel base;
  base.layers = read_network_layers(study.network, study.network_year, base.diagnostics);
  base.diagnostics.stop_on_errors();

  TransportModel& model = base.model;
  model.year = study.year;
  model.cost_settings.checkpoint_arrivals = study.arrivals_by_hour;
  model.cost_settings.checkpoint_period_h = study.queue_period_h;
  model.draft = std::move(base.layers.draft);
  model.zones = std::move(base.layers.zones);
  model.centroids = std::move(base.layers.centroids);
  read_trucks(study, base);
  const std::filesystem::path rights = study.network / "rights.csv";
  if (std::filesystem::exists(rights)) {
    model.rights = read_access_rights(rights);
    base.inputs.push_back(input_file(rights, study.network));
  }
  for (const auto& intervention : study.base.interventions) intervention->apply(model);
  lay_post_ways(model.draft, !model.rights.rows.empty());
  model.network = Network(model.draft);

  const DemandTables tables = read_demand_tables(study.demand);
  model.demand = build_demand(tables, model.zones, FreeFlowSkims(model), study.year, study.month);
  ClassDemand classes =
      make_classes(model.demand, model.vehicles, model.zones, model.cost_settings, model.carriers);
  model.classes = std::move(classes.classes);
  model.vehicles_per_h = std::move(classes.vehicles_per_h);
  rebuild(model);

  for (const auto* files : {&study.project_tables, &study.parents}) {
    for (const std::filesystem::path& file : *files) {
      base.inputs.insert(base.inputs.begin(), {.path = file.filename().generic_string(),
                                               .sha256 = sha256_of_file(file)});
    }
  }
  base.inputs.insert(base.inputs.begin(), {.path = study.file.filename().generic_string(),
                                           .sha256 = sha256_of_file(study.file)});
  for (const std::filesystem::path& file : tables.files) {
    base.inputs.push_back(input_file(file, study.demand));
  }
  base.assumptions = cost_assumptions(model.cost_settings);
  return base;
}

}  // namespace landlink
