// Case A of the Lao benchmark: twelve classes that pay for distance differently, judged by an
// evaluator that shares no code with the engine: it reads the CSV network and the written flows.
#include <gtest/gtest.h>

#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/edge_list.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "landlink/study/tntp_assignment.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

constexpr std::size_t kClasses = 12;
constexpr std::size_t kNodes = 489;  // numbers from 1
constexpr double kPeak = 1.5556;

double distance_cost(std::size_t k) { return 0.2 + 0.05 * static_cast<double>(k); }

std::vector<std::vector<double>> numbers_of(const std::string& text, char separator) {
  std::vector<std::vector<double>> rows;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);  // the header
  while (std::getline(lines, line)) {
    std::vector<double> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, separator);) {
      row.push_back(std::strtod(cell.c_str(), nullptr));
    }
    rows.push_back(row);
  }
  return rows;
}

struct Verdict {
  double gap = 0.0;
  double worst_imbalance = 0.0;  ///< of a class at a node, per vehicle of its demand
  double worst_sum = 0.0;        ///< |Volume - sum of pce x class volume|, pcu/h
  double worst_cost = 0.0;       ///< |Cost - BPR|, minutes
};

/// Reads the benchmark's own CSV files.
class Evaluator {
 public:
  explicit Evaluator(const std::filesystem::path& folder)
      : links_(numbers_of(read_text_file(folder / "lao_net.csv"), ',')),
        trips_(numbers_of(read_possibly_gzipped(folder / "lao_trips.csv.gz"), ',')) {}

  [[nodiscard]] Verdict judge(const std::string& flows_text, double demand_factor) const {
    const std::vector<std::vector<double>> flows = numbers_of(flows_text, '\t');
    EXPECT_EQ(flows.size(), links_.size());
    Verdict verdict;
    std::vector<double> time;
    for (std::size_t i = 0; i < links_.size(); ++i) {
      // link_id, from, to, capacity, length, free-flow minutes, b, power
      const std::vector<double>& link = links_[i];
      EXPECT_EQ(flows[i].size(), 4 + kClasses);
      EXPECT_TRUE(flows[i][0] == link[1] && flows[i][1] == link[2]);
      time.push_back(link[5] * (1.0 + link[6] * std::pow(flows[i][2] / link[3], link[7])));
      verdict.worst_cost = std::max(verdict.worst_cost, std::abs(time[i] - flows[i][3]));
    }
    long double total = 0.0;
    long double shortest = 0.0;
    std::vector<double> sum(links_.size(), 0.0);
    for (std::size_t k = 1; k <= kClasses; ++k) {
      Ends ends;
      std::vector<double> cost;
      std::vector<double> balance(kNodes, 0.0);
      std::map<int, std::vector<std::pair<int, double>>> demand;
      double pce = 0.0;
      double vehicles = 0.0;
      for (const std::vector<double>& trip : trips_) {
        if (static_cast<std::size_t>(trip[0]) != k || trip[2] == trip[3]) continue;
        pce = trip[1];
        const double value = trip[4] * demand_factor;
        vehicles += value;
        balance[static_cast<std::size_t>(trip[2])] += value;
        balance[static_cast<std::size_t>(trip[3])] -= value;
        demand[static_cast<int>(trip[2])].emplace_back(static_cast<int>(trip[3]), value * pce);
      }
      for (std::size_t i = 0; i < links_.size(); ++i) {
        cost.push_back(time[i] + distance_cost(k) * links_[i][4]);
        const auto from = static_cast<std::size_t>(links_[i][1]);
        const auto to = static_cast<std::size_t>(links_[i][2]);
        ends.emplace_back(from, to);
        const double volume = flows[i][3 + k];
        EXPECT_GE(volume, 0.0);
        balance[from] -= volume;
        balance[to] += volume;
        sum[i] += pce * volume;
        total += static_cast<long double>(pce * volume) * cost[i];
      }
      for (const double b : balance) {
        verdict.worst_imbalance = std::max(verdict.worst_imbalance, std::abs(b) / vehicles);
      }
      for (const auto& [origin, trips] : demand) {
        const std::vector<double> distance =
            distances(ends, cost, static_cast<std::size_t>(origin));
        for (const auto& [end, pcu] : trips) {
          shortest += static_cast<long double>(pcu) * distance[static_cast<std::size_t>(end)];
        }
      }
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
      verdict.worst_sum = std::max(verdict.worst_sum, std::abs(sum[i] - flows[i][2]));
    }
    verdict.gap = static_cast<double>((total - shortest) / total);
    return verdict;
  }

