#include <array>

#include "interventions.hpp"

namespace landlink {

namespace {

constexpr std::array kKeys{
    KeyRecord{.key = "vehicle_country",
              .kind = KeyKind::text,
              .meaning = "where the trucks are registered, ISO 3166-1 alpha-3",
              .required = true},
    KeyRecord{.key = "in_country",
              .kind = KeyKind::text,
              .meaning = "where they would drive",
              .required = true},
    KeyRecord{.table = "set",
              .key = "right",
              .kind = KeyKind::text,
              .meaning = "whether they may",
              .choices = "yes permit no"},
    KeyRecord{
        .table = "set", .key = "permits_per_day", .meaning = "entries a day", .bounds = {0, 1e6}},
    KeyRecord{.table = "set",
              .key = "cabotage",
              .kind = KeyKind::text,
              .meaning = "whether they may carry between two places there",
              .choices = "yes no"},
};

CountryCode country(const ConfigTable& table, std::string_view key) {
  const CountryCode code{table.text(key)};
  if (code.empty()) {
    throw Error(table.place(key), fmt::format("'{}' is no country", table.text(key)),
                "write an ISO 3166-1 alpha-3 code such as VNM");
  }
  return code;
}

/// Changes whether the trucks of one country may drive in another, and how many.
class ChangeRight final : public Intervention {
 public:
  ChangeRight(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)),
        vehicle_(country(table, "vehicle_country")),
        country_(country(table, "in_country")) {
    if (vehicle_ == country_) {
      throw Error(table.place("in_country"), "a country's trucks in itself",
                  "name two countries: at home trucks may always drive");
    }
    const ConfigTable set = table.table("set");
    if (const auto right = set.optional_text("right")) {
      if (*right != "yes" && *right != "permit" && *right != "no") {
        throw Error(set.place("right"), fmt::format("'{}'", *right), "write yes, permit or no");
      }
      right_ = *right;
    }
    permits_per_day_ = set.optional_number("permits_per_day", {.low = 0, .high = 1e6});
    if (permits_per_day_ && right_ && *right_ != "permit") {
      throw Error(set.place("permits_per_day"), "permits with right = \"" + *right_ + "\"",
                  "give right = \"permit\" or leave permits_per_day out");
    }
    if (const auto cabotage = set.optional_text("cabotage")) {
      if (*cabotage != "yes" && *cabotage != "no") {
        throw Error(set.place("cabotage"), fmt::format("'{}'", *cabotage), "write yes or no");
      }
      cabotage_ = *cabotage;
    }
    set.finish();
    table.finish();
    if (!right_ && !permits_per_day_ && !cabotage_) {
      throw Error(set.place(), "nothing is set", "give right, permits_per_day or cabotage");
    }
  }

  std::string text() const override {
    SetText set;
    set.add("right", right_);
    set.add("permits_per_day", permits_per_day_);
    set.add("cabotage", cabotage_);
    return fmt::format("change_right trucks of {} in {}: {}", vehicle_.text(), country_.text(),
                       set.text());
  }

  void apply(TransportModel& model) const override {
    AccessRight& right = model.rights.at(vehicle_, country_);
    if (right_) {
      right.may_drive = *right_ != "no";
      if (*right_ != "permit") right.quota_per_day.reset();
    }
    if (permits_per_day_) {
      right.may_drive = true;
      right.quota_per_day = permits_per_day_;
    }
    if (cabotage_) right.cabotage = *cabotage_ == "yes";
    right.source = "study";
  }

 private:
  CountryCode vehicle_;
  CountryCode country_;
  std::optional<std::string> right_;
  std::optional<double> permits_per_day_;
  std::optional<std::string> cabotage_;
};

}  // namespace

std::span<const KeyRecord> change_right_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_change_right(const ConfigTable& table,
                                                       InterventionTerms terms) {
  return std::make_unique<ChangeRight>(table, std::move(terms));
}

}  // namespace landlink
