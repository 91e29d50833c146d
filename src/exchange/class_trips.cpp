#include "landlink/exchange/class_trips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"

namespace landlink {

namespace {

/// A cell of the trip table, as read.
struct Trip {
  std::size_t user_class;
  TntpNodeNumber origin;
  TntpNodeNumber destination;
  double vehicles_per_h;
  std::size_t row;

  [[nodiscard]] auto pair() const { return std::tie(user_class, origin, destination); }
};

/// A class's name heads a column of the flow file, among others and between tabs.
void check_name(const CsvRow& row, const std::string& name,
                const std::vector<std::string>& earlier) {
  constexpr std::array<std::string_view, 4> kTaken{"from", "to", "volume", "cost"};
  if (std::find(earlier.begin(), earlier.end(), name) != earlier.end()) {
    throw Error(row.place("class"), fmt::format("class '{}' stands twice", printable(name)),
                "give each class one row");
  }
  if (std::find(kTaken.begin(), kTaken.end(), folded(name)) != kTaken.end() ||
      std::any_of(name.begin(), name.end(), [](char c) { return c >= '\0' && c <= ' '; })) {
    throw Error(row.place("class"),
                fmt::format("'{}' cannot head a column of the flow file", printable(name)),
                "name the class without blanks, and not From, To, Volume or Cost");
  }
}

double not_negative(const CsvRow& row, std::string_view column) {
  const double value = row.number(column);
  if (value < 0.0) {
    throw Error(row.place(column), fmt::format("{} is negative", value), "give at least 0");
  }
  return value;
}

std::vector<TripClass> classes_of(const CsvTable& table, std::vector<std::string>& names) {
  table.expect_columns({"class", "pce", "distance_cost"});
  std::vector<TripClass> classes;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const std::string& name = row.required_text("class");
    check_name(row, name, names);
    const double pce = row.number("pce");
    if (!(pce > 0.0)) {
      throw Error(row.place("pce"), fmt::format("a pce of {}", pce),
                  "give the passenger-car equivalents of a vehicle, above 0");
    }
    names.push_back(name);
    classes.push_back(
        {.name = name, .pce = pce, .distance_cost = not_negative(row, "distance_cost")});
  }
  return classes;
}

/// Reads the rows of a trip table one by one.
class TripRows {
 public:
  TripRows(const CsvTable& table, const std::vector<TripClass>& classes,
           const std::vector<std::string>& names, const TntpNetwork& network)
      : table_(&table), classes_(&classes), names_(&names), has_pce_(table.has_column("pce")) {
    for (const TntpLink& link : network.links) {
      nodes_.push_back(link.from);
      nodes_.push_back(link.to);
    }
    std::sort(nodes_.begin(), nodes_.end());
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
  }

  [[nodiscard]] Trip read(std::size_t index) {
    const CsvRow row = table_->row(index);
    const std::size_t user_class = class_of(row);
    const double pce = (*classes_)[user_class].pce;
    if (has_pce_ && row.number("pce") != pce) {
      throw Error(row.place("pce"),
                  fmt::format("a pce of {} where class '{}' has {}", row.number("pce"),
                              (*names_)[user_class], pce),
                  "give both tables the same pce, or leave the column out here");
    }
    return {.user_class = user_class,
            .origin = zone(row, "origin"),
            .destination = zone(row, "dest"),
            .vehicles_per_h = not_negative(row, "veh_h"),
            .row = index};
  }

