#include <fmt/format.h>

#include <array>

#include "interventions.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

constexpr std::array kTollKeys{
    KeyRecord{.key = "where", .kind = KeyKind::table, .meaning = "which links", .required = true},
    KeyRecord{.key = "toll_usd_per_km",
              .meaning = "of a vehicle, more than today",
              .bounds = {-10, 10},
              .required = true},
};
constexpr std::array kFuelKeys{
    KeyRecord{.key = "tax_usd_per_l",
              .meaning = "of diesel, more than today",
              .bounds = {-5, 5},
              .required = true},
};
constexpr std::array kCarbonKeys{
    KeyRecord{.key = "price_usd_per_t",
              .meaning = "of carbon dioxide, paid by carriers",
              .bounds = {0, 1000},
              .required = true},
};

/// A charge by distance on roads; its revenue goes to the country of the road.
class Toll final : public Intervention {
 public:
  Toll(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)),
        where_(LinkSelector::parse(table.table("where"))),
        usd_per_km_(*RecordedTable(table, "", kTollKeys).number("toll_usd_per_km")) {
    table.finish();
  }
  std::string text() const override {
    return fmt::format("toll {}: {:+g} USD/km", where_.text(), usd_per_km_);
  }
  void apply(TransportModel& model) const override {
    for (const std::size_t i : where_.select(model)) {
      LinkAttributes& link = model.draft.links[i].attributes;
      link.toll_usd += usd_per_km_ * link.length_km;
      if (link.toll_usd < 0.0) {
        throw Error(where_.place, fmt::format("the toll of {} falls below zero", link.source.id),
                    "take away no more than it has");
      }
    }
  }

 private:
  LinkSelector where_;
  double usd_per_km_;
};

/// A price that all trucks pay wherever they drive.
class Price final : public Intervention {
 public:
  Price(InterventionTerms terms, double CostSettings::*price, double usd, std::string words)
      : Intervention(std::move(terms)), price_(price), usd_(usd), words_(std::move(words)) {}
  std::string text() const override { return words_; }
  void apply(TransportModel& model) const override { model.cost_settings.*price_ += usd_; }

 private:
  double CostSettings::*price_;
  double usd_;
  std::string words_;
};

}  // namespace

std::span<const KeyRecord> toll_keys() { return kTollKeys; }
std::span<const KeyRecord> fuel_tax_keys() { return kFuelKeys; }
std::span<const KeyRecord> carbon_price_keys() { return kCarbonKeys; }

std::unique_ptr<const Intervention> parse_toll(const ConfigTable& table, InterventionTerms terms) {
  return std::make_unique<Toll>(table, std::move(terms));
}

std::unique_ptr<const Intervention> parse_fuel_tax(const ConfigTable& table,
                                                   InterventionTerms terms) {
  const double usd = *RecordedTable(table, "", kFuelKeys).number("tax_usd_per_l");
  table.finish();
  return std::make_unique<Price>(std::move(terms), &CostSettings::fuel_tax_usd_per_l, usd,
                                 fmt::format("fuel_tax {:+g} USD/l", usd));
}

std::unique_ptr<const Intervention> parse_carbon_price(const ConfigTable& table,
                                                       InterventionTerms terms) {
  const double usd = *RecordedTable(table, "", kCarbonKeys).number("price_usd_per_t");
  table.finish();
  return std::make_unique<Price>(std::move(terms), &CostSettings::usd_per_t_co2, usd,
                                 fmt::format("carbon_price {:+g} USD/t", usd));
}

}  // namespace landlink
