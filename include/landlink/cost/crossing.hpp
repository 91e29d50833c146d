#pragma once

#include "landlink/cost/cost_settings.hpp"
#include "landlink/cost/delay_function.hpp"
#include "landlink/network/checkpoint.hpp"

namespace landlink {

/// Hours of one truck at a post without traffic: papers, weighing, one service per stop, and the
/// mean wait for the opening while the queue is short, (24 - H)^2 / 48.
double crossing_standing_h(const BorderCheckpoint& checkpoint, Lanes which = Lanes::general);

/// How traffic delays the crossing: the overnight queue once, and a queue per server.
DelaySpec crossing_delay(const BorderCheckpoint& checkpoint, Lanes which,
                         const CostSettings& settings);

/// How trucks that change freight wait for a bay of the yard; no delay where no bays are stated.
DelaySpec yard_delay(const BorderCheckpoint& checkpoint, const CostSettings& settings);

/// Hours of a whole crossing at a volume of the lanes, pcu/h.
double crossing_h(const BorderCheckpoint& checkpoint, Lanes which, double volume_pcu_per_h,
                  const CostSettings& settings);

}  // namespace landlink
