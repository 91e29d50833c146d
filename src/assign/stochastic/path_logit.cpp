#include "path_logit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

PathLogit::PathLogit(const AssignmentProblem& problem, PathFlows& flows, std::vector<double> theta,
                     std::size_t blocks, const LimitPrices* limits)
    : problem_(&problem),
      limits_(limits),
      flows_(&flows),
      theta_(std::move(theta)),
      links_(problem.graph->link_count()),
      disutility_(flows.flow_per_h.size()),
      probability_(flows.flow_per_h.size()) {
  const std::size_t pairs = flows.set.pair_count();
  first_use_.assign(pairs + 1, 0);
  CompensatedSum demand;
  for (std::size_t k = 0; k < flows.cells.size(); ++k) {
    for (const PathCell& cell : flows.cells[k]) {
      ++first_use_[cell.pair + 1];
      if (flows.set.path_count(cell.pair) > 0) {
        demand.add(problem.classes[k].pce * cell.demand_per_h);
      }
    }
  }
  demand_pcu_ = demand.value();
  for (std::size_t pair = 0; pair < pairs; ++pair) first_use_[pair + 1] += first_use_[pair];
  uses_.resize(first_use_.back());
  std::vector<std::size_t> next(first_use_.begin(), first_use_.end() - 1);
  for (std::size_t k = 0; k < flows.cells.size(); ++k) {
    for (std::size_t i = 0; i < flows.cells[k].size(); ++i) {
      uses_[next[flows.cells[k][i].pair]++] = {static_cast<std::uint32_t>(k),
                                               static_cast<std::uint32_t>(i)};
    }
  }
  find_segments();

  // Pieces of about equal work, by the data alone.
  const std::size_t work = segments_.size() + flows.flow_per_h.size();
  std::size_t done = 0;
  for (std::size_t pair = 0, first = 0; pair < pairs; ++pair) {
    const std::size_t paths = flows.set.path_count(pair);
    const std::size_t path = flows.set.first_path(pair);
    done += first_segment_[path + paths] - first_segment_[path] +
            paths * (first_use_[pair + 1] - first_use_[pair]);
    if (pair + 1 < pairs && done * blocks < work * (pieces_.size() + 1)) continue;
    pieces_.push_back({first, pair + 1});
    first = pair + 1;
  }
  piece_volume_.resize(pieces_.size());
  piece_sum_.resize(pieces_.size());
  if (limits_ != nullptr) find_limit_uses();
  find_disutilities();
}

double PathLogit::limit_sum(std::size_t flow) const {
  if (first_limit_use_.empty()) return 0.0;
  double sum = 0.0;
  for (std::size_t i = first_limit_use_[flow]; i < first_limit_use_[flow + 1]; ++i) {
    sum += limit_uses_[i].coefficient * limit_value_[limit_uses_[i].limit];
  }
  return sum;
}

void PathLogit::Tally::add(const PathCell& cell, std::size_t path, double amount) {
  pcu[path] += amount;
  if (use.empty()) return;
  const std::size_t flow = cell.first_flow + path;
  for (std::size_t i = logit->first_limit_use_[flow]; i < logit->first_limit_use_[flow + 1]; ++i) {
    const LimitPrices::Term& term = logit->limit_uses_[i];
    use[term.limit] += term.coefficient * amount;
  }
}

template <class Body>
void PathLogit::for_pieces(const Body& body) {
  parallel_blocks(pieces_.size(), [&](std::size_t piece, std::size_t) {
    std::vector<double> sums;
    for (std::size_t pair = pieces_[piece].first_pair; pair < pieces_[piece].last_pair; ++pair) {
      body(piece, pair, sums);
    }
  });
}

void PathLogit::find_disutilities() {
  const PathSet& set = flows_->set;
  for_pieces([&](std::size_t, std::size_t pair, std::vector<double>&) {
    for (std::size_t use = first_use_[pair]; use < first_use_[pair + 1]; ++use) {
      const std::size_t k = uses_[use].user_class;
      const std::vector<double>& constant = problem_->classes[k].constant_cost;
      const PathCell& cell = flows_->cells[k][uses_[use].cell];
      for (std::size_t i = 0; i < set.path_count(pair); ++i) {
        const std::size_t path = set.first_path(pair) + i;
        double cost = 0.0;
        for (const LinkId link : set.links(path)) cost += constant[link.index()];
        disutility_[cell.first_flow + i] = theta_[k] * cost - set.log_weight(path);
      }
    }
  });
}

void PathLogit::sum_segments(std::span<const double> by_link) {
  std::fill(segment_value_.begin(), segment_value_.end(), 0.0);
  for (std::size_t link = 0; link < links_; ++link) {
    if (segment_of_[link] < segment_count_) segment_value_[segment_of_[link]] += by_link[link];
  }
  std::copy_n(by_link.begin() + static_cast<std::ptrdiff_t>(links_), limit_value_.size(),
              limit_value_.begin());
}

