#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "landlink/assign/assign.hpp"
#include "landlink/assign/select_link.hpp"

namespace landlink {

/// What a run leaves for runs of changed problems on the same graph. Costs, capacities, demand and
/// what is open to whom may all differ: shut links have an infinite constant. A warm run ends with
/// the same certificates as a cold one, and its bytes depend on the problem and on this state
/// alone.
class WarmStart {
 public:
  virtual ~WarmStart() = default;
  /// Whether a problem has the same links between the same nodes, the same zones and as many
  /// classes; another one starts cold.
  [[nodiscard]] virtual bool fits(const AssignmentProblem& problem) const = 0;
  [[nodiscard]] virtual std::size_t bytes() const = 0;
  /// Who used a link in the run that left this, as select_link() of path flows; `problem` is that
  /// of the run. Where several ways of an origin's trips meet, trips to every destination beyond
  /// have used them in the same shares: of all path flows with these link flows by origin the most
  /// even.
  [[nodiscard]] virtual std::vector<LinkUse> link_uses(const AssignmentProblem& problem,
                                                       LinkId link) const = 0;
};

/// What a run may start from and what it leaves.
struct WarmSlot {
  std::shared_ptr<const WarmStart> start = {};  ///< of an earlier run; taken up where it fits
  bool keep = false;                            ///< leave a state for later runs

  std::shared_ptr<const WarmStart> kept = {};  ///< the run's own, where asked for
  bool started_warm = false;                   ///< `start` was taken up
  std::size_t state_bytes = 0;                 ///< what bushes took at the end
};

/// assign() that starts from an earlier run and leaves its own state. Algorithm `bush` does both;
/// the others start cold and leave nothing, as do problems that change their graph on the way
/// (elastic demand).
AssignmentResult assign(const AssignmentProblem& problem, const AssignmentOptions& options,
                        WarmSlot& slot, const Observer& observer = {});

}  // namespace landlink
