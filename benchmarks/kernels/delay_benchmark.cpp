// Delays and slopes of 10,000 links, by delay function.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "landlink/cost/delay_function.hpp"

namespace landlink {
namespace {

void delays(benchmark::State& state, const DelaySpec& spec) {
  constexpr std::size_t kLinks = 10'000;
  const LinkDelays link_delays(std::vector<DelaySpec>(kLinks, spec));
  std::mt19937 random(1);
  std::vector<double> volume(kLinks);
  for (double& v : volume) v = static_cast<double>(random() % 1500);
  std::vector<double> delay(kLinks);
  for (auto _ : state) {
    link_delays.delays(volume, delay);
    benchmark::DoNotOptimize(delay.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kLinks));
}

BENCHMARK_CAPTURE(delays, bpr_4, DelaySpec{"bpr", {0.5, 0.15, 1000.0, 4.0}});
BENCHMARK_CAPTURE(delays, bpr_3_73, DelaySpec{"bpr", {0.5, 0.15, 1000.0, 3.73}});
BENCHMARK_CAPTURE(delays, conical, DelaySpec{"conical", {0.5, 4.0, 1000.0}});
BENCHMARK_CAPTURE(delays, davidson, DelaySpec{"davidson", {0.5, 0.2, 1000.0}});
BENCHMARK_CAPTURE(delays, akcelik, DelaySpec{"akcelik", {1000.0, 12.0, 1.0}});
BENCHMARK_CAPTURE(delays, border_queue,
                  DelaySpec{"border_queue", {2.0, 0.25, 1.2, 12.0, 2.0, 12.0, 0.02}});

}  // namespace
}  // namespace landlink
