#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "newsloom/ingest/json_lines.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Finds where a JSON value ends, fed piece by piece.
class ElementScanner {
 public:
  // True when `c` ends the element (a comma or the array's bracket); it is not part of it.
  bool ends_at(char c) {
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      }
      return false;
    }
    if (c == '"') in_string_ = true;
    if (c == '{' || c == '[') ++depth_;
    if (depth_ == 0 && (c == ',' || c == ']')) return true;
    if ((c == '}' || c == ']') && depth_ > 0) --depth_;
    return false;
  }

 private:
  std::uint64_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace

struct LineSplitter::State {
  State(std::unique_ptr<ByteSource> from, std::size_t max)
      : source(std::move(from)),
        max_line_bytes(std::clamp<std::size_t>(max, 1U << 10U, 1U << 30U)),
        buffer(chunk_bytes + padding) {}

  // More bytes behind `end`; false at the end of the source.
  result<bool> refill();
  // One line or element into `line`; false when there is none left.
  result<bool> take(Line& line);
  result<bool> begin_stream();
  result<void> skip_space();
  Error fail(Error fault);
  std::optional<Error> look_behind_array();
  [[nodiscard]] std::size_t find_end(std::size_t from, ElementScanner& scanner) const;
  void step_over(std::size_t count);

  std::unique_ptr<ByteSource> source;
  std::size_t max_line_bytes;
  std::vector<char> buffer;
  std::size_t begin = 0;  // of what is not consumed yet
  std::size_t end = 0;
  std::uint64_t offset = 0;       // of `begin` in the stream
  std::uint64_t line_number = 1;  // of `begin`
  std::uint64_t read = 0;
  bool started = false;
  bool is_array = false;
  bool source_ended = false;
  bool finished = false;
  bool is_closed = false;             // the array is; what is behind it has not been looked at
  std::optional<Error> afterthought;  // to be reported after the last piece
};

result<bool> LineSplitter::State::refill() {
  if (source_ended) return false;
  if (begin > 0) {
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= std::exchange(begin, 0);
  }
  if (buffer.size() - padding - end < chunk_bytes / 2) buffer.resize(buffer.size() * 2);
  const auto got = source->read(
      std::as_writable_bytes(std::span(buffer).subspan(end, buffer.size() - padding - end)));
  if (!got) {
    source_ended = true;
    return got.error();
  }
  source_ended = *got == 0;
  end += *got;
  read += *got;
  return *got > 0;
}

void LineSplitter::State::step_over(std::size_t count) {
  const auto from = buffer.begin() + static_cast<std::ptrdiff_t>(begin);
  line_number +=
      static_cast<std::uint64_t>(std::count(from, from + static_cast<std::ptrdiff_t>(count), '\n'));
  begin += count;
  offset += count;
}

// Up to the next byte that is none, or the end.
result<void> LineSplitter::State::skip_space() {
  for (;;) {
    while (begin < end && is_space(buffer[begin])) step_over(1);
    if (begin < end) return {};
    const auto more = refill();
    if (!more) return more.error();
    if (!*more) return {};
  }
}

// An array is one JSON text; more after it is a mistake somebody should know of.
std::optional<Error> LineSplitter::State::look_behind_array() {
  if (auto skipped = skip_space(); !skipped) return fail(skipped.error());
  if (begin == end) return std::nullopt;
  return Error{ErrorCode::json_syntax,
               "something follows the array; it is not read",
               {{}, line_number, offset, {}}};
}

// The source broke: nothing comes after.
Error LineSplitter::State::fail(Error fault) {
  finished = true;
  fault.where.line = line_number;
  return fault;
}

