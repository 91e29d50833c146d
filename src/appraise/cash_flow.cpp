#include "landlink/appraise/cash_flow.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

constexpr double kLowestRate = -0.99;
constexpr double kHighestRate = 1000.0;
constexpr double kSameRoot = 1e-7;
/// An eigenvalue counts as real when its imaginary part is below this share of it: a double root
/// splits into a pair about the square root of the rounding error (1e-8) apart.
constexpr double kImaginary = 1e-6;

/// Value and slope in the discount factor x = 1 / (1 + r) by Horner's rule.
struct PolynomialValue {
  double value = 0.0;
  double slope = 0.0;
};
PolynomialValue evaluate(std::span<const double> coefficients, double x) {
  PolynomialValue p;
  for (std::size_t i = coefficients.size(); i-- > 0;) {
    p.slope = p.slope * x + p.value;
    p.value = p.value * x + coefficients[i];
  }
  return p;
}

double polished(std::span<const double> coefficients, double x) {
  constexpr int kNewtonSteps = 8;
  for (int i = 0; i < kNewtonSteps; ++i) {
    const PolynomialValue p = evaluate(coefficients, x);
    if (p.slope == 0.0 || !std::isfinite(p.value / p.slope)) break;
    const double next = x - p.value / p.slope;
    if (std::abs(evaluate(coefficients, next).value) >= std::abs(p.value)) break;
    x = next;
  }
  return x;
}

}  // namespace

double net_present_value(std::span<const double> usd, double rate) {
  CompensatedSum sum;
  double factor = 1.0;
  for (const double amount : usd) {
    sum.add(amount * factor);
    factor /= 1.0 + rate;
  }
  return sum.value();
}

std::vector<double> internal_rates_of_return(std::span<const double> usd) {
  // Years of nothing at either end carry no root besides x = 0.
  const auto spent = [](double amount) { return amount != 0.0; };
  const auto first = std::find_if(usd.begin(), usd.end(), spent);
  const auto last = std::find_if(usd.rbegin(), usd.rend(), spent).base();
  if (last - first < 2) return {};
  const std::span<const double> coefficients(first, last);

  const auto degree = static_cast<Eigen::Index>(coefficients.size()) - 1;
  Eigen::MatrixXd companion = Eigen::MatrixXd::Zero(degree, degree);
  for (Eigen::Index i = 0; i < degree; ++i) {
    if (i > 0) companion(i, i - 1) = 1.0;
    companion(i, degree - 1) = -coefficients[static_cast<std::size_t>(i)] / coefficients.back();
  }
  const auto eigenvalues = companion.eigenvalues();

  std::vector<double> rates;
  for (Eigen::Index i = 0; i < degree; ++i) {
    const double x = eigenvalues(i).real();
    if (x <= 0.0 || std::abs(eigenvalues(i).imag()) > kImaginary * x) continue;
    const double rate = 1.0 / polished(coefficients, x) - 1.0;
    if (rate > kLowestRate && rate < kHighestRate) rates.push_back(rate);
  }
  std::sort(rates.begin(), rates.end());
  const auto same = [](double a, double b) { return b - a < kSameRoot; };
  rates.erase(std::unique(rates.begin(), rates.end(), same), rates.end());
  return rates;
}

std::vector<double> CostBenefitStream::net_usd() const {
  std::vector<double> net(cost_usd.size());
  for (std::size_t i = 0; i < net.size(); ++i) net[i] = benefit_usd[i] - cost_usd[i];
  return net;
}

std::optional<double> benefit_cost_ratio(const CostBenefitStream& stream, double rate) {
  const double cost = net_present_value(stream.cost_usd, rate);
  if (cost <= 0.0) return std::nullopt;
  return net_present_value(stream.benefit_usd, rate) / cost;
}

}  // namespace landlink
