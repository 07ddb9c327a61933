#include "newsloom/ingest/batches.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace newsloom::ingest {
namespace {

struct Batch {
  std::vector<Article> articles;
  std::vector<Problem> problems;

  [[nodiscard]] bool empty() const { return articles.empty() && problems.empty(); }
};

/// One batch on its way from the thread that reads to the one that asked.
class Handover {
 public:
  /// Waits until the batch before is taken. False: nobody wants more.
  bool put(Batch&& batch) {
    std::unique_lock guard(mutex_);
    changed_.wait(guard, [this] { return is_stopped_ || !waiting_; });
    if (is_stopped_) return false;
    waiting_ = std::move(batch);
    changed_.notify_all();
    return true;
  }
  /// Nothing comes any more.
  void finish() {
    const std::lock_guard guard(mutex_);
    is_finished_ = true;
    changed_.notify_all();
  }
  /// Waits for a batch; nothing if all was taken.
  std::optional<Batch> take() {
    std::unique_lock guard(mutex_);
    changed_.wait(guard, [this] { return is_finished_ || waiting_; });
    std::optional<Batch> taken = std::exchange(waiting_, std::nullopt);
    changed_.notify_all();
    return taken;
  }
  void stop() {
    const std::lock_guard guard(mutex_);
    is_stopped_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Batch> waiting_;
  bool is_stopped_ = false;
  bool is_finished_ = false;
};

/// Fills batches and hands them over.
ReadSummary read_ahead(std::span<const std::string> paths, const BatchOptions& options,
                       Handover& handover) {
  const std::size_t size = std::max<std::size_t>(options.size, 1);
  Batch batch;
  std::uint64_t count = 0;
  bool is_wanted = options.max_articles > 0;
  const auto hand_over = [&] {
    if (is_wanted && !batch.empty()) is_wanted = handover.put(std::exchange(batch, Batch{}));
    return is_wanted;
  };
  if (!is_wanted) return {};
  ReadSummary summary = read_paths(
      paths, options.read,
      [&](Article&& article) {
        if (batch.articles.empty()) batch.articles.reserve(size);
        batch.articles.push_back(std::move(article));
        if (batch.articles.size() >= size && !hand_over()) return false;
        return ++count < options.max_articles;
      },
      [&](const Problem& problem) {
        batch.problems.push_back(problem);
        if (batch.problems.size() >= size) hand_over();
      });
  hand_over();
  return summary;
}

}  // namespace

ReadSummary read_batches(std::span<const std::string> paths, const BatchOptions& options,
                         const BatchCallback& on_batch, const ProblemCallback& on_problem) {
  Handover handover;
  ReadSummary summary;
  std::exception_ptr failure;
  std::thread reader([&] {
    try {
      summary = read_ahead(paths, options, handover);
    } catch (...) {
      failure = std::current_exception();  // out of memory
    }
    handover.finish();
  });
  std::uint64_t handed_out = 0;
  bool is_stopped = false;
  const auto end = [&] {
    handover.stop();
    reader.join();
  };
  try {
    while (auto batch = handover.take()) {
      for (const Problem& problem : batch->problems) on_problem(problem);
      if (batch->articles.empty()) continue;
      handed_out += batch->articles.size();
      is_stopped = !on_batch(batch->articles);
      if (is_stopped) break;
    }
  } catch (...) {
    end();
    throw;
  }
  end();
  if (failure) std::rethrow_exception(failure);
  summary.articles = handed_out;
  summary.stopped |= is_stopped;
  return summary;
}

}  // namespace newsloom::ingest
