// Demand that answers to the costs of its own traffic, on gis/toy.
#include "landlink/study/demand_response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/core/file.hpp"
#include "landlink/exchange/od_omx.hpp"
#include "landlink/scenario/scenario.hpp"
#include "landlink/study/base_model.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;

/// gis/toy with traffic a hundred times heavier than it is (so that costs matter), and every
/// commodity with an elasticity of -0.5; cement chooses its destinations by cost.
class ToyStudy {
 public:
  ToyStudy() {
    const fs::path demand = folder_ / "demand";
    fs::create_directories(demand);
    for (const char* table : {"growth.csv", "vehicles.csv"}) {
      fs::copy_file(fs::path("gis/toy/demand") / table, demand / table);
    }
    write_file_atomically(
        demand / "commodities.csv",
        "id,name,usd_per_t,time_usd_per_t_h,decay_per_day,beta_per_usd_t,elasticity,vehicle,body,"
        "source,year,confidence\n"
        "fuel,Fuel,900,0.48,0,0.05,-0.5,articulated,tanker,invented,2024,assumed\n"
        "cement,Cement,70,0.48,0,0.1,-0.5,articulated,bulk,invented,2024,assumed\n");
    write_file_atomically(
        demand / "trade.csv",
        "commodity,direction,partner,origins,destinations,totals,tonnes_per_year,source,year,"
        "confidence\n"
        "fuel,import,VNM,port,LAO,destinations,21900000,invented,2024,assumed\n"
        "cement,export,VNM,middle,VNM,origins,3650000,invented,2024,assumed\n");
    write_file_atomically(
        demand / "domestic.csv",
        "commodity,origins,destinations,totals,tonnes_per_year,source,year,confidence\n"
        "cement,south,LAO,origins,36500000,invented,2024,assumed\n");
  }

  [[nodiscard]] Study study(const std::string& more = {}) const {
    const fs::path here = fs::current_path();
    return parse_study("name = \"Toy\"\nyear = 2024\n" + more + "\n[data]\nnetwork = \"" +
                           (here / "gis/toy").string() + "\"\ndemand = \"demand\"\n" + data_,
                       folder_ / "toy.toml");
  }
  void add_data(const std::string& line) { data_ += line + "\n"; }
  [[nodiscard]] const test::TemporaryFolder& folder() const { return folder_; }

 private:
  test::TemporaryFolder folder_;
  std::string data_;
};

AssignmentResult solve(const TransportModel& model) {
  return assign(assignment_problem(model), {.relative_gap = 1e-10},
                [](const IterationSummary&) { return Continue::yes; });
}

/// Base data without the study file itself, which these tests keep in memory.
BaseModel base_of(const ToyStudy& toy, const Study& study) {
  write_file_atomically(toy.folder() / "toy.toml", "");
  return load_base_model(study);
}

TEST(DemandResponse, LeavesDemandAloneUnlessAsked) {
  const ToyStudy toy;
  const Study study = toy.study();
  BaseModel base = base_of(toy, study);
  const FreightDemand before = base.model.demand;
  const AnsweredDemand answered = answer(base.model, *base.demand, study.response, nullptr, solve);
  EXPECT_EQ(answered.rounds, 1);
  EXPECT_EQ(relative_difference(answered.model.demand, before), 0.0);
}

// Evans' combined model: trips are the distribution at the costs that they cause.
TEST(DemandResponse, BringsDistributionAndAssignmentTogether) {
  const ToyStudy toy;
  Study study = toy.study();
  study.response = {.response = DemandResponse::combined, .tolerance = 1e-7, .max_rounds = 100};
  BaseModel base = base_of(toy, study);
  const FreightDemand at_free_flow = base.model.demand;
  const AnsweredDemand answered = answer(base.model, *base.demand, study.response, nullptr, solve);
  EXPECT_TRUE(answered.converged);
  EXPECT_LE(answered.residual, 1e-7);
  // Congestion moves freight: else this test would see nothing.
  EXPECT_GT(relative_difference(answered.model.demand, at_free_flow), 1e-3);
  const FreightDemand again = base.demand->distribute(answered.model, answered.flows.delay);
  // The charges of directions settle to 1e-6 of themselves.
  EXPECT_LT(relative_difference(answered.model.demand, again), 1e-5);
  for (std::size_t c = 0; c < again.commodities.size(); ++c) {
    const double total = at_free_flow.tonnes_per_day[CommodityId{c}].total();
    EXPECT_NEAR(answered.model.demand.tonnes_per_day[CommodityId{c}].total(), total, 1e-9 * total);
  }
}

