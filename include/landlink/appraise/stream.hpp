#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landlink/appraise/cash_flow.hpp"

namespace landlink {

/// Over which years benefits run, and how they follow from the modelled ones.
///
/// A scenario may open in stages, each in its own year. Its modelled benefits are then listed stage
/// by stage, those of all modelled years for each: what the stage adds to the ones before it.
struct BenefitTiming {
  int opens = 0;                         ///< first year of benefits, of the first stage
  int last_year = 0;                     ///< of costs and benefits
  std::vector<int> modelled_years = {};  ///< ascending, at least one
  double growth_per_year = 0.0;          ///< before the first and after the last modelled year
  std::vector<double> ramp_up = {};      ///< shares of the benefits in the first years from opening
  std::vector<int> later_openings = {};  ///< of further stages, ascending

  [[nodiscard]] std::size_t stages() const { return 1 + later_openings.size(); }
  /// When all of it is open.
  [[nodiscard]] int last_opening() const {
    return later_openings.empty() ? opens : later_openings.back();
  }
};

/// weight[m] of a year: its benefit is the sum over stages and modelled years of weight[m] times
/// the modelled benefit. Between modelled years linear; beyond them by growth, compounded; times
/// the ramp-up from the stage's opening; zero before that and after the last year.
std::vector<double> benefit_weights(const BenefitTiming& timing, int year);

/// An investment with the life of what it builds.
struct Asset {
  InvestmentTerms terms = {};
  double life_years =
      0.0;  ///< from opening; 0: it lasts to the last year and is then worth nothing
};

/// Yearly costs and benefits of a scenario, with what is left at the end.
///
/// Capital is spent evenly over the construction years before opening, maintenance runs from
/// opening. What outlives the last year is worth its straight-line remainder at its end; what wears
/// out before is built anew in one year at the same cost.
struct AppraisalStream {
  int first_year = 0;
  std::vector<double> capital_usd = {};  ///< with renewals
  std::vector<double> maintenance_usd = {};
  std::vector<double> residual_usd = {};
  /// weights[t][m] of benefit_weights.
  std::vector<std::vector<double>> weights = {};

  [[nodiscard]] std::size_t years() const { return capital_usd.size(); }
  /// With benefits of the modelled years, stage by stage: residual values count as benefits.
  [[nodiscard]] CostBenefitStream with_benefits(std::span<const double> usd_by_modelled_year) const;
};

/// `first_year` may be before the first spending, so that streams of several scenarios compare.
AppraisalStream appraisal_stream(std::span<const Asset> assets, const BenefitTiming& timing,
                                 std::optional<int> first_year = std::nullopt);

/// First year of spending, or of benefits where nothing is spent before.
int first_year_of(std::span<const Asset> assets, const BenefitTiming& timing);

/// Benefits of the opening year over the capital spent before it, compounded to it; nothing where
/// there is no capital. Residual values do not count.
std::optional<double> first_year_return(const AppraisalStream& stream, int opens,
                                        std::span<const double> usd_by_modelled_year, double rate);

/// Relative changes, one at a time, at which the net present value is zero: of all benefits but
/// residual values, and of capital with them. Nothing where no change of it does that.
struct SwitchingValues {
  std::optional<double> benefits = std::nullopt;
  std::optional<double> capital = std::nullopt;
};
SwitchingValues switching_values(const AppraisalStream& stream,
                                 std::span<const double> usd_by_modelled_year, double rate);

}  // namespace landlink
