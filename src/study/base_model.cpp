#include "landlink/study/base_model.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "landlink/core/file.hpp"
#include "landlink/cost/legal_limits.hpp"
#include "landlink/gis/season_layers.hpp"
#include "landlink/network/post_ways.hpp"

namespace landlink {

namespace {

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

/// The modes beside the truck that the study has, with what they charge and whom they take.
void read_modes(const Study& study, BaseModel& base) {
  if (!study.modes.any()) return;
  TransportModel& model = base.model;
  model.mode_tables = read_mode_tables(study.demand);
  for (const std::filesystem::path& file : model.mode_tables.files) {
    base.inputs.push_back(input_file(file, study.demand));
  }
  model.other_modes = base.layers.modes;
  model.supernetwork = {.rail = study.modes.rail,
                        .waterway = study.modes.waterway,
                        .air = study.modes.air,
                        .month = study.month};
}

}  // namespace

BaseModel load_base_model(const Study& study) {
  BaseModel base;
  base.layers = read_network_layers(study.network, study.network_year, base.diagnostics);
  base.diagnostics.stop_on_errors();

  TransportModel& model = base.model;
  model.year = study.year;
  model.supernetwork.month = study.month;
  model.cost_settings.checkpoint_arrivals = study.arrivals_by_hour;
  model.cost_settings.checkpoint_period_h = study.queue_period_h;
  model.draft = std::move(base.layers.draft);
  model.zones = std::move(base.layers.zones);
  model.centroids = std::move(base.layers.centroids);
  read_trucks(study, base);
  read_modes(study, base);
  const std::filesystem::path rights = study.network / "rights.csv";
  if (std::filesystem::exists(rights)) {
    model.rights = read_access_rights(rights);
    base.inputs.push_back(input_file(rights, study.network));
  }
  if (study.month != 0) apply_month(read_season_rules(study.network), study.month, model.draft);
  for (const auto& intervention : study.base.interventions) {
    if (!intervention->needs_demand()) intervention->apply(model);
  }
  lay_post_ways(model.draft, !model.rights.rows.empty());
  model.network = Network(model.draft);

  base.demand = std::make_shared<DemandModel>(study);
  make_user_classes(model, study.matrix.empty()
                               ? base.demand->distribute(model)
                               : base.demand->read_matrix(model, base.diagnostics));
  for (const auto& intervention : study.base.interventions) {
    if (intervention->needs_demand()) intervention->apply(model);
  }
  rebuild(model);

  for (const auto* files : {&study.project_tables, &study.parents}) {
    for (const std::filesystem::path& file : *files) {
      base.inputs.insert(base.inputs.begin(), {.path = file.filename().generic_string(),
                                               .sha256 = sha256_of_file(file)});
    }
  }
  base.inputs.insert(base.inputs.begin(), {.path = study.file.filename().generic_string(),
                                           .sha256 = sha256_of_file(study.file)});
  for (const std::filesystem::path& file : base.demand->tables().files) {
    base.inputs.push_back(input_file(file, study.demand));
  }
  if (!study.matrix.empty()) {
    base.inputs.push_back(
        {.path = study.matrix.filename().generic_string(), .sha256 = sha256_of_file(study.matrix)});
  }
  base.assumptions = cost_assumptions(model.cost_settings);
  for (const ModeService& service : model.mode_tables.services) {
    if (service.assumed.empty()) continue;
    base.assumptions.push_back(fmt::format("a haul by {}: {} of modes.csv", name_of(service.kind),
                                           fmt::join(service.assumed, ", ")));
  }
  for (std::string& note : network_of_all_modes(model).notes) {
    base.assumptions.push_back(std::move(note));
  }
  return base;
}

}  // namespace landlink
