// Every fact that the data of gis/laos names as its source is listed with title, year and
// confidence.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;

std::set<std::string> cited_facts(const std::string& text) {
  // "roads-068", and "trade-001 006 007" for several of one table.
  static const std::regex citation(
      R"(\b((airports|borders|bridges|costs|demography|hazards|more-freight|power|projects|)"
      R"(rail_ports|rivers-ports|roads|services|trade|uxo-env)-\d{3})((?: \d{3})*)\b)");
  std::set<std::string> facts;
  for (std::sregex_iterator it(text.begin(), text.end(), citation), end; it != end; ++it) {
    facts.insert((*it)[1]);
    const std::string others = (*it)[3];
    for (std::size_t at = 0; at + 4 <= others.size(); at += 4) {
      facts.insert((*it)[2].str() + "-" + others.substr(at + 1, 3));
    }
  }
  return facts;
}

TEST(Sources, OfLayersAndTablesAreListed) {
  const CsvTable table = CsvTable::read("gis/laos/facts.csv");
  std::set<std::string> listed;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    EXPECT_TRUE(listed.insert(row.required_text("id")).second) << row.text("id");
    for (const char* column : {"value", "source_title", "confidence"}) {
      EXPECT_FALSE(row.text(column).empty()) << row.text("id") << " " << column;
    }
  }
  std::set<std::string> cited;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator("gis/laos")) {
    if (entry.is_regular_file() && entry.path().filename() != "facts.csv") {
      files.push_back(entry.path());
    }
  }
  for (const auto& entry : fs::directory_iterator("scenarios")) files.push_back(entry.path());
  for (const fs::path& file : files) {
    for (const std::string& fact : cited_facts(read_text_file(file))) {
      cited.insert(fact);
      EXPECT_TRUE(listed.contains(fact)) << file << " cites " << fact;
    }
  }
  EXPECT_GT(cited.size(), 100u);
}

}  // namespace
}  // namespace landlink
