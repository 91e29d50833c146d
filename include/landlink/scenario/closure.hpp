#pragma once

#include <optional>
#include <string>

#include "landlink/scenario/scenario.hpp"

namespace landlink {

/// When something is closed.
struct ClosurePeriod {
  std::string from = {};  ///< YYYY-MM-DD
  double days = 0.0;
};

/// An intervention that holds for some days: the scenario is the equilibrium within them, and
/// queues at posts are run from their first day to four weeks after their last.
class TimedClosure : public Intervention {
 public:
  using Intervention::Intervention;
  [[nodiscard]] virtual ClosurePeriod period() const = 0;
};

/// The longest closure of a scenario; nothing if it has none.
std::optional<ClosurePeriod> closure_period(const Scenario& scenario);

}  // namespace landlink
