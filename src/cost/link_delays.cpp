#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/cost/delay_function.hpp"

namespace landlink {

namespace {

/// Links of a group at most: its volumes and results stay in the first-level cache.
constexpr std::size_t kGroupLinks = 1024;

const DelayFunctionEntry& entry_of(const DelaySpec& spec) {
  std::vector<std::string> names;
  for (const DelayFunctionEntry& entry : delay_functions()) {
    if (entry.name == spec.function) return entry;
    names.emplace_back(entry.name);
  }
  throw Error({}, fmt::format("unknown delay function '{}'", spec.function),
              name_remedy(spec.function, names));
}

void check_parameter_count(const DelayFunctionEntry& entry, const DelaySpec& spec) {
  if (spec.parameters.size() == entry.parameters.size()) return;
  throw Error(
      {},
      fmt::format("delay function '{}' with {}", spec.function,
                  counted(spec.parameters.size(), "parameter")),
      fmt::format("give {}: {}", entry.parameters.size(), fmt::join(entry.parameters, ", ")));
}

}  // namespace

struct LinkDelays::Group {
  std::vector<std::uint32_t> links;
  std::shared_ptr<const DelayFunction> function;

  /// Gathers the group's volumes, evaluates, and scatters what comes back.
  template <class Evaluate>
  void run(std::span<const double> volume, std::span<double> result,
           const Evaluate& evaluate) const {
    std::array<double, kGroupLinks> volumes;
    std::array<double, kGroupLinks> results;
    const std::size_t size = links.size();
    for (std::size_t i = 0; i < size; ++i) volumes[i] = volume[links[i]];
    evaluate(*function, std::span<const double>(volumes.data(), size),
             std::span<double>(results.data(), size));
    for (std::size_t i = 0; i < size; ++i) result[links[i]] = results[i];
  }
};

LinkDelays::LinkDelays(std::vector<DelaySpec> by_link) : specs_(std::move(by_link)) {
  seat_.resize(specs_.size());
  std::vector<std::uint32_t> links(specs_.size());
  std::iota(links.begin(), links.end(), 0u);
  add_groups(links);
}

void LinkDelays::add_groups(std::span<const std::uint32_t> all) {
  const std::size_t functions = delay_functions().size();
  std::vector<std::vector<std::uint32_t>> links_of(functions);
  for (const std::uint32_t link : all) {
    const DelayFunctionEntry& entry = entry_of(specs_[link]);
    check_parameter_count(entry, specs_[link]);
    links_of[static_cast<std::size_t>(&entry - delay_functions().data())].push_back(link);
  }
  for (std::size_t f = 0; f < functions; ++f) {
    const std::vector<std::uint32_t>& links = links_of[f];
    for (std::size_t first = 0; first < links.size(); first += kGroupLinks) {
      const std::size_t last = std::min(links.size(), first + kGroupLinks);
      auto group = std::make_shared<Group>();
      group->links.assign(links.begin() + static_cast<std::ptrdiff_t>(first),
                          links.begin() + static_cast<std::ptrdiff_t>(last));
      std::vector<const DelaySpec*> specs;
      for (const std::uint32_t link : group->links) specs.push_back(&specs_[link]);
      group->function = delay_functions()[f].make(specs);
      add(std::move(group));
    }
  }
}

void LinkDelays::add(std::shared_ptr<const Group> group) {
  for (std::size_t i = 0; i < group->links.size(); ++i) {
    seat_[group->links[i]] = {group->function.get(), i};
  }
  groups_.push_back(std::move(group));
}

LinkDelays LinkDelays::marginal() const {
  LinkDelays result;
  result.specs_ = specs_;
  result.seat_.resize(specs_.size());
  for (const auto& group : groups_) {
    auto function = group->function->marginal();
    if (!function) {
      throw Error({},
                  fmt::format("a system optimum with delay function '{}', whose total delay is not "
                              "convex in volume",
                              specs_[group->links.front()].function),
                  "ask for the user equilibrium, or give these links another delay function");
    }
    result.add(std::make_shared<const Group>(Group{group->links, std::move(function)}));
  }
  return result;
}

namespace {

/// A function of volumes that count for more or less than they are.
class ScaledDelay final : public DelayFunction {
 public:
  ScaledDelay(std::shared_ptr<const DelayFunction> function, std::vector<double> factor)
      : function_(std::move(function)), factor_(std::move(factor)) {}