 private:
  using Ends = std::vector<std::pair<std::size_t, std::size_t>>;

  /// By Boost's Bellman and Ford.
  [[nodiscard]] static std::vector<double> distances(Ends& ends, std::vector<double>& cost,
                                                     std::size_t origin) {
    const boost::edge_list<Ends::iterator> graph(ends.begin(), ends.end());
    std::vector<double> distance(kNodes, 1e9);
    std::vector<std::size_t> predecessor(kNodes);
    distance[origin] = 0.0;
    boost::bellman_ford_shortest_paths(
        graph, static_cast<int>(kNodes),
        boost::make_iterator_property_map(cost.begin(), get(boost::edge_index, graph)),
        predecessor.data(), distance.data(), std::plus<>(), std::less<>(),
        boost::bellman_visitor<>());
    return distance;
  }

  std::vector<std::vector<double>> links_;
  std::vector<std::vector<double>> trips_;
};

class LaoBenchmark : public testing::Test {
 protected:
  void SetUp() override {
    if (test::tntp_folder().empty()) GTEST_SKIP() << "no ../shared/tntp beside the repository";
  }
  static TntpAssignment case_a(double demand_factor) {
    Diagnostics diagnostics;
    const auto folder = test::tntp_folder() / "lao";
    TntpNetwork network = read_tntp_network(folder / "LaoCore_net.tntp", diagnostics);
    constexpr double kPce[kClasses] = {1, 1.5, 2, 2, 2.5, 2.5, 2.5, 3, 3, 3.5, 3.5, 4};
    std::string table = "class,pce,distance_cost\n";
    for (std::size_t k = 1; k <= kClasses; ++k) {
      table += std::to_string(k) + ',' + shortest_text(kPce[k - 1]) + ',' +
               shortest_text(distance_cost(k)) + '\n';
    }
    ClassTrips trips = parse_class_trips(
        CsvTable::parse(read_possibly_gzipped(folder / "lao_trips.csv.gz"), "lao_trips.csv.gz"),
        CsvTable::parse(table, "classes.csv"), network);
    for (TripClass& c : trips.classes) c.trips = c.trips.scaled(demand_factor);
    return {std::move(network), std::move(trips), {}, diagnostics};
  }
};

TEST_F(LaoBenchmark, CaseAHasItsTrueGapAtBaseAndPeakDemand) {
  const Evaluator evaluator(test::tntp_folder() / "lao");
  for (const double factor : {1.0, kPeak}) {
    const TntpAssignment assignment = case_a(factor);
    for (const double gap : {1e-6, 1e-10}) {
      const AssignmentResult result = assign(assignment.problem(), {.relative_gap = gap});
      ASSERT_TRUE(result.converged()) << result.relative_gap;
      const Verdict verdict = evaluator.judge(assignment.flows_text(result), factor);
      // Sums of 16,128 products, each good to 2e-16 of itself: far below 1e-13 of the total.
      EXPECT_LE(verdict.gap, gap + 1e-13) << "demand x " << factor;
      EXPECT_NEAR(verdict.gap, result.relative_gap, 1e-13);
      // Some hundred additions in double precision.
      EXPECT_LT(verdict.worst_imbalance, 1e-12);
      EXPECT_LT(verdict.worst_sum, 1e-9);
      EXPECT_LT(verdict.worst_cost, 1e-9);
    }
  }
}

// The evaluator is no yes-man: one iteration leaves a gap of some 1e-4, a hundred times what
// is asked for.
TEST_F(LaoBenchmark, EvaluatorSeesTheGapOfAnUnfinishedRun) {
  const TntpAssignment assignment = case_a(1.0);
  const AssignmentResult result =
      assign(assignment.problem(), {.relative_gap = 1e-6, .max_iterations = 1});
  const Verdict verdict =
      Evaluator(test::tntp_folder() / "lao").judge(assignment.flows_text(result), 1.0);
  EXPECT_GT(verdict.gap, 1e-5);
  EXPECT_NEAR(verdict.gap, result.relative_gap, 1e-13);
}

}  // namespace
}  // namespace landlink
