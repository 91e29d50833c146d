#include "landlink/core/toml_texts.hpp"

#include <toml++/toml.h>

#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"

namespace landlink {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const toml::node& node,
                         std::string field, std::string problem, std::string remedy) {
  const toml::source_position at = node.source().begin;
  throw Error({.file = file.string(),
               .line = static_cast<int>(at.line),
               .column = static_cast<int>(at.column),
               .field = std::move(field)},
              std::move(problem), std::move(remedy));
}

}  // namespace

std::map<std::string, std::map<std::string, std::string>> read_toml_texts(
    const std::filesystem::path& file, std::string_view section) {
  std::map<std::string, std::map<std::string, std::string>> texts;
  try {
    const toml::table document = toml::parse(read_text_file(file), file.string());
    const toml::table* tables = document[section].as_table();
    if (tables == nullptr) return texts;
    for (const auto& [name, node] : *tables) {
      const toml::table* table = node.as_table();
      if (table == nullptr)
        refuse(file, node, std::string(name.str()), "not a table",
               "write { \"theirs\" = \"ours\" }");
      for (const auto& [key, value] : *table) {
        const auto* text = value.as_string();
        if (text == nullptr)
          refuse(file, value, std::string(key.str()), "not text in quotes", "put it in quotes");
        texts[std::string(name.str())][std::string(key.str())] = text->get();
      }
    }
  } catch (const toml::parse_error& e) {
    const toml::source_position at = e.source().begin;
    throw Error({.file = file.string(),
                 .line = static_cast<int>(at.line),
                 .column = static_cast<int>(at.column)},
                std::string(e.description()), "correct the TOML at that place");
  }
  return texts;
}

}  // namespace landlink
