#include "audit_length.hpp"

#include <fmt/format.h>

#include "landlink/core/geo.hpp"

namespace landlink::gis {

namespace {

// Bounds beyond which a value is more likely a slip than a length; by judgement.
constexpr double kMostBeyondLine = 1.6;  // a generalised line loses little of a road's length
constexpr double kMostBeyondSchema =
    3.0;                                // the most sinuous mountain roads, against a straight line
constexpr double kLeastOfChord = 0.99;  // lengths are often rounded to a kilometre or a tenth
constexpr double kRounding_km = 0.5;

}  // namespace

std::optional<LengthFinding> length_finding(const Line& line, double length_km, bool schematic) {
  const double drawn_km = geodesic_length_km(line);
  const double chord_km = geodesic_km(line.front(), line.back());
  if (length_km < kLeastOfChord * chord_km - kRounding_km) {
    return LengthFinding{
        Severity::warning, "shorter_than_great_circle",
        fmt::format("{:.3f} km, but its ends are {:.3f} km apart", length_km, chord_km),
        "give the length on the ground in km, or mend the line"};
  }
  if (length_km > kMostBeyondLine * drawn_km + kRounding_km) {
    if (schematic && length_km <= kMostBeyondSchema * drawn_km + kRounding_km) {
      return LengthFinding{
          Severity::note, "longer_than_schema",
          fmt::format("{:.3f} km stated, {:.1f} times its schematic line of {:.3f} km", length_km,
                      length_km / drawn_km, drawn_km),
          "draw the line as it runs, and delete 'course', to have the length checked"};
    }
    return LengthFinding{Severity::warning, "longer_than_line",
                         fmt::format("{:.3f} km, but the {}line is {:.3f} km long", length_km,
                                     schematic ? "schematic " : "", drawn_km),
                         "check the unit of the length, or draw the line as it runs"};
  }
  return std::nullopt;
}

}  // namespace landlink::gis
