// newsloom: errors as values. Nothing is thrown across the API on bad input.
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace newsloom {

/// The part of the library an error comes from. An `ErrorCode` belongs to exactly one stage.
enum class Stage : std::uint8_t {
  general,
  text,
  ingest,
  embed,
  cluster,
  attribution,
  page,
  store,
  net,
};

/// What went wrong. Values are grouped by stage: the hundreds digit is the `Stage`.
/// Values are stable: they may be logged and compared across versions.
enum class ErrorCode : std::uint16_t {
  // general: 1–99
  invalid_argument = 1,  ///< an option or argument is outside its documented range
  cancelled = 2,         ///< the caller's cancellation was seen; work done so far is kept
  not_found = 3,         ///< no such article or event
  already_exists = 4,    ///< the id is taken (same content is not an error; see `Aggregator::add`)
  // text: 100–199
  unsupported_language = 101,
  model_unusable = 102,  ///< a language model file is missing, truncated or of another format
  // ingest: 200–299
  io_error = 201,         ///< the operating system refused: cannot open, read or write
  truncated = 202,        ///< a compressed stream or document ends too early
  corrupt = 203,          ///< bytes that are not what the format promises
  too_large = 204,        ///< a limit on bytes, depth or count was reached
  json_syntax = 205,      ///< not valid JSON
  wrong_type = 206,       ///< a field holds another JSON type than the format says
  missing_content = 207,  ///< neither title nor text
  invalid_date = 208,     ///< a date that cannot be read; the article is kept, undated
  unknown_format = 209,   ///< neither extension nor content tell what it is
  invalid_url = 210,      ///< not an http or https URL with a host
  // embed: 300–399
  model_file_unusable = 301,  ///< a model file is damaged, truncated or of another format version
  // cluster: 400–499
  not_active = 401,      ///< the event is closed
  state_unusable = 402,  ///< a saved state is damaged, of another version or of other options
  // attribution: 500–599
  invalid_registry = 501,
  // store: 700–799
  disk_full = 701,      ///< no room, or the store's own limit is reached; nothing was changed
  read_only = 702,      ///< the store, its file or its disk may not be written to
  damaged = 703,        ///< the file is no store, or its content does not hold together
  newer_version = 704,  ///< written by a later version of the library
  locked = 705,         ///< another process has the store open for writing
  // net: 800–899
  address_refused = 802,   ///< a private, loopback or reserved address (see `AddressPolicy`)
  unreachable = 803,       ///< no such host, no connection, or it broke off
  timed_out = 804,         ///< a time limit was reached
  tls_failed = 805,        ///< no secure connection: certificate, host name or protocol
  protocol_error = 806,    ///< an answer that is no HTTP, or does not hold together
  redirect_refused = 807,  ///< too many redirects, a loop, or from https to http
  disallowed = 808,        ///< robots.txt or a reservation of rights says no
  bad_status = 809,        ///< an answer other than what was asked for; the message names it
};

/// The stage an error code belongs to. O(1).
[[nodiscard]] constexpr Stage stage_of(ErrorCode code) noexcept {
  return static_cast<Stage>(static_cast<std::uint16_t>(code) / 100);
}

/// The code's name as written in this header ("json_syntax"); "unknown" for a foreign value.
[[nodiscard]] std::string_view to_string(ErrorCode code) noexcept;
/// The stage's name as written in this header ("ingest").
[[nodiscard]] std::string_view to_string(Stage stage) noexcept;

/// Where something went wrong, as far as it is known: unknown parts are empty or absent.
struct Location {
  std::string source;                 ///< path, URL or "stdin"
  std::optional<std::uint64_t> line;  ///< 1-based
  std::optional<std::uint64_t> byte;  ///< 0-based offset into `source` after decompression
  std::string field;                  ///< e.g. "published"

  friend bool operator==(const Location&, const Location&) = default;
};

/// One failure: what, where, and what to do about it (in `message`).
/// A plain value; safe to copy between threads.
struct Error {
  ErrorCode code = ErrorCode::invalid_argument;
  std::string message;  ///< one sentence for a person, without the location
  Location where;

  /// "ingest/json_syntax: articles.jsonl:12: field \"title\": message". O(length).
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(const Error&, const Error&) = default;
};

/// Thrown by `result::value()` when there is none: a mistake of the caller, never of the input.
class BadResultAccess : public std::exception {
 public:
  explicit BadResultAccess(const Error& error) : text_(error.to_string()) {}
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::string text_;
};

/// A value or an `Error`, in the shape of C++23's `std::expected<T, Error>`.
///
/// Not thread-safe beyond what `T` is. `*` and `->` have the precondition `has_value()`;
/// `value()` checks it and throws `BadResultAccess`.
template <class T>
class [[nodiscard]] result {
  static_assert(!std::is_same_v<std::remove_cvref_t<T>, Error>, "result<Error> is ambiguous");

 public:
  using value_type = T;
  using error_type = Error;

  result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(*-explicit-*)
  result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(*-explicit-*)

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return check(), *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return check(), *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return check(), std::move(*std::get_if<0>(&state_)); }

  template <class U>
  [[nodiscard]] T value_or(U&& fallback) const& {
    return has_value() ? **this : static_cast<T>(std::forward<U>(fallback));
  }

  [[nodiscard]] T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& operator*() && noexcept { return std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] T* operator->() noexcept { return std::get_if<0>(&state_); }
  [[nodiscard]] const T* operator->() const noexcept { return std::get_if<0>(&state_); }

  /// Precondition: `!has_value()`.
  [[nodiscard]] const Error& error() const& noexcept { return *std::get_if<1>(&state_); }
  [[nodiscard]] Error&& error() && noexcept { return std::move(*std::get_if<1>(&state_)); }

 private:
  void check() const {
    if (!has_value()) throw BadResultAccess(error());
  }
  std::variant<T, Error> state_;
};

/// Success without a value, or an `Error`.
template <>
class [[nodiscard]] result<void> {
 public:
  using value_type = void;
  using error_type = Error;

  result() = default;
  result(Error error) : error_(std::move(error)) {}  // NOLINT(*-explicit-*)

  [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const {
    if (error_) throw BadResultAccess(*error_);
  }
  /// Precondition: `!has_value()`.
  [[nodiscard]] const Error& error() const& noexcept { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace newsloom
