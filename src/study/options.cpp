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
    OptionRecord{"", "description", "what it asks, in a sentence or two", "", "\"\""},
    OptionRecord{"", "year", "year of demand and of the results", "year", "", kYears},
    OptionRecord{"", "network_year",
                 "the network is what is open at the end of this year; by default `year`", "year",
                 "year", kYears},
    OptionRecord{
        "",
        "month",
        "month of demand, 1 to 12, with its share of the year's tonnes; 0 for the mean day",
        "",
        "0",
        {0, 12}},
    OptionRecord{"data", "network", "network folder or GeoPackage, from the study's own folder", "",
                 "\"../gis/laos\""},
    OptionRecord{"data", "demand", "folder of demand tables, from the study's own folder", "",
                 "\"../gis/laos/demand\""},
    OptionRecord{"assignment", "algorithm", "one of the assignment algorithms below", "",
                 "\"bush\""},
    OptionRecord{"assignment",
                 "relative_gap",
                 "(cost - cost on shortest paths) / cost to stop at",
                 "",
                 "1e-6",
                 {1e-14, 0.1}},
    OptionRecord{"assignment",
                 "max_iterations",
                 "iterations after which to stop unconverged",
                 "",
                 "10000",
                 {1, 1e7}},
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

double number_option(const std::optional<ConfigTable>& table, std::string_view table_name,
                     std::string_view key) {
  const OptionRecord& record = option(table_name, key);
  if (table) {
    if (const auto value = table->optional_number(key, record.bounds)) return *value;
  }
  const auto value = parse_number(record.default_value);
  assert(value);
  return *value;
}

}  // namespace landlink
