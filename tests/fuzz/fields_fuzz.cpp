// Fuzz target: URLs, dates, charsets and marks of syndication of any bytes. Build with clang and
// -fsanitize=fuzzer.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "newsloom/ingest/charset.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/ingest/syndication.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace ingest = newsloom::ingest;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

void check_url(std::string_view text) {
  const std::size_t half = text.size() / 2;
  (void)ingest::resolve_url(text.substr(0, half), text.substr(half));
  (void)ingest::resolve_url("https://sorrel.example/a/b?c", text);
  const auto url = ingest::canonical_url(text);
  const auto key = ingest::article_key(text);
  require(url.has_value() == key.has_value());
  if (!url) return;
  require(ingest::is_web_url(*url) && ingest::is_web_url(*key));
  const auto again = ingest::article_key(*url);
  require(again.has_value());
}

void check_date(std::string_view text) {
  for (const std::string_view language : {"", "en", "cs"}) {
    const auto date = ingest::parse_any_date(text, language);
    if (!date) {
      require(date.error().code == newsloom::ErrorCode::invalid_date);
      continue;
    }
    const std::chrono::year_month_day day(floor<std::chrono::days>(date->time));
    require(day.year() >= std::chrono::year(1) && day.year() <= std::chrono::year(9999));
    require(ingest::parse_any_date(text, language).value() == *date);
  }
}

void check_charset(std::string_view text) {
  const std::size_t label = std::min<std::size_t>(text.size(), 12);
  for (const std::string_view claimed : {std::string_view(), text.substr(0, label)}) {
    const auto decoded = ingest::decode_text(text, {claimed, "ru"});
    require(newsloom::text::needs_no_repair(decoded.text));
    require(decoded.text.size() <= 3 * text.size() + 3);
  }
}

void check_marks(std::string_view text) {
  const std::string clean = newsloom::text::repair_utf8(text);
  for (const auto& mark : {ingest::mark_in_text(clean), ingest::mark_in_byline(clean),
                           ingest::mark_in_rights(clean)}) {
    if (!mark) continue;
    require(!mark->agency.empty());
    require(mark->begin <= mark->end && mark->end <= clean.size());
    require(newsloom::text::is_boundary(clean, mark->begin));
    require(newsloom::text::is_boundary(clean, mark->end));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_url(text);
  check_date(text);
  check_charset(text);
  check_marks(text);
  return 0;
}
