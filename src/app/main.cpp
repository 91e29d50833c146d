#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <new>

#include "assign_command.hpp"
#include "check_command.hpp"
#include "landlink/core/error.hpp"

int main(int argc, char** argv) {
  using landlink::ExitCode;
  CLI::App app{"Freight network simulator for Lao PDR and the Mekong corridors", "landlink"};
  app.require_subcommand(1);
  int exit_code = 0;
  landlink::app::add_assign_command(app, exit_code);
  landlink::app::add_check_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : static_cast<int>(ExitCode::bad_input);
  } catch (const landlink::Error& e) {
    std::fprintf(stderr, "landlink: %s\n", e.what());
    return static_cast<int>(e.exit_code());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "landlink: out of memory\n");
    return static_cast<int>(ExitCode::out_of_resources);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "landlink: internal error: %s\n", e.what());
    return static_cast<int>(ExitCode::internal);
  }
  return exit_code;
}
