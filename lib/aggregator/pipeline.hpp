// Ordered work behind parallel work.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom {

/// Runs `prepare(worker, item, place)` for the items 0…count-1 in parallel and `finish(item,
/// place)` for each in order, never two `finish` at a time, on the executor's workers. `place` is
/// in [0, window): what is prepared into a place is finished before the place is used again, so
/// memory is bounded. `finish` returns false to stop: no later item is finished. Whoever finds the
/// next item ready finishes it, so with two workers one prepares while the other finishes.
class OrderedPipeline {
 public:
  static constexpr std::size_t places_per_worker = 32;

  OrderedPipeline(Executor& executor, std::size_t count)
      : executor_(executor), count_(count), ready_(window()) {}

  [[nodiscard]] std::size_t window() const noexcept {
    return executor_.width() * places_per_worker;
  }

  template <class Prepare, class Finish>
  void run(const Prepare& prepare, const Finish& finish) {
    executor_.run([&](std::size_t worker) {
      std::unique_lock lock(mutex_);
      while (!stopped_ && finished_ < count_) {
        if (!finishing_ && ready_[finished_ % window()]) {
          finish_next(lock, finish);
        } else if (next_ < count_ && next_ < finished_ + window()) {
          const std::size_t item = next_++;
          lock.unlock();
          prepare(worker, item, item % window());
          lock.lock();
          ready_[item % window()] = true;  // if it is the next one, this worker finishes it
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
  // Finishes what is ready, one item after another, without giving the turn away.
  template <class Finish>
  void finish_next(std::unique_lock<std::mutex>& lock, const Finish& finish) {
    finishing_ = true;
    while (!stopped_ && finished_ < count_ && ready_[finished_ % window()]) {
      const std::size_t item = finished_;
      lock.unlock();
      const bool go_on = finish(item, item % window());
      lock.lock();
      ready_[item % window()] = false;
      ++finished_;
      stopped_ = stopped_ || !go_on;
      // Waking somebody costs as much as a short article: it is done for half a window of them.
      const bool has_room = next_ < count_ && next_ - finished_ <= window() / 2;
      if (waiting_ > 0 && has_room) changed_.notify_one();
    }
    finishing_ = false;
    changed_.notify_all();
  }

  Executor& executor_;
  std::size_t count_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<char> ready_;   // by place
  std::size_t next_ = 0;      // first item nobody has taken
  std::size_t finished_ = 0;  // items finished, which are the first ones
  std::size_t waiting_ = 0;   // workers with nothing to do
  bool finishing_ = false;    // somebody is in `finish`
  bool stopped_ = false;
};

}  // namespace newsloom
