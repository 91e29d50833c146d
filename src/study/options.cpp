#include "landlink/study/options.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

constexpr Bounds kYears{1990, 2100};

constexpr std::array kOptions{
    OptionRecord{"", "name", "title of the study", "", ""},
    OptionRecord{"",
                 "schema_version",
                 "of the file; newer ones than the program's are refused",
                 "",
                 "1",
                 {1, 1e6},
                 KeyKind::integer},
    OptionRecord{"",
                 "base",
                 "a study file that this one is based on: settings, data and base",
                 "",
                 "none",
                 {},
                 KeyKind::text},
    OptionRecord{"",
                 "output",
                 "folder of the results within that of the run",
                 "",
                 "the file's name",
                 {},
                 KeyKind::text},
    OptionRecord{"", "description", "what it asks, in a sentence or two", "", "\"\""},
    OptionRecord{"", "year", "year of demand and of the results", "year", "", kYears,
                 KeyKind::integer},
    OptionRecord{"", "network_year",
                 "the network is what is open at the end of this year; by default `year`", "year",
                 "year", kYears, KeyKind::integer},
    OptionRecord{
        "",
        "month",
        "month of demand, 1 to 12, with its share of the year's tonnes, and of season rules on "
        "roads and loads; 0 for the mean day and no season rules",
        "",
        "0",
        {0, 12},
        KeyKind::integer},
    OptionRecord{"", "season", "\"wet\" stands for month 8, \"dry\" for month 2", "", "\"\""},
    OptionRecord{"",
                 "modes",
                 "modes beside the truck that freight may use, where the data has them: a list of "
                 "\"rail\", \"waterway\", \"air\", or \"all\" or \"none\"",
                 "",
                 "\"all\"",
                 {},
                 KeyKind::texts},
    OptionRecord{"data", "network", "network folder or GeoPackage, from the study's own folder", "",
                 "\"../gis/laos\""},
    OptionRecord{"data", "demand", "folder of demand tables, from the study's own folder", "",
                 "\"../gis/laos/demand\""},
    OptionRecord{"data",
                 "matrix",
                 "freight of your own in tonnes a day instead of the tables: a CSV with origin, "
                 "destination, commodity, tonnes_per_day, or an OMX file",
                 "",
                 "none",
                 {},
                 KeyKind::text},
    OptionRecord{"data", "duplicates",
                 "rows of one pair and commodity in that CSV: \"refuse\" or \"sum\"", "",
                 "\"refuse\""},
    OptionRecord{"demand", "response",
                 "how freight answers to traffic and change: \"none\", \"combined\" (distribution "
                 "and assignment in equilibrium) or \"elastic\" (scenarios, by price)",
                 "", "\"none\""},
    OptionRecord{"demand",
                 "tolerance",
                 "of demand against demand at its own costs, relative",
                 "",
                 "1e-4",
                 {1e-10, 0.1}},
    OptionRecord{
        "demand", "max_rounds", "assignments after which to stop unconverged", "", "20", {1, 1000}},
    OptionRecord{"assignment", "algorithm", "one of the assignment algorithms below", "",
                 "\"psl\""},
    OptionRecord{"assignment",
                 "relative_gap",
                 "(cost - cost on shortest paths) / cost to stop at; of stochastic algorithms the "
                 "residual sum |f - D P| / sum D",
                 "",
                 "1e-6",
                 {1e-14, 0.1}},
    OptionRecord{"assignment",
                 "max_iterations",
                 "iterations after which to stop unconverged",
                 "",
                 "10000",
                 {1, 1e7}},
    OptionRecord{"border",
                 "arrivals_by_hour",
                 "share of a day's trucks that reach a post in each of 24 hours, for the reports "
                 "within the day; by default even",
                 "",
                 "[]",
                 {0.0, 1.0},
                 KeyKind::numbers},
    OptionRecord{"border",
                 "period_h",
                 "loaded period over which a post's queue builds in the equilibrium",
                 "h",
                 "12",
                 {1.0, 24.0}},
    OptionRecord{
        "assignment",
        "theta",
        "stochastic: scale of the logit; a path that costs 1 USD/t more has exp(-theta) of "
        "the weight",
        "per USD/t",
        "0.3",
        {1e-4, 1e4}},
    OptionRecord{"assignment",
                 "overlap_weight",
                 "stochastic: exponent of the path size, factor of the commonality",
                 "",
                 "1",
                 {0.0, 10.0}},
    OptionRecord{"assignment", "choice_set",
                 "stochastic: how paths to choose from are found, one of the methods below", "",
                 "\"via\""},
    OptionRecord{"assignment",
                 "max_paths",
                 "stochastic: paths of two zones, besides what becomes cheapest in the equilibrium",
                 "",
                 "8",
                 {1, 1000}},
    OptionRecord{"assignment",
                 "max_detour",
                 "stochastic: most that a path may cost, as a multiple of the least",
                 "",
                 "1.5",
                 {1.0, 100.0}},
    OptionRecord{"assignment",
                 "max_overlap",
                 "stochastic: most that two paths may share, of the cheaper one's cost",
                 "",
                 "0.85",
                 {0.0, 1.0}},
    OptionRecord{"appraisal",
                 "discount_rate",
                 "of costs and benefits, a fraction",
                 "per year",
                 "0.09",
                 {0.0, 0.3}},
    OptionRecord{
        "appraisal", "years", "length of the appraisal from opening", "years", "25", {1, 100}},
    OptionRecord{"appraisal",
                 "benefit_growth",
                 "of yearly benefits with traffic, a fraction",
                 "per year",
                 "0.03",
                 {-0.1, 0.2}},
    OptionRecord{"appraisal",
                 "days_per_year",
                 "days of average traffic in a year",
                 "days",
                 "365",
                 {200, 366}},
    OptionRecord{"appraisal",
                 "ramp_up",
                 "shares of the benefits in the first years from opening",
                 "",
                 "[]",
                 {0.0, 1.0},
                 KeyKind::numbers},
    OptionRecord{"appraisal", "last_year",
                 "of costs and benefits; by default `years` from the last opening", "year",
                 "opening + years - 1", kYears, KeyKind::integer},
    OptionRecord{"appraisal", "discount_to",
                 "year of present values; by default the first spending of the study", "year",
                 "first spending", kYears, KeyKind::integer},
    OptionRecord{"appraisal", "modelled_years",
                 "further years to assign; benefits between modelled years are interpolated",
                 "year", "[]", kYears, KeyKind::numbers},
    OptionRecord{"appraisal",
                 "carbon_usd_per_t",
                 "what a tonne of CO2 costs the world",
                 "USD/t",
                 "0",
                 {0.0, 1000.0}},
    OptionRecord{"appraisal",
                 "duty_rate",
                 "customs revenue, a fraction of the value of imports",
                 "",
                 "0",
                 {0.0, 1.0}},
    OptionRecord{"projects",
                 "table",
                 "CSV or XLSX file with one intervention a row",
                 "",
                 "none",
                 {},
                 KeyKind::text},
    OptionRecord{
        "projects", "sheet", "of an XLSX file with several", "", "none", {}, KeyKind::text},
    OptionRecord{
        "projects", "edits", "GeoPackage of edits drawn in QGIS", "", "none", {}, KeyKind::text},
    OptionRecord{
        "projects", "layer", "of a GeoPackage with several", "", "none", {}, KeyKind::text},
};

}  // namespace

std::span<const OptionRecord> study_options() { return kOptions; }

const OptionRecord& option(std::string_view table, std::string_view key) {
  const auto found = std::find_if(kOptions.begin(), kOptions.end(), [&](const OptionRecord& o) {
    return o.table == table && o.key == key;
  });
  assert(found != kOptions.end());
  return *found;
}

KeyKind kind_of(const OptionRecord& record) {
  if (record.kind) return *record.kind;
  return parse_number(record.default_value) ? KeyKind::number : KeyKind::text;
}

double number_option(const std::optional<ConfigTable>& table, std::string_view table_name,
                     std::string_view key) {
  const auto value = parse_number(option(table_name, key).default_value);
  assert(value);
  return number_option(table, table_name, key, *value);
}

double number_option(const std::optional<ConfigTable>& table, std::string_view table_name,
                     std::string_view key, double fallback) {
  if (!table) return fallback;
  return table->optional_number(key, option(table_name, key).bounds).value_or(fallback);
}

}  // namespace landlink
