#include "landlink/demand/od_csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <map>
#include <tuple>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

constexpr const char* kTonnes = "tonnes_per_day";
constexpr std::size_t kMostFaults = 100;  // enough to see the pattern; reading stops there

/// Ids to places in a list, with the ids for suggestions.
struct Names {
  std::map<std::string, std::size_t, std::less<>> place;
  std::vector<std::string> ids;

  template <class List>
  explicit Names(const List& list) {
    for (const auto& item : list) {
      place.emplace(item.id, ids.size());
      ids.push_back(item.id);
    }
  }

  [[nodiscard]] std::size_t find(const CsvRow& row, const char* column, const char* kind) const {
    const std::string& id = row.required_text(column);
    const auto found = place.find(id);
    if (found == place.end()) {
      throw Error(row.place(column), fmt::format("no {} '{}'", kind, printable(id)),
                  name_remedy(id, ids));
    }
    return found->second;
  }
};

/// The unit is part of the name: a table in tonnes a year must not pass for tonnes a day.
void check_columns(const CsvTable& table) {
  for (const std::string& column : table.columns()) {
    if (column != kTonnes && column.starts_with("tonnes")) {
      throw Error({.file = table.file(), .line = 1},
                  fmt::format("a column '{}' of another unit", printable(column)),
                  "convert it and name it tonnes_per_day");
    }
  }
  table.expect_columns({"origin", "destination", "commodity", kTonnes});
}

class OdReader {
 public:
  OdReader(const CsvTable& table, const Zones& zones,
           const IdVector<CommodityId, Commodity>& commodities, Diagnostics& diagnostics,
           const OdCsvOptions& options)
      : table_(table),
        zones_(zones),
        commodities_(commodities),
        diagnostics_(diagnostics),
        options_(options),
        entries_(commodities.size()) {}

  IdVector<CommodityId, OdMatrix> read() {
    std::size_t faults = 0;
    for (std::size_t i = 0; i < table_.size() && faults < kMostFaults; ++i) {
      try {
        read_row(table_.row(i));
      } catch (const Error& error) {
        ++faults;
        diagnostics_.error("bad_od_row", error.place(), error.problem(), error.remedy());
      }
    }
    diagnostics_.stop_on_errors();
    warn();
    return matrices();
  }

 private:
  void read_row(const CsvRow& row) {
    const ZoneId origin{zones_.find(row, "origin", "zone")};
    const ZoneId destination{zones_.find(row, "destination", "zone")};
    const CommodityId commodity{commodities_.find(row, "commodity", "commodity")};
    const double tonnes = row.number(kTonnes);
    if (tonnes < 0.0) {
      throw Error(row.place(kTonnes), fmt::format("a flow of {} t/day", shortest_text(tonnes)),
                  "give tonnes of at least 0");
    }
    const auto [first, added] =
        first_line_.emplace(std::tuple(commodity, origin, destination), row.place().line);
    if (!added && !options_.sum_duplicates) {
      throw Error(row.place(), fmt::format("the pair of line {} again", first->second),
                  "give each pair and commodity one row, or add them up by duplicates = \"sum\"");
    }
    total_.add(tonnes);
    if (!std::isfinite(total_.value())) {
      throw Error(row.place(kTonnes), "tonnes whose sum is not finite",
                  "give tonnes that add up to a number");
    }
    if (origin == destination) {
      intrazonal_t_per_day_ += tonnes;
    } else if (tonnes > 0.0 && tonnes < options_.smallest_t_per_day) {
      ++too_small_;
    } else {
      entries_[commodity].push_back({origin, destination, tonnes});
    }
  }

  void warn() {
    const Place file{.file = table_.file()};
    if (intrazonal_t_per_day_ > 0.0) {
      diagnostics_.warning(
          "intrazonal_flow", file,
          fmt::format("{} t/day within a zone are left out", shortest_text(intrazonal_t_per_day_)),
          "split the zone if this freight should be on the network");
    }
    if (too_small_ > 0) {
      diagnostics_.warning("tiny_flow", file,
                           fmt::format("{} below {} t/day left out", counted(too_small_, "flow"),
                                       shortest_text(options_.smallest_t_per_day)));
    }
    if (total_.value() == 0.0) {
      diagnostics_.warning("no_flow", file, "all flows are zero", "check the unit and the columns");
    }
  }

  IdVector<CommodityId, OdMatrix> matrices() {
    IdVector<CommodityId, OdMatrix> result;
    for (auto& entries : entries_) result.push_back({zones_.ids.size(), std::move(entries)});
    return result;
  }

  const CsvTable& table_;
  Names zones_;
  Names commodities_;
  Diagnostics& diagnostics_;
  OdCsvOptions options_;
  IdVector<CommodityId, std::vector<OdEntry>> entries_;
  std::map<std::tuple<CommodityId, ZoneId, ZoneId>, int> first_line_;
  CompensatedSum total_;
  double intrazonal_t_per_day_ = 0.0;
  std::size_t too_small_ = 0;
};

IdVector<CommodityId, OdMatrix> matrices_of(const CsvTable& table, const Zones& zones,
                                            const IdVector<CommodityId, Commodity>& commodities,
                                            Diagnostics& diagnostics, const OdCsvOptions& options) {
  check_columns(table);
  return OdReader(table, zones, commodities, diagnostics, options).read();
}

/// A table that was cut short may end within its last number.
void warn_of_open_end(bool ends_its_line, const std::string& name, Diagnostics& diagnostics) {
  if (ends_its_line) return;
  diagnostics.warning("no_line_end", {.file = name},
                      "the last line does not end, as if the table were cut short",
                      "see whether its rows are all there, and end the last with a line break");
}

bool ends_its_line(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(-1, std::ios::end);
  return file.get() == '\n';
}

}  // namespace

IdVector<CommodityId, OdMatrix> read_od_csv(const std::filesystem::path& path, const Zones& zones,
                                            const IdVector<CommodityId, Commodity>& commodities,
                                            Diagnostics& diagnostics, const OdCsvOptions& options) {
  const CsvTable table = CsvTable::read(path);
  warn_of_open_end(ends_its_line(path), path.string(), diagnostics);
  return matrices_of(table, zones, commodities, diagnostics, options);
}

IdVector<CommodityId, OdMatrix> parse_od_csv(std::string_view text, const std::string& name,
                                             const Zones& zones,
                                             const IdVector<CommodityId, Commodity>& commodities,
                                             Diagnostics& diagnostics,
                                             const OdCsvOptions& options) {
  const CsvTable table = CsvTable::parse(text, name);
  warn_of_open_end(text.ends_with('\n'), name, diagnostics);
  return matrices_of(table, zones, commodities, diagnostics, options);
}

std::string od_csv_text(const FreightDemand& demand, const Zones& zones) {
  std::string text = "origin,destination,commodity,tonnes_per_day\n";
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    const std::string commodity = csv_cell(demand.commodities[CommodityId{c}].id);
    for (const OdEntry& entry : demand.tonnes_per_day[CommodityId{c}].entries()) {
      text +=
          fmt::format("{},{},{},{}\n", csv_cell(zones[entry.origin].id),
                      csv_cell(zones[entry.destination].id), commodity, shortest_text(entry.value));
    }
  }
  return text;
}

}  // namespace landlink