// Drops a byte-order mark and recognises an array.
result<bool> LineSplitter::State::begin_stream() {
  started = true;
  while (end - begin < byte_order_mark.size()) {
    const auto more = refill();
    if (!more) return more.error();
    if (!*more) break;
  }
  if (std::string_view(buffer.data() + begin, end - begin).starts_with(byte_order_mark)) {
    step_over(byte_order_mark.size());
  }
  if (auto skipped = skip_space(); !skipped) return skipped.error();
  if (begin == end) return false;
  is_array = buffer[begin] == '[';
  if (is_array) step_over(1);
  return true;
}

// First byte at or after `from` that ends the piece, or `end`.
std::size_t LineSplitter::State::find_end(std::size_t from, ElementScanner& scanner) const {
  if (!is_array) {
    const void* found = std::memchr(buffer.data() + from, '\n', end - from);
    return found == nullptr
               ? end
               : static_cast<std::size_t>(static_cast<const char*>(found) - buffer.data());
  }
  while (from < end && !scanner.ends_at(buffer[from])) ++from;
  return from;
}

result<bool> LineSplitter::State::take(Line& line) {
  if (is_array) {
    if (auto skipped = skip_space(); !skipped) return fail(skipped.error());
  }
  ElementScanner scanner;
  std::size_t looked = 0;     // bytes of the piece seen so far
  std::uint64_t dropped = 0;  // of those, not stored any more
  const std::uint64_t first_line = line_number;
  const std::uint64_t first_offset = offset;
  std::optional<Error> fault;
  for (;;) {
    const std::size_t at = find_end(begin + looked, scanner);
    const bool found = at < end;
    looked = at - begin;
    if (found) break;
    if (looked > max_line_bytes) {
      dropped += looked;
      step_over(std::exchange(looked, 0));
    }
    const auto more = refill();
    if (!more) fault = more.error();
    if (!more || !*more) break;
  }
  const bool at_end = begin + looked == end;
  const char terminator = at_end ? '\0' : buffer[begin + looked];
  line = {std::string_view(buffer.data() + begin, looked), first_line, first_offset};
  const std::uint64_t size = dropped + looked;
  step_over(looked + (at_end ? 0 : 1));
  if (is_array && terminator == ']') {
    finished = true;
    is_closed = true;
  } else if (at_end && source_ended) {
    finished = true;
    if (is_array && !fault) {
      afterthought =
          Error{ErrorCode::truncated, "the array has no end", {{}, line_number, offset, {}}};
    }
  }
  if (fault) return fail(*std::move(fault));
  if (size > max_line_bytes) {
    return Error{ErrorCode::too_large,
                 "a line of " + std::to_string(size) + " bytes; the limit is " +
                     std::to_string(max_line_bytes),
                 {{}, first_line, first_offset, {}}};
  }
  return true;
}

LineSplitter::LineSplitter(std::unique_ptr<ByteSource> source, std::size_t max_line_bytes)
    : state_(std::make_unique<State>(std::move(source), max_line_bytes)) {}
LineSplitter::~LineSplitter() = default;
LineSplitter::LineSplitter(LineSplitter&&) noexcept = default;
LineSplitter& LineSplitter::operator=(LineSplitter&&) noexcept = default;

result<std::optional<LineSplitter::Line>> LineSplitter::next() {
  State& state = *state_;
  if (!state.started) {
    const auto any = state.begin_stream();
    if (!any) {
      state.finished = true;
      return any.error();
    }
    if (!*any) state.finished = true;
  }
  while (!state.finished) {
    Line line;
    const auto taken = state.take(line);
    if (!taken) return taken.error();
    if (!std::ranges::all_of(line.bytes, is_space)) return std::optional(line);
  }
  if (std::exchange(state.is_closed, false)) state.afterthought = state.look_behind_array();
  if (state.afterthought) return *std::exchange(state.afterthought, std::nullopt);
  return std::optional<Line>{};
}

bool LineSplitter::is_finished() const noexcept {
  return state_->finished && !state_->is_closed && !state_->afterthought;
}
std::uint64_t LineSplitter::bytes_read() const noexcept { return state_->read; }

}  // namespace newsloom::ingest
