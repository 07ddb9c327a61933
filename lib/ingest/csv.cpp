#include "newsloom/ingest/csv.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "article_fields.hpp"
#include "csv_header.hpp"
#include "html_text.hpp"
#include "identity.hpp"
#include "newsloom/ingest/charset.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/ingest/syndication.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {

namespace {

// Whether a byte is inside quotes, which hide dividers and line ends.
class QuoteState {
 public:
  // True for a line end outside quotes.
  bool next(char c, char divider) {
    if (is_open_) {
      if (c == '"') is_open_ = false;
      just_closed_ = c == '"';
      return false;
    }
    // Only at a field's start, or doubled: one inside a field is a character.
    if (c == '"' && (at_start_ || just_closed_)) is_open_ = true;
    just_closed_ = false;
    at_start_ = c == divider;
    return c == '\n';
  }
  [[nodiscard]] bool is_open() const { return is_open_; }

 private:
  bool is_open_ = false;
  bool just_closed_ = false;
  bool at_start_ = true;
};

}  // namespace

struct CsvReader::State {
  State(std::unique_ptr<ByteSource> from, const DocumentOptions& given,
        std::optional<Timestamp> time)
      : source(std::move(from)), options(given), now(time) {
    charset = options.charset;
    language = options.language;
    options.url = {};
  }

  [[nodiscard]] Error skip_unclosed();
  // The next record that is not blank, without its line end; absent at the end.
  result<std::optional<std::string>> record();
  result<bool> fill();
  result<void> read_header(std::string_view line);
  result<Article> article(std::string_view line, std::vector<Problem>& problems) const;
  [[nodiscard]] std::string decoded(std::string&& field, std::vector<Problem>& problems) const;
  void set(Column column, std::string value, Article& article,
           std::vector<Problem>& problems) const;

  std::unique_ptr<ByteSource> source;
  DocumentOptions options;
  std::optional<Timestamp> now;
  std::string charset;
  std::string language;
  std::string buffer;
  std::size_t at = 0;
  std::uint64_t line = 1;         // of what comes next
  std::uint64_t record_line = 1;  // of the record last read
  std::uint64_t bytes = 0;
  bool has_header = false;
  bool is_at_end = false;
  bool is_finished = false;
  char divider = ',';
  std::vector<Column> columns;
};

// More bytes behind what is not yet used; false at the end.
result<bool> CsvReader::State::fill() {
  constexpr std::size_t piece = std::size_t{64} << 10U;
  buffer.erase(0, at);
  at = 0;
  const std::size_t size = buffer.size();
  buffer.resize(size + piece);
  const auto got = source->read(std::as_writable_bytes(std::span(buffer)).subspan(size));
  buffer.resize(size + (got ? *got : 0));
  if (!got) return got.error();
  bytes += *got;
  is_at_end = *got == 0;
  return !is_at_end;
}

result<std::optional<std::string>> CsvReader::State::record() {
  QuoteState quotes;
  std::size_t scanned = at;
  std::uint64_t lines = 0;
  bool too_large = false;
  record_line = line;
  for (;;) {
    if (scanned == buffer.size()) {
      const std::size_t done = scanned - at;
      if (!is_at_end) {
        const auto more = fill();
        if (!more) return more.error();
        scanned = at + done;
        if (*more) continue;
      }
      if (at == buffer.size() && !too_large) return std::optional<std::string>();
      break;
    }
    const char c = buffer[scanned++];
    const bool ends = quotes.next(c, divider);
    lines += c == '\n' ? 1U : 0U;
    if (ends) break;
    if (scanned - at <= options.max_text_bytes) continue;
    if (quotes.is_open()) break;
    too_large = true;  // what is too long is not kept
    at = scanned;
  }
  if (quotes.is_open()) return skip_unclosed();
  std::string out = buffer.substr(at, scanned - at);
  at = scanned;
  line += lines;
  while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
  if (too_large) {
    return Error{ErrorCode::too_large,
                 "the record has more than " + std::to_string(options.max_text_bytes) + " bytes",
                 {{}, record_line, {}, {}}};
  }
  return std::optional(std::move(out));
}

// A quote that nothing closes costs its line, however the line's bytes come. No other quote follows
// it as far as was looked, so nothing is looked at a third time.
Error CsvReader::State::skip_unclosed() {
  std::size_t end = buffer.find('\n', at);
  while (end == std::string::npos && !is_at_end) {
    at = buffer.size();
    if (const auto more = fill(); !more) return more.error();
    end = buffer.find('\n', at);
  }
  at = end == std::string::npos ? buffer.size() : end + 1;
  ++line;
  return {ErrorCode::corrupt, "a quote is never closed", {{}, record_line, {}, {}}};
}

result<void> CsvReader::State::read_header(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  divider = divider_of(text);
  constexpr std::size_t most_columns = 4096;
  bool has_text = false;
  std::array<bool, 16> taken{};
  for (const std::string& name : fields_of(text, divider, most_columns)) {
    Column column = column_of(collapsed(name));
    bool& is_taken = taken[static_cast<std::size_t>(column)];
    if (is_taken) column = Column::other;
    is_taken = true;
    has_text =
        has_text || column == Column::title || column == Column::text || column == Column::summary;
    columns.push_back(column);
  }
  has_header = true;
  if (has_text) return {};
  return Error{ErrorCode::unknown_format,
               "no column of the header is a title or a text",
               {{}, record_line, {}, {}}};
}

