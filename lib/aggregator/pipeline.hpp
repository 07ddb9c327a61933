// Ordered work behind parallel work.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom {

/// Takes the items 0…count-1 through four steps on the executor's workers:
///
/// - `prepare(worker, item, place)`, in parallel;
/// - `weigh(item, place)`, in order, never two at a time;
/// - `decide(item, place)`, in order, never two at a time; false stops: no later item is decided;
/// - `finish(item, place)`, in order, never two at a time, for every item decided.
///
/// Each of the ordered steps may run while the others are busy with other items, but nothing is
/// weighed before the items are finished that `is_alone(item)` says are not to be overtaken. An
/// item whose `decide` may return false must be one of those, or what was weighed behind it stays
/// so.
///
/// `place` is in [0, window): what is prepared into a place is finished before the place is used
/// again, so memory is bounded. Whoever has nothing better to do takes the next step that can be
/// taken, so two workers share the work whatever each step costs.
class OrderedPipeline {
 public:
  static constexpr std::size_t places_per_worker = 32;

  OrderedPipeline(Executor& executor, std::size_t count)
      : executor_(executor), count_(count), ready_(window()) {}

  [[nodiscard]] std::size_t window() const noexcept {
    return executor_.width() * places_per_worker;
  }

  template <class Prepare, class Weigh, class Decide, class Finish, class IsAlone>
  void run(const Prepare& prepare, const Weigh& weigh, const Decide& decide, const Finish& finish,
           const IsAlone& is_alone) {
    executor_.run([&](std::size_t worker) {
      std::unique_lock lock(mutex_);
      while (!is_over()) {
        // Deciding is what the rest waits for: who decides weighs for himself, until the others
        // have nothing else to do. Finishing is put off for a few items, as taking turns costs
        // something, too.
        if (can_decide()) {
          decide_weighed(lock, decide);
        } else if (can_weigh() && (!deciding_ || (!can_finish() && !can_prepare()))) {
          weigh_ready(lock, weigh, is_alone);
        } else if (can_finish() && (decided_ - finished_ >= few || !can_prepare())) {
          finish_decided(lock, finish);
        } else if (can_prepare()) {
          const std::size_t item = next_++;
          lock.unlock();
          prepare(worker, item, item % window());
          lock.lock();
          ready_[item % window()] = true;  // if it is the next one, this worker weighs it
        } else {
          ++waiting_;
          changed_.wait(lock);
          --waiting_;
        }
      }
      changed_.notify_all();
    });
  }

 private:
  static constexpr std::size_t few = 8;

  [[nodiscard]] bool is_over() const { return finished_ == (stopped_ ? decided_ : count_); }
  [[nodiscard]] bool can_weigh() const {
    return !stopped_ && !weighing_ && weighed_ < count_ && ready_[weighed_ % window()] &&
           finished_ >= alone_;
  }
  [[nodiscard]] bool can_decide() const { return !stopped_ && !deciding_ && decided_ < weighed_; }
  [[nodiscard]] bool can_finish() const { return !finishing_ && finished_ < decided_; }
  [[nodiscard]] bool can_prepare() const {
    return !stopped_ && next_ < count_ && next_ < finished_ + window();
  }

  // Weighs what is ready, until somebody is needed to decide.
  template <class Weigh, class IsAlone>
  void weigh_ready(std::unique_lock<std::mutex>& lock, const Weigh& weigh,
                   const IsAlone& is_alone) {
    weighing_ = true;
    do {
      const std::size_t item = weighed_;
      lock.unlock();
      weigh(item, item % window());
      const bool alone = is_alone(item);
      lock.lock();
      ready_[item % window()] = false;  // the item a window on is not
      ++weighed_;
      if (alone) alone_ = weighed_;
    } while (deciding_ && weighed_ < count_ && ready_[weighed_ % window()] && finished_ >= alone_);
    weighing_ = false;
  }

  // Decides what is weighed, one item after another, without giving the turn away.
  template <class Decide>
  void decide_weighed(std::unique_lock<std::mutex>& lock, const Decide& decide) {
    deciding_ = true;
    while (!stopped_ && decided_ < weighed_) {
      const std::size_t item = decided_;
      lock.unlock();
      const bool go_on = decide(item, item % window());
      lock.lock();
      ++decided_;
      stopped_ = stopped_ || !go_on;
      wake();
    }
    deciding_ = false;
  }

  template <class Finish>
  void finish_decided(std::unique_lock<std::mutex>& lock, const Finish& finish) {
    finishing_ = true;
    while (finished_ < decided_) {
      const std::size_t item = finished_;
      lock.unlock();
      finish(item, item % window());
      lock.lock();
      ++finished_;
    }
    finishing_ = false;
    wake();
  }

  // Waking somebody costs as much as a short article: it is done for some of them.
  void wake() {
    const bool has_room = next_ < count_ && next_ - finished_ <= window() / 2;
    const bool has_results = !finishing_ && decided_ - finished_ >= window() / 4;
    if (waiting_ > 0 && (has_room || has_results || is_over())) changed_.notify_one();
  }

  Executor& executor_;
  std::size_t count_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<char> ready_;   // by place: prepared and not weighed
  std::size_t next_ = 0;      // first item nobody has taken
  std::size_t weighed_ = 0;   // items weighed, which are the first ones
  std::size_t decided_ = 0;   // items decided, which are the first ones of those
  std::size_t finished_ = 0;  // items finished, which are the first ones of those
  std::size_t alone_ = 0;     // so many must be finished before anything is weighed
  std::size_t waiting_ = 0;   // workers with nothing to do
  bool weighing_ = false;     // somebody is in `weigh`
  bool deciding_ = false;     // … in `decide`
  bool finishing_ = false;    // … in `finish`
  bool stopped_ = false;
};

}  // namespace newsloom
