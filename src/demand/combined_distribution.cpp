#include "landlink/demand/combined_distribution.hpp"

#include <fmt/format.h>

#include "landlink/core/damped_step.hpp"
#include "landlink/core/error.hpp"

namespace landlink {

CombinedDistribution combined_distribution(
    const std::function<Eigen::MatrixXd(const Eigen::MatrixXd& trips)>& cost_of,
    const Eigen::VectorXd& productions, const Eigen::VectorXd& attractions, const Deterrence& form,
    const CombinedOptions& options) {
  if (!(options.first_step > 0.0 && options.first_step <= 1.0)) {
    throw Error({.field = "first_step"}, fmt::format("a first step of {}", options.first_step),
                "give a share above 0 and at most 1");
  }
  CombinedDistribution result;
  const auto size = productions.size();
  result.cost = cost_of(Eigen::MatrixXd::Zero(size, size));
  result.trips = gravity(result.cost, productions, attractions, form);
  DampedStep step(options.first_step);
  while (true) {
    result.cost = cost_of(result.trips);
    const Eigen::MatrixXd wanted = gravity(result.cost, productions, attractions, form);
    const double total = result.trips.sum();
    result.residual = total > 0.0 ? (wanted - result.trips).cwiseAbs().sum() / total : 0.0;
    result.converged = result.residual <= options.tolerance;
    if (result.converged || result.iterations == options.max_iterations) return result;
    result.trips += step.at(result.residual) * (wanted - result.trips);
    ++result.iterations;
  }
}

}  // namespace landlink
