#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

namespace landlink {

/// What a run of the program printed (both streams) and returned.
struct ProgramRun {
  int exit_code = -1;
  std::string text = {};
};

/// Runs `landlink ARGUMENTS` through the shell, from the project's folder, with the variables of
/// `environment` (NAME=VALUE) set.
inline ProgramRun run_program(const std::string& arguments, const std::string& environment = "") {
  ProgramRun run;
  const std::string command =
      environment + " " + std::string(LANDLINK_PROGRAM) + " " + arguments + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return run;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe)) {
    run.text.append(buffer.data(), size);
  }
  const int status = pclose(pipe);
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  return run;
}

}  // namespace landlink
