#include "manifest.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "geopackage_digest.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/core/version.hpp"
#include "result_tables.hpp"

namespace landlink::output {

namespace {

using Json = nlohmann::ordered_json;

Json checksums(const std::vector<InputFile>& first, const std::vector<InputFile>& second) {
  std::vector<InputFile> inputs = first;
  inputs.insert(inputs.end(), second.begin(), second.end());
  std::sort(inputs.begin(), inputs.end(), [](const InputFile& a, const InputFile& b) {
    return std::pair(a.path, a.sha256) < std::pair(b.path, b.sha256);
  });
  Json list = Json::array();
  for (const InputFile& input : inputs) {
    list.push_back({{"path", input.path}, {"sha256", input.sha256}});
  }
  return list;
}

Json assumptions(const ScenarioResults& results) {
  Json list = Json::array();
  for (const std::string& line : results.assumptions) list.push_back(line);
  for (const std::string& line : results.model.demand.assumptions) list.push_back(line);
  for (const BorderCheckpoint& post : results.model.network.checkpoints()) {
    if (post.assumed.empty()) continue;
    std::string fields;
    for (const std::string& field : post.assumed) fields += (fields.empty() ? "" : ", ") + field;
    list.push_back("border post " + post.id + " (" + post.name + "): assumed " + fields);
  }
  for (const VehicleType& vehicle : results.model.vehicles) {
    if (vehicle.assumed.empty()) continue;
    std::string fields;
    for (const std::string& field : vehicle.assumed) {
      fields += (fields.empty() ? "" : ", ") + field;
    }
    list.push_back("vehicle " + vehicle.id + ": assumed " + fields);
  }
  return list;
}

Json appraisal_of(const Appraisal& worth) {
  Json json{{"user_benefit_usd_per_year", worth.user_benefit_usd_per_year},
            {"co2_saved_t_per_year", worth.co2_saved_t_per_year},
            {"capital_usd", worth.capital_usd},
            {"maintenance_usd_per_year", worth.maintenance_usd_per_year},
            {"discount_rate", worth.discount_rate},
            {"discounted_to", worth.discount_to},
            {"openings", worth.openings},
            {"npv_usd", worth.npv_usd},
            {"eirr", worth.eirr}};
  json["benefit_cost_ratio"] =
      worth.has_benefit_cost_ratio ? Json(worth.benefit_cost_ratio) : Json(nullptr);
  return json;
}

}  // namespace

double MassBalance::residual() const {
  const double carried = demand - within_zones - unassigned;
  const double out = departed - carried;
  const double in = arrived - carried;
  return std::abs(out) > std::abs(in) ? out : in;
}

std::vector<MassBalance> mass_balance(const ScenarioResults& results) {
  const TransportModel& model = results.model;
  std::vector<MassBalance> balances(model.demand.commodities.size());
  std::vector<CompensatedSum> departed(balances.size());
  std::vector<CompensatedSum> arrived(balances.size());
  for (std::size_t c = 0; c < balances.size(); ++c) {
    balances[c].commodity = model.demand.commodities.raw()[c].id;
    const OdMatrix& demand = model.demand.tonnes_per_day.raw()[c];
    balances[c].demand = demand.total();
    CompensatedSum within;
    for (const OdEntry& cell : demand.entries()) {
      if (cell.origin == cell.destination) within.add(cell.value);
    }
    balances[c].within_zones = within.value();
  }
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight = model.classes.raw()[k];
    const std::size_t c = freight.commodity.index();
    const double t_per_vehicle_h =
        model.vehicles[freight.vehicle].payload_t * results.hours_per_day;
    balances[c].unassigned += results.flows.unassigned_per_h[k] * t_per_vehicle_h;
    const std::vector<double>& volume = results.flows.volume_per_h[k];
    for (const NodeId node : model.centroids) {
      for (const LinkId link : model.network.graph().out_links(node)) {
        departed[c].add(volume[link.index()] * t_per_vehicle_h);
      }
      for (const LinkId link : model.network.graph().in_links(node)) {
        arrived[c].add(volume[link.index()] * t_per_vehicle_h);
      }
    }
  }
  for (std::size_t c = 0; c < balances.size(); ++c) {
    balances[c].departed = departed[c].value();
    balances[c].arrived = arrived[c].value();
  }
  return balances;
}

