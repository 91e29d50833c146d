#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "landlink/core/text.hpp"
#include "landlink/scenario/transport_model.hpp"

// Places and lines of other modes by name, for the interventions that change them.

namespace landlink {

/// Throws Error at `place` where no freight of the study may go by a mode: a change to it would be
/// worth nothing, and not because it is worthless.
void require_mode(const TransportModel& model, LinkKind mode, const Place& place);

/// Whether a word is the id or, ignoring case, the name of a place or line.
template <class Thing>
bool is_called(const Thing& thing, const std::string& word) {
  return thing.id == word || folded(thing.name) == folded(word);
}

/// Throws Error: no such thing, with the nearest of `known`.
[[noreturn]] void refuse_name(std::string_view what, const std::string& word,
                              const std::vector<std::string>& known, const Place& place);

template <class Thing>
void add_names(const std::vector<Thing>& things, std::vector<std::string>& names) {
  for (const Thing& thing : things) {
    names.push_back(thing.id);
    if (!thing.name.empty()) names.push_back(thing.name);
  }
}

/// Place in the list of what a word names. Throws Error with the nearest known name.
template <class Thing>
std::size_t find_called(const std::vector<Thing>& things, std::string_view what,
                        const std::string& word, const Place& place) {
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (is_called(things[i], word)) return i;
  }
  std::vector<std::string> known;
  add_names(things, known);
  refuse_name(what, word, known, place);
}

}  // namespace landlink
