#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "landlink/assign/path_set.hpp"

namespace landlink {

/// What overlap is measured by on a problem's links: its overlap_measure, or where that is empty
/// the least constant cost over the classes that may use the link.
std::vector<double> overlap_measure(const AssignmentProblem& problem);

/// Sets the log weights of a set to `weight` times the logarithms of path sizes,
///   PS_r = sum over links a of r of (l_a / L_r) / N_a,
/// l the measure, L_r its sum on r, N_a the number of paths of the pair on a. A path that shares
/// nothing has 1, n equal ones 1/n each; so has a path without any length.
/// Source: Ben-Akiva & Bierlaire (1999), Discrete choice methods and their applications.
void set_path_sizes(PathSet& set, std::span<const double> measure, double weight);

/// Sets the log weights to minus the commonality factors of C-logit,
///   CF_r = weight ln sum over paths s of the pair of L_rs / sqrt(L_r L_s),
/// L_rs the measure of the links of both; zero for a path that shares nothing, and between paths
/// without any length.
/// Source: Cascetta, Nuzzolo, Russo & Vitetta (1996), ISTTT 13.
void set_commonalities(PathSet& set, std::span<const double> measure, double weight);

/// Sets the log weights that an algorithm of the list gives: `psl` path sizes, `c-logit`
/// commonalities, others none.
void set_log_weights(std::string_view algorithm, PathSet& set, std::span<const double> measure,
                     double weight);

}  // namespace landlink
