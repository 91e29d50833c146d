#include "landlink/assign/path_set.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "support/small_problem.hpp"

namespace landlink {
namespace {

using testing::ElementsAre;

// 0 -a-> 1 -b-> 2, 0 -c-> 2 and 2 -d-> 0; cars, vans and trucks, trucks not on c.
class PathSetOfThreeClasses : public testing::Test {
 protected:
  PathSetOfThreeClasses() : small_(3, {{0, 1}, {1, 2}, {0, 2}, {2, 0}}) {
    small_.add_class("cars", 1.0, {{0, 2, 5.0}, {0, 0, 9.0}});
    small_.add_class("trucks", 2.0, {{0, 2, 3.0}, {2, 0, 1.0}}).constant_cost[small_.at(2)] =
        std::numeric_limits<double>::infinity();
    small_.add_class("vans", 1.0, {{0, 2, 7.0}, {0, 1, 2.0}});
    set_ = PathSet(small_.problem(), access_groups(small_.problem()));
  }
  std::vector<LinkId> path(std::initializer_list<std::size_t> given) const {
    std::vector<LinkId> links;
    for (const std::size_t link : given) links.push_back(small_.link(link));
    return links;
  }
  std::size_t pair(std::uint32_t group, std::size_t from, std::size_t to) const {
    return set_.find_pair({group, ZoneId{from}, ZoneId{to}});
  }
  std::vector<LinkId> links(std::size_t path) const {
    const auto own = set_.links(path);
    return {own.begin(), own.end()};
  }

  test::SmallProblem small_;
  PathSet set_;
};

TEST_F(PathSetOfThreeClasses, SharesPairsAmongClassesOfEqualAccess) {
  EXPECT_THAT(set_.group_of_class(), ElementsAre(0, 1, 0));
  // Cars and vans 0-1, 0-2; trucks 0-2, 2-0. Freight within a zone has no pair.
  EXPECT_EQ(set_.pair_count(), 4u);
  EXPECT_EQ(pair(0, 0, 1), 0u);
  EXPECT_EQ(pair(1, 2, 0), 3u);
  EXPECT_EQ(pair(0, 2, 0), set_.pair_count());
}

TEST_F(PathSetOfThreeClasses, AddsPathsBehindThoseOfTheirPairsAndNoneTwice) {
  const std::size_t all = pair(0, 0, 2);
  const std::size_t trucks = pair(1, 0, 2);
  EXPECT_EQ(set_.add(std::vector<NewPath>{{trucks, path({0, 1})}, {all, path({2})}, {all, {}}}),
            2u);
  set_.log_weights()[set_.first_path(all)] = -0.5;
  EXPECT_EQ(
      set_.add(std::vector<NewPath>{
          {all, path({2})}, {all, path({0, 1})}, {pair(0, 0, 1), path({0})}, {all, path({0, 1})}}),
      2u);
  ASSERT_EQ(set_.path_count(), 4u);
  EXPECT_EQ(links(0), path({0}));
  ASSERT_EQ(set_.path_count(all), 2u);
  EXPECT_EQ(links(set_.first_path(all)), path({2}));
  EXPECT_EQ(links(set_.first_path(all) + 1), path({0, 1}));
  EXPECT_EQ(set_.log_weight(set_.first_path(all)), -0.5);
  EXPECT_EQ(links(set_.first_path(trucks)), path({0, 1}));
  EXPECT_EQ(set_.path_count(pair(1, 2, 0)), 0u);
  EXPECT_EQ(set_.link_entry_count(), 6u);
  EXPECT_EQ(set_.add(std::vector<NewPath>{{all, path({2})}}), 0u);
}

TEST_F(PathSetOfThreeClasses, DropsPathsOverLinksThatAreGone) {
  const std::size_t all = pair(0, 0, 2);
  set_.add(std::vector<NewPath>{{all, path({2})}, {all, path({0, 1})}});
  set_.log_weights()[set_.first_path(all) + 1] = 0.25;
  std::vector<LinkId> moved(4);
  for (const std::size_t link : {0u, 1u, 3u}) moved[small_.at(link)] = LinkId{link + 10};
  const PathSet there = set_.mapped(moved);
  EXPECT_EQ(there.pair_count(), set_.pair_count());
  ASSERT_EQ(there.path_count(), 1u);
  ASSERT_EQ(there.path_count(all), 1u);
  EXPECT_THAT(there.links(0), ElementsAre(LinkId{10u}, LinkId{11u}));
  EXPECT_EQ(there.log_weight(0), 0.25);
}

TEST_F(PathSetOfThreeClasses, CarriesFlowsByClassToLinks) {
  const std::size_t all = pair(0, 0, 2);
  set_.add(std::vector<NewPath>{{all, path({2})}, {all, path({0, 1})}, {pair(0, 0, 1), path({0})}});
  PathFlows flows = path_cells(small_.problem(), set_);
  ASSERT_EQ(flows.cells.size(), 3u);
  ASSERT_EQ(flows.cells[2].size(), 2u);
  EXPECT_EQ(flows.flow_per_h.size(), 2u + 0u + 1u + 2u);
  EXPECT_EQ(flows.cells[2][1].demand_per_h, 7.0);
  flows.flows(flows.cells[2][0])[0] = 2.0;
  flows.flows(flows.cells[2][1])[0] = 4.0;
  flows.flows(flows.cells[2][1])[1] = 3.0;
  const std::vector<double> volume = link_volumes(flows, 2, 4);
  EXPECT_EQ(volume[small_.at(0)], 5.0);
  EXPECT_EQ(volume[small_.at(1)], 3.0);
  EXPECT_EQ(volume[small_.at(2)], 4.0);
  EXPECT_THAT(link_volumes(flows, 0, 4), testing::Each(0.0));
}

TEST_F(PathSetOfThreeClasses, RefusesDemandOfAnotherProblem) {
  test::SmallProblem other(3, {{0, 1}, {1, 2}, {2, 0}});
  other.add_class("cars", 1.0, {{1, 0, 5.0}});
  EXPECT_THROW(path_cells(other.problem(), set_), Error);
}

}  // namespace
}  // namespace landlink
