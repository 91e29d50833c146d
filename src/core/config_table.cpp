#include "landlink/core/config_table.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "landlink/core/file.hpp"
#include "landlink/core/quantity.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

struct ConfigTable::Content {
  std::shared_ptr<const toml::table> document;
  const toml::table* table = nullptr;
  std::string file;
  std::optional<Place> row = {};  ///< of a table that was made from cells: the place of all of it
  mutable std::vector<std::string> asked;

  std::unique_ptr<Content> of(const toml::table& part) const {
    auto content = std::make_unique<Content>();
    content->document = document;
    content->table = &part;
    content->file = file;
    content->row = row;
    return content;
  }

  const toml::node* find(std::string_view key) const {
    if (std::find(asked.begin(), asked.end(), key) == asked.end()) asked.emplace_back(key);
    return table->get(key);
  }

  Place place_of(const toml::node& node, std::string_view field) const {
    if (row) {
      Place place = *row;
      place.field = std::string(field);
      return place;
    }
    const toml::source_position begin = node.source().begin;
    return {.file = file,
            .line = static_cast<int>(begin.line),
            .column = static_cast<int>(begin.column),
            .field = std::string(field)};
  }

  [[noreturn]] void wrong_type(const toml::node& node, std::string_view key,
                               std::string_view wanted) const {
    throw Error(place_of(node, key), fmt::format("not {}", wanted), fmt::format("give {}", wanted));
  }

  [[noreturn]] void missing(std::string_view key) const {
    throw Error(place_of(*table, {}), fmt::format("no key '{}'", key),
                fmt::format("add {} = ...", key));
  }
};

ConfigTable::ConfigTable(std::unique_ptr<Content> content) : content_(std::move(content)) {}
ConfigTable::ConfigTable(ConfigTable&&) noexcept = default;
ConfigTable& ConfigTable::operator=(ConfigTable&&) noexcept = default;
ConfigTable::~ConfigTable() = default;

ConfigTable ConfigTable::read(const std::filesystem::path& path) {
  return parse(read_text_file(path), path.string());
}

ConfigTable ConfigTable::parse(std::string_view text, const std::string& file_name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_utf8(text)) {
    throw Error({.file = file_name}, "the text is not UTF-8", "save the file as UTF-8");
  }
  try {
    auto content = std::make_unique<Content>();
    content->document = std::make_shared<const toml::table>(toml::parse(text, file_name));
    content->table = content->document.get();
    content->file = file_name;
    return ConfigTable(std::move(content));
  } catch (const toml::parse_error& e) {
    const toml::source_position at = e.source().begin;
    throw Error({.file = file_name,
                 .line = static_cast<int>(at.line),
                 .column = static_cast<int>(at.column)},
                std::string(e.description()), "correct the TOML at that place");
  }
}

namespace {

/// A cell as the value that it reads like.
void insert_cell(toml::table& table, const std::string& key, const std::string& cell) {
  const auto insert = [&](auto&& value) { table.insert_or_assign(key, value); };
  if (const auto integer = parse_integer(cell)) return insert(static_cast<std::int64_t>(*integer));
  if (const auto number = parse_number(cell)) return insert(*number);
  if (cell == "true" || cell == "false") return insert(cell == "true");
  if (cell.find(';') == std::string::npos || cell.find_first_of("0123456789") == 0) {
    return insert(cell);  // positions hold semicolons too, and begin with a digit
  }
  toml::array list;
  for (const std::string& part : split(cell, ';')) {
    if (!trim(part).empty()) list.push_back(trim(part));
  }
  insert(std::move(list));
}

}  // namespace

ConfigTable ConfigTable::from_cells(const std::vector<std::pair<std::string, std::string>>& cells,
                                    const Place& place) {
  auto document = std::make_shared<toml::table>();
  for (const auto& [name, text] : cells) {
    const std::string cell = trim(text);
    if (cell.empty()) continue;
    toml::table* table = document.get();
    std::vector<std::string> path = split(name, '.');
    const std::string key = path.back();
    path.pop_back();
    for (const std::string& part : path) {
      table->insert(part, toml::table{});
      table = table->get(part)->as_table();
      if (table == nullptr)
        throw Error(place, "a value and a table share '" + part + "'", "rename one");
    }
    insert_cell(*table, key, cell);
  }
  auto content = std::make_unique<Content>();
  content->document = document;
  content->table = document.get();
  content->file = place.file;
  content->row = place;
  return ConfigTable(std::move(content));
}

bool ConfigTable::has(std::string_view key) const { return content_->find(key) != nullptr; }

