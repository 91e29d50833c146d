#include "terminal_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace landlink::app {

namespace {
/// In a log, one line for so many iterations.
constexpr int kLogEvery = 100;
}  // namespace

TerminalProgress::TerminalProgress() : terminal_(::isatty(STDERR_FILENO) == 1) {}

void TerminalProgress::stage(const std::string& what) {
  finish();
  fmt::print(stderr, "{}\n", what);
}

void TerminalProgress::iteration(const IterationSummary& summary) {
  const std::string text =
      fmt::format("  iteration {:>5}  {} {:.2e}", summary.iteration,
                  summary.stochastic ? "residual" : "relative gap", summary.convergence_measure());
  if (terminal_) {
    fmt::print(stderr, "\r{}\x1b[K", text);
    std::fflush(stderr);
    line_open_ = true;
  } else if (summary.iteration % kLogEvery == 0) {
    fmt::print(stderr, "{}\n", text);
  }
}

void TerminalProgress::warning(const std::string& text) {
  finish();
  fmt::print(stderr, "  warning: {}\n", text);
}

void TerminalProgress::finish() {
  if (line_open_) fmt::print(stderr, "\n");
  line_open_ = false;
}

}  // namespace landlink::app
