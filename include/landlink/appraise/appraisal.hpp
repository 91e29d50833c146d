#pragma once

#include <optional>
#include <string>
#include <vector>

#include "landlink/appraise/access.hpp"
#include "landlink/appraise/benefit_ledger.hpp"
#include "landlink/appraise/stream.hpp"

namespace landlink {

/// A scenario's worth at one discount rate.
struct WorthAtRate {
  double rate = 0.0;
  double npv_usd = 0.0;
  std::optional<double> benefit_cost_ratio = std::nullopt;
};

/// Net present values when one input is low and when it is high, all others as they are.
struct Swing {
  std::string input = {};  ///< "capital -25 % and +25 %"
  double low_npv_usd = 0.0;
  double high_npv_usd = 0.0;
};

/// Costs and benefits of a year, undiscounted.
struct AppraisedYear {
  int year = 0;
  double capital_usd = 0.0;
  double maintenance_usd = 0.0;
  double residual_usd = 0.0;
  double user_usd = 0.0;
  double government_usd = 0.0;
  double co2_usd = 0.0;
};

/// What a scenario is worth against the base; money in USD of the price year.
struct Appraisal {
  double user_benefit_usd_per_year = 0.0;  ///< of shippers and carriers, in the study's year
  double government_usd_per_year = 0.0;    ///< revenue and duty, the same
  double co2_benefit_usd_per_year = 0.0;
  double co2_saved_t_per_year = 0.0;
  double capital_usd = 0.0;
  double maintenance_usd_per_year = 0.0;
  double discount_rate = 0.0;
  int discount_to = 0;
  int opens = 0;
  std::vector<int> openings = {};  ///< of its investments, in their order
  double npv_usd = 0.0;
  double benefit_cost_ratio = 0.0;
  bool has_benefit_cost_ratio = false;  ///< false where nothing is spent
  std::vector<double> eirr = {};        ///< every internal rate of return found; may be none

  std::vector<WorthAtRate> by_rate = {};  ///< 6, 9 and 12 %, and the study's own rate
  std::optional<double> first_year_return = std::nullopt;
  SwitchingValues switching = {};
  std::vector<Swing> tornado = {};  ///< widest first
  std::vector<AppraisedYear> years = {};
  BenefitLedger benefits = {};  ///< of the study's year
  /// Benefits and costs of all years, discounted: their total is the net present value.
  BenefitLedger present_values = {};
};

/// What the terms of a scenario and the benefits of its modelled years come to.
struct AppraisalInput {
  std::vector<Asset> assets = {};
  std::vector<std::vector<std::string>> payers = {};  ///< of each asset, ISO 3166-1, equal shares
  BenefitTiming timing = {};
  std::vector<BenefitLedger> ledgers = {};  ///< of the modelled years, stage by stage
  int year = 0;                             ///< the study's, one of the modelled ones
  double discount_rate = 0.09;
  std::optional<int> first_year = std::nullopt;   ///< where streams begin, to compare scenarios
  std::optional<int> discount_to = std::nullopt;  ///< the first year if not given
};

/// Everything of an Appraisal but tonnes of carbon dioxide.
Appraisal appraised(const AppraisalInput& input);

}  // namespace landlink
