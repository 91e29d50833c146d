#include "landlink/study/schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "landlink/assign/assign.hpp"
#include "landlink/assign/choice_set.hpp"
#include "landlink/core/quantity.hpp"
#include "landlink/core/text.hpp"
#include "landlink/scenario/intervention.hpp"
#include "landlink/scenario/link_selector.hpp"
#include "landlink/study/options.hpp"

namespace landlink {

namespace {

using Json = nlohmann::ordered_json;

void add_bounds(Json& schema, Bounds bounds) {
  if (bounds.low > -1e300) schema["minimum"] = bounds.low;
  if (bounds.high < 1e300) schema["maximum"] = bounds.high;
}

Json list_or_one(const Json& item) {
  return {{"anyOf", Json::array({item, {{"type", "array"}, {"items", item}, {"minItems", 1}}})}};
}

Json of_kind(KeyKind kind, Bounds bounds, std::string_view choices) {
  switch (kind) {
    case KeyKind::number: {
      Json schema{{"type", "number"}};
      add_bounds(schema, bounds);
      return schema;
    }
    case KeyKind::integer: {
      Json schema{{"type", "integer"}};
      add_bounds(schema, bounds);
      return schema;
    }
    case KeyKind::text:
      if (!choices.empty()) return {{"enum", split(choices, ' ')}};
      return {{"type", "string"}};
    case KeyKind::texts:
      return list_or_one({{"type", "string"}});
    case KeyKind::boolean:
      return {{"type", "boolean"}};
    case KeyKind::numbers: {
      Json item{{"type", "number"}};
      add_bounds(item, bounds);
      Json schema = list_or_one(item);
      schema["anyOf"][1].erase("minItems");
      return schema;
    }
    case KeyKind::positions: {
      const Json position{
          {"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
      return {{"anyOf", Json::array({{{"type", "array"}, {"items", position}, {"minItems", 1}},
                                     {{"type", "string"}}})}};
    }
    case KeyKind::table:
      return {{"$ref", "#/definitions/where"}};
  }
  return Json::object();
}

/// Adds a key, and the one without its unit, which takes a text.
void add_key(Json& properties, std::string_view key, Json schema, std::string_view meaning) {
  const bool is_number = schema.contains("type") && schema["type"] == "number";
  if (!meaning.empty()) schema["description"] = meaning;
  properties[std::string(key)] = std::move(schema);
  const auto unit = is_number ? key_unit(key) : std::nullopt;
  if (!unit) return;
  properties[unit->stem] = {
      {"type", "string"},
      {"description", fmt::format("{}, as a text with a unit: \"... {}\"", meaning, unit->unit)}};
}

Json table_of(Json properties) {
  return {
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

void add_records(Json& schema, std::span<const KeyRecord> records) {
  for (const KeyRecord& record : records) {
    Json* table = &schema;
    if (!record.table.empty()) {
      Json& sub = schema["properties"][std::string(record.table)];
      if (sub.is_null()) sub = table_of(Json::object());
      table = &sub;
    }
    add_key((*table)["properties"], record.key, of_kind(record.kind, record.bounds, record.choices),
            record.meaning);
    // A number may stand as a text under another key instead, so only other keys are required here.
    if (record.required && record.kind != KeyKind::number) {
      (*table)["required"].push_back(record.key);
    }
  }
}

Json intervention_schema() {
  Json one_of = Json::array();
  for (const InterventionEntry& entry : interventions()) {
    Json schema = table_of(Json::object());
    schema["title"] = entry.type;
    schema["description"] = entry.description;
    add_records(schema, term_keys());
    schema["properties"]["type"] = {{"const", entry.type}, {"description", entry.description}};
    add_records(schema, entry.keys);
    if (entry.keys.empty()) schema["additionalProperties"] = true;
    one_of.push_back(std::move(schema));
  }
  return {{"oneOf", std::move(one_of)}};
}

Json where_schema() {
  Json schema = table_of(Json::object());
  Json properties = Json::object();
  for (const KeyRecord& record : where_keys()) {
    add_key(properties, record.key, of_kind(record.kind, record.bounds, record.choices),
            record.meaning);
  }
  schema["properties"] = std::move(properties);
  schema["description"] = "which links; all conditions must hold";
  return schema;
}

/// The names of a list, with spaces between.
template <class Entries>
std::string names_of(const Entries& entries) {
  std::string names;
  for (const auto& entry : entries) names += (names.empty() ? "" : " ") + std::string(entry.name);
  return names;
}

}  // namespace

std::string study_schema() {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "Landlink study"},
              {"description", "scenarios/README.md explains every key"}};
  schema.update(table_of(Json::object()));
  schema["required"] = Json::array({"name"});
  Json& properties = schema["properties"];
  for (const OptionRecord& option : study_options()) {
    Json* keys = &properties;
    if (!option.table.empty()) {
      Json& table = properties[std::string(option.table)];
      if (table.is_null()) table = table_of(Json::object());
      keys = &table["properties"];
    }
    const std::string choices = option.key == "algorithm"    ? names_of(algorithms())
                                : option.key == "choice_set" ? names_of(choice_set_methods())
                                                             : std::string();
    Json key = of_kind(kind_of(option), option.bounds, choices);
    key["description"] = option.unit.empty() ? std::string(option.meaning)
                                             : fmt::format("{} ({})", option.meaning, option.unit);
    (*keys)[std::string(option.key)] = std::move(key);
  }
  const Json list{{"type", "array"}, {"items", {{"$ref", "#/definitions/intervention"}}}};
  Json base = table_of({{"study", {{"type", "string"}}},
                        {"description", {{"type", "string"}}},
                        {"intervention", list}});
  properties["base"] = {{"description",
                         "a study file that this one is based on, or changes to the "
                         "data that every scenario shares"},
                        {"anyOf", Json::array({{{"type", "string"}}, std::move(base)})}};
  Json scenario = table_of(
      {{"name", {{"type", "string"}, {"minLength", 1}}},
       {"description", {{"type", "string"}}},
       {"base", {{"type", "string"}, {"description", "a scenario whose interventions come first"}}},
       {"intervention", list}});
  scenario["required"] = Json::array({"name"});
  properties["scenario"] = {{"type", "array"}, {"items", std::move(scenario)}};
  schema["definitions"] = {{"where", where_schema()}, {"intervention", intervention_schema()}};
  return schema.dump(1) + "\n";
}

}  // namespace landlink
