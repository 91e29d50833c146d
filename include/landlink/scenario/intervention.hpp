#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/config_table.hpp"
#include "landlink/core/setting.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// What every intervention has: a name, a price and a year.
struct InterventionTerms {
  std::string type = {};
  std::string id = {};  ///< unique within a scenario; "<type>-<number>" if the study gives none
  Place place = {};     ///< in the study file
  double capital_usd = 0.0;
  double maintenance_usd_per_year = 0.0;  ///< over and above the base's
  int construction_years = 2;             ///< capital is spent evenly over the years before opening
  std::vector<std::string> paid_by = {};  ///< ISO 3166-1, in equal shares; empty: Laos
  double life_years = 0.0;  ///< after opening, for the residual value; 0: the appraisal's length
  int opens = 0;            ///< first year of benefits; 0: the study's year
  int order = 0;            ///< place among the scenario's interventions; 0: none is stated
};

/// One change to a model. Changes only the draft, the demand and the classes; `apply(scenario,
/// base)` rebuilds what follows from them.
class Intervention {
 public:
  explicit Intervention(InterventionTerms terms) : terms_(std::move(terms)) {}
  virtual ~Intervention() = default;
  Intervention(const Intervention&) = delete;
  Intervention& operator=(const Intervention&) = delete;

  [[nodiscard]] const InterventionTerms& terms() const { return terms_; }

  /// The terms with what follows from where the change is, such as clearance of a new alignment.
  /// `base` is the model before the change.
  [[nodiscard]] virtual InterventionTerms terms_in(const TransportModel& base) const {
    static_cast<void>(base);
    return terms_;
  }

  /// Share of the year in which the change holds: below 1 for a closure of some days, times the
  /// probability that it happens.
  [[nodiscard]] virtual double share_of_year() const { return 1.0; }

  /// Whether it changes freight or what carries it, so that it applies once demand is known.
  [[nodiscard]] virtual bool needs_demand() const { return false; }

  /// In words, without the terms: "upgrade_road road 9: lanes 4, surface asphalt".
  [[nodiscard]] virtual std::string text() const = 0;

  /// Changes `model`. Throws Error with the place in the study file if it does not apply.
  virtual void apply(TransportModel& model) const = 0;

 private:
  InterventionTerms terms_;
};

/// A row of the list of interventions.
struct InterventionEntry {
  std::string_view type;
  std::string_view description;
  /// Reads the keys besides those of the terms; strict.
  std::unique_ptr<const Intervention> (*parse)(const ConfigTable& table, InterventionTerms terms);
  /// The keys that `parse` reads, for the help text and the JSON schema.
  std::span<const KeyRecord> keys = {};
};

/// Every intervention, in the order of the help text.
std::span<const InterventionEntry> interventions();

/// The keys that every intervention may have.
std::span<const KeyRecord> term_keys();

/// Reads an `intervention` table of a study file: terms, then what its type adds. Throws Error for
/// an unknown type (with the nearest), an unknown key or a value out of range.
std::unique_ptr<const Intervention> parse_intervention(const ConfigTable& table, int number);

}  // namespace landlink
