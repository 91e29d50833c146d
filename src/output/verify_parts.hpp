#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "recomputed.hpp"
#include "verify_checks.hpp"

// The checks that verify_results makes, each on what a folder says.

namespace landlink::output {

/// Volumes of classes, pcu and delays of links.
void check_volumes(const WrittenRun& run, const Recomputed& found, Checks& checks);
/// Largest surplus of a class at a node, as a share of the class's demand.
void check_conservation(const WrittenRun& run, const Recomputed& found, Checks& checks);
/// Tonnes of each commodity from demand to class trips to links; `hours` of a day carry them.
void check_mass_balance(const WrittenRun& run, const Recomputed& found, double hours,
                        Checks& checks);
/// What certifies the equilibrium: total cost, gap, objective, and under logit the residual.
void check_assignment(const std::filesystem::path& folder, const WrittenRun& run,
                      const Recomputed& found, const nlohmann::json& manifest, Checks& checks);
/// That a demand which answers to costs is within its tolerance where the manifest says so.
void check_demand_response(const nlohmann::json& manifest, Checks& checks);
/// Side constraints, where there are any: values, violation, complementarity and prices of limits
/// from the flows and from what each class takes.
void check_limits(const std::filesystem::path& folder, const WrittenRun& run,
                  const Recomputed& found, const nlohmann::json& manifest, double hours,
                  Checks& checks);
/// Totals of summary.csv.
void check_totals(const std::filesystem::path& folder, const WrittenRun& run,
                  const Recomputed& found, double hours, Checks& checks);
/// The GeoPackage's links against the same links of the table.
void check_link_layer(const std::filesystem::path& folder, const std::string& scenario,
                      const WrittenRun& run, Checks& checks);
/// What an appraisal says of itself: each net present value from the cash flow, and every split of
/// the present values against it. Net values are differences: errors are relative to their terms.
void check_appraisal(const std::filesystem::path& folder, Checks& checks);

}  // namespace landlink::output
