#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "landlink/appraise/appraisal.hpp"
#include "landlink/appraise/closure_report.hpp"
#include "landlink/appraise/indicators.hpp"
#include "landlink/assign/result.hpp"
#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/network_layers.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// How a demand that answers to costs came out.
struct DemandResponseNote {
  std::string response = {};  ///< as the study names it
  double residual = 0.0;      ///< sum |demand - demand at its own costs| / sum demand, tonnes
  double tolerance = 0.0;     ///< of the residual
  int rounds = 0;             ///< assignments made to find it
  bool converged = false;
};

/// All that is written about one scenario. What it refers to must outlive it.
///
/// `flows` are of `assignment_problem(model)`, which `verify_results` rebuilds from the written
/// files.
struct ScenarioResults {
  std::string study;     ///< the study's name
  std::string scenario;  ///< short name, also of the folder's GeoPackage: letters, digits, - and _
  std::string title;     ///< one line for maps and tables
  const TransportModel& model;
  const AssignmentResult& flows;
  const AssignmentOptions& options;
  /// Where geometry, airports, provinces and input checksums are taken from. Links whose feature
  /// has no drawn line are drawn straight between their nodes.
  const NetworkLayers& layers;
  const Indicators& indicators;
  /// Hours of a day over which hourly volumes run: t/day = vehicles/h x payload x hours_per_day.
  double hours_per_day;
  bool maps = true;                                        ///< whether they are drawn
  std::optional<DemandResponseNote> demand_response = {};  ///< where demand answers to costs

  /// For scenarios with something to compare with: the base, links matched by FeatureRef.
  const ScenarioResults* base = nullptr;
  const Appraisal* appraisal = nullptr;
  /// How provinces reach markets and services; tables compare it with the base's.
  const AccessReport* access = nullptr;
  const Diagnostics* diagnostics = nullptr;  ///< those with a position become layer `issues`

  /// Of scenarios that close something for some days: what happens at every post of the base.
  std::vector<ClosureRow> closure = {};

  /// One line per intervention, as the planner would say it.
  std::vector<std::string> interventions = {};
  /// Features that the scenario changed, added or closed; maps mark them.
  std::vector<FeatureRef> changed = {};
  /// Besides layers.inputs: the study file, demand tables, ...
  std::vector<InputFile> inputs = {};
  /// Besides model.demand.assumptions.
  std::vector<std::string> assumptions = {};
  /// Whose data maps show; printed on each. Set it when the network has other sources.
  std::string attribution = "Roads \u00a9 OpenStreetMap contributors (ODbL)";
};

/// Writes everything that a planner and a verifier need into `folder`, which is created:
/// `<scenario>.gpkg` with layers, styles and project, `<scenario>.qgz`, the tables
/// (`links.csv`, `nodes.csv`, ...), `summary.csv` and `manifest.json`; with maps `map.png`,
/// `map.svg` and for scenarios with a base `difference.png`, which are removed without.
///
/// Each file is written under a temporary name and renamed, the manifest last; an earlier manifest
/// is removed first, so that a folder with a manifest is whole. Equal results give equal bytes.
/// Returns the paths in the order of the manifest, which comes last. Throws Error for a scenario
/// name that is no file name and (exit code 4) when the disk refuses.
std::vector<std::filesystem::path> write_results(const ScenarioResults& results,
                                                 const std::filesystem::path& folder);

}  // namespace landlink