bool ConfigTable::has_text(std::string_view key) const {
  const toml::node* node = content_->find(key);
  return node != nullptr && node->is_string();
}

std::optional<std::string> ConfigTable::optional_text(std::string_view key) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return std::nullopt;
  if (content_->row && node->is_integer()) return std::to_string(node->as_integer()->get());
  const auto* value = node->as_string();
  if (value == nullptr) content_->wrong_type(*node, key, "text in quotes");
  return value->get();
}

std::string ConfigTable::text(std::string_view key) const {
  auto value = optional_text(key);
  if (!value) content_->missing(key);
  if (value->empty()) throw Error(place(key), "empty text", "give a value");
  return *std::move(value);
}

double ConfigTable::bounded(double value, std::string_view key, Bounds bounds) const {
  if (value < bounds.low || value > bounds.high) {
    throw Error(place(key), fmt::format("{} is out of range", value),
                bounds.high < 1e300
                    ? fmt::format("give a value from {} to {}", bounds.low, bounds.high)
                    : fmt::format("give a value of at least {}", bounds.low));
  }
  return value;
}

std::optional<double> ConfigTable::quantity(std::string_view key, std::string_view stem,
                                            std::string_view unit, Bounds bounds) const {
  const toml::node* node = content_->find(stem);
  if (node == nullptr) return std::nullopt;
  const auto* text = node->as_string();
  if (text == nullptr) {
    throw Error(content_->place_of(*node, stem), "not a text with its unit",
                fmt::format("write {} = \"... {}\", or {} = a number", stem, unit, key));
  }
  if (content_->table->get(key) != nullptr) {
    throw Error(content_->place_of(*node, stem),
                fmt::format("'{}' and '{}' say the same", stem, key), "give one of them");
  }
  return bounded(quantity_in(text->get(), unit, content_->place_of(*node, stem)), stem, bounds);
}

bool ConfigTable::has_quantity(std::string_view stem, std::string_view unit) const {
  const toml::node* node = content_->find(stem);
  const auto* text = node == nullptr ? nullptr : node->as_string();
  return text != nullptr && is_convertible(unit_of(text->get()), unit);
}

std::optional<double> ConfigTable::optional_number(std::string_view key, Bounds bounds) const {
  const toml::node* node = content_->find(key);
  if (const auto named = key_unit(key)) {
    if (const auto value = quantity(key, named->stem, named->unit, bounds)) return value;
  }
  if (node == nullptr) return std::nullopt;
  double value = 0.0;
  if (const auto* floating = node->as_floating_point()) {
    value = floating->get();
  } else if (const auto* integer = node->as_integer()) {
    value = static_cast<double>(integer->get());
  } else if (const auto named = key_unit(key); named && node->is_string()) {
    throw Error(content_->place_of(*node, key), "not a number without quotes",
                fmt::format("write a number in {}, or {} = \"... {}\"", named->unit, named->stem,
                            named->unit));
  } else {
    content_->wrong_type(*node, key, "a number without quotes");
  }
  if (!std::isfinite(value)) content_->wrong_type(*node, key, "a finite number");
  return bounded(value, key, bounds);
}

double ConfigTable::number(std::string_view key, Bounds bounds) const {
  const auto value = optional_number(key, bounds);
  if (!value) content_->missing(key);
  return *value;
}

std::optional<long long> ConfigTable::optional_integer(std::string_view key, Bounds bounds) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_integer()) content_->wrong_type(*node, key, "a whole number");
  return static_cast<long long>(*optional_number(key, bounds));
}

long long ConfigTable::integer(std::string_view key, Bounds bounds) const {
  const auto value = optional_integer(key, bounds);
  if (!value) content_->missing(key);
  return *value;
}

std::optional<bool> ConfigTable::optional_boolean(std::string_view key) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_boolean();
  if (value == nullptr) content_->wrong_type(*node, key, "true or false");
  return value->get();
}

std::vector<std::string> ConfigTable::optional_texts(std::string_view key) const {
  const toml::node* node = content_->find(key);
  std::vector<std::string> texts;
  if (node == nullptr) return texts;
  const auto* array = node->as_array();
  if (array == nullptr) content_->wrong_type(*node, key, "a list of texts in quotes");
  for (const toml::node& element : *array) {
    const auto* value = element.as_string();
    if (value == nullptr) content_->wrong_type(element, key, "a list of texts in quotes");
    texts.push_back(value->get());
  }
  return texts;
}

