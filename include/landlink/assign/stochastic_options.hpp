#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace landlink {

class PathSet;
struct AssignmentProblem;
struct PathFlows;

/// Adds paths to a set, given the costs of classes (classes x links, class by class). For what no
/// general method knows: with the links of a mode at an infinite cost, add_least_cost_paths adds
/// every class's cheapest path by the others. Must depend on its arguments alone.
using PathSource = std::function<void(const AssignmentProblem& problem,
                                      std::span<const double> class_cost, PathSet& set)>;

/// How the paths between which travellers choose are found on given costs.
struct ChoiceSetOptions {
  std::string method = "via";  ///< a name on the list of choice_set_methods()
  int max_paths = 8;           ///< of a pair; cheapest paths of classes may exceed it
  double max_detour = 1.5;     ///< no path costs more than this times the class's least cost
  /// Of the cheaper of two paths, the share of cost on links that both use; at most this.
  double max_overlap = 0.85;
  double penalty = 0.2;  ///< of `penalty`: by how much a link used gets dearer, a fraction
};

/// Options of logit stochastic equilibrium: which paths there are and how travellers choose.
struct StochasticOptions {
  /// Scale of the logit, per unit of cost times UserClass::choice_scale: two paths whose costs
  /// differ by d have weights that differ by exp(-theta d). Above 0.
  double theta = 1.0;
  /// How much overlap counts: exponent of the path size, factor of the commonality. Not negative.
  double overlap_weight = 1.0;
  ChoiceSetOptions choice_set = {};
  /// Called besides the method, on the costs of the empty network; and where sets grow, on those of
  /// the equilibrium. Null: none.
  PathSource extra_paths = nullptr;
  /// Paths and flows to begin with, of a problem with the same classes and zones on the same
  /// links; null: paths are found on the costs of the empty network.
  std::shared_ptr<const PathFlows> start = nullptr;
  /// Volumes to begin with (pcu/h by LinkId); empty: those of the start's flows.
  std::vector<double> start_volume = {};
  /// Prices of side constraints to begin with, by their names; others begin without.
  std::map<std::string, double> start_multipliers = {};
  /// Whether paths that some class finds cheapest in the equilibrium join the sets.
  bool grow = true;
  /// Whether the start's weights of paths stay as they are, instead of being computed anew; paths
  /// may then not join.
  bool keep_log_weights = false;
};

}  // namespace landlink
