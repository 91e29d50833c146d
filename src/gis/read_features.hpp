#pragma once

#include <utility>
#include <vector>

#include "field_reader.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "link_features.hpp"

namespace landlink::gis {

/// Calls `read` for each feature and keeps what is sound and has an id of its own.
template <class T, class Read>
std::vector<T> read_features(const Layer& layer, Diagnostics& diagnostics, const Read& read) {
  const std::vector<bool> first = first_of_its_id(layer, diagnostics);
  std::vector<T> result;
  result.reserve(layer.features.size());
  for (std::size_t i = 0; i < layer.features.size(); ++i) {
    FieldReader fields(layer.features[i], diagnostics);
    T value = read(fields);
    if (fields.sound() && first[i]) result.push_back(std::move(value));
  }
  return result;
}

}  // namespace landlink::gis
