#include "landlink/study/study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

#include "landlink/assign/assign.hpp"
#include "landlink/assign/choice_set.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/study/options.hpp"
#include "project_folder.hpp"
#include "read_scenarios.hpp"

namespace landlink {

namespace {

/// August is the wettest month of the country and February one of the driest (hazards-068).
int read_month(const ConfigTable& top, int otherwise) {
  const auto month = top.optional_integer("month", option("", "month").bounds);
  const auto season = top.optional_text("season");
  if (!season) return static_cast<int>(month.value_or(otherwise));
  if (month) throw Error(top.place("season"), "a season beside a month", "give one of the two");
  if (*season == "wet") return 8;
  if (*season == "dry") return 2;
  const std::vector<std::string> known{"wet", "dry"};
  throw Error(top.place("season"), fmt::format("unknown season '{}'", *season),
              name_remedy(*season, known));
}

StudyModes read_modes(const ConfigTable& top, StudyModes otherwise) {
  const std::vector<std::string> words = top.has_text("modes")
                                             ? std::vector<std::string>{top.text("modes")}
                                             : top.optional_texts("modes");
  if (words.empty()) return otherwise;
  StudyModes modes{.rail = false, .waterway = false, .air = false};
  for (const std::string& word : words) {
    const bool all = word == "all";
    modes.rail |= all || word == "rail";
    modes.waterway |= all || word == "waterway";
    modes.air |= all || word == "air";
    const std::vector<std::string> known{"all", "none", "rail", "waterway", "air"};
    if (std::find(known.begin(), known.end(), word) == known.end()) {
      throw Error(top.place("modes"), fmt::format("unknown mode '{}'", word),
                  name_remedy(word, known));
    }
    if ((all || word == "none") && words.size() > 1) {
      throw Error(top.place("modes"), fmt::format("'{}' beside other modes", word),
                  "give it alone, or name the modes");
    }
  }
  return modes;
}

const std::vector<std::string> kDuplicates = {"refuse", "sum"};
const std::vector<std::string> kResponses = {"none", "combined", "elastic"};

/// Place of a word in a list. Throws Error with the nearest for another word.
std::size_t one_of(const ConfigTable& table, std::string_view key, const std::string& word,
                   const std::vector<std::string>& words) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  throw Error(table.place(key), fmt::format("'{}' is none of {}", word, fmt::join(words, ", ")),
              name_remedy(word, words));
}

DemandSettings read_response(const std::optional<ConfigTable>& table, bool has_matrix,
                             DemandSettings settings) {
  settings.tolerance = number_option(table, "demand", "tolerance", settings.tolerance);
  settings.max_rounds =
      static_cast<int>(number_option(table, "demand", "max_rounds", settings.max_rounds));
  if (!table) return settings;
  if (const auto word = table->optional_text("response")) {
    settings.response = static_cast<DemandResponse>(one_of(*table, "response", *word, kResponses));
    if (has_matrix && settings.response == DemandResponse::combined) {
      throw Error(table->place("response"), "a combined distribution of a given matrix",
                  "leave out data.matrix, or write response = \"elastic\"");
    }
  }
  table->finish();
  return settings;
}

/// A name of `table`, or the one given, which must be among those known.
std::string name_option(const std::optional<ConfigTable>& table, std::string_view key,
                        std::string_view what, std::string fallback,
                        const std::vector<std::string>& known) {
  if (!table) return fallback;
  const auto name = table->optional_text(key);
  if (!name) return fallback;
  if (std::find(known.begin(), known.end(), *name) == known.end()) {
    throw Error(table->place(key), fmt::format("unknown {} '{}'", what, *name),
                name_remedy(*name, known));
  }
  return *name;
}

/// A text default is written in quotes.
std::string default_name(std::string_view key) {
  const std::string_view quoted = option("assignment", key).default_value;
  return std::string(quoted.substr(1, quoted.size() - 2));
}

/// What a study has that says nothing of its assignment.
AssignmentOptions default_assignment() {
  const auto number = [](std::string_view key) {
    return number_option(std::nullopt, "assignment", key);
  };
  AssignmentOptions options;
  options.algorithm = default_name("algorithm");
  options.relative_gap = number("relative_gap");
  options.max_iterations = static_cast<int>(number("max_iterations"));
  StochasticOptions& stochastic = options.stochastic;
  stochastic.theta = number("theta");
  stochastic.overlap_weight = number("overlap_weight");
  stochastic.choice_set.method = default_name("choice_set");
  stochastic.choice_set.max_paths = static_cast<int>(number("max_paths"));
  stochastic.choice_set.max_detour = number("max_detour");
  stochastic.choice_set.max_overlap = number("max_overlap");
  return options;
}

void read_border(const std::optional<ConfigTable>& table, Study& study) {
  study.queue_period_h = number_option(table, "border", "period_h", study.queue_period_h);
  if (!table) return;
  const std::vector<double> shares =
      table->optional_numbers("arrivals_by_hour", option("border", "arrivals_by_hour").bounds);
  table->finish();
  if (shares.empty()) return;
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  constexpr double kRounding = 1e-3;  // shares written with few digits
  if (shares.size() != study.arrivals_by_hour.size() || std::abs(sum - 1.0) > kRounding) {
    throw Error(table->place("arrivals_by_hour"),
                fmt::format("{} shares that add up to {}", shares.size(), sum),
                "give 24 shares, of the hours from midnight on, that add up to 1");
  }
  for (std::size_t hour = 0; hour < shares.size(); ++hour) {
    study.arrivals_by_hour[hour] = shares[hour] / sum;
  }
}

AppraisalSettings default_appraisal() {
  const auto number = [](std::string_view key) {
    return number_option(std::nullopt, "appraisal", key);
  };
  return {.discount_rate = number("discount_rate"),
          .years = static_cast<int>(number("years")),
          .benefit_growth_per_year = number("benefit_growth"),
          .days_per_year = number("days_per_year"),
          .carbon_usd_per_t = number("carbon_usd_per_t"),
          .duty_rate = number("duty_rate")};
}

AssignmentOptions read_assignment(const std::optional<ConfigTable>& table,
                                  AssignmentOptions options) {
  const auto number = [&](std::string_view key, double fallback) {
    return number_option(table, "assignment", key, fallback);
  };
  options.relative_gap = number("relative_gap", options.relative_gap);
  options.max_iterations = static_cast<int>(number("max_iterations", options.max_iterations));
  std::vector<std::string> known;
  for (const AlgorithmEntry& entry : algorithms()) known.emplace_back(entry.name);
  options.algorithm =
      name_option(table, "algorithm", "algorithm", std::move(options.algorithm), known);

  StochasticOptions& stochastic = options.stochastic;
  ChoiceSetOptions& choice_set = stochastic.choice_set;
  stochastic.theta = number("theta", stochastic.theta);
  stochastic.overlap_weight = number("overlap_weight", stochastic.overlap_weight);
  known.clear();
  for (const ChoiceSetMethod& method : choice_set_methods()) known.emplace_back(method.name);
  choice_set.method =
      name_option(table, "choice_set", "choice set method", std::move(choice_set.method), known);
  choice_set.max_paths = static_cast<int>(number("max_paths", choice_set.max_paths));
  choice_set.max_detour = number("max_detour", choice_set.max_detour);
  choice_set.max_overlap = number("max_overlap", choice_set.max_overlap);
  if (table) table->finish();
  return options;
}

std::vector<int> read_modelled_years(const ConfigTable& table) {
  std::vector<int> years;
  for (const double year :
       table.optional_numbers("modelled_years", option("appraisal", "modelled_years").bounds)) {
    if (year != static_cast<int>(year)) {
      throw Error(table.place("modelled_years"), fmt::format("{} is no year", year),
                  "give whole numbers");
    }
    years.push_back(static_cast<int>(year));
  }
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

AppraisalSettings read_appraisal(const std::optional<ConfigTable>& table,
                                 AppraisalSettings settings) {
  if (!table) return settings;
  const auto number = [&](std::string_view key, double fallback) {
    return number_option(table, "appraisal", key, fallback);
  };
  const auto year = [&](std::string_view key, int fallback) {
    return static_cast<int>(
        table->optional_integer(key, option("appraisal", key).bounds).value_or(fallback));
  };
  settings.discount_rate = number("discount_rate", settings.discount_rate);
  settings.years = static_cast<int>(number("years", settings.years));
  settings.benefit_growth_per_year = number("benefit_growth", settings.benefit_growth_per_year);
  settings.days_per_year = number("days_per_year", settings.days_per_year);
  settings.carbon_usd_per_t = number("carbon_usd_per_t", settings.carbon_usd_per_t);
  settings.duty_rate = number("duty_rate", settings.duty_rate);
  settings.last_year = year("last_year", settings.last_year);
  settings.discount_to = year("discount_to", settings.discount_to);
  if (table->has("ramp_up")) {
    settings.ramp_up = table->optional_numbers("ramp_up", option("appraisal", "ramp_up").bounds);
  }
  if (table->has("modelled_years")) settings.modelled_years = read_modelled_years(*table);
  table->finish();
  return settings;
}

/// The study that a file is based on, or one that says nothing.
Study read_parent(const ConfigTable& top, const std::filesystem::path& file,
                  const std::vector<std::filesystem::path>& chain, const StudyReadOptions& options);

Study parse(std::string_view text, const std::filesystem::path& file,
            std::vector<std::filesystem::path> chain, const StudyReadOptions& options) {
  chain.push_back(std::filesystem::absolute(file).lexically_normal());
  const ConfigTable top = ConfigTable::parse(text, file.string());
  const auto version =
      top.optional_integer("schema_version", option("", "schema_version").bounds).value_or(1);
  if (version > kStudySchemaVersion) {
    throw Error(top.place("schema_version"),
                fmt::format("schema version {}, and this program reads up to {}", version,
                            kStudySchemaVersion),
                "use a newer landlink");
  }
  Study study = read_parent(top, file, chain, options);
  const bool based = !study.parents.empty();
  study.file = file;
  study.id = file_name_of(file.stem().string());
  study.name = read_name(top);
  study.description = top.optional_text("description").value_or("");
  study.output = study.id;
  if (const auto output = top.optional_text("output")) {
    study.output = path_within(*output, top.place("output"));
  }
  const Bounds years = option("", "year").bounds;
  const auto year = top.optional_integer("year", years);
  if (year || !based) study.year = static_cast<int>(year ? *year : top.integer("year", years));
  const auto network_year = top.optional_integer("network_year", years);
  if (network_year) study.network_year = static_cast<int>(*network_year);
  if (study.network_year == 0) study.network_year = study.year;
  study.month = read_month(top, study.month);
  study.modes = read_modes(top, study.modes);

  const auto data = top.optional_table("data");
  const auto path = [&](std::string_view key, std::filesystem::path& value,
                        const std::string& fallback) {
    const auto given = data ? data->optional_text(key) : std::nullopt;
    if (!given && based) return;
    value = project_path(given.value_or(fallback), file, data ? data->place(key) : top.place());
  };
  path("network", study.network, "../gis/laos");
  path("demand", study.demand, "../gis/laos/demand");
  if (data) {
    if (const auto matrix = data->optional_text("matrix")) {
      study.matrix = project_path(*matrix, file, data->place("matrix"));
    }
    if (const auto word = data->optional_text("duplicates")) {
      study.sum_duplicates = one_of(*data, "duplicates", *word, kDuplicates) == 1;
    }
    data->finish();
  }
  study.response =
      read_response(top.optional_table("demand"), !study.matrix.empty(), study.response);

  study.assignment = read_assignment(top.optional_table("assignment"), study.assignment);
  study.appraisal = read_appraisal(top.optional_table("appraisal"), study.appraisal);
  read_border(top.optional_table("border"), study);
  study.base.id = kBaseId;
  study.base.name = fmt::format("{} base", study.year);
  if (const auto base = top.has_text("base") ? std::nullopt : top.optional_table("base")) {
    static_cast<void>(base->has("study"));
    study.base.description = base->optional_text("description").value_or(study.base.description);
    for (auto& own : read_interventions(base->tables("intervention"), study.network_year)) {
      study.base.interventions.push_back(std::move(own));
    }
    put_in_order(study.base.interventions);
    base->finish();
  }
  read_scenarios(top, options, study);
  top.finish();
  return study;
}

Study read_parent(const ConfigTable& top, const std::filesystem::path& file,
                  const std::vector<std::filesystem::path>& chain,
                  const StudyReadOptions& options) {
  std::optional<std::string> given;
  Place place = top.place("base");
  if (top.has_text("base")) {
    given = top.text("base");
  } else if (const auto base = top.optional_table("base")) {
    given = base->optional_text("study");
    place = base->place("study");
  }
  Study study;
  if (!given) {
    study.appraisal = default_appraisal();
    study.assignment = default_assignment();
    return study;
  }
  const std::filesystem::path parent = project_path(*given, file, place);
  const auto same = std::filesystem::absolute(parent).lexically_normal();
  if (std::find(chain.begin(), chain.end(), same) != chain.end()) {
    std::string cycle;
    for (const auto& link : chain) cycle += link.filename().string() + " -> ";
    throw Error(
        place,
        fmt::format("studies are based on each other: {}{}", cycle, same.filename().string()),
        "take one of these 'base' keys out");
  }
  std::string text;
  try {
    text = read_text_file(parent);
  } catch (const Error& e) {
    throw Error(place, fmt::format("the study it is based on cannot be read: {}", e.what()),
                "give the path of a study file, from this file's own folder");
  }
  study = parse(text, parent, chain, options);
  study.parents.insert(study.parents.begin(), parent);
  // What a study is based on gives its settings, data and base, not its scenarios.
  study.scenarios.clear();
  study.rejected.clear();
  study.warnings.clear();
  study.project_tables.clear();
  return study;
}

}  // namespace

std::string_view name_of(DemandResponse response) {
  return kResponses[static_cast<std::size_t>(response)];
}

Study read_study(const std::filesystem::path& file, const StudyReadOptions& options) {
  const std::string text = read_text_file(file);
  Study study = parse_study(text, file, options);
  study.sha256_as_read.push_back(sha256_of_text(text));
  for (const auto* files : {&study.parents, &study.project_tables}) {
    for (const std::filesystem::path& each : *files) {
      study.sha256_as_read.push_back(sha256_of_file(each));
    }
  }
  return study;
}

Study parse_study(std::string_view text, const std::filesystem::path& file,
                  const StudyReadOptions& options) {
  return parse(text, file, {}, options);
}

}  // namespace landlink
