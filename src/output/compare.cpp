#include "landlink/output/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "csv_text.hpp"
#include "landlink/core/csv_table.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "qgis_store.hpp"
#include "qgis_style.hpp"
#include "read_manifest.hpp"

namespace landlink {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// A case and what must be the same in all for differences to mean something.
struct ReadCase {
  ComparedCase result;
  std::string base_key;
  double discount_rate = 0.0;
  int discounted_to = 0;
  int last_year = 0;
};

/// The last year of costs and benefits.
int last_year_of(const fs::path& folder) {
  const CsvTable flow = CsvTable::read(folder / "cash_flow.csv");
  if (flow.size() == 0) return 0;
  return static_cast<int>(flow.row(flow.size() - 1).integer("year"));
}

std::optional<ReadCase> read_case(const fs::path& folder) {
  const Json manifest = output::read_manifest(folder);
  try {
    if (manifest.at("base").is_null() || !manifest.contains("appraisal")) return std::nullopt;
    ReadCase read;
    ComparedCase& result = read.result;
    result.study = manifest.at("study").get<std::string>();
    result.scenario = manifest.at("scenario").get<std::string>();
    result.title = manifest.at("title").get<std::string>();
    result.interventions = manifest.at("interventions").get<std::vector<std::string>>();
    result.folder = folder;
    const Json& appraisal = manifest.at("appraisal");
    result.openings = appraisal.at("openings").get<std::vector<int>>();
    read.discount_rate = appraisal.at("discount_rate").get<double>();
    read.discounted_to = appraisal.at("discounted_to").get<int>();
    read.last_year = last_year_of(folder);
    // Inputs but for the study files, which differ where the base is still the same.
    read.base_key = fmt::format("{} ", manifest.at("year").get<int>());
    for (const Json& input : manifest.at("inputs")) {
      const auto path = input.at("path").get<std::string>();
      if (fs::path(path).extension() != ".toml")
        read.base_key += input.at("sha256").get<std::string>();
    }
    const CsvTable summary = CsvTable::read(folder / "summary.csv");
    for (std::size_t i = 0; i < summary.size(); ++i) {
      const CsvRow row = summary.row(i);
      const std::string& indicator = row.text("indicator");
      const double value = row.number("value");
      if (indicator == "user benefit" || indicator == "government revenue" ||
          indicator == "value of carbon dioxide saved") {
        result.benefit_usd_per_year += value;
      }
      if (indicator == "capital cost") result.capital_usd = value;
      if (indicator == "net present value") result.npv_usd = value;
      if (indicator == "benefit-cost ratio") result.benefit_cost_ratio = value;
      if (indicator == "economic internal rate of return") result.eirr.push_back(value);
    }
    return read;
  } catch (const Json::exception& fault) {
    throw Error({.file = (folder / "manifest.json").string()}, fault.what(),
                "write the results again with `landlink run`");
  }
}

/// Folders of scenarios among those given and right within them, in order of name.
std::vector<fs::path> case_folders(const std::vector<fs::path>& folders) {
  std::vector<fs::path> cases;
  for (const fs::path& folder : folders) {
    if (fs::exists(folder / "manifest.json")) {
      cases.push_back(folder);
      continue;
    }
    std::set<fs::path> within;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
      if (fs::exists(entry.path() / "manifest.json")) within.insert(entry.path());
    }
    if (within.empty()) {
      throw Error({.file = folder.string()}, "no results there",
                  "name the folder of a study or scenario that landlink run wrote");
    }
    cases.insert(cases.end(), within.begin(), within.end());
  }
  return cases;
}

/// An intervention with the year in which it opens.
using Part = std::pair<std::string, int>;

