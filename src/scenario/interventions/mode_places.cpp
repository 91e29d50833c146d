#include "mode_places.hpp"

namespace landlink {

void require_mode(const TransportModel& model, LinkKind mode, const Place& place) {
  const bool is_on = mode == LinkKind::rail       ? model.supernetwork.rail
                     : mode == LinkKind::waterway ? model.supernetwork.waterway
                                                  : model.supernetwork.air;
  if (is_on && model.mode_tables.service(mode) != nullptr) return;
  throw Error(place, fmt::format("no freight of this study goes by {}", name_of(mode)),
              fmt::format("name \"{}\" in modes of the study, or leave this out", name_of(mode)));
}

void refuse_name(std::string_view what, const std::string& word,
                 const std::vector<std::string>& known, const Place& place) {
  throw Error(place, fmt::format("no {} '{}'", what, printable(word)), name_remedy(word, known));
}

}  // namespace landlink
