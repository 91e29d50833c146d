#include "landlink/core/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace landlink {

namespace {
constexpr std::size_t kListed = 10;
}

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

void Diagnostics::add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }

void Diagnostics::error(std::string code, Place place, std::string problem, std::string remedy) {
  add({Severity::error, std::move(code), std::move(place), std::move(problem), std::move(remedy)});
}

void Diagnostics::warning(std::string code, Place place, std::string problem, std::string remedy) {
  add({Severity::warning, std::move(code), std::move(place), std::move(problem),
       std::move(remedy)});
}

void Diagnostics::note(std::string code, Place place, std::string problem, std::string remedy) {
  add({Severity::note, std::move(code), std::move(place), std::move(problem), std::move(remedy)});
}

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

void Diagnostics::stop_on_errors() const {
  const std::size_t errors = count(Severity::error);
  if (errors == 0) return;
  const Diagnostic* first = nullptr;
  std::string others;
  std::size_t listed = 0;
  for (const Diagnostic& d : all_) {
    if (d.severity != Severity::error) continue;
    if (++listed == 1) {
      first = &d;
    } else if (listed <= kListed) {
      others += std::string("\n  also ") + Error(d.place, d.problem, d.remedy).what();
    }
  }
  if (errors > kListed) others += fmt::format("\n  and {} more", errors - kListed);
  throw Error(first->place, first->problem, first->remedy + others);
}

}  // namespace landlink