void PathLogit::path_sums(std::size_t pair, std::vector<double>& sums) const {
  const std::size_t first = flows_->set.first_path(pair);
  sums.resize(flows_->set.path_count(pair));
  for (std::size_t i = 0; i < sums.size(); ++i) {
    double sum = 0.0;
    for (std::size_t s = first_segment_[first + i]; s < first_segment_[first + i + 1]; ++s) {
      sum += segment_value_[segments_[s]];
    }
    sums[i] = sum;
  }
}

double PathLogit::choose(const PathCell& cell, double theta, std::span<const double> path_delay,
                         std::span<double> probability) const {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < path_delay.size(); ++i) {
    const std::size_t flow = cell.first_flow + i;
    probability[i] = disutility_[flow] + theta * (path_delay[i] + limit_sum(flow));
    least = std::min(least, probability[i]);
  }
  double sum = 0.0;
  for (double& value : probability) {
    value = math::exp(least - value);
    sum += value;
  }
  for (double& value : probability) value /= sum;
  return math::log(sum) - least;
}

template <class PathPcu>
void PathLogit::scatter(std::span<double> volume, const PathPcu& path_pcu) {
  const PathSet& set = flows_->set;
  parallel_blocks(pieces_.size(), [&](std::size_t piece, std::size_t) {
    std::vector<double>& own = piece_volume_[piece];
    own.assign(segment_count_ + limit_value_.size(), 0.0);
    piece_sum_[piece] = 0.0;
    std::vector<double> sums;
    std::vector<double> pcu;
    for (std::size_t pair = pieces_[piece].first_pair; pair < pieces_[piece].last_pair; ++pair) {
      path_sums(pair, sums);
      pcu.assign(sums.size(), 0.0);
      for (std::size_t use = first_use_[pair]; use < first_use_[pair + 1]; ++use) {
        const std::size_t k = uses_[use].user_class;
        Tally tally{this, pcu, std::span<double>(own).subspan(segment_count_)};
        piece_sum_[piece] += path_pcu(k, flows_->cells[k][uses_[use].cell], sums, tally);
      }
      const std::size_t first = set.first_path(pair);
      for (std::size_t i = 0; i < pcu.size(); ++i) {
        for (std::size_t s = first_segment_[first + i]; s < first_segment_[first + i + 1]; ++s) {
          own[segments_[s]] += pcu[i];
        }
      }
    }
  });
  std::fill(segment_value_.begin(), segment_value_.end(), 0.0);
  for (const std::vector<double>& own : piece_volume_) {
    for (std::size_t s = 0; s < segment_count_; ++s) segment_value_[s] += own[s];
  }
  for (std::size_t link = 0; link < links_; ++link) {
    volume[link] = segment_of_[link] < segment_count_ ? segment_value_[segment_of_[link]] : 0.0;
  }
  for (std::size_t limit = 0; limit < limit_value_.size(); ++limit) {
    volume[links_ + limit] = 0.0;
    for (const std::vector<double>& own : piece_volume_) {
      volume[links_ + limit] += own[segment_count_ + limit];
    }
  }
}

void PathLogit::load(std::span<const double> delay, std::span<double> volume) {
  sum_segments(delay);
  scatter(volume, [&](std::size_t k, const PathCell& cell, std::span<const double> path_delay,
                      Tally& tally) {
    if (path_delay.empty()) return 0.0;
    const std::span<double> probability(probability_.data() + cell.first_flow, path_delay.size());
    const double log_sum = choose(cell, theta_[k], path_delay, probability);
    const double demand = problem_->classes[k].pce * cell.demand_per_h;
    for (std::size_t i = 0; i < probability.size(); ++i) {
      tally.add(cell, i, demand * probability[i]);
    }
    return -demand * log_sum / theta_[k];
  });
  expected_cost_ = 0.0;
  for (const double part : piece_sum_) expected_cost_ += part;
}

void PathLogit::derivative(std::span<const double> delay_change, std::span<double> volume_change) {
  sum_segments(delay_change);
  scatter(volume_change,
          [&](std::size_t k, const PathCell& cell, std::span<const double> change, Tally& tally) {
            const double* const probability = probability_.data() + cell.first_flow;
            double mean = 0.0;
            for (std::size_t i = 0; i < change.size(); ++i) {
              mean += probability[i] * (change[i] + limit_sum(cell.first_flow + i));
            }
            const double scale = theta_[k] * problem_->classes[k].pce * cell.demand_per_h;
            for (std::size_t i = 0; i < change.size(); ++i) {
              const double own = change[i] + limit_sum(cell.first_flow + i);
              tally.add(cell, i, -scale * probability[i] * (own - mean));
            }
            return 0.0;
          });
}

double PathLogit::residual(std::span<const double> delay) {
  return residual_of(delay, probability_);
}

