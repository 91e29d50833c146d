#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "landlink/core/id.hpp"

namespace landlink {

/// One non-zero cell of an OdMatrix.
struct OdCell {
  ZoneId destination = {};
  double value = 0.0;
  friend bool operator==(const OdCell&, const OdCell&) = default;
};

/// One cell with its origin, for building a matrix.
struct OdEntry {
  ZoneId origin = {};
  ZoneId destination = {};
  double value = 0.0;
};

/// Zones x zones, sparse by rows: each origin has its non-zero cells by ascending destination.
/// The unit is the owner's: t/day, vehicles/h.
class OdMatrix {
 public:
  OdMatrix() : first_(1, 0) {}
  explicit OdMatrix(std::size_t zones) : first_(zones + 1, 0) {}

  /// Entries in any order; equal cells are added; zeros are dropped.
  /// Throws Error for a value that is negative or not finite and for a zone outside the matrix.
  OdMatrix(std::size_t zones, std::vector<OdEntry> entries);
  /// Square and non-negative; zeros are dropped. Throws Error as above.
  explicit OdMatrix(const Eigen::MatrixXd& dense);

  [[nodiscard]] std::size_t zone_count() const { return first_.size() - 1; }
  [[nodiscard]] std::size_t cell_count() const { return cells_.size(); }
  [[nodiscard]] std::span<const OdCell> row(ZoneId origin) const {
    return {cells_.data() + first_[origin.index()],
            first_[origin.index() + 1] - first_[origin.index()]};
  }
  /// The value of one cell; 0 where there is none. Logarithmic in the row's length.
  [[nodiscard]] double at(ZoneId origin, ZoneId destination) const;
  [[nodiscard]] double total() const;
  [[nodiscard]] Eigen::MatrixXd dense() const;
  /// Every value times `factor`, which is finite and not negative.
  [[nodiscard]] OdMatrix scaled(double factor) const;
  [[nodiscard]] std::vector<OdEntry> entries() const;

  friend bool operator==(const OdMatrix&, const OdMatrix&) = default;

 private:
  std::vector<std::size_t> first_;
  std::vector<OdCell> cells_;
};

}  // namespace landlink