std::vector<Part> parts_of(const ComparedCase& each) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < each.interventions.size(); ++i) {
    parts.emplace_back(each.interventions[i], i < each.openings.size() ? each.openings[i] : 0);
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

std::vector<std::string> words_of(const std::vector<Part>& parts) {
  std::vector<std::string> words;
  for (const Part& part : parts) words.push_back(part.first);
  std::sort(words.begin(), words.end());
  return words;
}

void find_interactions(Comparison& comparison) {
  const std::vector<ComparedCase>& cases = comparison.cases;
  std::map<std::vector<Part>, const ComparedCase*> by_parts;
  std::map<std::vector<std::string>, const ComparedCase*> by_words;
  for (const ComparedCase& each : cases) {
    by_parts.emplace(parts_of(each), &each);
    by_words.emplace(words_of(parts_of(each)), &each);
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    for (std::size_t j = i + 1; j < cases.size(); ++j) {
      const ComparedCase& first = cases[i];
      const ComparedCase& second = cases[j];
      if (first.interventions.empty() || second.interventions.empty()) continue;
      std::vector<Part> both = parts_of(first);
      const std::vector<Part> others = parts_of(second);
      both.insert(both.end(), others.begin(), others.end());
      std::sort(both.begin(), both.end());
      const auto found = by_parts.find(both);
      if (found == by_parts.end()) {
        const auto unlike = by_words.find(words_of(both));
        if (unlike == by_words.end()) continue;
        comparison.notes.push_back(fmt::format(
            "{} and {} open in other years than in {}: their interaction is not counted; give each "
            "intervention the same `opens` in both",
            first.name, second.name, unlike->second->name));
        continue;
      }
      const ComparedCase& together = *found->second;
      comparison.interactions.push_back(
          {.first = first.name,
           .second = second.name,
           .together = together.name,
           .benefit_usd_per_year = together.benefit_usd_per_year - first.benefit_usd_per_year -
                                   second.benefit_usd_per_year,
           .npv_usd = together.npv_usd - first.npv_usd - second.npv_usd});
    }
  }
}

/// Scenarios of one name get that of their study's folder before it.
void name_cases(std::vector<ComparedCase>& cases) {
  std::map<std::string, int> count;
  for (const ComparedCase& each : cases) ++count[each.scenario];
  for (ComparedCase& each : cases) {
    each.name = each.scenario;
    if (count[each.scenario] < 2) continue;
    const fs::path folder = fs::weakly_canonical(each.folder);
    each.name = folder.parent_path().filename().string() + "." + each.scenario;
  }
}

/// Throws Error where the present values of two cases are of unlike streams.
void check_alike(const ReadCase& first, const ReadCase& other) {
  const Place place{.file = other.result.folder.string()};
  const std::string where = first.result.folder.string();
  if (other.base_key != first.base_key) {
    throw Error(place, fmt::format("of another year or other data than {}", where),
                "compare scenarios that are held against the same base");
  }
  if (other.discount_rate != first.discount_rate) {
    throw Error(place,
                fmt::format("discounted at {:g}, and {} at {:g}", other.discount_rate, where,
                            first.discount_rate),
                "give both studies the same discount_rate and run them again");
  }
  if (other.discounted_to != first.discounted_to) {
    throw Error(place,
                fmt::format("discounted to {}, and {} to {}", other.discounted_to, where,
                            first.discounted_to),
                "give both studies the same discount_to and run them again");
  }
  if (other.last_year != first.last_year) {
    throw Error(place,
                fmt::format("costs and benefits run to {}, and those of {} to {}", other.last_year,
                            where, first.last_year),
                "give both studies the same last_year and run them again");
  }
}

double number_of(const Feature& feature, std::string_view field) {
  return feature.optional_number(field).value_or(0.0);
}

}  // namespace

Comparison compare_results(const std::vector<fs::path>& folders) {
  Comparison comparison;
  std::optional<ReadCase> first;
  for (const fs::path& folder : case_folders(folders)) {
    auto read = read_case(folder);
    if (!read) continue;
    if (first) {
      check_alike(*first, *read);
    } else {
      first = read;
    }
    comparison.cases.push_back(std::move(read->result));
  }
  name_cases(comparison.cases);
  std::stable_sort(
      comparison.cases.begin(), comparison.cases.end(),
      [](const ComparedCase& a, const ComparedCase& b) { return a.npv_usd > b.npv_usd; });
  find_interactions(comparison);
  return comparison;
}

std::string ranking_text(const Comparison& comparison) {
  output::CsvText table(
      "rank,study,scenario,title,benefit_usd_per_year,capital_usd,npv_usd,benefit_cost_ratio,eirr");
  std::size_t rank = 0;
  for (const ComparedCase& each : comparison.cases) {
    std::string rates;
    for (const double rate : each.eirr) {
      rates += (rates.empty() ? "" : " ") + shortest_text(rate);
    }
    table.row(++rank, each.study, each.scenario, each.title, each.benefit_usd_per_year,
              each.capital_usd, each.npv_usd,
              each.benefit_cost_ratio ? shortest_text(*each.benefit_cost_ratio) : std::string(),
              rates);
  }
  return table.text();
}

