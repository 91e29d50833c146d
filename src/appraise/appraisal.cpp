#include "landlink/appraise/appraisal.hpp"

#include <algorithm>
#include <cmath>

#include "landlink/core/math.hpp"

namespace landlink {

namespace {

constexpr double kRates[] = {0.06, 0.09, 0.12};  // of development banks and the Lao government

/// Benefits of the modelled years, in all and of some parts.
class YearTotals {
 public:
  explicit YearTotals(const std::vector<BenefitLedger>& ledgers) : ledgers_(&ledgers) {}
  template <class Keep>
  [[nodiscard]] std::vector<double> of(Keep keep) const {
    std::vector<double> totals;
    for (const BenefitLedger& ledger : *ledgers_) {
      BenefitLedger kept;
      std::copy_if(ledger.begin(), ledger.end(), std::back_inserter(kept), keep);
      totals.push_back(total_usd(kept));
    }
    return totals;
  }
  [[nodiscard]] std::vector<double> all() const {
    return of([](const Benefit&) { return true; });
  }

 private:
  const std::vector<BenefitLedger>* ledgers_;
};

bool is_user(const Benefit& b) {
  return b.group == Beneficiary::shipper || b.group == Beneficiary::carrier;
}

std::vector<double> plus(std::vector<double> a, const std::vector<double>& b, double factor) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += factor * b[i];
  return a;
}

/// Present values to the year that the appraisal discounts to.
class Discounting {
 public:
  Discounting(const AppraisalInput& input, int first_year)
      : years_before_(first_year - input.discount_to.value_or(first_year)) {}
  [[nodiscard]] double factor(double rate, std::size_t t) const {
    const double years = static_cast<double>(t) + years_before_;
    return years >= 0 ? 1.0 / math::pow(1.0 + rate, years) : math::pow(1.0 + rate, -years);
  }
  [[nodiscard]] double npv(const std::vector<double>& usd, double rate) const {
    return net_present_value(usd, rate) * factor(rate, 0);
  }

 private:
  int years_before_;
};

void add_tornado(const AppraisalInput& input, const AppraisalStream& stream,
                 const YearTotals& totals, const Discounting& discounting, Appraisal& result) {
  constexpr double kShare = 0.25;
  const std::vector<double> all = totals.all();
  const double rate = input.discount_rate;
  const auto worth = [&](const std::vector<double>& benefits) {
    return discounting.npv(stream.with_benefits(benefits).net_usd(), rate);
  };
  const auto worth_of_assets = [&](double capital_factor, int delay, double growth) {
    AppraisalInput changed = input;
    for (Asset& asset : changed.assets) {
      asset.terms.capital_usd *= capital_factor;
      // Works that take longer: the same capital from the planned beginning, the rest later.
      asset.terms.opens += delay;
      asset.terms.construction_years += delay;
    }
    changed.timing.opens += delay;
    for (int& opens : changed.timing.later_openings) opens += delay;
    changed.timing.growth_per_year += growth;
    const AppraisalStream other =
        appraisal_stream(changed.assets, changed.timing, stream.first_year);
    return discounting.npv(other.with_benefits(all).net_usd(), rate);
  };
  const auto add = [&](std::string what, double low, double high) {
    result.tornado.push_back({std::move(what), low, high});
  };
  const auto of_parts = [&](std::initializer_list<BenefitPart> parts) {
    return totals.of([&](const Benefit& b) {
      return std::find(parts.begin(), parts.end(), b.part) != parts.end();
    });
  };
  add("all benefits -25 % / +25 %", worth(plus(all, all, -kShare)), worth(plus(all, all, kShare)));
  const auto time = of_parts({BenefitPart::time, BenefitPart::inventory});
  add("value of time -25 % / +25 %", worth(plus(all, time, -kShare)),
      worth(plus(all, time, kShare)));
  const auto operating = of_parts({BenefitPart::operating});
  add("operating cost saved -25 % / +25 %", worth(plus(all, operating, -kShare)),
      worth(plus(all, operating, kShare)));
  add("capital +25 % / -25 %", worth_of_assets(1.0 + kShare, 0, 0.0),
      worth_of_assets(1.0 - kShare, 0, 0.0));
  add("growth of benefits -2 / +2 points a year", worth_of_assets(1.0, 0, -0.02),
      worth_of_assets(1.0, 0, 0.02));
  add("opening two years late / in time", worth_of_assets(1.0, 2, 0.0), result.npv_usd);
  const auto at_rate = [&](double other) {
    return discounting.npv(stream.with_benefits(all).net_usd(), other);
  };
  add("discount rate 12 % / 6 %", at_rate(0.12), at_rate(0.06));
  std::stable_sort(
      result.tornado.begin(), result.tornado.end(), [](const Swing& a, const Swing& b) {
        return std::abs(a.high_npv_usd - a.low_npv_usd) > std::abs(b.high_npv_usd - b.low_npv_usd);
      });
}

/// Benefits and costs, discounted, by all that splits them.
BenefitLedger present_values(const AppraisalInput& input, const AppraisalStream& stream,
                             const Discounting& discounting) {
  BenefitLedger sum;
  for (std::size_t m = 0; m < input.ledgers.size(); ++m) {
    double weight = 0.0;
    for (std::size_t t = 0; t < stream.years(); ++t) {
      weight += stream.weights[t][m] * discounting.factor(input.discount_rate, t);
    }
    add_to(sum, input.ledgers[m], weight);
  }
  for (std::size_t a = 0; a < input.assets.size(); ++a) {
    const AppraisalStream alone =
        appraisal_stream(std::span(&input.assets[a], 1), input.timing, stream.first_year);
    std::vector<std::string> payers = {kLaos.text()};
    if (a < input.payers.size() && !input.payers[a].empty()) payers = input.payers[a];
    for (const std::string& payer : payers) {
      const double share = 1.0 / static_cast<double>(payers.size());
      Benefit key{.group = Beneficiary::government,
                  .country = payer,
                  .province = "national",
                  .commodity = "none"};
      BenefitLedger costs;
      const auto add = [&](BenefitPart part, const std::vector<double>& usd, double sign) {
        key.part = part;
        key.usd = sign * share * discounting.npv(usd, input.discount_rate);
        costs.push_back(key);
      };
      add(BenefitPart::capital, alone.capital_usd, -1.0);
      add(BenefitPart::maintenance, alone.maintenance_usd, -1.0);
      add(BenefitPart::residual, alone.residual_usd, 1.0);
      add_to(sum, costs, 1.0);
    }
  }
  return sum;
}

}  // namespace

