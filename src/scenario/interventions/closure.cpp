#include "landlink/scenario/closure.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "interventions.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/// Whether a text is a day of the calendar, YYYY-MM-DD.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = -1;
    const char* const first = text.data() + at;
    const auto [end, code] = std::from_chars(first, first + size, value);
    return code == std::errc{} && end == first + size ? value : -1;
  };
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 1900 || month < 1 || month > 12 || day < 1) return false;
  return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

constexpr double kDaysOfYear = 365.0;

constexpr std::array kKeys{
    KeyRecord{.key = "where", .kind = KeyKind::table, .meaning = "which links"},
    KeyRecord{.key = "checkpoint", .kind = KeyKind::texts, .meaning = "checkpoints by id or name"},
    KeyRecord{
        .key = "from", .kind = KeyKind::text, .meaning = "first day, YYYY-MM-DD", .required = true},
    KeyRecord{.key = "days", .meaning = "how long", .bounds = {0.5, 366}},
    KeyRecord{.key = "months", .meaning = "instead of days", .bounds = {0.1, 12}},
    KeyRecord{.key = "probability",
              .meaning = "that it happens in a year; 1 by default",
              .bounds = {0, 1}},
};

/// Roads or posts shut for some days.
class Closure final : public TimedClosure {
 public:
  Closure(const ConfigTable& table, InterventionTerms terms) : TimedClosure(std::move(terms)) {
    if (table.has("where")) where_ = LinkSelector::parse(table.table("where"));
    if (table.has("checkpoint")) checkpoints_ = table.texts("checkpoint");
    period_.from = table.text("from");
    if (!is_date(period_.from)) {
      throw Error(table.place("from"), fmt::format("'{}' is no date", period_.from),
                  "write it as 2025-08-04");
    }
    const RecordedTable recorded(table, "", kKeys);
    const auto days = recorded.number("days");
    const auto months = recorded.number("months");
    if (days.has_value() == months.has_value()) {
      throw Error(table.place(), "how long is not clear", "give days or months, one of them");
    }
    period_.days = days ? *days : *months / 12.0 * kDaysOfYear;
    probability_ = recorded.number("probability").value_or(1.0);
    place_ = table.place();
    table.finish();
    if (!where_ && checkpoints_.empty()) {
      throw Error(place_, "nothing says what is closed",
                  "give where = { road = \"12\" } or checkpoint = \"Na Phao\"");
    }
  }

  std::string text() const override {
    std::string text = "closure";
    if (where_) text += " " + where_->text();
    if (!checkpoints_.empty()) text += fmt::format(" checkpoint {}", fmt::join(checkpoints_, ", "));
    text += fmt::format(" from {} for {:g} days", period_.from, period_.days);
    if (probability_ < 1.0) text += fmt::format(" with probability {:g}", probability_);
    return text;
  }

  double share_of_year() const override {
    return std::min(1.0, period_.days / kDaysOfYear) * probability_;
  }

  void apply(TransportModel& model) const override {
    std::vector<std::size_t> links;
    if (where_) links = where_->select(model);
    for (const std::string& name : checkpoints_) {
      const CheckpointId id = find_checkpoint(model, name, place_);
      for (std::size_t i = 0; i < model.draft.links.size(); ++i) {
        if (model.draft.links[i].attributes.checkpoint == id) links.push_back(i);
      }
    }
    for (const std::size_t i : links) model.draft.links[i].attributes.open = false;
  }

  ClosurePeriod period() const override { return period_; }

 private:
  std::optional<LinkSelector> where_;
  std::vector<std::string> checkpoints_;
  ClosurePeriod period_;
  double probability_ = 1.0;
  Place place_;
};

}  // namespace

std::optional<ClosurePeriod> closure_period(const Scenario& scenario) {
  std::optional<ClosurePeriod> longest;
  for (const auto& intervention : scenario.interventions) {
    const auto* closure = dynamic_cast<const TimedClosure*>(intervention.get());
    if (closure == nullptr) continue;
    if (!longest || closure->period().days > longest->days) longest = closure->period();
  }
  return longest;
}

std::span<const KeyRecord> closure_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_closure(const ConfigTable& table,
                                                  InterventionTerms terms) {
  return std::make_unique<Closure>(table, std::move(terms));
}

}  // namespace landlink
