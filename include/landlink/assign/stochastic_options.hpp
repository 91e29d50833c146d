#pragma once

#include <memory>
#include <string>

namespace landlink {

struct PathFlows;

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
  /// Paths and flows to begin with, of a problem with the same classes and zones on the same
  /// links; null: paths are found on the costs of the empty network.
  std::shared_ptr<const PathFlows> start = nullptr;
  /// Whether paths that some class finds cheapest in the equilibrium join the sets.
  bool grow = true;
  /// Whether the start's weights of paths stay as they are, instead of being computed anew; paths
  /// may then not join.
  bool keep_log_weights = false;
};

}  // namespace landlink
