#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "landlink/core/error.hpp"

namespace landlink {

/// A line of a TNTP file without its comment, blanks at its ends and line end.
struct TntpLine {
  std::string_view text = {};
  int number = 0;  ///< from 1
};

/// A tag such as <FIRST THRU NODE> 111: the name in capitals and what follows.
struct TntpTag {
  std::string name;
  std::string_view value;
};

/// Goes through the lines of a TNTP file that are not empty. Where the text has an
/// <END OF METADATA>, what stands before it and is no tag is skipped.
class TntpLines {
 public:
  explicit TntpLines(std::string_view text);
  std::optional<TntpLine> next();

 private:
  std::string_view rest_;
  int number_ = 0;
  bool in_metadata_;
};

std::optional<TntpTag> parse_tntp_tag(std::string_view line);

/// Takes the next word, up to a blank or ';', off the front of `rest`; empty at the end.
std::string_view next_tntp_word(std::string_view& rest);

}  // namespace landlink