  void delays(std::span<const double> volume, std::span<double> delay) const noexcept override {
    function_->delays(scaled(volume), delay);
  }
  void derivatives(std::span<const double> volume,
                   std::span<double> derivative) const noexcept override {
    function_->derivatives(scaled(volume), derivative);
    for (std::size_t i = 0; i < factor_.size(); ++i) derivative[i] *= factor_[i];
  }
  void integrals(std::span<const double> volume,
                 std::span<double> integral) const noexcept override {
    function_->integrals(scaled(volume), integral);
    for (std::size_t i = 0; i < factor_.size(); ++i) integral[i] /= factor_[i];
  }
  [[nodiscard]] DelayPoint at(std::size_t place, double volume) const noexcept override {
    DelayPoint point = function_->at(place, factor_[place] * volume);
    point.derivative *= factor_[place];
    return point;
  }
  [[nodiscard]] std::unique_ptr<DelayFunction> marginal() const override {
    auto function = function_->marginal();
    if (!function) return nullptr;
    return std::make_unique<ScaledDelay>(std::move(function), factor_);
  }

 private:
  [[nodiscard]] std::span<const double> scaled(std::span<const double> volume) const {
    thread_local std::array<double, kGroupLinks> values;
    for (std::size_t i = 0; i < factor_.size(); ++i) values[i] = factor_[i] * volume[i];
    return std::span<const double>(values).first(factor_.size());
  }

  std::shared_ptr<const DelayFunction> function_;
  std::vector<double> factor_;
};

}  // namespace

LinkDelays LinkDelays::scaled(std::span<const double> factor) const {
  LinkDelays result;
  result.specs_ = specs_;
  result.seat_.resize(specs_.size());
  for (const auto& group : groups_) {
    std::vector<double> of_group;
    for (const std::uint32_t link : group->links) of_group.push_back(factor[link]);
    result.add(std::make_shared<const Group>(
        Group{group->links, std::make_shared<ScaledDelay>(group->function, std::move(of_group))}));
  }
  return result;
}

LinkDelays LinkDelays::renumbered(std::span<const LinkId> id_of,
                                  std::span<const std::pair<LinkId, DelaySpec>> added) const {
  LinkDelays result;
  result.specs_.resize(specs_.size() + added.size());
  result.seat_.resize(result.specs_.size());
  for (std::size_t i = 0; i < specs_.size(); ++i) result.specs_[id_of[i].index()] = specs_[i];
  for (const auto& group : groups_) {
    std::vector<std::uint32_t> links;
    for (const std::uint32_t link : group->links) links.push_back(id_of[link].index());
    result.add(std::make_shared<const Group>(Group{std::move(links), group->function}));
  }
  std::vector<std::uint32_t> others;
  for (const auto& [link, spec] : added) {
    result.specs_[link.index()] = spec;
    others.push_back(link.index());
  }
  result.add_groups(others);
  return result;
}

void LinkDelays::delays(std::span<const double> volume, std::span<double> delay) const {
  for (const auto& group : groups_) {
    group->run(volume, delay,
               [](const DelayFunction& f, auto v, auto result) { f.delays(v, result); });
  }
}

void LinkDelays::derivatives(std::span<const double> volume, std::span<double> derivative) const {
  for (const auto& group : groups_) {
    group->run(volume, derivative,
               [](const DelayFunction& f, auto v, auto result) { f.derivatives(v, result); });
  }
}

void LinkDelays::integrals(std::span<const double> volume, std::span<double> integral) const {
  for (const auto& group : groups_) {
    group->run(volume, integral,
               [](const DelayFunction& f, auto v, auto result) { f.integrals(v, result); });
  }
}

}  // namespace landlink
