#include "landlink/study/base_model.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "input_watch.hpp"
#include "landlink/core/file.hpp"
#include "landlink/cost/legal_limits.hpp"
#include "landlink/gis/season_layers.hpp"
#include "landlink/network/post_ways.hpp"

namespace landlink {

namespace {

InputFile input_file(InputWatch& watch, const std::filesystem::path& path,
                     const std::filesystem::path& folder) {
  return {.path = (folder.filename() / path.filename()).generic_string(),
          .sha256 = watch.sha256(path)};
}

/// The study's own files have been read before the data: those that are no longer what was read are
/// refused.
void add_study_files(const Study& study, BaseModel& base) {
  std::vector<std::filesystem::path> files{study.file};
  files.insert(files.end(), study.parents.begin(), study.parents.end());
  files.insert(files.end(), study.project_tables.begin(), study.project_tables.end());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string sha256 = sha256_of_file(files[i]);
    if (i < study.sha256_as_read.size() && sha256 != study.sha256_as_read[i]) {
      throw Error({.file = files[i].string()}, "the file changed after it was read",
                  "run again when nothing writes to it");
    }
    base.inputs.push_back({.path = files[i].filename().generic_string(), .sha256 = sha256});
  }
}

/// The vehicles of the demand folder with what binds them: carriers, weight limits of countries
/// and the loads of a season, each where its table is there.
void read_trucks(const Study& study, InputWatch& watch, BaseModel& base) {
  const auto optional_table = [&](const char* name) -> std::optional<std::filesystem::path> {
    const std::filesystem::path path = study.demand / name;
    if (!std::filesystem::exists(path)) return std::nullopt;
    base.inputs.push_back(input_file(watch, path, study.demand));
    return path;
  };
  TransportModel& model = base.model;
  model.vehicles = read_vehicle_types(study.demand / "vehicles.csv");
  base.inputs.push_back(input_file(watch, study.demand / "vehicles.csv", study.demand));
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
void read_modes(const Study& study, InputWatch& watch, BaseModel& base) {
  if (!study.modes.any()) return;
  TransportModel& model = base.model;
  model.mode_tables = read_mode_tables(study.demand);
  for (const std::filesystem::path& file : model.mode_tables.files) {
    base.inputs.push_back(input_file(watch, file, study.demand));
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
  InputWatch watch(study);
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
  read_trucks(study, watch, base);
  read_modes(study, watch, base);
  const std::filesystem::path rights = study.network / "rights.csv";
  if (std::filesystem::exists(rights)) {
    model.rights = read_access_rights(rights);
    base.inputs.push_back(input_file(watch, rights, study.network));
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

  add_study_files(study, base);
  for (const std::filesystem::path& file : base.demand->tables().files) {
    base.inputs.push_back(input_file(watch, file, study.demand));
  }
  if (!study.matrix.empty()) {
    base.inputs.push_back(
        {.path = study.matrix.filename().generic_string(), .sha256 = watch.sha256(study.matrix)});
  }
  watch.expect_unchanged();
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
