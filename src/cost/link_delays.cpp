#include <fmt/format.h>

#include <algorithm>
#include <array>
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
  std::unique_ptr<DelayFunction> function;

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
  const std::size_t functions = delay_functions().size();
  seat_.resize(specs_.size());
  std::vector<std::vector<std::uint32_t>> links_of(functions);
  for (std::size_t link = 0; link < specs_.size(); ++link) {
    const DelayFunctionEntry& entry = entry_of(specs_[link]);
    check_parameter_count(entry, specs_[link]);
    links_of[static_cast<std::size_t>(&entry - delay_functions().data())].push_back(
        static_cast<std::uint32_t>(link));
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
