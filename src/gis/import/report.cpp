#include "landlink/gis/import/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/text.hpp"

namespace landlink::road_import {

namespace {

// Rounded to a number of decimals, without trailing zeros.
std::string rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double whole = std::round(value * scale);
  return whole == 0.0 ? "0" : shortest_text(whole / scale);
}

}  // namespace

void RepairReport::count(const std::string& step, const std::string& what, double value) {
  figures_.push_back({{step, what}, value});
}

std::size_t RepairReport::count_of(const std::string& step, const std::string& what) const {
  return static_cast<std::size_t>(std::count_if(
      repairs_.begin(), repairs_.end(),
      [&](const Repair& repair) { return repair.step == step && repair.what == what; }));
}

double RepairReport::figure(const std::string& step, const std::string& what) const {
  for (const auto& [key, value] : figures_)
    if (key.first == step && key.second == what) return value;
  throw std::out_of_range("no figure " + step + "/" + what);
}

std::string RepairReport::table() const {
  std::string text = fmt::format("{:<14} {:<34} {:>9} {:>10}\n", "step", "what", "count", "km");
  for (const auto& [key, value] : figures_)
    text += fmt::format("{:<14} {:<34} {:>9}\n", key.first, key.second, rounded(value, 1));
  std::vector<std::pair<std::string, std::string>> kinds;  // in order of appearance
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, double>> totals;
  for (const Repair& repair : repairs_) {
    const auto key = std::pair(repair.step, repair.what);
    if (!totals.contains(key)) kinds.push_back(key);
    auto& [count, km] = totals[key];
    ++count;
    km += repair.length_km;
  }
  for (const auto& kind : kinds)
    text += fmt::format("{:<14} {:<34} {:>9} {:>10.2f}\n", kind.first, kind.second,
                        totals[kind].first, totals[kind].second);
  return text;
}

std::string RepairReport::csv() const {
  std::string text = "step,what,feature,value,length_km,lon,lat,note\n";
  for (const auto& [key, value] : figures_)
    text += fmt::format("{},{},,{},,,,\n", key.first, key.second, rounded(value, 3));
  for (const Repair& repair : repairs_) {
    text +=
        fmt::format("{},{},{},,{},{},{},{}\n", repair.step, repair.what, csv_cell(repair.feature),
                    rounded(repair.length_km, 4), repair.where ? rounded(repair.where->lon, 5) : "",
                    repair.where ? rounded(repair.where->lat, 5) : "", csv_cell(repair.note));
  }
  return text;
}

}  // namespace landlink::road_import
