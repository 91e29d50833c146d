#include "scenario_appraisal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "landlink/study/run_study.hpp"

namespace landlink {

namespace {

/// The investments of a scenario, by intervention.
struct Investments {
  std::vector<Asset> assets = {};
  std::vector<std::vector<std::string>> payers = {};
};

Investments investments_of(const Study& study, const Scenario& scenario,
                           const TransportModel& base) {
  Investments result;
  for (const auto& intervention : scenario.interventions) {
    const InterventionTerms terms = intervention->terms_in(base);
    result.assets.push_back({.terms = {.capital_usd = terms.capital_usd,
                                       .maintenance_usd_per_year = terms.maintenance_usd_per_year,
                                       .construction_years = terms.construction_years,
                                       .opens = terms.opens != 0 ? terms.opens : study.year},
                             .life_years = terms.life_years});
    result.payers.push_back(terms.paid_by);
  }
  return result;
}

/// The years in which parts of a scenario open, ascending; the study's where there is none.
std::vector<int> openings_of(const Study& study, const Investments& investments) {
  std::set<int> years;
  for (const Asset& asset : investments.assets) years.insert(asset.terms.opens);
  if (years.empty()) years.insert(study.year);
  return {years.begin(), years.end()};
}

/// What is open of a scenario once the parts that open by a year are.
Scenario opened_by(const Scenario& scenario, const Investments& investments, int year) {
  Scenario open{.id = scenario.id, .name = scenario.name};
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i) {
    if (investments.assets[i].terms.opens > year) continue;
    open.interventions.push_back(scenario.interventions[i]);
  }
  return open;
}

BenefitTiming timing_of(const Study& study, const std::vector<int>& openings, int last_year) {
  return {.opens = openings.front(),
          .last_year = last_year,
          .modelled_years = modelled_years(study),
          .growth_per_year = study.appraisal.benefit_growth_per_year,
          .ramp_up = study.appraisal.ramp_up,
          .later_openings = {openings.begin() + 1, openings.end()}};
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

void check_openings(const Study& study, const Scenario& scenario, const TransportModel& base) {
  check(scenario, base);
  const Investments investments = investments_of(study, scenario, base);
  const std::vector<int> openings = openings_of(study, investments);
  for (const int opens : openings) {
    if (opens == openings.back()) continue;
    try {
      check(opened_by(scenario, investments, opens), base);
    } catch (const Error& e) {
      throw Error(e.place(), fmt::format("with what is open by {}: {}", opens, e.problem()),
                  "let it open (`opens`) no earlier than what it needs, or mend it: " + e.remedy(),
                  e.exit_code());
    }
  }
}

StudyHorizon horizon_of(const Study& study, const TransportModel& base) {
  StudyHorizon horizon;
  int last_opening = study.year;
  bool any = false;
  for (const Scenario& scenario : study.scenarios) {
    const Investments investments = investments_of(study, scenario, base);
    const std::vector<int> openings = openings_of(study, investments);
    const int first = first_year_of(investments.assets, {.opens = openings.front()});
    horizon.first_year = any ? std::min(horizon.first_year, first) : first;
    last_opening = any ? std::max(last_opening, openings.back()) : openings.back();
    any = true;
  }
  if (!any) horizon.first_year = study.year;
  horizon.last_year = study.appraisal.last_year != 0 ? study.appraisal.last_year
                                                     : last_opening + study.appraisal.years - 1;
  return horizon;
}

Appraisal appraise_scenario(const Study& study, const Scenario& scenario,
                            const std::vector<SolvedCase>& bases, const SolvedPair& with,
                            const SolvePair& solve) {
  const AppraisalSettings& settings = study.appraisal;
  const LedgerSettings ledger_settings{.days_per_year = settings.days_per_year,
                                       .carbon_usd_per_t = settings.carbon_usd_per_t,
                                       .duty_rate = settings.duty_rate};
  const std::vector<int> years = modelled_years(study);
  const auto own =
      static_cast<std::size_t>(std::find(years.begin(), years.end(), study.year) - years.begin());
  const TransportModel& base_model = bases[own].model;
  Investments investments = investments_of(study, scenario, base_model);
  const std::vector<int> openings = openings_of(study, investments);
  std::vector<BenefitLedger> ledgers;  // stage by stage, what each adds to those before it
  std::vector<BenefitLedger> before(years.size());
  double co2_saved_t_per_day = 0.0;
  for (const int opens : openings) {
    const bool is_all = opens == openings.back();
    const Scenario open = is_all ? scenario : opened_by(scenario, investments, opens);
    const double share = passing_share(open);
    const Scenario lasting = lasting_part(open);
    for (std::size_t m = 0; m < years.size(); ++m) {
      const SolvedCase& base = bases[m];
      BenefitLedger ledger;
      const auto add = [&](const SolvedPair& pair, double part) {
        const SolvedCase& beside = pair.base_beside ? *pair.base_beside : base;
        add_to(ledger, benefit_ledger(beside.state(), pair.with.state(), ledger_settings), part);
        if (is_all && m == own) {
          co2_saved_t_per_day += part * (beside.totals.co2_t - pair.with.totals.co2_t);
        }
      };
      if (is_all && m == own) {
        add(with, share);
      } else {
        add(solve(apply(open, base.model), m), share);
      }
      if (share < 1.0 && !lasting.interventions.empty()) {
        add(solve(apply(lasting, base.model), m), 1.0 - share);
      }
      ledgers.push_back(ledger);
      if (opens != openings.front()) add_to(ledgers.back(), before[m], -1.0);
      before[m] = std::move(ledger);
    }
  }
  const StudyHorizon horizon = horizon_of(study, base_model);
  Appraisal result =
      appraised({.assets = std::move(investments.assets),
                 .payers = std::move(investments.payers),
                 .timing = timing_of(study, openings, horizon.last_year),
                 .ledgers = std::move(ledgers),
                 .year = study.year,
                 .discount_rate = settings.discount_rate,
                 .first_year = horizon.first_year,
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
