#pragma once

#include <span>

namespace landlink {

/// Demand that chooses by a logit: volumes as a function of the delays of links.
///
/// Delays are weighted, by LinkId, in the problem's unit of cost; volumes are totals over classes
/// by LinkId, pcu/h. The flows held are those of the last `load`.
class LogitLoading {
 public:
  virtual ~LogitLoading() = default;
  /// Loads the demand at these delays.
  virtual void load(std::span<const double> delay, std::span<double> volume) = 0;
  /// Sum of demand, pcu, times its expected least cost at the last load; a concave function of the
  /// delays whose gradient the volumes are.
  [[nodiscard]] virtual double expected_cost() const = 0;
  /// By how much volumes change, to first order, when delays change from those of the last load.
  /// The matrix is symmetric and negative semidefinite.
  virtual void derivative(std::span<const double> delay_change,
                          std::span<double> volume_change) = 0;
  /// The flows held against those that these delays would give: sum |f - D P| / sum D.
  virtual double residual(std::span<const double> delay) = 0;

  // Where congestion multiplies every rounding of a volume, flows that were chosen at one set of
  // volumes cause others. A step of Newton's in the flows themselves has the volumes that it aims
  // at.

  /// Proposes the flows held and what `derivative` adds to them; false if one would be negative.
  /// `volume` becomes their totals.
  virtual bool propose(std::span<const double> delay_change, std::span<double> volume) = 0;
  /// Of the flows proposed.
  virtual double proposal_residual(std::span<const double> delay) = 0;
  /// Holds the flows proposed.
  virtual void adopt() = 0;
};

}  // namespace landlink
