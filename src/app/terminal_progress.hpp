#pragma once

#include <string>

#include "landlink/study/run_study.hpp"

namespace landlink::app {

/// Shows progress on standard error: a line that rewrites itself on a terminal, plain lines in a
/// log.
class TerminalProgress final : public Progress {
 public:
  TerminalProgress();
  void stage(const std::string& what) override;
  void iteration(const IterationSummary& summary) override;
  void warning(const std::string& text) override;
  /// Ends the line that is being rewritten, if there is one.
  void finish();

 private:
  bool terminal_;
  bool line_open_ = false;
};

}  // namespace landlink::app
