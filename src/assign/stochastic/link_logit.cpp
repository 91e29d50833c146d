#include "link_logit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

namespace {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

/// sum |v - w| / sum v
double relative_difference(std::span<const double> v, std::span<const double> w) {
  const double size = blocked_sum(v.size(), [&](std::size_t i) { return v[i]; });
  const double difference =
      blocked_sum(v.size(), [&](std::size_t i) { return std::abs(v[i] - w[i]); });
  return size > 0.0 ? difference / size : 0.0;
}

}  // namespace

struct LinkLogitScratch {
  explicit LinkLogitScratch(const AssignmentProblem& problem)
      : search(*problem.graph, problem.closed_to_through),
        place(problem.graph->node_count(), kNowhere) {}
  ShortestPathSearch search;
  std::vector<std::uint32_t> place;
};

LinkLogit::LinkLogit(const AssignmentProblem& problem, std::span<const double> class_cost,
                     std::vector<double> theta, std::size_t blocks, const LimitPrices* limits)
    : problem_(&problem),
      limits_(limits),
      theta_(std::move(theta)),
      links_(problem.graph->link_count()) {
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const OdMatrix& demand = problem.classes[k].demand_per_h;
    for (std::size_t zone = 0; zone < demand.zone_count(); ++zone) {
      const auto cells = demand.row(ZoneId{zone});
      if (std::any_of(cells.begin(), cells.end(),
                      [&](const OdCell& cell) { return cell.destination != ZoneId{zone}; })) {
        rows_.push_back({.user_class = k, .origin = ZoneId{zone}});
      }
    }
  }
  const std::size_t size = std::max<std::size_t>(1, (rows_.size() + blocks - 1) / blocks);
  for (std::size_t first = 0; first < rows_.size();) {
    std::size_t last = first;
    while (last < rows_.size() && last - first < size &&
           rows_[last].user_class == rows_[first].user_class) {
      ++last;
    }
    pieces_.emplace_back(first, last);
    first = last;
  }
  piece_volume_.resize(pieces_.size());
  std::vector<std::unique_ptr<LinkLogitScratch>> scratch(static_cast<std::size_t>(thread_count()));
  parallel_blocks(rows_.size(), [&](std::size_t row, std::size_t worker) {
    if (!scratch[worker]) scratch[worker] = std::make_unique<LinkLogitScratch>(problem);
    build(rows_[row], class_cost.subspan(rows_[row].user_class * links_, links_), *scratch[worker]);
  });
}

void LinkLogit::build(Row& row, std::span<const double> cost, LinkLogitScratch& scratch) const {
  const Graph& graph = *problem_->graph;
  const UserClass& user_class = problem_->classes[row.user_class];
  ShortestPathSearch& search = scratch.search;
  const NodeId origin = problem_->centroids[row.origin.index()];
  search.run(origin, cost);
  // By distance; over free links a node comes after its parent.
  std::vector<NodeId> order(search.reached().begin(), search.reached().end());
  std::stable_sort(order.begin(), order.end(),
                   [&](NodeId a, NodeId b) { return search.distance(a) < search.distance(b); });
  std::vector<double> ends(order.size(), 0.0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    scratch.place[order[i].index()] = static_cast<std::uint32_t>(i);
  }
  for (const OdCell& cell : user_class.demand_per_h.row(row.origin)) {
    if (cell.destination == row.origin) continue;
    const std::uint32_t place =
        scratch.place[problem_->centroids[cell.destination.index()].index()];
    if (place == kNowhere) {
      row.unassigned_per_h += cell.value;
    } else {
      ends[place] += user_class.pce * cell.value;
    }
  }
  const auto reasonable = [&](LinkId link) {
    const NodeId tail = graph.tail(link);
    const NodeId head = graph.head(link);
    if (!std::isfinite(cost[link.index()]) || scratch.place[tail.index()] == kNowhere) return false;
    if (search.parent(head) == link) return true;
    const std::vector<char>& closed = problem_->closed_to_through;
    if (!closed.empty() && closed[tail.index()] != 0 && tail != origin) return false;
    return search.distance(tail) < search.distance(head);
  };
  // Only what leads to a destination is kept.
  std::vector<char> leads(order.size(), 0);
  for (std::size_t i = order.size(); i-- > 0;) {
    if (ends[i] > 0.0) leads[i] = 1;
    if (leads[i] == 0 || i == 0) continue;
    for (const LinkId link : graph.in_links(order[i])) {
      if (reasonable(link)) leads[scratch.place[graph.tail(link).index()]] = 1;
    }
  }
  leads[0] = 1;
  std::vector<std::uint32_t> kept(order.size(), kNowhere);
  row.first_link.push_back(0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (leads[i] == 0) continue;
    kept[i] = static_cast<std::uint32_t>(row.node.size());
    row.node.push_back(order[i].index());
    row.demand.push_back(ends[i]);
    for (const LinkId link : graph.in_links(order[i])) {
      if (i == 0 || !reasonable(link)) continue;
      row.link.push_back(link.index());
      row.tail.push_back(kept[scratch.place[graph.tail(link).index()]]);
    }
    row.first_link.push_back(static_cast<std::uint32_t>(row.link.size()));
  }
  for (const NodeId node : order) scratch.place[node.index()] = kNowhere;
  row.share.resize(row.link.size());
  row.through.resize(row.node.size());
}

