#include "landlink/appraise/stream.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "landlink/core/math.hpp"

namespace landlink {

namespace {

double grown(double per_year, int years) {
  return years >= 0 ? math::pow(1.0 + per_year, years) : 1.0 / math::pow(1.0 + per_year, -years);
}

/// Adds what an asset costs and leaves over first_year ... last_year.
void add_asset(const Asset& asset, int last_year, AppraisalStream& stream) {
  const InvestmentTerms& terms = asset.terms;
  const auto place = [&](int year) { return static_cast<std::size_t>(year - stream.first_year); };
  const int first = terms.opens - terms.construction_years;
  for (int year = std::max(first, stream.first_year); year < terms.opens && year <= last_year;
       ++year) {
    stream.capital_usd[place(year)] += terms.capital_usd / terms.construction_years;
  }
  for (int year = std::max(terms.opens, stream.first_year); year <= last_year; ++year) {
    stream.maintenance_usd[place(year)] += terms.maintenance_usd_per_year;
  }
  if (asset.life_years <= 0.0 || terms.opens > last_year) return;
  double built = terms.opens;
  while (built + asset.life_years < last_year + 1) {
    built += asset.life_years;
    stream.capital_usd[place(static_cast<int>(std::floor(built)))] += terms.capital_usd;
  }
  const double used = last_year + 1 - built;
  stream.residual_usd[place(last_year)] +=
      terms.capital_usd * (asset.life_years - used) / asset.life_years;
}

/// Those of a stage that opens in a year.
std::vector<double> stage_weights(const BenefitTiming& timing, int opens, int year) {
  const std::vector<int>& modelled = timing.modelled_years;
  assert(!modelled.empty());
  std::vector<double> weights(modelled.size(), 0.0);
  if (year < opens || year > timing.last_year) return weights;
  if (year <= modelled.front()) {
    weights.front() = grown(timing.growth_per_year, year - modelled.front());
  } else if (year >= modelled.back()) {
    weights.back() = grown(timing.growth_per_year, year - modelled.back());
  } else {
    const auto after = std::upper_bound(modelled.begin(), modelled.end(), year);
    const auto m = static_cast<std::size_t>(after - modelled.begin());
    const double share =
        static_cast<double>(year - modelled[m - 1]) / (modelled[m] - modelled[m - 1]);
    weights[m - 1] = 1.0 - share;
    weights[m] = share;
  }
  const auto age = static_cast<std::size_t>(year - opens);
  if (age < timing.ramp_up.size()) {
    for (double& weight : weights) weight *= timing.ramp_up[age];
  }
  return weights;
}

}  // namespace

std::vector<double> benefit_weights(const BenefitTiming& timing, int year) {
  std::vector<double> weights = stage_weights(timing, timing.opens, year);
  for (const int opens : timing.later_openings) {
    const std::vector<double> stage = stage_weights(timing, opens, year);
    weights.insert(weights.end(), stage.begin(), stage.end());
  }
  return weights;
}

int first_year_of(std::span<const Asset> assets, const BenefitTiming& timing) {
  int first = timing.opens;
  for (const Asset& asset : assets) {
    if (asset.terms.capital_usd == 0.0) continue;
    first = std::min(first, asset.terms.opens - asset.terms.construction_years);
  }
  return first;
}

AppraisalStream appraisal_stream(std::span<const Asset> assets, const BenefitTiming& timing,
                                 std::optional<int> first_year) {
  AppraisalStream stream;
  const int spending = first_year_of(assets, timing);
  stream.first_year = std::min(first_year.value_or(spending), spending);
  const auto years =
      static_cast<std::size_t>(std::max(0, timing.last_year + 1 - stream.first_year));
  stream.capital_usd.assign(years, 0.0);
  stream.maintenance_usd.assign(years, 0.0);
  stream.residual_usd.assign(years, 0.0);
  if (years == 0) return stream;
  for (const Asset& asset : assets) add_asset(asset, timing.last_year, stream);
  for (int year = stream.first_year; year <= timing.last_year; ++year) {
    stream.weights.push_back(benefit_weights(timing, year));
  }
  return stream;
}

CostBenefitStream AppraisalStream::with_benefits(std::span<const double> usd) const {
  CostBenefitStream stream{
      .first_year = first_year, .cost_usd = capital_usd, .benefit_usd = residual_usd};
  for (std::size_t t = 0; t < years(); ++t) {
    stream.cost_usd[t] += maintenance_usd[t];
    for (std::size_t m = 0; m < usd.size(); ++m) stream.benefit_usd[t] += weights[t][m] * usd[m];
  }
  return stream;
}

std::optional<double> first_year_return(const AppraisalStream& stream, int opens,
                                        std::span<const double> usd, double rate) {
  const int place = opens - stream.first_year;
  if (place < 0 || static_cast<std::size_t>(place) >= stream.years()) return std::nullopt;
  double capital = 0.0;
  for (std::size_t t = 0; t < static_cast<std::size_t>(place); ++t) {
    capital = capital * (1.0 + rate) + stream.capital_usd[t];
  }
  capital *= 1.0 + rate;  // from the end of spending to the opening year
  if (capital <= 0.0) return std::nullopt;
  double benefit = 0.0;
  for (std::size_t m = 0; m < usd.size(); ++m) {
    benefit += stream.weights[static_cast<std::size_t>(place)][m] * usd[m];
  }
  return benefit / capital;
}

SwitchingValues switching_values(const AppraisalStream& stream, std::span<const double> usd,
                                 double rate) {
  const CostBenefitStream flows = stream.with_benefits(usd);
  const double npv = net_present_value(flows.net_usd(), rate);
  const double residual = net_present_value(stream.residual_usd, rate);
  const double benefits = net_present_value(flows.benefit_usd, rate) - residual;
  const double capital = net_present_value(stream.capital_usd, rate) - residual;
  SwitchingValues values;
  if (benefits != 0.0) values.benefits = -npv / benefits;
  if (capital != 0.0) values.capital = npv / capital;
  return values;
}

}  // namespace landlink
