#include "landlink/demand/return_loads.hpp"

#include <fmt/format.h>

#include <cmath>

#include "landlink/core/error.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

Eigen::MatrixXd empty_way_charge(const Eigen::MatrixXd& loaded_vehicles,
                                 const Eigen::MatrixXd& way_back, double return_share) {
  if (!(return_share >= 0.0 && return_share <= 1.0)) {
    throw Error({.field = "empty_share"}, fmt::format("a return share of {}", return_share),
                "give a share from 0 to 1");
  }
  const Eigen::Index size = loaded_vehicles.rows();
  Eigen::MatrixXd share = Eigen::MatrixXd::Ones(size, size);  // 1 - rho
  CompensatedSum paid;
  CompensatedSum caused;
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index j = 0; j < size; ++j) {
      const double there = loaded_vehicles(i, j);
      const double back = loaded_vehicles(j, i);
      if (there + back > 0.0) share(i, j) = there / (there + back);
      if (there == 0.0 || i == j || !std::isfinite(way_back(i, j))) continue;
      paid.add(2.0 * return_share * share(i, j) * there * way_back(i, j));
      caused.add(return_share * there * way_back(i, j));
    }
  }
  const double k = paid.value() > 0.0 ? caused.value() / paid.value() : 1.0;
  return (2.0 * k * return_share * share).cwiseMin(1.0);
}

}  // namespace landlink
