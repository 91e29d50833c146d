// Demand that answers to the costs of its own traffic, on gis/toy.
#include "landlink/study/demand_response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/mode_paths.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/core/file.hpp"
#include "landlink/exchange/od_omx.hpp"
#include "landlink/scenario/scenario.hpp"
#include "landlink/study/base_model.hpp"
#include "support/mode_model.hpp"
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

const AssignmentOptions kExact{.relative_gap = 1e-10};

AssignmentResult solve(const TransportModel& model, const AssignmentOptions& options, bool) {
  return assign(assignment_problem(model), options);
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
  const AnsweredDemand answered =
      answer(base.model, *base.demand, study.response, nullptr, kExact, solve);
  EXPECT_EQ(answered.agreement.rounds, 1);
  EXPECT_EQ(relative_difference(answered.model.demand, before), 0.0);
}

// Evans' combined model: trips are the distribution at the costs that they cause.
TEST(DemandResponse, BringsDistributionAndAssignmentTogether) {
  const ToyStudy toy;
  Study study = toy.study();
  study.response = {.response = DemandResponse::combined, .tolerance = 1e-7, .max_rounds = 100};
  BaseModel base = base_of(toy, study);
  const FreightDemand at_free_flow = base.model.demand;
  const AnsweredDemand answered =
      answer(base.model, *base.demand, study.response, nullptr, kExact, solve);
  EXPECT_TRUE(answered.agreement.converged);
  EXPECT_LE(answered.agreement.residual, 1e-7);
  // Congestion moves freight: else this test would see nothing.
  EXPECT_GT(relative_difference(answered.model.demand, at_free_flow), 1e-3);
  const FreightDemand again = base.demand->distribute(answered.model, answered.flows);
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
  const AnsweredDemand base =
      answer(data.model, *data.demand, study.response, nullptr, kExact, solve);
  EXPECT_EQ(base.agreement.rounds, 1);
  const SolvedReference reference{base.model, base.flows};
  const AnsweredDemand with = answer(apply(study.scenarios[0], base.model), *data.demand,
                                     study.response, &reference, kExact, solve);
  EXPECT_TRUE(with.agreement.converged);
  const auto before = data.demand->prices(base.model, base.flows);
  const auto now = data.demand->prices(with.model, with.flows);
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

// The corridor of mode_model.hpp: a tonne from West to Abroad goes by truck or by rail, with no
// traffic to delay it.
class TwoModes {
 public:
  TwoModes() {
    const fs::path demand = folder_ / "demand";
    fs::create_directories(demand);
    write_file_atomically(demand / "commodities.csv",
                          "id,name,usd_per_t,time_usd_per_t_h,decay_per_day,beta_per_usd_t,"
                          "elasticity,vehicle,body,source,year,confidence\n"
                          "goods,Goods,1000,0.48,0,0.05,-0.5,semi,box,invented,2024,assumed\n");
    write_file_atomically(
        demand / "trade.csv",
        "commodity,direction,partner,origins,destinations,totals,tonnes_per_year,source,year,"
        "confidence\n"
        "goods,export,VNM,West=0.75; East=0.25,Abroad,origins,219000,invented,2024,assumed\n"
        "goods,import,VNM,Abroad,LAO,destinations,109500,invented,2024,assumed\n");
    write_file_atomically(demand / "growth.csv",
                          "commodity,from_year,to_year,growth_per_year,source,year,confidence\n"
                          "all,2000,2050,0.0,invented,2024,assumed\n");
    study_.year = 2024;
    study_.demand = demand;
    model_.other_modes.waterways.clear();
    model_.other_modes.air_links.clear();
    model_.demand.commodities[CommodityId{0u}].elasticity = -0.5;
    model_.vehicles[0].empty_share = 0.0;
    make_user_classes(model_, model_.demand);
    rebuild(model_);
  }
  [[nodiscard]] const TransportModel& model() const { return model_; }
  [[nodiscard]] DemandModel demand() const { return DemandModel(study_); }

 private:
  test::TemporaryFolder folder_;
  Study study_;
  TransportModel model_ = mode_model();
};

AssignmentOptions logit(double theta) {
  AssignmentOptions options{.algorithm = "mnl", .relative_gap = 1e-10};
  options.stochastic.theta = theta;
  options.stochastic.choice_set.max_detour = 10.0;  // both modes, whatever they cost
  return options;
}

AssignmentResult solve_modes(const TransportModel& model, const AssignmentOptions& options, bool) {
  AssignmentOptions by_mode = options;
  by_mode.stochastic.extra_paths = mode_paths(model, options.stochastic.choice_set.max_detour);
  return assign(assignment_problem(model), by_mode);
}

/// USD per tonne of the ways of the only loaded class from West to Abroad, each link by link.
std::vector<double> way_costs(const TransportModel& model, const AssignmentResult& flows) {
  const PathSet& set = flows.paths->set;
  std::vector<double> costs;
  for (std::size_t pair = 0; pair < set.pair_count(); ++pair) {
    if (set.pairs()[pair].origin != ZoneId{0u}) continue;
    for (std::size_t i = 0; i < set.path_count(pair); ++i) {
      double hours = 0.0;
      for (const LinkId link : set.links(set.first_path(pair) + i)) {
        hours +=
            model.class_costs[ClassId{0u}].constant_h[link.index()] + flows.delay[link.index()];
      }
      costs.push_back(hours * 0.48);  // an hour of a tonne is worth 0.48 USD
    }
  }
  return costs;
}

double logsum(const std::vector<double>& costs, double theta) {
  double sum = 0.0;
  for (const double cost : costs) sum += std::exp(-theta * cost);
  return -std::log(sum) / theta;
}

// Demand is that of the base times (u / u0)^-0.5, u the logsum of the ways by truck and by rail.
TEST(DemandResponse, WeighsTheLogsumOverModes) {
  constexpr double kTheta = 0.1;
  const TwoModes toy;
  DemandModel demand = toy.demand();
  static_cast<void>(demand.distribute(toy.model()));  // what directions charge
  const DemandSettings settings{
      .response = DemandResponse::elastic, .tolerance = 1e-9, .max_rounds = 60};
  const AnsweredDemand base =
      answer(toy.model(), demand, settings, nullptr, logit(kTheta), solve_modes);
  const SolvedReference reference{base.model, base.flows};
  TransportModel cheaper = base.model;
  for (Railway& railway : cheaper.other_modes.railways) railway.tariff_usd_per_tkm = 0.01;
  rebuild(cheaper);
  const AnsweredDemand with =
      answer(std::move(cheaper), demand, settings, &reference, logit(kTheta), solve_modes);
  ASSERT_TRUE(with.agreement.converged);
  EXPECT_LE(with.agreement.residual, 1e-9);
  const std::vector<double> ways0 = way_costs(base.model, base.flows);
  const std::vector<double> ways = way_costs(with.model, with.flows);
  ASSERT_GE(ways0.size(), 2u);
  ASSERT_EQ(ways.size(), ways0.size());
  const double u0 = logsum(ways0, kTheta);
  const double u = logsum(ways, kTheta);
  EXPECT_LT(u, u0 - 0.1);  // 120 km by rail are cheaper by 2.4 USD/t
  const double t0 = base.model.demand.tonnes_per_day[CommodityId{0u}].at(ZoneId{0u}, ZoneId{3u});
  const double t = with.model.demand.tonnes_per_day[CommodityId{0u}].at(ZoneId{0u}, ZoneId{3u});
  EXPECT_DOUBLE_EQ(t0, 600.0);
  // The tolerance of demand, and of flows (1e-10) in the border's delay.
  EXPECT_NEAR(t, 600.0 * std::pow(u / u0, -0.5), 1e-5);
  EXPECT_LE(response_residual(with.model, with.flows, demand, settings, &reference), 1e-9);
}

// Distribution and choice of mode in one fixed point: a residual as small as asked for, and the
// same totals as at first.
TEST(DemandResponse, DistributesAtTheLogsumOverModes) {
  const TwoModes toy;
  DemandModel demand = toy.demand();
  TransportModel model = toy.model();
  make_user_classes(model, demand.distribute(model));
  rebuild(model);
  const FreightDemand by_truck_alone = model.demand;
  const DemandSettings settings{
      .response = DemandResponse::combined, .tolerance = 1e-8, .max_rounds = 60};
  const AnsweredDemand answered =
      answer(std::move(model), demand, settings, nullptr, logit(0.1), solve_modes);
  EXPECT_TRUE(answered.agreement.converged);
  EXPECT_LE(answered.agreement.residual, 1e-8);
  EXPECT_LE(
      relative_difference(answered.model.demand, demand.distribute(answered.model, answered.flows)),
      1e-8);
  EXPECT_NEAR(answered.model.demand.tonnes_per_day[CommodityId{0u}].total(),
              by_truck_alone.tonnes_per_day[CommodityId{0u}].total(), 1e-6);
}

TEST(DemandResponse, SaysHowFarItIsWhereRoundsRunOut) {
  const ToyStudy toy;
  Study study = toy.study();
  study.response = {.response = DemandResponse::combined, .tolerance = 1e-9, .max_rounds = 1};
  BaseModel base = base_of(toy, study);
  const AnsweredDemand answered =
      answer(base.model, *base.demand, study.response, nullptr, kExact, solve);
  EXPECT_FALSE(answered.agreement.converged);
  EXPECT_EQ(answered.agreement.rounds, 1);
  EXPECT_GT(answered.agreement.residual, 1e-9);
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
