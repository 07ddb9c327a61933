#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom {
namespace {

constexpr std::size_t max_width = 256;  // as the header promises

std::size_t actual_width(std::size_t asked) {
  if (asked == 0) asked = std::thread::hardware_concurrency();  // itself 0 when unknown
  return std::clamp<std::size_t>(asked, 1, max_width);
}

}  // namespace

/// Workers sleep until `round` moves on, do the round's work and count themselves out.
struct ThreadPool::State {
  std::mutex mutex;
  std::condition_variable start;
  std::condition_variable finished;
  std::uint64_t round = 0;
  std::size_t working = 0;  // workers that have not finished this round
  bool stopping = false;
  const std::function<void(std::size_t)>* work = nullptr;  // lives as long as its round
  std::vector<std::thread> threads;                        // workers 1 … width − 1

  void serve(std::size_t worker) {
    std::uint64_t seen = 0;
    std::unique_lock lock(mutex);
    for (;;) {
      start.wait(lock, [&] { return stopping || round != seen; });
      if (stopping) return;
      seen = round;
      const auto* const todo = work;
      lock.unlock();
      (*todo)(worker);
      lock.lock();
      if (--working == 0) finished.notify_one();
    }
  }

  /// False when the machine has no more threads to give: the ones started are the pool then.
  bool start_worker(std::size_t worker) {
    try {
      threads.emplace_back([this, worker] { serve(worker); });
      return true;
    } catch (const std::system_error&) {
      return false;
    }
  }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    start.notify_all();
    for (std::thread& thread : threads) thread.join();
  }
};

ThreadPool::ThreadPool(std::size_t width) : state_(new State) {
  const std::size_t helpers = actual_width(width) - 1;
  state_->threads.reserve(helpers);
  for (std::size_t worker = 1; worker <= helpers; ++worker) {
    if (!state_->start_worker(worker)) break;
  }
}

ThreadPool::~ThreadPool() {
  state_->stop();
  delete state_;
}

std::size_t ThreadPool::width() const noexcept { return state_->threads.size() + 1; }

void ThreadPool::run(const std::function<void(std::size_t worker)>& work) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->work = &work;
    state_->working = state_->threads.size();
    ++state_->round;
  }
  state_->start.notify_all();
  work(0);
  std::unique_lock lock(state_->mutex);
  state_->finished.wait(lock, [&] { return state_->working == 0; });
  state_->work = nullptr;
}

}  // namespace newsloom