std::vector<std::string> ConfigTable::texts(std::string_view key) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) content_->missing(key);
  if (node->is_string()) return {text(key)};
  // A cell such as 9 reads like a number, and may be the name of a road.
  if (content_->row && node->is_integer()) {
    return {std::to_string(node->as_integer()->get())};
  }
  std::vector<std::string> values = optional_texts(key);
  if (values.empty()) content_->wrong_type(*node, key, "a text in quotes or a list of them");
  return values;
}

std::vector<double> ConfigTable::optional_numbers(std::string_view key, Bounds bounds) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return {};
  if (!node->is_array()) return {*optional_number(key, bounds)};
  std::vector<double> values;
  for (const toml::node& element : *node->as_array()) {
    const auto value = element.value<double>();
    if (!element.is_number() || !value || !std::isfinite(*value)) {
      content_->wrong_type(element, key, "a list of finite numbers");
    }
    values.push_back(bounded(*value, key, bounds));
  }
  if (values.empty()) content_->wrong_type(*node, key, "a list that is not empty");
  return values;
}

std::vector<LonLat> ConfigTable::optional_positions(std::string_view key) const {
  constexpr std::string_view kWanted =
      "positions as [[102.6, 17.9], [102.7, 18.0]], longitude first";
  const toml::node* node = content_->find(key);
  std::vector<LonLat> positions;
  if (node == nullptr) return positions;
  const auto add = [&](const toml::node& at, std::optional<double> lon, std::optional<double> lat) {
    if (!lon || !lat || !(std::abs(*lon) <= 180.0) || !(std::abs(*lat) <= 90.0)) {
      content_->wrong_type(at, key, kWanted);
    }
    positions.push_back({*lon, *lat});
  };
  if (const auto* text = node->as_string()) {
    for (const std::string& pair : split(text->get(), ';')) {
      const std::vector<std::string> numbers = split(trim(pair), ' ');
      if (numbers.size() != 2) content_->wrong_type(*node, key, kWanted);
      add(*node, parse_number(numbers[0]), parse_number(numbers[1]));
    }
    return positions;
  }
  if (!node->is_array()) content_->wrong_type(*node, key, kWanted);
  for (const toml::node& element : *node->as_array()) {
    const auto* pair = element.as_array();
    if (pair == nullptr || pair->size() != 2 || !pair->get(0)->is_number() ||
        !pair->get(1)->is_number()) {
      content_->wrong_type(element, key, kWanted);
    }
    add(element, pair->get(0)->value<double>(), pair->get(1)->value<double>());
  }
  return positions;
}

std::optional<ConfigTable> ConfigTable::optional_table(std::string_view key) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return std::nullopt;
  const auto* table = node->as_table();
  if (table == nullptr) content_->wrong_type(*node, key, "a table");
  return ConfigTable(content_->of(*table));
}

ConfigTable ConfigTable::table(std::string_view key) const {
  auto value = optional_table(key);
  if (!value) content_->missing(key);
  return *std::move(value);
}

std::vector<ConfigTable> ConfigTable::tables(std::string_view key) const {
  const toml::node* node = content_->find(key);
  std::vector<ConfigTable> result;
  if (node == nullptr) return result;
  const auto* array = node->as_array();
  if (array == nullptr) {
    content_->wrong_type(*node, key, fmt::format("a list of tables, written [[{}]]", key));
  }
  for (const toml::node& element : *array) {
    const auto* table = element.as_table();
    if (table == nullptr) {
      content_->wrong_type(element, key, fmt::format("a list of tables, written [[{}]]", key));
    }
    result.push_back(ConfigTable(content_->of(*table)));
  }
  return result;
}

void ConfigTable::finish() const {
  for (const auto& [key, node] : *content_->table) {
    const std::string_view name = key.str();
    const auto& asked = content_->asked;
    if (std::find(asked.begin(), asked.end(), name) != asked.end()) continue;
    const toml::source_position at = key.source().begin;
    throw Error(content_->row ? *content_->row
                              : Place{.file = content_->file,
                                      .line = static_cast<int>(at.line),
                                      .column = static_cast<int>(at.column)},
                fmt::format("unknown key '{}'", printable(name)), name_remedy(name, asked));
  }
}

std::vector<std::string> ConfigTable::asked() const { return content_->asked; }

std::vector<std::string> ConfigTable::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, node] : *content_->table) keys.emplace_back(key.str());
  return keys;
}

Place ConfigTable::place(std::string_view key) const {
  const toml::node* node = key.empty() ? nullptr : content_->table->get(key);
  if (node == nullptr) return content_->place_of(*content_->table, key);
  return content_->place_of(*node, key);
}

}  // namespace landlink
