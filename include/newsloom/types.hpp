// newsloom: the small types everything else is made of, and the interfaces a user may inject.
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace newsloom {

/// A point in time, UTC, to the second. Unknown is `std::optional<Timestamp>` without a value.
using Timestamp = std::chrono::sys_seconds;

/// How exactly a date is known. A feed that says "2016-05-27" does not say who was first that day.
enum class DatePrecision : std::uint8_t { unknown, day, minute, second };

/// Width of the uncertainty: 0 for `second`, 60 s, 86,400 s; for `unknown` the largest duration.
[[nodiscard]] constexpr std::chrono::seconds uncertainty(DatePrecision precision) noexcept {
  switch (precision) {
    case DatePrecision::second:
      return std::chrono::seconds{0};
    case DatePrecision::minute:
      return std::chrono::minutes{1};
    case DatePrecision::day:
      return std::chrono::days{1};
    case DatePrecision::unknown:
      break;
  }
  return std::chrono::seconds::max();
}

/// The opaque id of an article, as its source gave it (or as ingest derived it). Never a feature:
/// renaming all ids changes no decision.
class ArticleId {
 public:
  ArticleId() = default;
  explicit ArticleId(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] const std::string& str() const& noexcept { return text_; }
  [[nodiscard]] std::string str() && noexcept { return std::move(text_); }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  friend auto operator<=>(const ArticleId&, const ArticleId&) = default;

 private:
  std::string text_;
};

/// The stable id of an event: counted from 1 in order of creation, written "e1", never reused.
class EventId {
 public:
  constexpr EventId() = default;
  constexpr explicit EventId(std::uint64_t number) : number_(number) {}
  [[nodiscard]] constexpr std::uint64_t number() const noexcept { return number_; }
  [[nodiscard]] std::string str() const { return "e" + std::to_string(number_); }
  /// Reads what `str` wrote; nothing else. O(length).
  [[nodiscard]] static std::optional<EventId> parse(std::string_view text) noexcept;
  friend constexpr auto operator<=>(EventId, EventId) = default;

 private:
  std::uint64_t number_ = 0;
};

/// Runs independent pieces of work. The library starts no threads of its own: a caller who wants
/// parallelism injects one of these. Results never depend on the width.
class Executor {
 public:
  virtual ~Executor() = default;
  /// How many pieces may run at the same time, the calling thread included; at least 1.
  [[nodiscard]] virtual std::size_t width() const noexcept = 0;
  /// Calls `work(worker)` for each worker in [0, width()), in parallel where it can, and returns
  /// when all have returned. `work` must not throw.
  virtual void run(const std::function<void(std::size_t worker)>& work) = 0;
};

/// Runs everything on the calling thread. Thread-safe (it has no state).
class InlineExecutor final : public Executor {
 public:
  [[nodiscard]] std::size_t width() const noexcept override { return 1; }
  void run(const std::function<void(std::size_t worker)>& work) override { work(0); }
};

/// A fixed set of threads, started by the constructor and joined by the destructor.
/// `run` may be called from one thread at a time; the calling thread works as worker 0.
class ThreadPool final : public Executor {
 public:
  /// `width` 0 means the hardware's number of threads; it is clamped to [1, 256].
  explicit ThreadPool(std::size_t width);
  ~ThreadPool() override;
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;
  [[nodiscard]] std::size_t width() const noexcept override;
  void run(const std::function<void(std::size_t worker)>& work) override;

 private:
  struct State;
  State* state_;
};

/// What the time is. Used for ages ("seen 3 h ago") and never for a clustering decision.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The machine's clock. Thread-safe.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
};

/// A clock that stands where it was put. Thread-safe as long as nobody calls `set`.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp now) : now_(now) {}
  [[nodiscard]] Timestamp now() const override { return now_; }
  void set(Timestamp now) noexcept { now_ = now; }

 private:
  Timestamp now_;
};

enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// Receives what the library has to say; the default everywhere is to say nothing. May be called
/// from several threads at once. The view lives until the call returns.
using Logger = std::function<void(LogLevel level, std::string_view message)>;

/// How far a long call has come, and whether it should stop. Called on the calling thread only,
/// a few times a second at most; returning false cancels, keeping what is done.
struct Progress {
  std::uint64_t done = 0;   ///< units finished (articles, unless the call says otherwise)
  std::uint64_t total = 0;  ///< 0 when unknown
};
using ProgressCallback = std::function<bool(const Progress&)>;

}  // namespace newsloom

template <>
struct std::hash<newsloom::ArticleId> {
  std::size_t operator()(const newsloom::ArticleId& id) const noexcept {
    return std::hash<std::string>{}(id.str());
  }
};
template <>
struct std::hash<newsloom::EventId> {
  std::size_t operator()(newsloom::EventId id) const noexcept {
    return std::hash<std::uint64_t>{}(id.number());
  }
};
