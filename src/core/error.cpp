#include "landlink/core/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace landlink {

std::string Place::text() const {
  std::string text = file;
  if (line > 0) text += fmt::format(":{}", line);
  if (column > 0) text += fmt::format(":{}", column);
  const auto add = [&text](const std::string& part) {
    if (!text.empty()) text += ' ';
    text += part;
  };
  if (!layer.empty()) add(fmt::format("layer '{}'", layer));
  if (!feature.empty()) add(fmt::format("feature {}", feature));
  if (!field.empty()) add(fmt::format("field '{}'", field));
  return text;
}

namespace {

std::string message(const Place& place, const std::string& problem, const std::string& remedy) {
  std::string text = place.text();
  if (!text.empty()) text += ": ";
  text += problem;
  if (!remedy.empty()) text += "; " + remedy;
  return text;
}

}  // namespace

Error::Error(Place place, std::string problem, std::string remedy, ExitCode exit_code)
    : std::runtime_error(message(place, problem, remedy)),
      place_(std::move(place)),
      problem_(std::move(problem)),
      remedy_(std::move(remedy)),
      exit_code_(exit_code) {}

}  // namespace landlink
