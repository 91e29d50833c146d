#include "scenario_appraisal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace landlink {

namespace {

/// The investments of a scenario, and when its benefits run.
struct ScenarioTerms {
  std::vector<Asset> assets = {};
  std::vector<std::vector<std::string>> payers = {};
  BenefitTiming timing = {};
};

ScenarioTerms terms_of(const Study& study, const Scenario& scenario, const TransportModel& base) {
  const AppraisalSettings& settings = study.appraisal;
  ScenarioTerms result;
  int opens = 0;
  for (const auto& intervention : scenario.interventions) {
    const InterventionTerms terms = intervention->terms_in(base);
    const int year = terms.opens != 0 ? terms.opens : study.year;
    opens = std::max(opens, year);
    result.assets.push_back({.terms = {.capital_usd = terms.capital_usd,
                                       .maintenance_usd_per_year = terms.maintenance_usd_per_year,
                                       .construction_years = terms.construction_years,
                                       .opens = year},
                             .life_years = terms.life_years});
    result.payers.push_back(terms.paid_by);
  }
  // Benefits are those of all interventions together, so they begin when the last one opens.
  result.timing.opens = opens != 0 ? opens : study.year;
  result.timing.last_year =
      settings.last_year != 0 ? settings.last_year : result.timing.opens + settings.years - 1;
  result.timing.modelled_years = modelled_years(study);
  result.timing.growth_per_year = settings.benefit_growth_per_year;
  result.timing.ramp_up = settings.ramp_up;
  return result;
}

/// The part of the year for which a scenario's passing interventions hold; 1 where it has none.
double passing_share(const Scenario& scenario) {
  double share = 1.0;
  const Intervention* first = nullptr;
  for (const auto& intervention : scenario.interventions) {
    const double own = intervention->share_of_year();
    if (own >= 1.0) continue;
    if (first != nullptr && own != share) {
      throw Error(
          intervention->terms().place,
          fmt::format("scenario '{}': '{}' holds for {:.4g} of a year and '{}' for {:.4g}",
                      scenario.name, first->terms().id, share, intervention->terms().id, own),
          "put closures of different lengths into scenarios of their own");
    }
    first = intervention.get();
    share = own;
  }
  return share;
}

Scenario lasting_part(const Scenario& scenario) {
  Scenario lasting{.id = scenario.id, .name = scenario.name};
  for (const auto& intervention : scenario.interventions) {
    if (intervention->share_of_year() >= 1.0) lasting.interventions.push_back(intervention);
  }
  return lasting;
}

}  // namespace

std::vector<int> modelled_years(const Study& study) {
  std::vector<int> years = study.appraisal.modelled_years;
  if (std::find(years.begin(), years.end(), study.year) == years.end()) years.push_back(study.year);
  std::sort(years.begin(), years.end());
  return years;
}

int first_year_of(const Study& study, const TransportModel& base) {
  int first = 0;
  for (const Scenario& scenario : study.scenarios) {
    const ScenarioTerms terms = terms_of(study, scenario, base);
    const int own = first_year_of(terms.assets, terms.timing);
    first = first == 0 ? own : std::min(first, own);
  }
  return first;
}

Appraisal appraise_scenario(const Study& study, const Scenario& scenario,
                            const std::vector<SolvedCase>& bases, const SolvedPair& with,
                            const SolvePair& solve) {
  const AppraisalSettings& settings = study.appraisal;
  const LedgerSettings ledger_settings{.days_per_year = settings.days_per_year,
                                       .carbon_usd_per_t = settings.carbon_usd_per_t,
                                       .duty_rate = settings.duty_rate};
  const std::vector<int> years = modelled_years(study);
  const double share = passing_share(scenario);
  const Scenario lasting = lasting_part(scenario);
  std::vector<BenefitLedger> ledgers;
  double co2_saved_t_per_day = 0.0;
  for (std::size_t m = 0; m < years.size(); ++m) {
    const SolvedCase& base = bases[m];
    BenefitLedger ledger;
    const auto add = [&](const SolvedPair& pair, double part) {
      const SolvedCase& before = pair.base_beside ? *pair.base_beside : base;
      add_to(ledger, benefit_ledger(before.state(), pair.with.state(), ledger_settings), part);
      if (years[m] == study.year) {
        co2_saved_t_per_day += part * (before.totals.co2_t - pair.with.totals.co2_t);
      }
    };
    if (years[m] == study.year) {
      add(with, share);
    } else {
      add(solve(apply(scenario, base.model), m), share);
    }
    if (share < 1.0 && !lasting.interventions.empty()) {
      add(solve(apply(lasting, base.model), m), 1.0 - share);
    }
    ledgers.push_back(std::move(ledger));
  }
  const auto place = std::find(years.begin(), years.end(), study.year) - years.begin();
  const TransportModel& base_model = bases[static_cast<std::size_t>(place)].model;
  ScenarioTerms terms = terms_of(study, scenario, base_model);
  Appraisal result =
      appraised({.assets = std::move(terms.assets),
                 .payers = std::move(terms.payers),
                 .timing = std::move(terms.timing),
                 .ledgers = std::move(ledgers),
                 .year = study.year,
                 .discount_rate = settings.discount_rate,
                 .first_year = first_year_of(study, base_model),
                 .discount_to = settings.discount_to != 0 ? std::optional(settings.discount_to)
                                                          : std::nullopt});
  result.co2_saved_t_per_year = settings.days_per_year * co2_saved_t_per_day;
  return result;
}

std::optional<std::string> rate_warning(const Appraisal& appraisal) {
  if (!(appraisal.capital_usd > 0.0)) return std::nullopt;
  if (appraisal.eirr.empty()) {
    return "no internal rate of return: at no rate are its costs and benefits equal";
  }
  if (appraisal.eirr.size() < 2) return std::nullopt;
  std::string rates;
  for (const double rate : appraisal.eirr) {
    rates += fmt::format("{}{:.1f} %", rates.empty() ? "" : ", ", 100.0 * rate);
  }
  return fmt::format(
      "{} internal rates of return, {}: its costs and benefits change places more than once, so "
      "judge it by its net present value",
      appraisal.eirr.size(), rates);
}

}  // namespace landlink
