#include <algorithm>

#include "interventions.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

constexpr double kMonthsOfYear = 12.0;

constexpr std::array kKeys{
    KeyRecord{.key = "where", .kind = KeyKind::table, .meaning = "which roads", .required = true},
    KeyRecord{.table = "set",
              .key = "speed_limit_kmh",
              .meaning = "that rain and mud allow; slower roads stay as they are",
              .bounds = {5, 130}},
    KeyRecord{.table = "set",
              .key = "iri_m_per_km",
              .meaning = "roughness; rougher roads stay as they are",
              .bounds = {1, 25}},
    KeyRecord{.table = "set",
              .key = "axle_limit_t",
              .meaning = "heaviest axle allowed; stricter limits stay",
              .bounds = {1, 30}},
    KeyRecord{.table = "set",
              .key = "max_gross_t",
              .meaning = "weight of a whole vehicle; stricter limits stay",
              .bounds = {1, 200}},
    KeyRecord{.key = "months",
              .meaning = "of the year in which it holds",
              .bounds = {0.1, 12},
              .required = true},
    KeyRecord{
        .key = "probability", .meaning = "that a year has it; 1 by default", .bounds = {0, 1}},
};

/// Rain on roads for some months: slower, rougher, or with lighter trucks only. The scenario is the
/// equilibrium in those months, and the appraisal weighs the year by them.
class WetSeason final : public Intervention {
 public:
  WetSeason(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)), where_(LinkSelector::parse(table.table("where"))) {
    const ConfigTable set = table.table("set");
    const RecordedTable recorded(set, "set", kKeys);
    speed_limit_kmh_ = recorded.number("speed_limit_kmh");
    iri_m_per_km_ = recorded.number("iri_m_per_km");
    axle_limit_t_ = recorded.number("axle_limit_t");
    max_gross_t_ = recorded.number("max_gross_t");
    set.finish();
    const RecordedTable own(table, "", kKeys);
    months_ = *own.number("months");
    probability_ = own.number("probability").value_or(1.0);
    table.finish();
    if (!speed_limit_kmh_ && !iri_m_per_km_ && !axle_limit_t_ && !max_gross_t_) {
      throw Error(set.place(), "nothing is set",
                  "give speed_limit_kmh, iri_m_per_km, axle_limit_t or max_gross_t; closure shuts "
                  "roads");
    }
  }

  double share_of_year() const override { return months_ / kMonthsOfYear * probability_; }

  std::string text() const override {
    SetText set;
    set.add("speed_limit_kmh", speed_limit_kmh_);
    set.add("iri_m_per_km", iri_m_per_km_);
    set.add("axle_limit_t", axle_limit_t_);
    set.add("max_gross_t", max_gross_t_);
    std::string text =
        fmt::format("wet_season {} for {:g} months: {}", where_.text(), months_, set.text());
    if (probability_ < 1.0) text += fmt::format(" with probability {:g}", probability_);
    return text;
  }

  void apply(TransportModel& model) const override {
    for (const std::size_t i : where_.select(model)) {
      LinkAttributes& link = model.draft.links[i].attributes;
      const auto lower = [](double& value, const std::optional<double>& limit) {
        if (limit) value = std::min(value, *limit);
      };
      lower(link.speed_limit_kmh, speed_limit_kmh_);
      lower(link.axle_limit_t, axle_limit_t_);
      lower(link.max_gross_t, max_gross_t_);
      if (iri_m_per_km_) link.iri_m_per_km = std::max(link.iri_m_per_km, *iri_m_per_km_);
    }
  }

 private:
  LinkSelector where_;
  std::optional<double> speed_limit_kmh_;
  std::optional<double> iri_m_per_km_;
  std::optional<double> axle_limit_t_;
  std::optional<double> max_gross_t_;
  double months_ = 0.0;
  double probability_ = 1.0;
};

}  // namespace

std::span<const KeyRecord> wet_season_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_wet_season(const ConfigTable& table,
                                                     InterventionTerms terms) {
  return std::make_unique<WetSeason>(table, std::move(terms));
}

}  // namespace landlink
