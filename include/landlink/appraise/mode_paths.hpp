#pragma once

#include "landlink/assign/stochastic_options.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// What makes a choice of paths one of modes too: of every class and zone pair the cheapest path by
/// truck alone and, for each other mode of the model's network, the cheapest that goes by it
/// somewhere, none dearer than `max_detour` times the least. Null where the network has roads
/// alone. It holds for problems on the model's network as it is.
PathSource mode_paths(const TransportModel& model, double max_detour);

}  // namespace landlink
