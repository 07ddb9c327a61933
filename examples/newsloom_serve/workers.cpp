#include "workers.hpp"

#include <utility>

namespace serve {

Workers::Workers(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

Workers::~Workers() {
  {
    const std::lock_guard guard(mutex_);
    is_over_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::submit(std::function<void()> task) {
  constexpr std::size_t most = 10'000;
  {
    const std::lock_guard guard(mutex_);
    if (tasks_.size() >= most) return false;
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
  return true;
}

void Workers::work() {
  std::unique_lock guard(mutex_);
  for (;;) {
    wake_.wait(guard, [this] { return is_over_ || !tasks_.empty(); });
    if (tasks_.empty()) return;  // over, and nothing is left undone
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    guard.unlock();
    task();
    guard.lock();
  }
}

}  // namespace serve
