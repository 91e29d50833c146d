#include "appraisal_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "csv_text.hpp"

namespace landlink::output {

namespace {

std::string optional_number(const std::optional<double>& value) {
  return value ? shortest_text(*value) : std::string();
}

std::string rate_table(const Appraisal& worth) {
  CsvText table("discount_rate,discounted_to,npv_usd,benefit_cost_ratio");
  for (const WorthAtRate& at : worth.by_rate) {
    table.row(at.rate, worth.discount_to, at.npv_usd, optional_number(at.benefit_cost_ratio));
  }
  return table.text();
}

std::string cash_flow_table(const Appraisal& worth) {
  CsvText table(
      "year,capital_usd,maintenance_usd,residual_usd,users_usd,government_usd,carbon_dioxide_usd,"
      "net_usd");
  for (const AppraisedYear& y : worth.years) {
    table.row(y.year, y.capital_usd, y.maintenance_usd, y.residual_usd, y.user_usd,
              y.government_usd, y.co2_usd,
              y.residual_usd + y.user_usd + y.government_usd + y.co2_usd - y.capital_usd -
                  y.maintenance_usd);
  }
  return table.text();
}

std::string ledger_table(const BenefitLedger& ledger, std::string_view unit) {
  CsvText table(fmt::format("group,part,country,province,commodity,{}", unit));
  for (const Benefit& b : ledger) {
    table.row(name_of(b.group), name_of(b.part), b.country, b.province, b.commodity, b.usd);
  }
  return table.text();
}

std::string worth_table(const BenefitLedger& present_values) {
  struct Dimension {
    const char* name;
    std::function<std::string(const Benefit&)> key;
  };
  const Dimension dimensions[] = {
      {"country", [](const Benefit& b) { return b.country; }},
      {"province", [](const Benefit& b) { return b.province; }},
      {"commodity", [](const Benefit& b) { return b.commodity; }},
      {"group", [](const Benefit& b) { return std::string(name_of(b.group)); }},
      {"part", [](const Benefit& b) { return std::string(name_of(b.part)); }},
  };
  CsvText table("dimension,name,present_value_usd");
  for (const Dimension& dimension : dimensions) {
    for (const auto& [name, usd] : totals_by(present_values, dimension.key)) {
      table.row(dimension.name, name, usd);
    }
  }
  table.row("total", "total", total_usd(present_values));
  return table.text();
}

std::string tornado_table(const Appraisal& worth) {
  CsvText table("input,low_npv_usd,high_npv_usd");
  for (const Swing& swing : worth.tornado) {
    table.row(swing.input, swing.low_npv_usd, swing.high_npv_usd);
  }
  return table.text();
}

std::string hours_text(double hours) {
  return std::isfinite(hours) ? shortest_text(hours) : std::string();
}

}  // namespace

std::vector<TextFile> appraisal_tables(const Appraisal& appraisal) {
  return {{"appraisal.csv", rate_table(appraisal)},
          {"benefits.csv", ledger_table(appraisal.benefits, "usd_per_year")},
          {"cash_flow.csv", cash_flow_table(appraisal)},
          {"present_values.csv", ledger_table(appraisal.present_values, "usd")},
          {"tornado.csv", tornado_table(appraisal)},
          {"worth.csv", worth_table(appraisal.present_values)}};
}

TextFile access_table(const AccessReport& now, const AccessReport& base) {
  CsvText table("province,population,measure,unit,value,base");
  for (std::size_t p = 0; p < now.provinces.size(); ++p) {
    const ProvinceAccess& province = now.provinces[p];
    const ProvinceAccess& before = p < base.provinces.size() ? base.provinces[p] : province;
    table.row(province.province, province.population, "market access", "persons",
              province.market_access, before.market_access);
    for (std::size_t kind = 0; kind < now.kinds.size(); ++kind) {
      table.row(province.province, province.population, "time to " + now.kinds[kind], "h",
                hours_text(province.hours_to[kind]), hours_text(before.hours_to[kind]));
    }
  }
  return {"access.csv", table.text()};
}

std::vector<SummaryLine> appraisal_lines(const Appraisal& worth) {
  // Of the scenario against the base, so the base's own figure is nought.
  std::vector<SummaryLine> lines{
      {"user benefit", "USD/year", worth.user_benefit_usd_per_year, 0.0},
      {"government revenue", "USD/year", worth.government_usd_per_year, 0.0},
      {"value of carbon dioxide saved", "USD/year", worth.co2_benefit_usd_per_year, 0.0},
      {"carbon dioxide saved", "t/year", worth.co2_saved_t_per_year, 0.0},
      {"capital cost", "USD", worth.capital_usd, 0.0},
      {"maintenance", "USD/year", worth.maintenance_usd_per_year, 0.0},
      {"discount rate", "fraction/year", worth.discount_rate, 0.0},
      {"net present value", "USD", worth.npv_usd, 0.0}};
  if (worth.has_benefit_cost_ratio) {
    lines.push_back({"benefit-cost ratio", "-", worth.benefit_cost_ratio, 0.0});
  }
  for (const double rate : worth.eirr) {
    lines.push_back({"economic internal rate of return", "fraction/year", rate, 0.0});
  }
  if (worth.first_year_return) {
    lines.push_back({"first-year return", "fraction", *worth.first_year_return, 0.0});
  }
  if (worth.switching.benefits) {
    lines.push_back({"switching value of benefits", "fraction", *worth.switching.benefits, 0.0});
  }
  if (worth.switching.capital) {
    lines.push_back({"switching value of capital", "fraction", *worth.switching.capital, 0.0});
  }
  return lines;
}

}  // namespace landlink::output
