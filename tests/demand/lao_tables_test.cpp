// The tables of gis/laos/demand against the facts they come from, on a zoning of province capitals
// and gateways. docs and tables name the facts by their ids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "landlink/demand/build_demand.hpp"

namespace landlink {
namespace {

/// The provinces and the places abroad that the tables name, at rough positions.
Zones lao_zones() {
  struct Row {
    const char* name;
    const char* country;
    const char* province;
    LonLat position;
    double size;
  };
  const std::vector<Row> rows = {
      {"Samakkhixay", "LAO", "LA-AT", {106.8, 14.8}, 139628},
      {"Houayxay", "LAO", "LA-BK", {100.4, 20.3}, 179243},
      {"Paksan", "LAO", "LA-BL", {103.7, 18.4}, 273691},
      {"Pakse", "LAO", "LA-CH", {105.8, 15.1}, 694023},
      {"Xam Neua", "LAO", "LA-HO", {104.0, 20.4}, 289393},
      {"Thakhek", "LAO", "LA-KH", {104.8, 17.4}, 392052},
      {"Luang Namtha", "LAO", "LA-LM", {101.4, 21.0}, 175753},
      {"Luang Prabang", "LAO", "LA-LP", {102.1, 19.9}, 431889},
      {"Muang Xay", "LAO", "LA-OU", {102.0, 20.7}, 307622},
      {"Phongsaly", "LAO", "LA-PH", {102.1, 21.7}, 177989},
      {"Salavan", "LAO", "LA-SL", {106.4, 15.7}, 396942},
      {"Kaysone Phomvihane", "LAO", "LA-SV", {104.8, 16.6}, 969697},
      {"Phonhong", "LAO", "LA-VI", {102.4, 18.5}, 419090},
      {"Vientiane", "LAO", "LA-VT", {102.6, 18.0}, 820940},
      {"Sayaboury", "LAO", "LA-XA", {101.7, 19.3}, 381376},
      {"Lamam", "LAO", "LA-XE", {106.7, 15.3}, 113048},
      {"Phonsavan", "LAO", "LA-XI", {103.2, 19.4}, 244684},
      {"Anouvong", "LAO", "LA-XS", {103.1, 18.9}, 85168},
      {"Bangkok", "THA", "", {100.5, 13.8}, 10},
      {"Laem Chabang", "THA", "", {100.9, 13.1}, 5},
      {"Khon Kaen", "THA", "", {102.8, 16.4}, 2},
      {"Hanoi", "VNM", "", {105.8, 21.0}, 8},
      {"Vinh", "VNM", "", {105.7, 18.7}, 2},
      {"Da Nang", "VNM", "", {108.2, 16.1}, 3},
      {"Kunming", "CHN", "", {102.7, 25.0}, 5},
  };
  Zones zones;
  for (const Row& row : rows) {
    zones.push_back({.id = row.name,
                     .name = row.name,
                     .position = row.position,
                     .country = CountryCode(row.country),
                     .province = row.province,
                     .population = row.size,
                     .attraction_weight = row.size});
  }
  return zones;
}

/// 0.06 USD/t-km over 1.4 times the geodesic.
DemandSkims distance_skims(const Zones& zones) {
  const auto size = static_cast<Eigen::Index>(zones.size());
  Eigen::MatrixXd cost(size, size);
  for (std::size_t i = 0; i < zones.size(); ++i) {
    for (std::size_t j = 0; j < zones.size(); ++j) {
      cost(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
          0.06 * 1.4 * geodesic_km(zones[ZoneId{i}].position, zones[ZoneId{j}].position);
    }
  }
  return {.domestic = cost, .international = cost};
}

class LaoTables : public ::testing::Test {
 protected:
  /// Tonnes a year of a commodity's flows whose description begins with `what`, as the rows say.
  [[nodiscard]] double stated(const std::string& commodity, const std::string& what) const {
    double total = 0.0;
    for (const FlowRow& flow : tables_.flows) {
      if (flow.commodity == commodity && flow.what.starts_with(what)) total += flow.tonnes_per_year;
    }
    return total;
  }
  [[nodiscard]] FreightDemand demand(int year) const {
    return build_demand(tables_, zones_, distance_skims(zones_), year);
  }

  DemandTables tables_ = read_demand_tables("gis/laos/demand");
  Zones zones_ = lao_zones();
};

TEST_F(LaoTables, HoldTheTonnesThatFactsGive) {
  const auto within = [](double value, double fact, double share) {
    EXPECT_NEAR(value, fact, share * fact);
  };
  // Tables are in whole tonnes, so sums of shares match to 1e-5.
  // The published shares of origins add up to 99.99 %.
  within(stated("fuel", "imports"), 127e6 * 12 * 0.83 / 1000, 1.1e-4);  // trade-060, kg/l 0.83
  within(stated("cassava", "exports"), 2.4e6, 1e-5);                    // trade-058
  within(stated("cement", "domestic"), 3.0e6, 1e-5);                    // services-033
  within(stated("coal", "exports"), 3.0e6, 1e-5);                       // borders-053
  within(stated("iron_ore", "exports"), 411e6 / 90, 1e-5);              // services-046
  within(stated("potash", "exports"), 32e6 * 12 / 300, 1e-5);           // trade-050
  within(stated("paper", "exports"), 467e6 / 700, 1e-5);                // services-046
  within(stated("garments", "exports"), 291e6 / 12000, 1e-4);           // trade-016, trade-020
  // The fact is the first quarter alone; the table's season carries it to the year.
  within(stated("fresh", "exports"), 269979 / 0.35 + 86420 / 0.8, 1e-5);  // trade-054, trade-055
}

// Two facts on fuel: the mean of 2021-24 and 140 million litres a month in 2024 (trade-063; 80 %
// diesel at 0.84 and 20 % petrol at 0.74 kg/l make 0.82). The demand of 2024 is within 10 % of
// both.
TEST_F(LaoTables, GiveFuelOf2024WithinTenPercentOfBothFacts) {
  const FreightDemand built = demand(2024);
  double fuel = 0.0;
  for (std::size_t c = 0; c < built.commodities.size(); ++c) {
    if (built.commodities[CommodityId{c}].id == "fuel") {
      fuel = built.tonnes_per_day[CommodityId{c}].total() * 365.0;
    }
  }
  EXPECT_NEAR(fuel, 140e6 * 12 * 0.82 / 1000, 0.1 * fuel);
  EXPECT_NEAR(fuel, 127e6 * 12 * 0.83 / 1000, 0.1 * fuel);
}

TEST_F(LaoTables, KeepEveryCommoditysTotalIn2010And2024And2040) {
  for (const int year : {2010, 2024, 2040}) {
    const FreightDemand built = demand(year);
    for (std::size_t c = 0; c < built.commodities.size(); ++c) {
      const std::string& id = built.commodities[CommodityId{c}].id;
      double expected = 0.0;
      for (const FlowRow& flow : tables_.flows) {
        if (flow.commodity != id) continue;
        expected +=
            flow.tonnes_per_year * growth_factor(tables_, id, flow.provenance.year, year) / 365.0;
      }
      EXPECT_GT(expected, 0.0) << id;
      EXPECT_NEAR(built.tonnes_per_day[CommodityId{c}].total(), expected, 1e-9 * expected) << id;
    }
  }
}

TEST_F(LaoTables, NameASourceForEveryRowThatIsNotAssumed) {
  for (const FlowRow& flow : tables_.flows) {
    if (flow.provenance.confidence == Confidence::assumed) {
      EXPECT_FALSE(flow.provenance.basis.empty()) << flow.provenance.place.text();
    } else {
      EXPECT_NE(flow.provenance.source, "none") << flow.provenance.place.text();
    }
  }
}

TEST_F(LaoTables, HaveAtLeastTwentyCommoditiesAndNoneWithoutFlow) {
  std::set<std::string> used;
  for (const FlowRow& flow : tables_.flows) used.insert(flow.commodity);
  EXPECT_GE(tables_.commodities.size(), 20u);
  EXPECT_EQ(used.size(), tables_.commodities.size());
}

}  // namespace
}  // namespace landlink
