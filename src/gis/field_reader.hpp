#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/feature.hpp"
#include "landlink/network/link.hpp"
#include "landlink/network/months.hpp"

namespace landlink::gis {

/// Reads the fields of one feature and puts each fault into the diagnostics instead of throwing;
/// what could not be read has some valid value, and `sound()` says so.
class FieldReader {
 public:
  FieldReader(const Feature& feature, Diagnostics& diagnostics)
      : feature_(feature), diagnostics_(diagnostics) {}

  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] const Feature& feature() const { return feature_; }

  std::string text(std::string_view field);  ///< empty where there is none
  std::string required_text(std::string_view field);
  /// A finite number; a fault and nothing otherwise.
  std::optional<double> number(std::string_view field);
  double positive(std::string_view field, const std::string& remedy = "give a value above zero");
  /// Zero or more; `otherwise` where there is no value.
  double not_negative(std::string_view field, double otherwise);
  double optional_positive(std::string_view field, double otherwise);
  double required_not_negative(std::string_view field);
  /// 0 or 1, default 0.
  bool flag(std::string_view field);
  /// An ISO 3166-1 alpha-3 code.
  CountryCode country(std::string_view field);
  /// An ISO 3166-2 code such as LA-SV where `country` is Laos, and a fault if it is missing though
  /// `required`; empty elsewhere.
  std::string province(std::string_view field, CountryCode country, bool required = true);
  /// Whether the feature is open on 31 December of `year` by its `opened` and `closed` fields.
  bool open_in(int year);
  /// Months such as "6-11" or "1;2;12"; none where there is no value.
  Months months(std::string_view field);
  /// Entries of a list joined by ';'.
  std::vector<std::string> list(std::string_view field);

  /// One of the words of an enumeration, by its parsing function.
  template <class T>
  T word(std::string_view field, std::optional<T> (*parse)(std::string_view),
         const std::vector<std::string>& words) {
    const std::string name = required_text(field);
    if (const std::optional<T> value = parse(name)) return *value;
    if (!name.empty()) unknown_word(field, name, words);
    return T{};
  }

  void fault(std::string_view field, std::string code, std::string problem, std::string remedy);
  void warn(std::string_view field, std::string code, std::string problem, std::string remedy);

 private:
  void unknown_word(std::string_view field, const std::string& name,
                    const std::vector<std::string>& words);
  /// Days since year 0 on a calendar of 12 x 31 days, for comparison; 0 where there is no value.
  int date(std::string_view field);

  const Feature& feature_;
  Diagnostics& diagnostics_;
  bool sound_ = true;
};

/// A position that stands for a geometry on the issues map: a point, the middle vertex of a line,
/// the first of a polygon.
std::optional<LonLat> marker_of(const Geometry& geometry);

}  // namespace landlink::gis