bool PathLogit::propose(std::span<const double> delay_change, std::span<double> volume) {
  proposal_.resize(probability_.size());
  sum_segments(delay_change);
  std::vector<char> negative(pieces_.size(), 0);
  for_pieces([&](std::size_t piece, std::size_t pair, std::vector<double>& sums) {
    path_sums(pair, sums);
    for (std::size_t use = first_use_[pair]; use < first_use_[pair + 1]; ++use) {
      const std::size_t k = uses_[use].user_class;
      const std::size_t first = flows_->cells[k][uses_[use].cell].first_flow;
      double mean = 0.0;
      for (std::size_t i = 0; i < sums.size(); ++i) {
        mean += probability_[first + i] * (sums[i] + limit_sum(first + i));
      }
      double total = 0.0;
      for (std::size_t i = 0; i < sums.size(); ++i) {
        const double own = sums[i] + limit_sum(first + i);
        const double share = probability_[first + i] * (1.0 - theta_[k] * (own - mean));
        if (share < 0.0) negative[piece] = 1;
        proposal_[first + i] = share;
        total += share;
      }
      for (std::size_t i = 0; i < sums.size(); ++i) proposal_[first + i] /= total;
    }
  });
  if (std::find(negative.begin(), negative.end(), 1) != negative.end()) return false;
  scatter(volume,
          [&](std::size_t k, const PathCell& cell, std::span<const double> sums, Tally& tally) {
            const double demand = problem_->classes[k].pce * cell.demand_per_h;
            for (std::size_t i = 0; i < sums.size(); ++i) {
              tally.add(cell, i, demand * proposal_[cell.first_flow + i]);
            }
            return 0.0;
          });
  return true;
}

double PathLogit::proposal_residual(std::span<const double> delay) {
  return residual_of(delay, proposal_);
}

void PathLogit::adopt() { std::swap(probability_, proposal_); }

double PathLogit::residual_of(std::span<const double> delay, const std::vector<double>& shares) {
  if (demand_pcu_ == 0.0) return 0.0;
  sum_segments(delay);
  std::vector<CompensatedSum> moved(pieces_.size());
  for_pieces([&](std::size_t piece, std::size_t pair, std::vector<double>& sums) {
    path_sums(pair, sums);
    std::vector<double> probability(sums.size());
    for (std::size_t use = first_use_[pair]; use < first_use_[pair + 1]; ++use) {
      const std::size_t k = uses_[use].user_class;
      const PathCell& cell = flows_->cells[k][uses_[use].cell];
      choose(cell, theta_[k], sums, probability);
      double difference = 0.0;
      for (std::size_t i = 0; i < probability.size(); ++i) {
        difference += std::abs(probability[i] - shares[cell.first_flow + i]);
      }
      moved[piece].add(problem_->classes[k].pce * cell.demand_per_h * difference);
    }
  });
  CompensatedSum sum;
  for (const CompensatedSum& part : moved) sum.add(part.value());
  return sum.value() / demand_pcu_;
}

void PathLogit::store_flows() {
  for (std::vector<PathCell>& cells : flows_->cells) {
    for (PathCell& cell : cells) {
      const std::span<double> flows = flows_->flows(cell);
      for (std::size_t i = 0; i < flows.size(); ++i) {
        flows[i] = cell.demand_per_h * probability_[cell.first_flow + i];
      }
    }
  }
}

void PathLogit::store_expected_costs(std::span<const double> delay) {
  sum_segments(delay);
  for_pieces([&](std::size_t, std::size_t pair, std::vector<double>& sums) {
    path_sums(pair, sums);
    std::vector<double> probability(sums.size());
    for (std::size_t use = first_use_[pair]; use < first_use_[pair + 1]; ++use) {
      const std::size_t k = uses_[use].user_class;
      PathCell& cell = flows_->cells[k][uses_[use].cell];
      cell.expected_cost = sums.empty() ? std::numeric_limits<double>::infinity()
                                        : -choose(cell, theta_[k], sums, probability) / theta_[k];
    }
  });
}

double PathLogit::constant_cost() const {
  CompensatedSum sum;
  for (std::size_t k = 0; k < flows_->cells.size(); ++k) {
    const double scale = problem_->classes[k].pce / theta_[k];
    for (const PathCell& cell : flows_->cells[k]) {
      const std::size_t first = flows_->set.first_path(cell.pair);
      double terms = 0.0;
      for (std::size_t i = 0; i < flows_->set.path_count(cell.pair); ++i) {
        const double p = probability_[cell.first_flow + i];
        terms += p * (disutility_[cell.first_flow + i] + flows_->set.log_weight(first + i));
      }
      sum.add(scale * cell.demand_per_h * terms);
    }
  }
  return sum.value();
}

double PathLogit::entropy_cost() const {
  CompensatedSum sum;
  for (std::size_t k = 0; k < flows_->cells.size(); ++k) {
    const double scale = problem_->classes[k].pce / theta_[k];
    for (const PathCell& cell : flows_->cells[k]) {
      double terms = 0.0;
      for (std::size_t i = 0; i < flows_->set.path_count(cell.pair); ++i) {
        const double p = probability_[cell.first_flow + i];
        if (p == 0.0) continue;
        terms += p * (math::log(p) - flows_->set.log_weight(flows_->set.first_path(cell.pair) + i));
      }
      sum.add(scale * cell.demand_per_h * terms);
    }
  }
  return sum.value();
}

}  // namespace landlink
