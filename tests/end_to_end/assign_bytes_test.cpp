// Flow files have the same bytes for any number of threads and for any instruction set that the C
// library may pick: every algorithm, run as a child process.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "end_to_end/program.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/core/file.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

constexpr int kSide = 8;  // nodes along an edge of the grid; every third node is a zone

/// A grid both ways whose delays have powers of all kinds, so that flows hang on pow().
std::string grid(std::mt19937& random) {
  std::string text =
      fmt::format("<NUMBER OF NODES> {}\n<FIRST THRU NODE> 1\n<END OF METADATA>\n", kSide * kSide);
  const auto link = [&](int from, int to) {
    const double time = 1.0 + static_cast<double>(random() % 1000) / 250.0;
    const double power = 1.0 + static_cast<double>(random() % 600) / 100.0;
    const double capacity = 20.0 + static_cast<double>(random() % 100);
    text += fmt::format("{} {} {} 1 {} 0.15 {};\n", from, to, capacity, time, power);
  };
  for (int row = 0; row < kSide; ++row) {
    for (int column = 0; column < kSide; ++column) {
      const int node = row * kSide + column + 1;
      if (column + 1 < kSide) link(node, node + 1), link(node + 1, node);
      if (row + 1 < kSide) link(node, node + kSide), link(node + kSide, node);
    }
  }
  return text;
}

std::string trips(std::mt19937& random) {
  std::string text = "<END OF METADATA>\n";
  for (int from = 1; from <= kSide * kSide; from += 3) {
    text += fmt::format("Origin {}\n", from);
    for (int to = 1; to <= kSide * kSide; to += 3) {
      if (to != from)
        text += fmt::format("{} : {};\n", to, static_cast<double>(random() % 50) / 10);
    }
  }
  return text;
}

class SameBytes : public testing::TestWithParam<std::string> {
 protected:
  /// The checksum of the flows of a run with this in front of it and this behind.
  std::string flows_of(const std::string& environment, const std::string& arguments) {
    const auto flows = folder_ / "flows.tsv";
    std::filesystem::remove(flows);
    const ProgramRun ran = run_program(
        "assign --net " + (folder_ / "net.tntp").string() + " --trips " +
            (folder_ / "trips.tntp").string() + " --flows " + flows.string() + " --algorithm " +
            GetParam() + " --gap 1e-9 --max-iterations 60 " + arguments,
        environment);
    // Slow methods end at the limit of iterations, and write what they have.
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 2) << ran.text;
    return sha256_of_file(flows);
  }

  SameBytes() {
    std::mt19937 random(20);
    folder_.write("net.tntp", grid(random));
    folder_.write("trips.tntp", trips(random));
    folder_.write("limits.csv", "constraint,limit,from,to,unit\npost,15,28,29,trucks\n");
  }
  test::TemporaryFolder folder_;
};

// glibc 2.33 and later, and before: without these the library takes its plain versions of exp and
// pow, whose last bits are others.
constexpr const char* kPlain =
    "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F,-AVX2_Usable,-FMA_Usable";
constexpr const char* kNoAvx512 = "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX512VL";

TEST_P(SameBytes, ForAnyNumberOfThreadsAndAnyInstructionSet) {
  const std::string one = flows_of("", "--threads 1");
  for (const char* threads : {"2", "3", "8"}) {
    EXPECT_EQ(flows_of("", std::string("--threads ") + threads), one) << threads << " threads";
  }
  for (const char* environment : {kPlain, kNoAvx512}) {
    EXPECT_EQ(flows_of(environment, "--threads 2"), one) << environment;
  }
}

class SameBytesPriced : public SameBytes {};

TEST_P(SameBytesPriced, WithALimitThatBinds) {
  const std::string limits = "--side-constraints " + (folder_ / "limits.csv").string();
  const std::string one = flows_of("", limits + " --threads 1");
  EXPECT_NE(one, flows_of("", "--threads 1"));
  EXPECT_EQ(flows_of("", limits + " --threads 3"), one);
  EXPECT_EQ(flows_of(kPlain, limits + " --threads 2"), one);
}

std::vector<std::string> names(bool all) {
  std::vector<std::string> result;
  for (const AlgorithmEntry& entry : algorithms()) {
    // Averages of trees come to the first price after thousands of iterations only.
    const bool fast = entry.stochastic || entry.name == "gp" || entry.name == "bush";
    if (all || fast) result.emplace_back(entry.name);
  }
  return result;
}

std::string test_name(const testing::TestParamInfo<std::string>& instance) {
  std::string name = instance.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Assign, SameBytes, testing::ValuesIn(names(true)), test_name);
INSTANTIATE_TEST_SUITE_P(Assign, SameBytesPriced, testing::ValuesIn(names(false)), test_name);

}  // namespace
}  // namespace landlink
