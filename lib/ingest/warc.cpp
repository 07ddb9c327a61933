#include "newsloom/ingest/warc.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

#include "byte_window.hpp"
#include "content_coding.hpp"
#include "gzip_members.hpp"
#include "http_message.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::string_view record_start = "WARC/";
constexpr std::size_t max_header_bytes = std::size_t{64} << 10U;
constexpr std::size_t max_url_bytes = std::size_t{8} << 10U;

// Where another record seems to begin at or after `from`, or npos.
std::size_t find_record(std::string_view bytes, std::size_t from) {
  constexpr std::string_view mark = "\nWARC/1.";
  const std::size_t at = bytes.find(mark, from);
  return at == std::string_view::npos ? at : at + 1;
}

// Bytes of the blank lines that `bytes` begins with.
std::size_t blank_lines(std::string_view bytes) {
  return std::min(bytes.find_first_not_of("\r\n"), bytes.size());
}

std::optional<std::uint64_t> length_of(std::string_view headers) {
  const std::string_view text = header_value(headers, "Content-Length");
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return length;
}

}  // namespace

struct WarcReader::State {
  State(std::unique_ptr<ByteSource> source, const WarcOptions& given)
      : archive(std::move(source)), member(from_memory("")), options(given) {
    constexpr std::size_t most = std::size_t{1} << 30U;
    options.max_record_bytes =
        std::clamp<std::size_t>(options.max_record_bytes, std::size_t{64} << 10U, most);
    options.max_body_bytes =
        std::clamp<std::size_t>(options.max_body_bytes, std::size_t{1} << 10U, most);
  }

  [[nodiscard]] ByteWindow& records() { return is_gzip ? member : archive; }
  // Goes to where the next record begins; false at the end.
  result<bool> open_next();
  result<bool> open_member();
  result<std::optional<WarcResponse>> read_record(std::vector<Problem>& problems);
  // Takes the content behind a record's header, which must be in the window already.
  result<std::string_view> take_content(std::size_t header_bytes, std::uint64_t length);
  result<std::string_view> pass_over(std::size_t header_bytes, std::uint64_t length);
  result<std::optional<WarcResponse>> response_of(std::string_view headers,
                                                  std::string_view content, bool is_http,
                                                  std::vector<Problem>& problems) const;
  // Goes to the next record after one that cannot be read; `skip` bytes belong to it for certain.
  void resynchronise(std::size_t skip);
  // The fault that ended the records: of the member, or of the archive.
  Error give_up_stream();
  void take(std::size_t count);
  [[nodiscard]] Error failure(ErrorCode code, std::string message) const {
    return {code, std::move(message), {{}, {}, offset, {}}};
  }

  ByteWindow archive;
  ByteWindow member;  // of a gzip archive: what the current member inflates to
  GzipMembers members;
  WarcOptions options;
  std::size_t pending = 0;   // bytes of the record given out last, to be taken before the next
  std::uint64_t offset = 0;  // of the current record
  std::uint64_t read = 0;
  bool is_gzip = false;
  bool in_member = false;
  bool started = false;
  bool finished = false;
};

void WarcReader::State::take(std::size_t count) {
  records().consume(count);
  read += count;
}

Error WarcReader::State::give_up_stream() {
  Error error = *records().fault();
  error.where.byte = offset;
  take(records().view().size());
  if (is_gzip) {
    in_member = false;
    GzipMembers::skip_to_member(archive);
  } else {
    finished = true;
  }
  return error;
}

result<bool> WarcReader::State::open_member() {
  for (;;) {
    archive.need(sizeof gzip_magic);
    if (archive.at_end()) {
      finished = true;
      if (archive.fault()) return *archive.fault();
      return false;
    }
    offset = archive.consumed();
    if (!archive.begins_with(gzip_magic)) {
      if (!GzipMembers::skip_to_member(archive)) finished = true;
      return failure(ErrorCode::corrupt, "bytes between records are no gzip member");
    }
    member.restart(members.open(archive));
    member.need(record_start.size());
    if (member.view().empty() && !member.fault()) continue;  // an empty member
    in_member = true;
    return true;
  }
}

