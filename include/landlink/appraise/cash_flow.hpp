#pragma once

#include <optional>
#include <span>
#include <vector>

namespace landlink {

/// Sum of usd[t] / (1 + rate)^t over t = 0, 1, ...; rate above -1.
double net_present_value(std::span<const double> usd, double rate);

/// Every rate r in (-0.99, 1000) at which the net present value is zero, ascending; none where the
/// stream never changes sign. A stream whose sign changes more than once may have several, and
/// none of them is then a measure of worth by itself.
///
/// The roots x = 1 / (1 + r) of the stream's polynomial are found by the eigenvalues of its
/// companion matrix (Eigen) and polished by Newton steps on the net present value.
std::vector<double> internal_rates_of_return(std::span<const double> usd);

/// Yearly costs and benefits of a scenario, year 0 first; both not negative by convention.
struct CostBenefitStream {
  int first_year = 0;
  std::vector<double> cost_usd = {};
  std::vector<double> benefit_usd = {};  ///< may be negative where a change harms

  [[nodiscard]] std::vector<double> net_usd() const;
};

/// Present value of benefits over that of costs; nothing where there are no costs.
std::optional<double> benefit_cost_ratio(const CostBenefitStream& stream, double rate);

/// What goes into a stream for one investment.
struct InvestmentTerms {
  double capital_usd = 0.0;
  double maintenance_usd_per_year = 0.0;
  int construction_years = 1;  ///< capital is spent evenly over the years before opening
  int opens = 0;
};

}  // namespace landlink
