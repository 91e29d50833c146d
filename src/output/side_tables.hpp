#pragma once

#include <vector>

#include "result_tables.hpp"

namespace landlink::output {

/// Of runs with side constraints: `side_constraints.csv`, a row per limit with its price;
/// `side_terms.csv`, what a vehicle of each class takes of it on each link; `side_prices.csv`, what
/// each class pays for them on each link, for `landlink verify`, if any binds; and `permits.csv`,
/// what one more permit is worth. None where there are no side constraints.
std::vector<TextFile> side_tables(const ScenarioResults& results);

}  // namespace landlink::output