result<bool> WarcReader::State::open_next() {
  if (!started) {
    started = true;
    archive.need(record_start.size());
    is_gzip = archive.begins_with(gzip_magic);
  }
  take(std::exchange(pending, 0));
  for (;;) {
    if (is_gzip && !in_member) {
      const auto opened = open_member();
      if (!opened || !*opened) return opened;
    }
    ByteWindow& window = records();
    window.need(record_start.size());
    for (std::size_t blank = blank_lines(window.view()); blank > 0;
         blank = blank_lines(window.view())) {
      take(blank);
      window.need(record_start.size());
    }
    if (!window.view().empty()) break;
    if (!is_gzip) {
      finished = true;
      if (window.fault()) return *window.fault();
      return false;
    }
    in_member = false;
    if (window.fault()) return give_up_stream();
  }
  if (!is_gzip) offset = archive.consumed();
  return true;
}

void WarcReader::State::resynchronise(std::size_t skip) {
  ByteWindow& window = records();
  for (;;) {
    const std::size_t at = find_record(window.view(), skip);
    if (at != std::string_view::npos) return take(at);
    // The mark may begin at the window's end.
    const std::size_t kept = std::min(record_start.size() + 2, window.view().size());
    take(window.view().size() - kept);
    skip = 0;
    const std::size_t before = window.view().size();
    window.need(before + 1);
    if (window.view().size() == before) return take(before);
  }
}

result<std::string_view> WarcReader::State::pass_over(std::size_t header_bytes,
                                                      std::uint64_t length) {
  ByteWindow& window = records();
  take(header_bytes);
  std::uint64_t left = length;
  while (left > 0) {
    window.need(ByteWindow::initial_bytes);
    const std::size_t here =
        static_cast<std::size_t>(std::min<std::uint64_t>(left, window.view().size()));
    if (here == 0 && window.fault()) return give_up_stream();
    if (here == 0) return failure(ErrorCode::truncated, "the archive ends inside a record");
    const std::size_t next = find_record(window.view().substr(0, here), 0);
    if (next != std::string_view::npos) {
      take(next);
      return failure(ErrorCode::corrupt, "Content-Length is " + std::to_string(length) +
                                             ", but the next record begins after " +
                                             std::to_string(length - left + next));
    }
    // The mark may begin at the end of what is passed over.
    const std::size_t kept = here < left ? std::min(record_start.size() + 2, here - 1) : 0;
    take(here - kept);
    left -= here - kept;
  }
  return std::string_view{};
}

result<std::string_view> WarcReader::State::take_content(std::size_t header_bytes,
                                                         std::uint64_t length) {
  constexpr std::size_t closing_bytes = 4;
  ByteWindow& window = records();
  const auto size = static_cast<std::size_t>(length);
  window.need(header_bytes + size + closing_bytes + record_start.size());
  const std::string_view all = window.view();
  const bool is_whole = all.size() >= header_bytes + size;
  const std::string_view behind = is_whole ? all.substr(header_bytes + size) : std::string_view{};
  const std::size_t blank = blank_lines(behind);
  const bool is_closed =
      is_whole && (blank == behind.size() || behind.substr(blank).starts_with(record_start));
  if (is_closed) {
    pending = header_bytes + size;
    return all.substr(header_bytes, size);
  }
  const std::size_t next = find_record(all, header_bytes - 1);
  if (!is_whole && next == std::string_view::npos) {
    take(all.size());
    return failure(ErrorCode::truncated, "a record of " + std::to_string(length) +
                                             " bytes ends after " +
                                             std::to_string(all.size() - header_bytes));
  }
  resynchronise(header_bytes - 1);
  return failure(ErrorCode::corrupt, "Content-Length is " + std::to_string(length) +
                                         ", and no record begins behind that");
}