Appraisal appraised(const AppraisalInput& input) {
  const AppraisalStream stream = appraisal_stream(input.assets, input.timing, input.first_year);
  const Discounting discounting(input, stream.first_year);
  const YearTotals totals(input.ledgers);
  const std::vector<double> all = totals.all();
  const std::vector<double> user = totals.of(is_user);
  const std::vector<double> co2 =
      totals.of([](const Benefit& b) { return b.group == Beneficiary::world; });
  const std::vector<double> government =
      totals.of([](const Benefit& b) { return b.group == Beneficiary::government; });
  const CostBenefitStream flows = stream.with_benefits(all);
  const std::vector<double> net = flows.net_usd();

  Appraisal result;
  result.discount_rate = input.discount_rate;
  result.discount_to = input.discount_to.value_or(stream.first_year);
  result.opens = input.timing.opens;
  for (const Asset& asset : input.assets) {
    result.openings.push_back(asset.terms.opens);
    result.capital_usd += asset.terms.capital_usd;
    result.maintenance_usd_per_year += asset.terms.maintenance_usd_per_year;
  }
  const auto place =
      std::find(input.timing.modelled_years.begin(), input.timing.modelled_years.end(), input.year);
  if (place != input.timing.modelled_years.end()) {
    const auto first = static_cast<std::size_t>(place - input.timing.modelled_years.begin());
    // All stages together: with everything open.
    for (std::size_t m = first; m < all.size(); m += input.timing.modelled_years.size()) {
      result.user_benefit_usd_per_year += user[m];
      result.government_usd_per_year += government[m];
      result.co2_benefit_usd_per_year += co2[m];
      if (m == first) {
        result.benefits = input.ledgers[m];
      } else {
        add_to(result.benefits, input.ledgers[m], 1.0);
      }
    }
  }
  result.npv_usd = discounting.npv(net, input.discount_rate);
  result.eirr = internal_rates_of_return(net);
  if (const auto ratio = benefit_cost_ratio(flows, input.discount_rate)) {
    result.benefit_cost_ratio = *ratio;
    result.has_benefit_cost_ratio = true;
  }
  std::vector<double> rates(std::begin(kRates), std::end(kRates));
  if (std::find(rates.begin(), rates.end(), input.discount_rate) == rates.end()) {
    rates.push_back(input.discount_rate);
  }
  for (const double rate : rates) {
    result.by_rate.push_back({rate, discounting.npv(net, rate), benefit_cost_ratio(flows, rate)});
  }
  result.first_year_return =
      first_year_return(stream, input.timing.last_opening(), all, input.discount_rate);
  result.switching = switching_values(stream, all, input.discount_rate);
  add_tornado(input, stream, totals, discounting, result);
  for (std::size_t t = 0; t < stream.years(); ++t) {
    const auto of_year = [&](const std::vector<double>& usd) {
      double sum = 0.0;
      for (std::size_t m = 0; m < usd.size(); ++m) sum += stream.weights[t][m] * usd[m];
      return sum;
    };
    result.years.push_back({.year = stream.first_year + static_cast<int>(t),
                            .capital_usd = stream.capital_usd[t],
                            .maintenance_usd = stream.maintenance_usd[t],
                            .residual_usd = stream.residual_usd[t],
                            .user_usd = of_year(user),
                            .government_usd = of_year(government),
                            .co2_usd = of_year(co2)});
  }
  result.present_values = present_values(input, stream, discounting);
  return result;
}

}  // namespace landlink