std::string CsvReader::State::decoded(std::string&& field, std::vector<Problem>& problems) const {
  if (text::needs_no_repair(field)) return std::move(field);
  DecodedText text = decode_text(field, {charset, language});
  if (text.replaced > 0) {
    problems.push_back({{ErrorCode::corrupt,
                         std::to_string(text.replaced) + " ill-formed characters became U+FFFD",
                         {{}, record_line, {}, {}}},
                        false});
  }
  return std::move(text.text);
}

void CsvReader::State::set(Column column, std::string value, Article& article,
                           std::vector<Problem>& problems) const {
  const auto date = [&](std::string_view name) {
    const auto parsed = parse_any_date(value, language);
    return usable_date({{value, parsed ? std::optional(*parsed) : std::nullopt, name}}, now,
                       record_line, problems);
  };
  const auto add = [&](std::string_view dividers, std::vector<std::string>& out) {
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t end = std::min(value.find_first_of(dividers, begin), value.size());
      std::string one = collapsed(std::string_view(value).substr(begin, end - begin));
      std::erase_if(one, [](char c) { return c == '[' || c == ']' || c == '\'' || c == '"'; });
      if (!one.empty() && out.size() < options.max_list_items) out.push_back(author_name(one));
      begin = end + 1;
    }
  };
  switch (column) {
    case Column::other:
    case Column::id:
      return;
    case Column::url:
      article.url = canonical_url(value).value_or(value);
      return;
    case Column::outlet:
      article.outlet = collapsed(value);
      return;
    case Column::language:
      article.language = collapsed(value);
      return;
    case Column::published:
      return set_published(article, date("published"));
    case Column::modified:
      if (const auto modified = date("modified");
          modified && modified->precision != DatePrecision::unknown) {
        article.modified = modified->time;
      }
      return;
    case Column::title:
      article.title = collapsed(value);
      return;
    case Column::text:
      article.text = std::move(value);
      return;
    case Column::summary:
      return;
    case Column::authors:
      return add(",;", article.authors);
    case Column::section:
      article.section = collapsed(value);
      return;
    case Column::categories:
      return add(",;|", article.categories);
    case Column::image:
      article.image = collapsed(value);
      return;
    case Column::credit:
      article.credit = collapsed(value);
      return;
  }
}

result<Article> CsvReader::State::article(std::string_view text,
                                          std::vector<Problem>& problems) const {
  Article article;
  article.language = language;
  std::string id;
  std::string summary;
  std::vector<std::string> fields = fields_of(text, divider, columns.size() + 1);
  for (std::size_t i = 0; i < std::min(fields.size(), columns.size()); ++i) {
    std::string value = decoded(std::move(fields[i]), problems);
    if (collapsed(value).empty()) continue;
    const bool is_long = columns[i] == Column::text || columns[i] == Column::summary;
    // Decoding may have made it longer than it was.
    const std::size_t room = is_long ? options.max_text_bytes : options.max_field_bytes;
    value.resize(text::truncate_to_boundary(value, room).size());
    if (columns[i] == Column::id) {
      id = collapsed(value);
    } else if (columns[i] == Column::summary) {
      summary = std::move(value);
    } else {
      set(columns[i], std::move(value), article, problems);
    }
  }
  if (article.text.empty()) article.text = std::move(summary);
  if (!has_content(article)) return no_content("the record", record_line).error;
  if (article.outlet.empty()) article.outlet = host_of(article.url);
  state_credit(article);
  set_id(article, std::move(id));
  return article;
}

CsvReader::CsvReader(std::unique_ptr<ByteSource> source, const DocumentOptions& options,
                     std::optional<Timestamp> now)
    : state_(std::make_unique<State>(std::move(source), options, now)) {}
CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;

bool CsvReader::is_finished() const noexcept { return state_->is_finished; }
std::uint64_t CsvReader::bytes_read() const noexcept { return state_->bytes; }

result<std::optional<Article>> CsvReader::next(std::vector<Problem>& problems) {
  State& state = *state_;
  while (!state.is_finished) {
    auto record = state.record();
    if (!record) {
      // The source's own faults have no line.
      state.is_finished = !record.error().where.line || !state.has_header;
      return record.error();
    }
    if (!*record) {
      state.is_finished = true;
      break;
    }
    if (collapsed(**record).empty()) continue;
    if (state.has_header) {
      auto article = state.article(**record, problems);
      if (!article) return article.error();
      return std::optional(*std::move(article));
    }
    if (auto header = state.read_header(**record); !header) {
      state.is_finished = true;
      return header.error();
    }
  }
  return std::optional<Article>();
}

result<DocumentArticles> parse_csv(std::string_view bytes, const DocumentOptions& options,
                                   std::optional<Timestamp> now) {
  if (bytes.size() > options.max_bytes) {
    return Error{ErrorCode::too_large,
                 "the table has more than " + std::to_string(options.max_bytes) + " bytes",
                 {}};
  }
  DocumentArticles out;
  std::string decoded;
  const bool is_wide = bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF";
  if (is_wide) {
    decoded = decode_text(bytes).text;
    bytes = decoded;
  }
  CsvReader reader(from_memory(bytes), options, now);
  while (!reader.is_finished()) {
    auto article = reader.next(out.problems);
    if (!article) {
      if (article.error().code == ErrorCode::unknown_format) return article.error();
      out.problems.push_back({article.error(), true});
    } else if (*article) {
      out.articles.push_back(**std::move(article));
      if (out.articles.size() >= options.max_items) {
        out.problems.push_back({{ErrorCode::too_large, "further records were left out", {}}, true});
        break;
      }
    }
  }
  return out;
}

}  // namespace newsloom::ingest
