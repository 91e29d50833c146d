#pragma once

#include <string>

#include "landlink/core/error.hpp"

namespace landlink::test {

/// What an action is refused with; "accepted" where it is not.
template <class Action>
std::string complaint(const Action& action) {
  try {
    static_cast<void>(action());
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace landlink::test
