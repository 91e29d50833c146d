#pragma once

#include <string>

namespace landlink {

/// The JSON Schema (draft 7) of a study file, made of the records of settings and interventions,
/// for completion and checks in editors: `#:schema study.schema.json` on a study's first line.
std::string study_schema();

}  // namespace landlink
