#include "ordered_progress.hpp"

#include <string>
#include <utility>

namespace landlink {

class OrderedProgress::Voice final : public Progress {
 public:
  Voice(OrderedProgress& all, std::size_t place) : all_(&all), place_(place) {}

  void stage(const std::string& what) override { say(&Progress::stage, what); }
  void warning(const std::string& text) override { say(&Progress::warning, text); }
  void iteration(const IterationSummary& summary) override {
    const std::scoped_lock lock(all_->mutex_);
    if (place_ == all_->heard_) all_->shown_->iteration(summary);
  }

  /// With the lock held.
  void speak_up() {
    for (const auto& [how, text] : waiting_) (all_->shown_->*how)(text);
    waiting_.clear();
  }

  bool finished = false;

 private:
  using Saying = void (Progress::*)(const std::string&);

  void say(Saying how, const std::string& text) {
    const std::scoped_lock lock(all_->mutex_);
    if (place_ == all_->heard_) {
      (all_->shown_->*how)(text);
    } else {
      waiting_.emplace_back(how, text);
    }
  }

  OrderedProgress* all_;
  std::size_t place_;
  std::vector<std::pair<Saying, std::string>> waiting_;
};

OrderedProgress::OrderedProgress(Progress& shown, std::size_t places) : shown_(&shown) {
  for (std::size_t place = 0; place < places; ++place) {
    voices_.push_back(std::make_unique<Voice>(*this, place));
  }
}

OrderedProgress::~OrderedProgress() = default;

Progress& OrderedProgress::at(std::size_t place) { return *voices_[place]; }

void OrderedProgress::finish(std::size_t place) {
  const std::scoped_lock lock(mutex_);
  voices_[place]->finished = true;
  while (heard_ < voices_.size() && voices_[heard_]->finished) {
    if (++heard_ < voices_.size()) voices_[heard_]->speak_up();
  }
}

}  // namespace landlink
