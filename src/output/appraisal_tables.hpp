#pragma once

#include <vector>

#include "result_tables.hpp"

namespace landlink::output {

/// The tables of a scenario's appraisal: `appraisal.csv` (worth by discount rate), `cash_flow.csv`
/// (costs and benefits by year), `benefits.csv` (the study's year) and `present_values.csv` (all
/// years, with costs) by everything that splits them, `worth.csv` (sums by country, province,
/// commodity, group and part), `tornado.csv`.
std::vector<TextFile> appraisal_tables(const Appraisal& appraisal);

/// `access.csv`: market access and hours to services by province, with the base's.
TextFile access_table(const AccessReport& now, const AccessReport& base);

/// Lines of the summary about an appraisal.
std::vector<SummaryLine> appraisal_lines(const Appraisal& appraisal);

}  // namespace landlink::output
