#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "landlink/exchange/tntp.hpp"
#include "tntp_lines.hpp"

namespace landlink {

namespace {

struct Trip {
  TntpNodeNumber origin;
  TntpNodeNumber destination;
  double value;
};

/// Reads `Origin 5` lines and `7 : 12.5;` pairs off one line after another.
class TripParser {
 public:
  TripParser(const std::string& file, std::size_t most_trips)
      : file_(&file), most_trips_(most_trips) {}

  void read(TntpLine line, std::vector<Trip>& trips) {
    line_ = line.number;
    rest_ = line.text;
    for (skip_separators(); !rest_.empty(); skip_separators()) {
      if (std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) {
        read_origin();
      } else {
        if (trips.size() == most_trips_) {
          refuse(fmt::format("more than {} pairs", most_trips_),
                 "leave pairs without trips out, or join zones");
        }
        trips.push_back(read_pair());
      }
    }
  }

 private:
  [[noreturn]] void refuse(std::string problem, std::string remedy) const {
    throw Error({.file = *file_, .line = line_}, std::move(problem), std::move(remedy));
  }
  void skip_separators() {
    const std::size_t first = rest_.find_first_not_of(" \t;");
    rest_.remove_prefix(first == std::string_view::npos ? rest_.size() : first);
  }
  void skip_blanks() {
    const std::size_t first = rest_.find_first_not_of(" \t");
    rest_.remove_prefix(first == std::string_view::npos ? rest_.size() : first);
  }
  TntpNodeNumber read_number() {
    skip_blanks();
    TntpNodeNumber number = 0;
    const auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (code != std::errc{}) {
      refuse(fmt::format("'{}' is no zone number", printable(rest_.substr(0, 12))),
             "give rows of 'zone : trips;' under lines of 'Origin zone'");
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return number;
  }
  void read_origin() {
    constexpr std::string_view kOrigin = "origin";
    const bool same = rest_.size() >= kOrigin.size() &&
                      std::equal(kOrigin.begin(), kOrigin.end(), rest_.begin(), [](char a, char b) {
                        return a == std::tolower(static_cast<unsigned char>(b));
                      });
    if (!same) {
      refuse(fmt::format("'{}' in a trip table", printable(rest_.substr(0, 20))),
             "give rows of 'zone : trips;' under lines of 'Origin zone'");
    }
    rest_.remove_prefix(kOrigin.size());
    origin_ = read_number();
    has_origin_ = true;
  }
  Trip read_pair() {
    Trip trip{.origin = origin_, .destination = read_number(), .value = 0.0};
    if (!has_origin_) refuse("trips before the first 'Origin'", "say where they start");
    skip_blanks();
    if (rest_.empty() || rest_.front() != ':') {
      refuse(fmt::format("no ':' after zone {}", trip.destination), "write 'zone : trips;'");
    }
    rest_.remove_prefix(1);
    skip_blanks();
    const auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), trip.value);
    if (code != std::errc{} || !std::isfinite(trip.value)) {
      refuse(fmt::format("'{}' are no trips from zone {} to zone {}",
                         printable(rest_.substr(0, 12)), trip.origin, trip.destination),
             "give a decimal number");
    }
    if (trip.value < 0.0) {
      refuse(fmt::format("{} trips from zone {} to zone {}", trip.value, trip.origin,
                         trip.destination),
             "give at least 0");
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return trip;
  }

  const std::string* file_;
  std::size_t most_trips_;
  std::string_view rest_;
  int line_ = 0;
  bool has_origin_ = false;
  TntpNodeNumber origin_ = 0;
};

}  // namespace

TntpTrips parse_tntp_trips(std::string_view text, const std::string& file, std::size_t most_trips) {
  std::vector<Trip> trips;
  TripParser parser(file, most_trips);
  TntpLines lines(text);
  while (const auto line = lines.next()) {
    if (!parse_tntp_tag(line->text)) parser.read(*line, trips);
  }
  std::erase_if(trips, [](const Trip& trip) { return trip.value == 0.0; });

  TntpTrips result;
  result.file = file;
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
  std::vector<OdEntry> entries;
  entries.reserve(trips.size());
  for (const Trip& trip : trips) {
    entries.push_back({zone_of(trip.origin), zone_of(trip.destination), trip.value});
  }
  result.trips = OdMatrix(result.zones.size(), std::move(entries));
  return result;
}

TntpTrips read_tntp_trips(const std::filesystem::path& path) {
  return parse_tntp_trips(read_possibly_gzipped(path), path.string());
}

}  // namespace landlink
