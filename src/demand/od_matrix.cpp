#include "landlink/demand/od_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/error.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

void check(const OdEntry& entry, std::size_t zones) {
  if (entry.origin.index() >= zones || entry.destination.index() >= zones) {
    throw Error({}, fmt::format("demand from zone {} to zone {} of {} zones", entry.origin.index(),
                                entry.destination.index(), zones));
  }
  if (!std::isfinite(entry.value) || entry.value < 0.0) {
    throw Error({},
                fmt::format("a demand of {} from zone {} to zone {}", entry.value,
                            entry.origin.index(), entry.destination.index()),
                "give a finite demand that is not negative");
  }
}

}  // namespace

OdMatrix::OdMatrix(std::size_t zones, std::vector<OdEntry> entries) : first_(zones + 1, 0) {
  for (const OdEntry& entry : entries) check(entry, zones);
  std::stable_sort(entries.begin(), entries.end(), [](const OdEntry& a, const OdEntry& b) {
    return std::pair(a.origin, a.destination) < std::pair(b.origin, b.destination);
  });
  for (std::size_t i = 0; i < entries.size();) {
    const OdEntry& first = entries[i];
    double value = 0.0;
    for (; i < entries.size() && entries[i].origin == first.origin &&
           entries[i].destination == first.destination;
         ++i) {
      value += entries[i].value;
    }
    if (value == 0.0) continue;
    cells_.push_back({first.destination, value});
    ++first_[first.origin.index() + 1];
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

OdMatrix::OdMatrix(const Eigen::MatrixXd& dense)
    : first_(static_cast<std::size_t>(dense.rows()) + 1, 0) {
  if (dense.rows() != dense.cols()) {
    throw Error({}, fmt::format("an OD matrix of {} x {}", dense.rows(), dense.cols()),
                "give a square matrix");
  }
  const auto zones = static_cast<std::size_t>(dense.rows());
  for (std::size_t i = 0; i < zones; ++i) {
    for (std::size_t j = 0; j < zones; ++j) {
      const double value = dense(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      check({ZoneId{i}, ZoneId{j}, value}, zones);
      if (value != 0.0) cells_.push_back({ZoneId{j}, value});
    }
    first_[i + 1] = cells_.size();
  }
}

double OdMatrix::at(ZoneId origin, ZoneId destination) const {
  const auto cells = row(origin);
  const auto found =
      std::lower_bound(cells.begin(), cells.end(), destination,
                       [](const OdCell& cell, ZoneId wanted) { return cell.destination < wanted; });
  return found != cells.end() && found->destination == destination ? found->value : 0.0;
}

double OdMatrix::total() const {
  CompensatedSum sum;
  for (const OdCell& cell : cells_) sum.add(cell.value);
  return sum.value();
}

Eigen::MatrixXd OdMatrix::dense() const {
  const auto size = static_cast<Eigen::Index>(zone_count());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(size, size);
  for (const OdEntry& entry : entries()) {
    matrix(entry.origin.index(), entry.destination.index()) = entry.value;
  }
  return matrix;
}

OdMatrix OdMatrix::scaled(double factor) const {
  std::vector<OdEntry> scaled_entries = entries();
  for (OdEntry& entry : scaled_entries) entry.value *= factor;
  return {zone_count(), std::move(scaled_entries)};
}

std::vector<OdEntry> OdMatrix::entries() const {
  std::vector<OdEntry> result;
  result.reserve(cells_.size());
  for (std::size_t i = 0; i < zone_count(); ++i) {
    for (const OdCell& cell : row(ZoneId{i})) {
      result.push_back({ZoneId{i}, cell.destination, cell.value});
    }
  }
  return result;
}

}  // namespace landlink
