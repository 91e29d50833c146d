// Reads every #include of the project and holds it against the link lines in src/*/CMakeLists.txt
// and the table of third-party libraries in docs/architecture.md.

#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using Modules = std::map<std::string, std::set<std::string>>;

const fs::path kRoot = LANDLINK_SOURCE_DIR;

struct Inclusion {
  std::string file;
  std::string module;
  std::string target;
  bool header;
};

/// module -> modules that its CMakeLists.txt names after DEPENDS.
Modules direct_dependencies() {
  Modules result{{"app", {"study"}}};
  const std::regex depends(R"(DEPENDS\s+([a-z_\s]+))");
  for (const auto& entry : fs::directory_iterator(kRoot / "src")) {
    const std::string text = read_text_file(entry.path() / "CMakeLists.txt");
    std::set<std::string>& modules = result[entry.path().filename()];
    std::smatch match;
    if (std::regex_search(text, match, depends)) {
      std::istringstream words(match[1]);
      for (std::string word; words >> word;) modules.insert(word);
    }
  }
  return result;
}

/// Each module with all it reaches, itself included.
Modules closure_of(const Modules& direct) {
  Modules closure;
  for (const auto& [module, modules] : direct) {
    std::vector<std::string> open{module};
    while (!open.empty()) {
      const std::string next = open.back();
      open.pop_back();
      if (!closure[module].insert(next).second) continue;
      const auto found = direct.find(next);
      if (found == direct.end()) continue;
      open.insert(open.end(), found->second.begin(), found->second.end());
    }
  }
  return closure;
}

std::vector<Inclusion> inclusions() {
  std::vector<Inclusion> result;
  const std::regex include(R"(^\s*#include\s+[<"]([^>"]+)[>"])");
  for (const fs::path& top : {kRoot / "src", kRoot / "include" / "landlink"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
      const std::string extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp") continue;
      const fs::path relative = fs::relative(entry.path(), top);
      for (const std::string& line : split(read_text_file(entry.path()), '\n')) {
        std::smatch match;
        if (!std::regex_search(line, match, include)) continue;
        result.push_back(
            {fs::relative(entry.path(), kRoot), *relative.begin(), match[1], top != kRoot / "src"});
      }
    }
  }
  return result;
}

TEST(Layering, EveryIncludeIsGrantedByTheLinkLines) {
  const Modules granted = closure_of(direct_dependencies());
  std::size_t checked = 0;
  for (const Inclusion& inclusion : inclusions()) {
    if (!inclusion.target.starts_with("landlink/")) continue;
    const std::string target = split(inclusion.target, '/').at(1);
    ++checked;
    EXPECT_TRUE(granted.at(inclusion.module).contains(target))
        << inclusion.file << " includes " << inclusion.target << ", which module '"
        << inclusion.module << "' does not link";
  }
  EXPECT_GT(checked, 50u);  // the walk found the project's own includes
}

TEST(Layering, TheLinkLinesHaveNoCycle) {
  const Modules direct = direct_dependencies();
  const Modules granted = closure_of(direct);
  for (const auto& [module, modules] : direct) {
    for (const std::string& other : modules) {
      EXPECT_FALSE(granted.at(other).contains(module)) << module << " and " << other;
    }
  }
}

TEST(Layering, ThirdPartyLibrariesStayInTheirModules) {
  struct Rule {
    std::string prefix;
    std::set<std::string> modules;
    bool headers;
  };
  // As the table in docs/architecture.md says.
  const std::vector<Rule> rules{
      {"gdal", {"gis"}, false},
      {"ogr", {"gis"}, false},
      {"cpl_", {"gis"}, false},
      {"toml++/", {"core"}, false},
      {"omp.h", {"core"}, false},
      {"csv.h", {"core"}, false},
      {"sleef.h", {"core"}, false},
      {"geodesic.h", {"core"}, false},
      {"openssl/", {"core"}, false},
      {"boost/", {"network", "paths"}, true},
      {"Eigen/", {"demand", "assign", "appraise", "study"}, true},
      {"unsupported/Eigen/", {"appraise"}, false},
      {"pugixml", {"output"}, false},
      {"sqlite3", {"output", "gis"}, false},
      {"cairo", {"output"}, false},
      {"zip.h", {"output"}, false},
      {"zlib.h", {"exchange"}, false},
      {"hdf5", {"exchange"}, false},
      {"nlohmann/", {"output", "gis", "study"}, false},
      {"CLI/", {"app"}, true},
  };
  for (const Inclusion& inclusion : inclusions()) {
    for (const Rule& rule : rules) {
      if (!inclusion.target.starts_with(rule.prefix)) continue;
      EXPECT_TRUE(rule.modules.contains(inclusion.module))
          << inclusion.file << " includes " << inclusion.target;
      EXPECT_TRUE(rule.headers || !inclusion.header || inclusion.module == "app")
          << inclusion.file << " is a public header and includes " << inclusion.target;
    }
  }
}

TEST(Layering, ThreadsStartInCoreParallelOnly) {
  const std::regex threads(R"(#pragma omp (?!simd)|std::thread|std::jthread|std::async)");
  for (const fs::path& top : {kRoot / "src", kRoot / "include"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
      if (!entry.is_regular_file() || entry.path().filename() == "parallel.cpp") continue;
      EXPECT_FALSE(std::regex_search(read_text_file(entry.path()), threads)) << entry.path();
    }
  }
}

}  // namespace
}  // namespace landlink
