#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "landlink/core/id.hpp"

namespace landlink {

/// A delay and its slope at one volume.
struct DelayPoint {
  double delay = 0.0;
  double derivative = 0.0;
};

/// A delay function for a group of links: the time that traffic adds, zero at zero volume.
///
/// Spans run over the links of the group in its own order. Volumes are pcu/h, not negative, and
/// include the preload. A delay never decreases with volume; its integral is from zero volume.
class DelayFunction {
 public:
  virtual ~DelayFunction() = default;
  virtual void delays(std::span<const double> volume, std::span<double> delay) const noexcept = 0;
  virtual void derivatives(std::span<const double> volume,
                           std::span<double> derivative) const noexcept = 0;
  virtual void integrals(std::span<const double> volume,
                         std::span<double> integral) const noexcept = 0;
  /// Delay and slope of the link at a place of the group, for methods that move one link at a time.
  [[nodiscard]] virtual DelayPoint at(std::size_t place, double volume) const noexcept = 0;
  /// For the same links, what one vehicle more costs them all: d(v) + v d'(v), whose integral is
  /// the total delay v d(v). Null where that is not convex, so that the result would decrease.
  [[nodiscard]] virtual std::unique_ptr<DelayFunction> marginal() const = 0;
};

/// What a link's delay is, as data: the name of a registered function and its parameters in the
/// order of DelayFunctionEntry::parameters. Written with results, so that they can be verified.
struct DelaySpec {
  std::string function = "constant";
  std::vector<double> parameters = {};
  friend bool operator==(const DelaySpec&, const DelaySpec&) = default;
};

/// A row of the list of delay functions.
struct DelayFunctionEntry {
  std::string_view name;
  std::string_view description;
  std::vector<std::string_view> parameters;
  /// One function for a group of links from their parameters (all of the right number).
  /// Throws Error for a parameter outside its domain.
  std::unique_ptr<DelayFunction> (*make)(std::span<const DelaySpec* const> links);
};

/// Every delay function, in the order of the help text.
std::span<const DelayFunctionEntry> delay_functions();

/// The delays of all links of a network, evaluated in groups that share a function.
class LinkDelays {
 public:
  LinkDelays() = default;
  /// One spec per link. Throws Error for an unknown function or a wrong number of parameters.
  explicit LinkDelays(std::vector<DelaySpec> by_link);

  [[nodiscard]] std::size_t link_count() const { return specs_.size(); }
  [[nodiscard]] const DelaySpec& spec(LinkId link) const { return specs_[link.index()]; }

  /// The marginal total delays of the same links, with the specs of the delays themselves. Throws
  /// Error naming a function whose total delay is not convex in volume.
  [[nodiscard]] LinkDelays marginal() const;

  /// The same functions for links of other numbers: link i becomes id_of[i]. `added` are the links
  /// that no i becomes; together they are all of the new ones.
  [[nodiscard]] LinkDelays renumbered(
      std::span<const LinkId> id_of,
      std::span<const std::pair<LinkId, DelaySpec>> added = {}) const;

  /// The delays of volumes that count for `factor` times as much: d(factor v). By LinkId, > 0.
  [[nodiscard]] LinkDelays scaled(std::span<const double> factor) const;

  /// All spans are by LinkId. Volumes in pcu/h; delays in the unit of the parameters.
  void delays(std::span<const double> volume, std::span<double> delay) const;
  void derivatives(std::span<const double> volume, std::span<double> derivative) const;
  void integrals(std::span<const double> volume, std::span<double> integral) const;
  /// One link's delay and slope.
  [[nodiscard]] DelayPoint at(LinkId link, double volume) const {
    const Seat& seat = seat_[link.index()];
    return seat.function->at(seat.index, volume);
  }

 private:
  struct Group;
  /// Where a link is evaluated.
  struct Seat {
    const DelayFunction* function = nullptr;
    std::size_t index = 0;
  };
  void add(std::shared_ptr<const Group> group);
  /// Groups the given links of specs_ by function.
  void add_groups(std::span<const std::uint32_t> links);

  std::vector<DelaySpec> specs_;
  std::vector<std::shared_ptr<const Group>> groups_;
  std::vector<Seat> seat_;  ///< by LinkId
};

}  // namespace landlink