// Tonnes of every pair follow its price with elasticity -0.5: q1 / q0 = (p1 / p0)^-0.5.
TEST(DemandResponse, FollowsThePriceOfAScenario) {
  const ToyStudy toy;
  Study study = toy.study(
      "[demand]\nresponse = \"elastic\"\ntolerance = 1e-8\nmax_rounds = 60\n[[scenario]]\nname = "
      "\"Quick post\"\n[[scenario.intervention]]\ntype = \"upgrade_checkpoint\"\ncheckpoint = "
      "[\"c1\", \"c2\"]\nset = { fee_usd = 0, document_min = 5, open_h_per_day = 24 }\n");
  BaseModel data = base_of(toy, study);
  const AnsweredDemand base = answer(data.model, *data.demand, study.response, nullptr, solve);
  EXPECT_EQ(base.rounds, 1);
  const SolvedReference reference{base.model, base.flows};
  const AnsweredDemand with = answer(apply(study.scenarios[0], base.model), *data.demand,
                                     study.response, &reference, solve);
  EXPECT_TRUE(with.converged);
  const auto before = data.demand->prices(base.model, base.flows.delay);
  const auto now = data.demand->prices(with.model, with.flows.delay);
  const CommodityId fuel{0u};
  const ZoneId port{3u};
  double grown = 0.0;
  for (const OdEntry& entry : base.model.demand.tonnes_per_day[fuel].entries()) {
    if (entry.origin == entry.destination) continue;
    ASSERT_EQ(entry.origin, port);
    const double ratio = now[0].international(3, entry.destination.index()) /
                         before[0].international(3, entry.destination.index());
    const double answered =
        with.model.demand.tonnes_per_day[fuel].at(entry.origin, entry.destination);
    EXPECT_NEAR(answered / entry.value, std::pow(ratio, -0.5), 1e-5);
    grown += answered - entry.value;
  }
  EXPECT_GT(grown, 0.0);  // the posts became cheaper
  ASSERT_EQ(with.model.classes.size(), base.model.classes.size());
  for (std::size_t k = 0; k < with.model.classes.size(); ++k) {
    EXPECT_EQ(with.model.classes[ClassId{k}].id, base.model.classes[ClassId{k}].id);
  }
}

// The base's own matrix, written and read back, gives the same classes; from CSV and OMX alike.
TEST(PlannersMatrix, GivesBackTheDemandItHolds) {
  ToyStudy toy;
  const Study study = toy.study();
  BaseModel base = base_of(toy, study);
  FreightDemand demand = base.demand->distribute(base.model);
  write_od_omx(toy.folder() / "own.omx", demand, base.model.zones);
  toy.add_data("matrix = \"own.omx\"");
  BaseModel own = base_of(toy, toy.study());
  EXPECT_FALSE(own.model.demand.assumptions.empty());
  ASSERT_EQ(own.model.classes.size(), base.model.classes.size());
  double within = 0.0;
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    for (std::size_t i = 0; i < base.model.zones.size(); ++i) {
      within += demand.tonnes_per_day[CommodityId{c}].at(ZoneId{i}, ZoneId{i});
    }
  }
  double before = 0.0;
  double after = 0.0;
  for (const OdMatrix& matrix : base.model.demand.tonnes_per_day) before += matrix.total();
  for (const OdMatrix& matrix : own.model.demand.tonnes_per_day) after += matrix.total();
  EXPECT_NEAR(after, before - within, 1e-9 * before);  // what stays in a zone is left out
}

TEST(PlannersMatrix, IsNamedWhereItIsWrong) {
  ToyStudy toy;
  write_file_atomically(toy.folder() / "own.csv",
                        "origin,destination,commodity,tonnes_per_day\nport,midle,fuel,5\n");
  toy.add_data("matrix = \"own.csv\"");
  try {
    base_of(toy, toy.study());
    ADD_FAILURE() << "accepted";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("own.csv:2"));
    EXPECT_THAT(error.remedy(), testing::HasSubstr("'middle'"));
  }
}

}  // namespace
}  // namespace landlink