void LinkLogit::take_tolls(std::span<const double> delay) {
  if (limits_ == nullptr) return;
  tolls_.assign(problem_->classes.size() * links_, 0.0);
  limits_->add_tolls(delay.subspan(links_), tolls_);
}

void LinkLogit::choose(const Row& row, std::span<const double> delay,
                       std::vector<double>& log_weight, std::vector<double>& share) const {
  const double theta = theta_[row.user_class];
  const std::vector<double>& constant = problem_->classes[row.user_class].constant_cost;
  log_weight.resize(row.node.size());
  share.resize(row.link.size());
  log_weight[0] = 0.0;
  for (std::size_t node = 1; node < row.node.size(); ++node) {
    double most = -std::numeric_limits<double>::infinity();
    for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) {
      const std::uint32_t link = row.link[i];
      const double cost = constant[link] + delay[link] + toll(row, link);
      share[i] = log_weight[row.tail[i]] - theta * cost;
      most = std::max(most, share[i]);
    }
    double sum = 0.0;
    for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) {
      share[i] = math::exp(share[i] - most);
      sum += share[i];
    }
    for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) share[i] /= sum;
    log_weight[node] = most + math::log(sum);
  }
}

void LinkLogit::add_volumes(const Row& row, std::span<const double> share,
                            std::vector<double>& through, std::span<double> volume) const {
  through.assign(row.demand.begin(), row.demand.end());
  for (std::size_t node = row.node.size(); node-- > 1;) {
    for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) {
      const double flow = through[node] * share[i];
      volume[row.link[i]] += flow;
      through[row.tail[i]] += flow;
    }
  }
}

template <class Body>
void LinkLogit::for_rows(const Body& body) {
  parallel_blocks(pieces_.size(), [&](std::size_t piece, std::size_t) {
    piece_volume_[piece].assign(links_, 0.0);
    std::vector<double> scratch;
    for (std::size_t row = pieces_[piece].first; row < pieces_[piece].second; ++row) {
      body(rows_[row], scratch, piece_volume_[piece]);
    }
  });
}

void LinkLogit::add_pieces(std::span<double> volume) const {
  std::fill(volume.begin(), volume.end(), 0.0);
  for (const std::vector<double>& own : piece_volume_) {
    for (std::size_t link = 0; link < links_; ++link) volume[link] += own[link];
  }
  if (limits_ == nullptr) return;
  for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
    limits_->add_uses(rows_[pieces_[piece].first].user_class, piece_volume_[piece],
                      volume.subspan(links_));
  }
}

void LinkLogit::add_pieces_by_class(std::span<double> volume) const {
  for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
    double* const own = volume.data() + rows_[pieces_[piece].first].user_class * links_;
    for (std::size_t link = 0; link < links_; ++link) own[link] += piece_volume_[piece][link];
  }
}

void LinkLogit::load(std::span<const double> delay, std::span<double> volume) {
  take_tolls(delay);
  for_rows([&](Row& row, std::vector<double>& log_weight, std::vector<double>& own) {
    choose(row, delay, log_weight, row.share);
    add_volumes(row, row.share, row.through, own);
    row.expected_cost = 0.0;
    for (std::size_t node = 1; node < row.node.size(); ++node) {
      row.expected_cost -= row.demand[node] * log_weight[node] / theta_[row.user_class];
    }
  });
  add_pieces(volume);
  expected_cost_ = 0.0;
  for (const Row& row : rows_) expected_cost_ += row.expected_cost;
  adopted_.clear();
}

