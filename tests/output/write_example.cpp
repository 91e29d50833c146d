// Writes the example results of the tests into a folder, for the checks in QGIS.
#include <cstdio>

#include "output/example_results.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_example FOLDER\n", stderr);
    return 1;
  }
  const std::filesystem::path folder = argv[1];
  const landlink::test::ExampleResults example;
  const landlink::ScenarioResults base = example.base();
  landlink::write_results(base, folder / "base");
  landlink::write_results(example.scenario(base), folder / "closed-9");
  const landlink::test::ExampleResults at_post("LV6");
  landlink::write_results(at_post.scenario(base), folder / "closed-post");
  return 0;
}
