#include <array>

#include "interventions.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

constexpr std::array kKeys{
    KeyRecord{.key = "where", .kind = KeyKind::table, .meaning = "which links"},
    KeyRecord{.key = "checkpoint", .kind = KeyKind::texts, .meaning = "checkpoints by id or name"},
};

/// Opens links that the layers hold but that are closed in the base, or closes open ones.
class SetOpen final : public Intervention {
 public:
  SetOpen(const ConfigTable& table, InterventionTerms terms, bool open)
      : Intervention(std::move(terms)), open_(open) {
    if (table.has("where")) where_ = LinkSelector::parse(table.table("where"));
    if (table.has("checkpoint")) checkpoints_ = table.texts("checkpoint");
    place_ = table.place();
    table.finish();
    if (!where_ && checkpoints_.empty()) {
      throw Error(place_, "nothing says which links",
                  "give where = { feature = \"...\" } or checkpoint = \"...\"");
    }
  }

  std::string text() const override {
    std::string text = open_ ? "open_link" : "close_link";
    if (where_) text += " " + where_->text();
    if (!checkpoints_.empty()) text += fmt::format(" checkpoint {}", fmt::join(checkpoints_, ", "));
    return text;
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
    for (const std::size_t i : links) model.draft.links[i].attributes.open = open_;
  }

 private:
  std::optional<LinkSelector> where_;
  std::vector<std::string> checkpoints_;
  Place place_;
  bool open_;
};

}  // namespace

std::span<const KeyRecord> open_close_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_open_link(const ConfigTable& table,
                                                    InterventionTerms terms) {
  return std::make_unique<SetOpen>(table, std::move(terms), true);
}

std::unique_ptr<const Intervention> parse_close_link(const ConfigTable& table,
                                                     InterventionTerms terms) {
  return std::make_unique<SetOpen>(table, std::move(terms), false);
}

}  // namespace landlink