 private:
  [[nodiscard]] std::size_t class_of(const CsvRow& row) {
    const std::string& name = row.required_text("class");
    // Rows mostly come class by class.
    if (last_class_ < names_->size() && (*names_)[last_class_] == name) return last_class_;
    const auto found = std::find(names_->begin(), names_->end(), name);
    if (found == names_->end()) {
      throw Error(row.place("class"), fmt::format("unknown class '{}'", printable(name)),
                  name_remedy(name, *names_));
    }
    return last_class_ = static_cast<std::size_t>(found - names_->begin());
  }
  [[nodiscard]] TntpNodeNumber zone(const CsvRow& row, std::string_view column) const {
    const TntpNodeNumber number = row.integer(column);
    if (!std::binary_search(nodes_.begin(), nodes_.end(), number)) {
      throw Error(row.place(column), fmt::format("zone {} is no node of the network", number),
                  "give the number of a node that a link starts or ends at");
    }
    return number;
  }

  const CsvTable* table_;
  const std::vector<TripClass>* classes_;
  const std::vector<std::string>* names_;
  bool has_pce_;
  std::vector<TntpNodeNumber> nodes_;
  std::size_t last_class_ = 0;
};

/// Brings trips into the order of class, origin, destination; refuses what stands twice, naming
/// the later row.
void sort_and_check(std::vector<Trip>& trips, const CsvTable& table,
                    const std::vector<std::string>& names) {
  std::stable_sort(trips.begin(), trips.end(),
                   [](const Trip& a, const Trip& b) { return a.pair() < b.pair(); });
  const Trip* repeated = nullptr;
  const Trip* first = nullptr;
  for (std::size_t i = 1; i < trips.size(); ++i) {
    if (trips[i].pair() != trips[i - 1].pair()) continue;
    if (repeated == nullptr || trips[i].row < repeated->row) {
      repeated = &trips[i];
      first = &trips[i - 1];
    }
  }
  if (repeated == nullptr) return;
  throw Error(table.row(repeated->row).place("dest"),
              fmt::format("trips of class '{}' from zone {} to zone {} stand on line {} already",
                          names[repeated->user_class], repeated->origin, repeated->destination,
                          table.row(first->row).place().line),
              "add them up in one row");
}

}  // namespace

ClassTrips parse_class_trips(const CsvTable& trip_table, const CsvTable& class_table,
                             const TntpNetwork& network) {
  std::vector<std::string> names;
  ClassTrips result{.file = trip_table.file()};
  result.classes = classes_of(class_table, names);

  trip_table.expect_columns({"class", "origin", "dest", "veh_h"}, {"pce"});
  std::vector<Trip> trips;
  trips.reserve(trip_table.size());
  TripRows rows(trip_table, result.classes, names, network);
  for (std::size_t i = 0; i < trip_table.size(); ++i) trips.push_back(rows.read(i));
  sort_and_check(trips, trip_table, names);
  std::erase_if(trips, [](const Trip& trip) { return trip.vehicles_per_h == 0.0; });

  for (const Trip& trip : trips) {
    result.zones.push_back(trip.origin);
    result.zones.push_back(trip.destination);
  }
  std::sort(result.zones.begin(), result.zones.end());
  result.zones.erase(std::unique(result.zones.begin(), result.zones.end()), result.zones.end());
  const auto zone_of = [&](TntpNodeNumber number) {
    const auto found = std::lower_bound(result.zones.begin(), result.zones.end(), number);
    return ZoneId{static_cast<std::size_t>(found - result.zones.begin())};
  };
  std::vector<std::vector<OdEntry>> entries(result.classes.size());
  for (const Trip& trip : trips) {
    entries[trip.user_class].push_back(
        {zone_of(trip.origin), zone_of(trip.destination), trip.vehicles_per_h});
  }
  for (std::size_t k = 0; k < entries.size(); ++k) {
    result.classes[k].trips = OdMatrix(result.zones.size(), std::move(entries[k]));
  }
  return result;
}

ClassTrips read_class_trips(const std::filesystem::path& trips,
                            const std::filesystem::path& classes, const TntpNetwork& network) {
  const CsvTable class_table = CsvTable::parse(read_possibly_gzipped(classes), classes.string());
  return parse_class_trips(CsvTable::parse(read_possibly_gzipped(trips), trips.string()),
                           class_table, network);
}

}  // namespace landlink
