#include "landlink/core/config_table.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

struct ConfigTable::Content {
  std::shared_ptr<const toml::table> document;
  const toml::table* table = nullptr;
  std::string file;
  mutable std::vector<std::string> asked;

  const toml::node* find(std::string_view key) const {
    if (std::find(asked.begin(), asked.end(), key) == asked.end()) asked.emplace_back(key);
    return table->get(key);
  }

  Place place_of(const toml::node& node, std::string_view field) const {
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

bool ConfigTable::has(std::string_view key) const { return content_->find(key) != nullptr; }

std::optional<std::string> ConfigTable::optional_text(std::string_view key) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return std::nullopt;
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

std::optional<double> ConfigTable::optional_number(std::string_view key, Bounds bounds) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return std::nullopt;
  double value = 0.0;
  if (const auto* floating = node->as_floating_point()) {
    value = floating->get();
  } else if (const auto* integer = node->as_integer()) {
    value = static_cast<double>(integer->get());
  } else {
    content_->wrong_type(*node, key, "a number without quotes");
  }
  if (!std::isfinite(value)) content_->wrong_type(*node, key, "a finite number");
  if (value < bounds.low || value > bounds.high) {
    throw Error(content_->place_of(*node, key), fmt::format("{} is out of range", value),
                bounds.high < 1e300
                    ? fmt::format("give a value from {} to {}", bounds.low, bounds.high)
                    : fmt::format("give a value of at least {}", bounds.low));
  }
  return value;
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
  std::vector<std::string> values = optional_texts(key);
  if (values.empty()) content_->wrong_type(*node, key, "a text in quotes or a list of them");
  return values;
}

std::optional<ConfigTable> ConfigTable::optional_table(std::string_view key) const {
  const toml::node* node = content_->find(key);
  if (node == nullptr) return std::nullopt;
  const auto* table = node->as_table();
  if (table == nullptr) content_->wrong_type(*node, key, "a table");
  auto content = std::make_unique<Content>();
  content->document = content_->document;
  content->table = table;
  content->file = content_->file;
  return ConfigTable(std::move(content));
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
    auto content = std::make_unique<Content>();
    content->document = content_->document;
    content->table = table;
    content->file = content_->file;
    result.push_back(ConfigTable(std::move(content)));
  }
  return result;
}

void ConfigTable::finish() const {
  for (const auto& [key, node] : *content_->table) {
    const std::string_view name = key.str();
    const auto& asked = content_->asked;
    if (std::find(asked.begin(), asked.end(), name) != asked.end()) continue;
    const toml::source_position at = key.source().begin;
    throw Error({.file = content_->file,
                 .line = static_cast<int>(at.line),
                 .column = static_cast<int>(at.column)},
                fmt::format("unknown key '{}'", printable(name)), name_remedy(name, asked));
  }
}

Place ConfigTable::place(std::string_view key) const {
  const toml::node* node = key.empty() ? nullptr : content_->table->get(key);
  if (node == nullptr) return content_->place_of(*content_->table, key);
  return content_->place_of(*node, key);
}

}  // namespace landlink