void LinkLogit::add_changes(const Row& row, std::span<const double> delay_change,
                            std::vector<double>& change, std::span<double> volume) const {
  const double theta = theta_[row.user_class];
  // Of the nodes' log weights, then of what passes them.
  change.assign(row.node.size(), 0.0);
  std::vector<double> share_change(row.link.size());
  for (std::size_t node = 1; node < row.node.size(); ++node) {
    double mean = 0.0;
    for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) {
      const std::uint32_t link = row.link[i];
      share_change[i] = change[row.tail[i]] - theta * (delay_change[link] + toll(row, link));
      mean += row.share[i] * share_change[i];
    }
    for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) {
      share_change[i] = row.share[i] * (share_change[i] - mean);
    }
    change[node] = mean;
  }
  change.assign(row.node.size(), 0.0);
  for (std::size_t node = row.node.size(); node-- > 1;) {
    for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) {
      const double flow = change[node] * row.share[i] + row.through[node] * share_change[i];
      volume[row.link[i]] += flow;
      change[row.tail[i]] += flow;
    }
  }
}

void LinkLogit::derivative(std::span<const double> delay_change, std::span<double> volume_change) {
  take_tolls(delay_change);
  for_rows([&](Row& row, std::vector<double>& change, std::vector<double>& own) {
    add_changes(row, delay_change, change, own);
  });
  add_pieces(volume_change);
}

double LinkLogit::residual_of(std::span<const double> delay, std::span<const double> held) {
  take_tolls(delay);
  for_rows([&](Row& row, std::vector<double>& log_weight, std::vector<double>& own) {
    std::vector<double> share;
    std::vector<double> through;
    choose(row, delay, log_weight, share);
    add_volumes(row, share, through, own);
  });
  std::vector<double> moved(held.size(), 0.0);
  add_pieces_by_class(moved);
  return relative_difference(held, moved);
}

double LinkLogit::residual(std::span<const double> delay) {
  std::vector<double> held(problem_->classes.size() * links_);
  class_volumes(held);
  return residual_of(delay, held);
}

double LinkLogit::residual_of(std::span<const double> class_volume) {
  std::vector<double> held(class_volume.size());
  class_volumes(held);
  return relative_difference(class_volume, held);
}

bool LinkLogit::propose(std::span<const double> delay_change, std::span<double> volume) {
  proposal_.assign(problem_->classes.size() * links_, 0.0);
  class_volumes(proposal_);
  take_tolls(delay_change);
  for_rows([&](Row& row, std::vector<double>& change, std::vector<double>& own) {
    add_changes(row, delay_change, change, own);
  });
  add_pieces_by_class(proposal_);
  std::fill(volume.begin(), volume.end(), 0.0);
  for (std::size_t i = 0; i < proposal_.size(); ++i) {
    if (proposal_[i] < 0.0) return false;
    volume[i % links_] += proposal_[i];
  }
  if (limits_ != nullptr) limits_->add_uses(proposal_, volume.subspan(links_));
  return true;
}

double LinkLogit::proposal_residual(std::span<const double> delay) {
  return residual_of(delay, proposal_);
}

void LinkLogit::adopt() { adopted_ = proposal_; }

void LinkLogit::class_volumes(std::span<double> volume) {
  if (!adopted_.empty()) {
    std::copy(adopted_.begin(), adopted_.end(), volume.begin());
    return;
  }
  for_rows([&](Row& row, std::vector<double>& through, std::vector<double>& own) {
    add_volumes(row, row.share, through, own);
  });
  std::fill(volume.begin(), volume.end(), 0.0);
  add_pieces_by_class(volume);
}

std::vector<double> LinkLogit::unassigned() const {
  std::vector<CompensatedSum> sums(problem_->classes.size());
  for (const Row& row : rows_) sums[row.user_class].add(row.unassigned_per_h);
  std::vector<double> result;
  for (const CompensatedSum& sum : sums) result.push_back(sum.value());
  return result;
}

double LinkLogit::entropy_cost() const {
  // A path's probability is the product of the shares on it.
  CompensatedSum sum;
  for (const Row& row : rows_) {
    double terms = 0.0;
    for (std::size_t node = 1; node < row.node.size(); ++node) {
      for (std::uint32_t i = row.first_link[node]; i < row.first_link[node + 1]; ++i) {
        if (row.share[i] > 0.0) terms += row.through[node] * row.share[i] * math::log(row.share[i]);
      }
    }
    sum.add(terms / theta_[row.user_class]);
  }
  return sum.value();
}

}  // namespace landlink
