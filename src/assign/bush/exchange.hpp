#pragma once

#include <span>
#include <vector>

#include "bush.hpp"

namespace landlink {

/// Flows on the approaches of every bush, by bush.
using ApproachFlows = std::vector<std::vector<double>>;

/// The direction in which trips of some bushes change places with those of others. Shifts of one
/// bush at a time take the same small step that way again and again, since each alone meets steep
/// delays, although the exchange hardly changes any link's volume.
class Exchange {
 public:
  /// Keeps the bushes' flows and the links' volumes after a round of shifts; the bushes' links stay
  /// the same between the rounds.
  void record(std::span<const Bush> bushes, const LinkState& state);

  /// Whether enough rounds are kept to tell a direction.
  [[nodiscard]] bool known() const { return flows_.size() > 2; }

  /// The changes of flows in one round, as that mean of the rounds kept under which volumes change
  /// least, in the norm of delays' slopes: weights as in reduced rank extrapolation (Eddy 1979,
  /// Mesina 1977), which would look for the limit of the rounds and not for a direction.
  /// Precondition: known().
  [[nodiscard]] ApproachFlows direction(const LinkState& state) const;

 private:
  std::vector<ApproachFlows> flows_;          ///< by round, the latest last
  std::vector<std::vector<double>> volumes_;  ///< by round and link
};

}  // namespace landlink
