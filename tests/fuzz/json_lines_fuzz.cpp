// Fuzz target: any bytes, after one that says in what pieces they arrive, are cut into lines and
// read as articles with the promises of json_lines.hpp kept, the same as if they came at once.
// Build with clang and -fsanitize=fuzzer.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/ingest/json_lines.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace ingest = newsloom::ingest;
using ingest::LineSplitter;
using newsloom::Article;
using newsloom::DatePrecision;
using newsloom::ErrorCode;

// The smallest that are accepted, so that short inputs reach them.
constexpr ingest::JsonLinesOptions options{
    .max_line_bytes = 1024, .max_text_bytes = 1024, .max_field_bytes = 64};

constexpr std::size_t longest_escape = 4;  // "%00", and a little for host names

void require(bool promise) {
  if (!promise) __builtin_trap();
}

/// Delivers 1 to `step` bytes a read, in sizes that follow from `step` alone; for 0 all at once.
class ChunkedSource final : public ingest::ByteSource {
 public:
  ChunkedSource(std::string_view bytes, std::size_t step) : rest_(bytes), step_(step) {}
  [[nodiscard]] newsloom::result<std::size_t> read(std::span<std::byte> buffer) override {
    constexpr std::size_t stride = 7;  // prime, so that most steps see every size
    std::size_t size = std::min(buffer.size(), rest_.size());
    if (step_ > 0) size = std::min(size, 1 + reads_++ * stride % step_);
    if (size > 0) std::memcpy(buffer.data(), rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
  std::size_t step_;
  std::size_t reads_ = 0;
};

/// What came of one piece of the input.
struct Outcome {
  std::string bytes;
  std::uint64_t number = 0;
  std::uint64_t offset = 0;
  std::optional<Article> article;
  std::vector<newsloom::Error> errors;  // why there is no article, or what was mended

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

void check_place(std::string_view input, std::uint64_t number, std::uint64_t offset) {
  require(offset <= input.size());
  const std::string_view before = input.substr(0, offset);
  require(number == 1 + static_cast<std::uint64_t>(std::ranges::count(before, '\n')));
}

void check_text(const std::string& text, std::size_t limit) {
  require(text.size() <= limit);
  require(newsloom::text::needs_no_repair(text));
}

void check_article(const Article& article) {
  check_text(article.id.str(), longest_escape * options.max_field_bytes);  // may be of the URL
  check_text(article.url, options.max_field_bytes);
  check_text(article.outlet, options.max_field_bytes);
  check_text(article.language, options.max_field_bytes);
  check_text(article.title, options.max_field_bytes);
  check_text(article.text, options.max_text_bytes);
  require(!article.id.empty());
  require(!article.title.empty() || !article.text.empty());
  require(article.revision == 0);
  require(article.published.has_value() == (article.precision != DatePrecision::unknown));
  if (!article.published) return;
  const std::chrono::year_month_day day(floor<std::chrono::days>(*article.published));
  require(day.year() >= std::chrono::year(1) && day.year() <= std::chrono::year(9999));
}

Outcome read_line(const LineSplitter::Line& line, ingest::ArticleParser& parser) {
  Outcome outcome{std::string(line.bytes), line.number, line.offset, {}, {}};
  std::vector<ingest::Problem> problems;
  auto article = parser.parse(line.bytes, problems);
  for (ingest::Problem& problem : problems) {
    require(!problem.rejected && stage_of(problem.error.code) == newsloom::Stage::ingest);
    require(problem.error.where.source.empty() && !problem.error.where.line);
    outcome.errors.push_back(std::move(problem.error));
  }
  if (article) {
    check_article(*article);
    outcome.article = *std::move(article);
  } else {
    const ErrorCode code = article.error().code;
    require(code == ErrorCode::json_syntax || code == ErrorCode::wrong_type ||
            code == ErrorCode::missing_content);
    outcome.errors.push_back(article.error());
  }
  return outcome;
}

std::vector<Outcome> read_all(std::string_view input, std::size_t step,
                              ingest::ArticleParser& parser) {
  std::vector<Outcome> outcomes;
  LineSplitter lines(std::make_unique<ChunkedSource>(input, step), options.max_line_bytes);
  while (!lines.is_finished()) {
    require(outcomes.size() <= input.size());  // or it never ends
    const auto line = lines.next();
    if (line && !*line) break;
    if (line) {
      const LineSplitter::Line& piece = **line;
      require(piece.bytes.size() <= options.max_line_bytes);
      check_place(input, piece.number, piece.offset);
      require(input.substr(piece.offset, piece.bytes.size()) == piece.bytes);
      outcomes.push_back(read_line(piece, parser));
    } else {
      const newsloom::Error& error = line.error();  // the source has no faults of its own
      require(error.where.line && error.where.byte);
      require(error.code == ErrorCode::too_large || lines.is_finished());
      check_place(input, *error.where.line, *error.where.byte);
      outcomes.push_back({{}, *error.where.line, *error.where.byte, {}, {error}});
    }
  }
  require(lines.is_finished() && lines.bytes_read() <= input.size());
  const auto after = lines.next();
  require(after && !*after);
  return outcomes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t step = all.empty() ? 1 : std::size_t{1} + data[0];
  const std::string_view input = all.substr(std::min<std::size_t>(1, size));

  static ingest::ArticleParser used(options);
  ingest::ArticleParser fresh(options);  // what it read before must not matter
  require(read_all(input, 0, used) == read_all(input, step, fresh));
  return 0;
}
