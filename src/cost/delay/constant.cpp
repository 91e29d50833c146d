// No delay: the link takes its free-flow time whatever the volume.
#include "delay_laws.hpp"

namespace landlink {

namespace {

struct Constant {
  static double delay(double /*volume*/) { return 0.0; }
  static double derivative(double /*volume*/) { return 0.0; }
  static double slope_growth(double /*volume*/) { return 0.0; }
  static double integral(double /*volume*/) { return 0.0; }
};

}  // namespace

std::unique_ptr<DelayFunction> make_constant(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec&) { return Constant{}; });
}

}  // namespace landlink