std::string interactions_text(const Comparison& comparison) {
  output::CsvText table("first,second,together,benefit_usd_per_year,npv_usd");
  for (const Interaction& i : comparison.interactions) {
    table.row(i.first, i.second, i.together, i.benefit_usd_per_year, i.npv_usd);
  }
  return table.text();
}

void write_difference_map(const fs::path& now, const fs::path& before, const fs::path& file) {
  const auto read = [](const fs::path& folder) {
    const std::string name = output::read_manifest(folder).at("scenario").get<std::string>();
    Diagnostics diagnostics;
    Layer layer = read_layer(folder / (name + ".gpkg"), "links", {}, diagnostics);
    diagnostics.stop_on_errors();
    return layer;
  };
  const auto key = [](const Feature& f) {
    return std::tuple(f.text("layer"), f.text("feature"), f.text("direction"));
  };
  const Layer of_now = read(now);
  const Layer of_before = read(before);
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, const Feature*> others;
  for (const Feature& feature : of_before.features) others.emplace(key(feature), &feature);

  output::ResultLayer layer;
  layer.title = "Freight by road and direction";
  layer.table.name = "links";
  layer.table.description = fmt::format("Freight of {}, and its difference to {}.",
                                        now.filename().string(), before.filename().string());
  const auto add_field = [&](const char* name, FieldType type, const char* alias) {
    layer.table.fields.push_back({name, type});
    layer.aliases.emplace_back(alias);
  };
  constexpr std::pair<const char*, const char*> kTexts[] = {
      {"layer", "Source layer"}, {"feature", "Feature"},   {"direction", "Direction"},
      {"kind", "Kind"},          {"road", "Road"},         {"name", "Name"},
      {"country", "Country"},    {"province", "Province"}, {"drive_side", "Side of driving"}};
  constexpr std::pair<const char*, const char*> kNumbers[] = {
      {"length_km", "Length (km)"},
      {"t_day", "Freight (t/day)"},
      {"veh_day", "Loaded trucks (vehicles/day)"},
      {"v_c", "Volume over capacity"},
      {"time_h", "Time (h)"}};
  constexpr std::pair<const char*, const char*> kDifferences[] = {
      {"t_day", "Difference: freight (t/day)"},
      {"veh_day", "Difference: loaded trucks (vehicles/day)"},
      {"v_c", "Difference: volume over capacity"},
      {"time_h", "Difference: time (h)"}};
  for (const auto& [name, alias] : kTexts) add_field(name, FieldType::text, alias);
  for (const auto& [name, alias] : kNumbers) add_field(name, FieldType::real, alias);
  for (const auto& [name, alias] : kDifferences) {
    add_field(("diff_" + std::string(name)).c_str(), FieldType::real, alias);
  }
  const auto add_row = [&](const Feature& shape, const Feature* a, const Feature* b) {
    LayerRow row{.geometry = shape.geometry(), .values = {}};
    for (const auto& [name, alias] : kTexts) row.values.emplace_back(shape.text(name));
    for (const auto& [name, alias] : kNumbers) {
      row.values.emplace_back(
          a == nullptr && std::string_view(name) != "length_km" ? 0.0 : number_of(shape, name));
    }
    for (const auto& [name, alias] : kDifferences) {
      row.values.emplace_back((a != nullptr ? number_of(*a, name) : 0.0) -
                              (b != nullptr ? number_of(*b, name) : 0.0));
    }
    layer.table.rows.push_back(std::move(row));
  };
  std::set<Key> seen;
  for (const Feature& feature : of_now.features) {
    const auto other = others.find(key(feature));
    add_row(feature, &feature, other == others.end() ? nullptr : other->second);
    seen.insert(key(feature));
  }
  for (const Feature& feature : of_before.features) {
    if (!seen.contains(key(feature))) add_row(feature, nullptr, &feature);
  }
  std::vector<output::ResultLayer> layers;
  layers.push_back(std::move(layer));
  std::vector<output::LayerStyle> styles = output::layer_styles(layers);
  for (output::LayerStyle& style : styles) {
    style.is_default = style.name == output::kDifferenceStyle;
  }
  write_geopackage(file, std::span(&layers.front().table, 1),
                   [&](const fs::path& written) { output::store_styles(written, styles); });
}

}  // namespace landlink
