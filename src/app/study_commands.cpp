#include "study_commands.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "landlink/core/file.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/explain.hpp"
#include "landlink/study/schema.hpp"
#include "landlink/study/study.hpp"

namespace landlink::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStart = R"(#:schema {schema}
# What it asks, and where the numbers come from.

schema_version = 1
name = "{name}"
description = ""
year = 2030           # demand and results
network_year = 2024   # the network is what was open at the end of 2024

[data]
network = "{data}"
demand = "{data}/demand"

[assignment]
relative_gap = 1e-9   # far below what the cases differ by

[appraisal]
discount_rate = 0.09
years = 25
benefit_growth = 0.03

[[scenario]]
name = "Route 9, four lanes"

  [[scenario.intervention]]
  type = "upgrade_road"
  where = { road = "9" }
  set = { lanes = 4, surface = "asphalt", iri = "2.5 m/km", speed_limit = "80 km/h" }
  cost = { capital = "595 million USD", maintenance = "2.4 million USD/year", construction_years = 4 }
  opens = 2030
)";

std::string filled(std::string text, const std::string& word, const std::string& value) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), value);
    at += value.size();
  }
  return text;
}

void write_new_study(const std::string& file, const std::string& name, const std::string& data) {
  if (fs::exists(file)) {
    throw Error({.file = file}, "is there already", "give another name; nothing was changed");
  }
  std::string text(kStart);
  text = filled(text, "{name}", name);
  text = filled(text, "{data}", data);
  text = filled(
      text, "{schema}",
      (fs::path(data) / "../../scenarios/study.schema.json").lexically_normal().generic_string());
  static_cast<void>(parse_study(text, file));  // a name with a quote is told here, not at the run
  write_file_atomically(file, text);
  fmt::print("{}: a study to change; landlink explain {} says what it resolves to\n", file, file);
}

}  // namespace

void add_study_commands(CLI::App& app, int&) {
  auto file = std::make_shared<std::string>();
  CLI::App* explain_command = app.add_subcommand(
      "explain", "Say what a study resolves to: links, values before and after, costs");
  explain_command->add_option("study", *file, "Study file (TOML)")->required();
  explain_command->callback([file] {
    const Study study = read_study(*file);
    const BaseModel base = load_base_model(study);
    fmt::print("{}", explain(study, base.model));
  });

  app.add_subcommand("schema", "Print the JSON Schema of study files, for editors")->callback([] {
    fmt::print("{}", study_schema());
  });

  struct NewArguments {
    std::string file;
    std::string name = "A new study";
    std::string data = "../gis/laos";
  };
  auto arguments = std::make_shared<NewArguments>();
  CLI::App* new_command = app.add_subcommand("new", "Start a study file");
  new_command->add_option("file", arguments->file, "Where to write it")->required();
  new_command->add_option("--name", arguments->name, "Title of the study")->capture_default_str();
  new_command->add_option("--data", arguments->data, "Network folder, from the study's own folder")
      ->capture_default_str();
  new_command->callback(
      [arguments] { write_new_study(arguments->file, arguments->name, arguments->data); });
}

}  // namespace landlink::app