result<std::optional<WarcResponse>> WarcReader::State::read_record(std::vector<Problem>& problems) {
  ByteWindow& window = records();
  std::size_t end = std::string_view::npos;
  for (std::size_t wanted = std::size_t{4} << 10U; end == std::string_view::npos; wanted *= 2) {
    window.need(wanted);
    end = end_of_head(window.view().substr(0, max_header_bytes));
    if (wanted >= max_header_bytes || window.view().size() < wanted) break;
  }
  if (!window.view().starts_with(record_start) || end == std::string_view::npos) {
    if (window.fault() && find_record(window.view(), 1) == std::string_view::npos) {
      return give_up_stream();
    }
    resynchronise(1);
    return failure(ErrorCode::corrupt, "this is no WARC record");
  }
  // Content is taken before the window moves; the header is copied for the same reason.
  const std::string headers(window.view().substr(0, end));
  const auto length = length_of(headers);
  if (!length) {
    resynchronise(end - 1);
    return failure(ErrorCode::corrupt, "a record without Content-Length");
  }
  const std::string_view type = header_value(headers, "WARC-Type");
  const bool is_wanted = type == "response" || type == "resource";
  if (*length > options.max_record_bytes) {
    const auto passed = pass_over(end, *length);
    if (!passed) return passed.error();
    if (!is_wanted) return std::optional<WarcResponse>{};
    return failure(ErrorCode::too_large, "a record of " + std::to_string(*length) +
                                             " bytes; the limit is " +
                                             std::to_string(options.max_record_bytes));
  }
  const auto content = take_content(end, *length);
  if (!content) return content.error();
  if (!is_wanted) return std::optional<WarcResponse>{};
  return response_of(headers, *content, type == "response", problems);
}

result<std::optional<WarcResponse>> WarcReader::State::response_of(
    std::string_view headers, std::string_view content, bool is_http,
    std::vector<Problem>& problems) const {
  WarcResponse response;
  response.offset = offset;
  std::string_view url = header_value(headers, "WARC-Target-URI");
  if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
  response.url = text::repair_utf8(text::truncate_to_boundary(url, max_url_bytes));
  if (const auto date = parse_date(header_value(headers, "WARC-Date"))) {
    response.fetched = date->time;
  }
  HttpMessage http{200, headers, content};
  if (is_http) http = split_http(content);
  if (http.status == 0) {
    return failure(ErrorCode::corrupt, "no HTTP answer in the response of " + response.url);
  }
  response.status = http.status;
  MediaType type = media_type(header_value(http.headers, "Content-Type"));
  response.media_type = std::move(type.name);
  response.charset = std::move(type.charset);
  DecodedBody body{std::string(), {}};
  std::string_view bytes = http.body;
  std::string coding;
  const auto mend = [&](const std::optional<Error>& fault) {
    if (!fault) return;
    Error error = failure(fault->code, fault->message + ", in " + response.url);
    problems.push_back({std::move(error), false});
  };
  DecodedBody chunks;
  if (is_http) {
    coding = media_type(header_value(http.headers, "Content-Encoding")).name;
    if (media_type(header_value(http.headers, "Transfer-Encoding")).name.find("chunked") !=
        std::string::npos) {
      chunks = undo_chunks(bytes);
      mend(chunks.fault);
      bytes = chunks.bytes;
    }
  }
  body = undo_coding(bytes, coding, options.max_body_bytes);
  if (body.fault) {
    const bool is_lost = body.bytes.empty() || body.fault->code == ErrorCode::too_large;
    if (is_lost) return failure(body.fault->code, body.fault->message + ", in " + response.url);
    mend(body.fault);
  }
  response.body = std::move(body.bytes);
  return std::optional(std::move(response));
}

WarcReader::WarcReader(std::unique_ptr<ByteSource> source, const WarcOptions& options)
    : state_(std::make_unique<State>(std::move(source), options)) {}
WarcReader::~WarcReader() = default;
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;

result<std::optional<WarcResponse>> WarcReader::next(std::vector<Problem>& problems) {
  State& state = *state_;
  while (!state.finished) {
    const auto opened = state.open_next();
    if (!opened) return opened.error();
    if (!*opened) break;
    auto record = state.read_record(problems);
    if (!record || *record) return record;
  }
  return std::optional<WarcResponse>{};
}

bool WarcReader::is_finished() const noexcept { return state_->finished; }
std::uint64_t WarcReader::bytes_read() const noexcept { return state_->read; }

}  // namespace newsloom::ingest
