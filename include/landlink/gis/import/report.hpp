#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "landlink/core/geo.hpp"

namespace landlink::road_import {

/// One thing that the import did to the data or could not do.
struct Repair {
  std::string step = {};     ///< as `snap` or `connect`
  std::string what = {};     ///< short stable name of the kind of repair, such as `end_to_node`
  std::string feature = {};  ///< what it was done to
  double length_km = 0.0;    ///< of the gap closed or the move made; 0 where none applies
  std::optional<LonLat> where = {};
  std::string note = {};
};

/// Every repair, in the order made. Nothing is repaired without a row here.
class RepairReport {
 public:
  void add(Repair repair) { repairs_.push_back(std::move(repair)); }
  /// A plain figure of a step, such as the number of components.
  void count(const std::string& step, const std::string& what, double value);

  [[nodiscard]] const std::vector<Repair>& repairs() const { return repairs_; }
  [[nodiscard]] std::size_t count_of(const std::string& step, const std::string& what) const;
  /// Throws std::out_of_range where `count` was never called with it.
  [[nodiscard]] double figure(const std::string& step, const std::string& what) const;

  /// Figures, and repairs counted by step and kind, as lines for a terminal.
  [[nodiscard]] std::string table() const;
  /// A row per figure and repair: step, what, feature, length_km, lon, lat, note.
  [[nodiscard]] std::string csv() const;

 private:
  std::vector<Repair> repairs_;
  std::vector<std::pair<std::pair<std::string, std::string>, double>> figures_;
};

}  // namespace landlink::road_import
