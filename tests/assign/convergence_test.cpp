#include "landlink/assign/convergence.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/small_problem.hpp"

namespace landlink {
namespace {

/// One link of cost 1 with 10 vehicles on it, and a run that pretends shortest paths to cost less.
struct PretendedRun {
  explicit PretendedRun(const AssignmentOptions& options, const Observer& observer = {})
      : small(2, {{0, 1, 1.0}}),
        kept_options(options),
        kept_observer(observer),
        convergence(kept_options, kept_observer, result, 5) {
    small.add_class("all", 1.0, {{0, 1, 10.0}});
    costs = std::make_unique<ClassCosts>(small.problem());
    costs->update(volume);
  }
  std::optional<StopReason> record(double gap) {
    return convergence.record(*costs, volume, 10.0 * (1.0 - gap), 1.0);
  }
  test::SmallProblem small;
  std::unique_ptr<ClassCosts> costs;
  std::vector<double> volume{10.0};
  AssignmentResult result;
  AssignmentOptions kept_options;
  Observer kept_observer;
  Convergence convergence;
};

TEST(Convergence, SaysThatARunHasStalledWhereItsGapNoLongerFalls) {
  PretendedRun run({.relative_gap = 1e-9});
  // Five that fall, then none that does: the window of five after the next is the first without
  // progress.
  for (int i = 1; i <= 5; ++i) EXPECT_FALSE(run.record(std::pow(0.5, i)));
  for (int i = 6; i <= 9; ++i) EXPECT_FALSE(run.record(0.03125));
  EXPECT_EQ(run.record(0.03125), StopReason::stalled);
  EXPECT_EQ(name_of(StopReason::stalled), "stalled");
  EXPECT_EQ(run.result.history.size(), 10u);
}

TEST(Convergence, GoesOnWhileTheGapFallsByMoreThanAThousandth) {
  PretendedRun run({.relative_gap = 1e-9});
  double gap = 0.5;
  for (int i = 0; i < 100; ++i, gap *= 0.999) EXPECT_FALSE(run.record(gap)) << i;
}

TEST(Convergence, EndsAtTheGapTheLimitOrTheObserversWord) {
  PretendedRun reached({.relative_gap = 1e-3});
  EXPECT_FALSE(reached.record(1.1e-3));
  EXPECT_EQ(reached.record(0.9e-3), StopReason::converged);
  PretendedRun limited({.relative_gap = 1e-3, .max_iterations = 2});
  EXPECT_FALSE(limited.record(0.5));
  EXPECT_EQ(limited.record(0.4), StopReason::iteration_limit);
  PretendedRun asked({.relative_gap = 1e-3}, [](const IterationSummary& it) {
    return it.iteration == 2 ? Continue::no : Continue::yes;
  });
  EXPECT_FALSE(asked.record(0.5));
  EXPECT_EQ(asked.record(0.4), StopReason::stopped_by_observer);
  EXPECT_NEAR(asked.result.history[1].relative_gap, 0.4, 1e-15);
}

// 3 arrive where 4 are asked for: one is missing at either end, of 4 in all.
TEST(Convergence, ConservationErrorIsWhatANodeMisses) {
  test::SmallProblem small(3, {{0, 1, 1.0}, {1, 2, 1.0}});
  small.add_class("all", 1.0, {{0, 2, 4.0}});
  AssignmentResult result;
  result.volume_per_h = {{4.0, 3.0}};
  result.unassigned_per_h = {0.0};
  EXPECT_EQ(conservation_error(small.problem(), result), 0.25);
  result.volume_per_h = {{4.0, 4.0}};
  EXPECT_EQ(conservation_error(small.problem(), result), 0.0);
}

// Two zones of which one has no way out: what cannot go is no error, what is lost on the way is.
TEST(Convergence, ConservationLeavesOutWhatHasNoPath) {
  test::SmallProblem small(3, {{0, 1, 1.0}});
  small.add_class("all", 2.0, {{0, 1, 4.0}, {2, 1, 6.0}});
  AssignmentResult result;
  result.volume_per_h = {{4.0}};
  result.unassigned_per_h = {6.0};
  EXPECT_EQ(conservation_error(small.problem(), result), 0.0);
  result.volume_per_h = {{5.0}};
  EXPECT_EQ(conservation_error(small.problem(), result), 0.1);  // 1 x 2 pcu of 20
}

}  // namespace
}  // namespace landlink
