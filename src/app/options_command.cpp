#include "options_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "landlink/assign/assign.hpp"
#include "landlink/assign/choice_set.hpp"
#include "landlink/cost/delay_function.hpp"
#include "landlink/scenario/intervention.hpp"
#include "landlink/study/options.hpp"

namespace landlink::app {

namespace {

void print_settings() {
  fmt::print("Settings of a study file (scenarios/README.md explains them with examples)\n\n");
  fmt::print("  {:<28} {:<16} {:<10} {}\n", "key", "default", "unit", "meaning");
  for (const OptionRecord& option : study_options()) {
    const std::string key = option.table.empty() ? std::string(option.key)
                                                 : fmt::format("{}.{}", option.table, option.key);
    const std::string range =
        option.bounds.high < 1e300
            ? fmt::format(" ({:g} to {:g})", option.bounds.low, option.bounds.high)
            : std::string();
    fmt::print("  {:<28} {:<16} {:<10} {}{}\n", key,
               option.default_value.empty() ? "required" : option.default_value,
               option.unit.empty() ? "-" : option.unit, option.meaning, range);
  }
}

template <class Entries, class Name>
void print_list(const char* title, const Entries& entries, Name name) {
  fmt::print("\n{}\n\n", title);
  for (const auto& entry : entries) {
    fmt::print("  {:<28} {}\n", name(entry), entry.description);
  }
}

}  // namespace

void add_options_command(CLI::App& app, int&) {
  CLI::App* command =
      app.add_subcommand("options", "Every setting of a study file, and the names it may use");
  command->callback([] {
    print_settings();
    print_list("Assignment algorithms", algorithms(), [](const auto& e) { return e.name; });
    print_list("Choice set methods", choice_set_methods(), [](const auto& e) { return e.name; });
    print_list("Delay functions", delay_functions(), [](const auto& e) { return e.name; });
    print_list("Interventions", interventions(), [](const auto& e) { return e.type; });
  });
}

}  // namespace landlink::app
