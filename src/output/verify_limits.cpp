// What verify asks of side constraints: what the flows take of each limit, its price, and that no
// limit has both slack and a price.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "landlink/core/parallel.hpp"
#include "verify_parts.hpp"
#include "written_cells.hpp"

namespace landlink::output {

namespace {

// Violation and complementarity of a converged run are at most this, relative to limit and cost.
constexpr double kKept = 1e-6;

struct WrittenLimit {
  std::string name = {};
  std::string unit = {};
  double limit = 0.0;
  double value = 0.0;
  double multiplier = 0.0;
  double violation = 0.0;
  double complementarity = 0.0;
};

struct WrittenTerm {
  std::size_t constraint = 0;
  std::size_t user_class = 0;
  std::size_t link = 0;
  double coefficient = 0.0;
};

std::vector<WrittenLimit> read_limits(const std::filesystem::path& folder) {
  std::vector<WrittenLimit> limits;
  const CsvTable table = CsvTable::read(folder / "side_constraints.csv");
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    expect_order(row, "constraint", i);
    limits.push_back({.name = row.text("name"),
                      .unit = row.text("unit"),
                      .limit = row.number("limit_per_h"),
                      .value = row.number("value_per_h"),
                      .multiplier = row.number("multiplier_h"),
                      .violation = row.number("violation"),
                      .complementarity = row.number("complementarity")});
  }
  return limits;
}

std::vector<WrittenTerm> read_terms(const std::filesystem::path& folder, const WrittenRun& run,
                                    std::size_t limits) {
  std::vector<WrittenTerm> terms;
  const CsvTable table = CsvTable::read(folder / "side_terms.csv");
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    terms.push_back({.constraint = index(row, "constraint", limits),
                     .user_class = index(row, "class", run.classes.size()),
                     .link = index(row, "link", run.length_km.size()),
                     .coefficient = row.number("coefficient")});
  }
  return terms;
}

/// The largest of some differences, and where it is.
class Worst {
 public:
  void take(double difference, const std::string& where) {
    // A value that is not a number must not pass for none.
    if (!(std::abs(difference) > value_) && !std::isnan(difference)) return;
    value_ = std::abs(difference);
    where_ = "worst: " + where;
  }
  void report(const char* name, double tolerance, Checks& checks) const {
    checks.add(name, value_, tolerance, where_);
  }

 private:
  double value_ = 0.0;
  std::string where_ = {};
};

/// Violation and complementarity as an assignment states them: relative to the limit and to what
/// all trips cost. Of a limit of zero the scale is what flows took before it held, which no file
/// says; then only whether it is kept can be told.
struct State {
  double violation = 0.0;
  double complementarity = 0.0;
};

State state_of(const WrittenLimit& limit, double value, double total_cost) {
  const double excess = value - limit.limit;
  if (limit.limit <= 0.0) {
    const double unknown = limit.violation > 0.0 ? limit.violation : 1.0;
    return {excess > 0.0 ? unknown : 0.0, 0.0};
  }
  State state{.violation = std::max(0.0, excess) / limit.limit};
  if (total_cost > 0.0) {
    state.complementarity =
        std::min(std::max(0.0, -excess) / limit.limit, limit.multiplier * limit.limit / total_cost);
  }
  return state;
}

void check_states(const std::vector<WrittenLimit>& limits, const std::vector<double>& values,
                  double total_cost, bool converged, Checks& checks) {
  Worst value, violation, complementarity, price, kept;
  for (std::size_t c = 0; c < limits.size(); ++c) {
    const WrittenLimit& limit = limits[c];
    const double size = std::max({std::abs(values[c]), limit.limit, 1e-300});
    const State state = state_of(limit, values[c], total_cost);
    value.take((values[c] - limit.value) / size, limit.name);
    violation.take(state.violation - limit.violation, limit.name);
    complementarity.take(state.complementarity - limit.complementarity, limit.name);
    price.take(std::min(0.0, limit.multiplier), limit.name);
    kept.take(std::max(state.violation, state.complementarity), limit.name);
  }
  value.report("limits: what flows take, against the written", kRelative, checks);
  violation.report("limits: violation against the written", kRelative, checks);
  complementarity.report("limits: complementarity against the written", kRelative, checks);
  price.report("limits: lowest multiplier", 0.0, checks);
  if (converged) kept.report("limits: violation and complementarity", kKept, checks);
}

/// What a class pays on a link is the sum of multipliers times what it takes there.
void check_prices(const std::vector<WrittenLimit>& limits, const std::vector<WrittenTerm>& terms,
                  const WrittenRun& run, Checks& checks) {
  std::map<std::pair<std::size_t, std::size_t>, double> expected;
  for (const WrittenTerm& term : terms) {
    expected[{term.user_class, term.link}] += limits[term.constraint].multiplier * term.coefficient;
  }
  Worst worst;
  for (std::size_t k = 0; k < run.classes.size(); ++k) {
    for (std::size_t link = 0; link < run.length_km.size(); ++link) {
      const auto found = expected.find({k, link});
      const double price_h = found == expected.end() ? 0.0 : found->second;
      const double written = run.classes[k].price_h[link];
      const double size = std::max(std::abs(price_h), std::abs(written));
      if (size == 0.0) continue;
      worst.take((price_h - written) / size,
                 fmt::format("class {} on link {}", run.classes[k].id, link));
    }
  }
  worst.report("limits: prices of links against multipliers", kRelative, checks);
}

/// Tonnes a day of one vehicle an hour follow from its payload and the hours of a day.
void check_coefficients(const std::vector<WrittenLimit>& limits,
                        const std::vector<WrittenTerm>& terms, const WrittenRun& run, double hours,
                        Checks& checks) {
  Worst worst;
  for (const WrittenTerm& term : terms) {
    const WrittenLimit& limit = limits[term.constraint];
    const double expected =
        limit.unit == "t/day" ? run.classes[term.user_class].payload_t * hours : 1.0;
    worst.take(relative(term.coefficient - expected, expected), limit.name);
  }
  worst.report("limits: what a vehicle takes, against its payload", kRelative, checks);
}

}  // namespace

void check_limits(const std::filesystem::path& folder, const WrittenRun& run,
                  const Recomputed& found, const nlohmann::json& manifest, double hours,
                  Checks& checks) {
  const bool any = std::filesystem::exists(folder / "side_constraints.csv") ||
                   std::filesystem::exists(folder / "side_prices.csv");
  if (!any) return;
  const std::vector<WrittenLimit> limits = read_limits(folder);
  const std::vector<WrittenTerm> terms = read_terms(folder, run, limits.size());
  std::vector<CompensatedSum> sums(limits.size());
  for (const WrittenTerm& term : terms) {
    sums[term.constraint].add(term.coefficient *
                              run.classes[term.user_class].volume_per_h[term.link]);
  }
  std::vector<double> values;
  for (const CompensatedSum& sum : sums) values.push_back(sum.value());
  check_states(limits, values, found.total_cost,
               manifest.at("assignment").at("converged").get<bool>(), checks);
  check_prices(limits, terms, run, checks);
  check_coefficients(limits, terms, run, hours, checks);
}

}  // namespace landlink::output
