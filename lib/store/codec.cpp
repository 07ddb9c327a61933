#include "codec.hpp"

#include <zstd.h>

#include <cstdint>
#include <limits>

#include "types/binary.hpp"

namespace newsloom::store {
namespace {

constexpr char as_it_is = 0;
constexpr char as_zstd = 1;
constexpr std::size_t least_packed = 96;  // shorter texts only get longer
constexpr std::uint8_t event_version = 2;
constexpr std::uint8_t about_version = 1;

void write_row(detail::Writer& out, const CoverageRow& row) {
  out.text(row.article.str());
  out.number(row.revision);
  for (const std::string* part : {&row.outlet, &row.family, &row.language}) out.text(*part);
  out.time(row.published);
  out.number(static_cast<std::uint8_t>(row.precision));
  out.number(static_cast<std::uint8_t>(row.genre));
  out.number(static_cast<std::uint8_t>(row.is_newsroom));
  out.text(row.credit);
  out.text(row.credit_family);
  out.number(static_cast<std::uint8_t>(row.role));
  out.number(static_cast<std::uint8_t>(row.copy_of.has_value()));
  if (row.copy_of) out.text(row.copy_of->str());
  out.number(static_cast<std::uint8_t>(row.is_own_text));
  out.number(static_cast<std::uint8_t>(row.order));
  out.number(row.copied_share);
  out.number(row.source_share);
  out.number(row.similarity);
  out.size(row.why.size());
  for (const std::string& reason : row.why) out.text(reason);
}

template <class Enum>
Enum read_enum(detail::Reader& in, Enum last) {
  const auto value = in.number<std::uint8_t>();
  in.require(value <= static_cast<std::uint8_t>(last));
  return in.ok() ? static_cast<Enum>(value) : Enum{};
}

CoverageRow read_row(detail::Reader& in) {
  CoverageRow row;
  row.article = ArticleId(in.text());
  row.revision = in.number<std::uint32_t>();
  for (std::string* part : {&row.outlet, &row.family, &row.language}) *part = in.text();
  row.published = in.time();
  row.precision = read_enum(in, DatePrecision::second);
  row.genre = read_enum(in, Genre::press_release);
  row.is_newsroom = in.flag();
  row.credit = in.text();
  row.credit_family = in.text();
  row.role = read_enum(in, Role::copy);
  if (in.flag()) row.copy_of = ArticleId(in.text());
  row.is_own_text = in.flag();
  row.order = read_enum(in, OrderBasis::undetermined);
  row.copied_share = in.number<std::uint32_t>();
  row.source_share = in.number<std::uint32_t>();
  row.similarity = in.number<double>();
  row.why.resize(in.size(sizeof(std::uint64_t)));
  for (std::string& reason : row.why) reason = in.text();
  return row;
}

}  // namespace

std::string pack(std::string_view text, int level) {
  std::string packed;
  if (text.size() >= least_packed) {
    packed.resize(1 + ZSTD_compressBound(text.size()));
    const std::size_t size =
        ZSTD_compress(packed.data() + 1, packed.size() - 1, text.data(), text.size(), level);
    if (ZSTD_isError(size) == 0 && size < text.size()) {
      packed[0] = as_zstd;
      packed.resize(1 + size);
      return packed;
    }
  }
  packed.assign(1, as_it_is);
  packed += text;
  return packed;
}

std::optional<std::string> unpack(std::string_view bytes, std::size_t max_bytes) {
  if (bytes.empty()) return std::nullopt;
  const char how = bytes.front();
  bytes.remove_prefix(1);
  if (how == as_it_is && bytes.size() <= max_bytes) return std::string(bytes);
  if (how != as_zstd) return std::nullopt;
  const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > max_bytes) {
    return std::nullopt;
  }
  std::string text(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(text.data(), text.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) != 0 || got != text.size()) return std::nullopt;
  return text;
}

std::string encode_about(const Article& article) {
  std::string bytes;
  detail::Writer out(bytes);
  out.number(about_version);
  out.time(article.modified);
  out.time(article.fetched);
  for (const auto* list : {&article.authors, &article.categories}) {
    out.size(list->size());
    for (const std::string& item : *list) out.text(item);
  }
  for (const std::string* part :
       {&article.section, &article.image, &article.credit, &article.source}) {
    out.text(*part);
  }
  // 0 and 1, 2 for unknown.
  out.number(static_cast<std::uint8_t>(article.free_to_read ? (*article.free_to_read ? 1 : 0) : 2));
  return bytes;
}

bool decode_about(std::string_view bytes, Article& article) {
  detail::Reader in(bytes);
  in.require(in.number<std::uint8_t>() == about_version);
  article.modified = in.time();
  article.fetched = in.time();
  for (auto* list : {&article.authors, &article.categories}) {
    list->resize(in.size(sizeof(std::uint64_t)));
    for (std::string& item : *list) item = in.text();
  }
  for (std::string* part : {&article.section, &article.image, &article.credit, &article.source}) {
    *part = in.text();
  }
  const auto free = in.number<std::uint8_t>();
  in.require(free <= 2);
  article.free_to_read = free == 2 ? std::nullopt : std::optional(free == 1);
  return in.at_end();
}

std::string encode(const EventView& event) {
  std::string bytes;
  detail::Writer out(bytes);
  out.number(event_version);
  out.number(event.id.number());
  out.size(event.aliases.size());
  for (const EventId alias : event.aliases) out.number(alias.number());
  out.number(static_cast<std::uint8_t>(event.status));
  out.size(event.coverage.size());
  for (const CoverageRow& row : event.coverage) write_row(out, row);
  out.time(event.date_start);
  out.time(event.date_updated);
  out.text(event.first_report ? event.first_report->str() : std::string());
  out.text(event.representative.str());
  out.size(event.languages.size());
  for (const auto& [language, count] : event.languages) {
    out.text(language);
    out.size(count);
  }
  for (const std::size_t count :
       {event.outlet_count, event.family_count, event.independent_source_count}) {
    out.size(count);
  }
  return bytes;
}

std::optional<EventView> decode(std::string_view bytes) {
  // What one of each takes at least.
  constexpr std::size_t row_bytes = 48;
  constexpr std::size_t language_bytes = 2 * sizeof(std::uint64_t);
  detail::Reader in(bytes);
  in.require(in.number<std::uint8_t>() == event_version);
  EventView event;
  event.id = EventId(in.number<std::uint64_t>());
  event.aliases.resize(in.size(sizeof(std::uint64_t)));
  for (EventId& alias : event.aliases) alias = EventId(in.number<std::uint64_t>());
  event.status = read_enum(in, EventStatus::closed);
  event.coverage.resize(in.size(row_bytes));
  for (CoverageRow& row : event.coverage) {
    if (in.ok()) row = read_row(in);
  }
  event.date_start = in.time();
  event.date_updated = in.time();
  std::string first = in.text();
  if (!first.empty()) event.first_report = ArticleId(std::move(first));
  event.representative = ArticleId(in.text());
  const std::size_t languages = in.size(language_bytes);
  for (std::size_t i = 0; i < languages && in.ok(); ++i) {
    std::string language = in.text();
    in.require(event.languages.emplace(std::move(language), in.number<std::uint64_t>()).second);
  }
  for (std::size_t* count :
       {&event.outlet_count, &event.family_count, &event.independent_source_count}) {
    *count = static_cast<std::size_t>(in.number<std::uint64_t>());
  }
  if (!in.at_end()) return std::nullopt;
  return event;
}

}  // namespace newsloom::store
