#include "landlink/output/verify.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "geopackage_digest.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "verify_parts.hpp"

namespace landlink {

namespace {

using Json = nlohmann::json;
using output::Checks;

/// A name in the manifest must stay inside the folder.
bool is_plain_name(const std::string& name) {
  return !name.empty() && std::filesystem::path(name).filename() == name && name != "..";
}

void check_files(const std::filesystem::path& folder, const Json& manifest, Checks& checks) {
  double changed = 0.0;
  std::string names;
  for (const Json& entry : manifest.at("files")) {
    const std::string name = entry.at("name").get<std::string>();
    bool same = false;
    if (is_plain_name(name) && std::filesystem::is_regular_file(folder / name)) {
      same = sha256_of_file(folder / name) == entry.at("sha256").get<std::string>();
      // QGIS changes bytes of a GeoPackage by opening it; what it holds must be the same.
      if (!same && entry.contains("layers")) {
        same = output::geopackage_digests(folder / name) ==
               entry.at("layers").get<std::map<std::string, std::string>>();
      }
    }
    if (same) continue;
    changed += 1.0;
    names += (names.empty() ? "" : ", ") + name;
  }
  checks.add("files changed or missing", changed, 0.0,
             names.empty() ? counted(manifest.at("files").size(), "file") + " as written" : names);
}

Json read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "manifest.json";
  const Json manifest = Json::parse(read_text_file(path), nullptr, false);
  if (manifest.is_discarded()) {
    throw Error({.file = path.string()}, "not JSON", "write the results again");
  }
  return manifest;
}

}  // namespace

bool VerifyReport::ok() const {
  return std::all_of(checks.begin(), checks.end(),
                     [](const VerifyCheck& check) { return check.ok; });
}

VerifyReport verify_results(const std::filesystem::path& folder) {
  const Json manifest = read_manifest(folder);
  VerifyReport report;
  try {
    report.study = manifest.at("study").get<std::string>();
    report.scenario = manifest.at("scenario").get<std::string>();
    const double hours = manifest.at("options").at("hours_per_day").get<double>();
    Checks checks(report);
    check_files(folder, manifest, checks);
    const output::WrittenRun run = output::read_written_run(folder);
    const output::Recomputed found = output::recompute(run);
    output::check_volumes(run, found, checks);
    output::check_conservation(run, found, checks);
    output::check_mass_balance(run, found, hours, checks);
    output::check_assignment(folder, run, found, manifest, checks);
    output::check_demand_response(manifest, checks);
    output::check_limits(folder, run, found, manifest, hours, checks);
    output::check_totals(folder, run, found, hours, checks);
    output::check_link_layer(folder, report.scenario, run, checks);
    output::check_appraisal(folder, checks);
  } catch (const Json::exception& fault) {
    throw Error({.file = (folder / "manifest.json").string()}, fault.what(),
                "write the results again with `landlink run`");
  }
  return report;
}

}  // namespace landlink