std::string manifest_text(const ScenarioResults& results, const std::filesystem::path& folder,
                          const std::vector<std::string>& files) {
  const AssignmentResult& flows = results.flows;
  Json manifest;
  manifest["program"] = {{"name", "landlink"}, {"version", kVersion}};
  manifest["study"] = results.study;
  manifest["scenario"] = results.scenario;
  manifest["title"] = results.title;
  manifest["year"] = results.model.year;
  manifest["base"] = results.base != nullptr ? Json(results.base->scenario) : Json(nullptr);
  manifest["interventions"] = results.interventions;
  manifest["attribution"] = results.attribution;
  manifest["options"] = {{"algorithm", results.options.algorithm},
                         {"relative_gap", results.options.relative_gap},
                         {"max_iterations", results.options.max_iterations},
                         {"blocks", results.options.blocks},
                         {"hours_per_day", results.hours_per_day}};
  if (flows.stochastic) {
    const StochasticOptions& stochastic = results.options.stochastic;
    manifest["options"]["theta_per_usd_t"] = stochastic.theta;
    manifest["options"]["overlap_weight"] = stochastic.overlap_weight;
    manifest["options"]["choice_set"] = {{"method", stochastic.choice_set.method},
                                         {"max_paths", stochastic.choice_set.max_paths},
                                         {"max_detour", stochastic.choice_set.max_detour},
                                         {"max_overlap", stochastic.choice_set.max_overlap},
                                         {"penalty", stochastic.choice_set.penalty}};
  }
  manifest["assignment"] = {{"converged", flows.converged()},
                            {"stop", std::string(name_of(flows.stop))},
                            {"iterations", flows.history.size()},
                            {"relative_gap", flows.relative_gap},
                            {"objective", flows.objective},
                            {"total_cost", flows.total_cost},
                            {"shortest_path_cost", flows.shortest_path_cost}};
  if (flows.stochastic) manifest["assignment"]["residual"] = flows.residual;
  if (flows.paths != nullptr) {
    manifest["assignment"]["pairs"] = flows.paths->set.pair_count();
    manifest["assignment"]["paths"] = flows.paths->set.path_count();
  }
  if (results.demand_response) {
    const DemandResponseNote& note = *results.demand_response;
    manifest["demand_response"] = {{"response", note.response},
                                   {"converged", note.converged},
                                   {"residual", note.residual},
                                   {"tolerance", note.tolerance},
                                   {"rounds", note.rounds}};
  }
  manifest["mass_balance"] = Json::array();
  for (const MassBalance& balance : mass_balance(results)) {
    manifest["mass_balance"].push_back({{"commodity", balance.commodity},
                                        {"demand_t_per_day", balance.demand},
                                        {"within_zones_t_per_day", balance.within_zones},
                                        {"unassigned_t_per_day", balance.unassigned},
                                        {"departed_t_per_day", balance.departed},
                                        {"arrived_t_per_day", balance.arrived},
                                        {"residual_t_per_day", balance.residual()}});
  }
  if (results.appraisal != nullptr) manifest["appraisal"] = appraisal_of(*results.appraisal);
  manifest["inputs"] = checksums(results.layers.inputs, results.inputs);
  manifest["assumptions"] = assumptions(results);
  manifest["files"] = Json::array();
  for (const std::string& name : files) {
    const std::filesystem::path path = folder / name;
    Json entry{{"name", name},
               {"bytes", std::filesystem::file_size(path)},
               {"sha256", sha256_of_file(path)}};
    if (path.extension() == ".gpkg") entry["layers"] = geopackage_digests(path);
    manifest["files"].push_back(std::move(entry));
  }
  return manifest.dump(2) + "\n";
}

}  // namespace landlink::output
