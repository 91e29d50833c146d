#pragma once

#include <string>

#include "landlink/scenario/scenario.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

/// What a study resolves to, in lines of text: its files and settings, and for the base and each
/// scenario what every intervention selects (links, kilometres), what it sets (values before and
/// after) and what it costs. `base` is the study's base model.
///
/// Throws Error as check() does.
std::string explain(const Study& study, const TransportModel& base);

}  // namespace landlink
