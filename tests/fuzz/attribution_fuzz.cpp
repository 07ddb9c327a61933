// Fuzz target: any bytes, after a line with a language, are two articles of an event (cut at the
// middle line break). Spans lie on characters of their texts, quotes keep their promises, and every
// predicate of the framing holds. Build with clang and -fsanitize=fuzzer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/attribution/agreement.hpp"
#include "newsloom/attribution/event_reading.hpp"
#include "newsloom/attribution/framing.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

using namespace newsloom;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

void check_span(const attribution::Reading& reading, const attribution::FieldSpan& where) {
  const std::string_view source = reading[where.field].source;
  require(where.span.begin <= where.span.end && where.span.end <= source.size());
  require(text::is_boundary(source, where.span.begin));
  require(text::is_boundary(source, where.span.end));
}

void check_quote(const attribution::Reading& reading, const attribution::Quote& quote) {
  require(!quote.parts.empty());
  std::uint32_t end = 0;
  for (const attribution::QuotePart& part : quote.parts) {
    check_span(reading, {quote.field, part.outer});
    check_span(reading, {quote.field, part.inner});
    require(part.outer.contains(part.inner) && part.inner.begin < part.inner.end);
    require(part.outer.begin >= end);
    end = part.outer.end;
  }
  check_span(reading, {quote.field, quote.cue});
  check_span(reading, {quote.field, quote.source});
  check_span(reading, quote.speaker);
}

attribution::EventArticle article(std::string_view text, std::string_view language,
                                  std::string outlet) {
  attribution::EventArticle made;
  const std::size_t line = std::min(text.find('\n'), text.size());
  made.title = text.substr(0, line);
  made.text = text.substr(std::min(line + 1, text.size()));
  made.language = language;
  made.family = outlet;
  made.outlet = std::move(outlet);
  made.published = Timestamp(std::chrono::seconds(1'772'600'000));
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), size);
  const std::string_view language = input.substr(0, line);
  const std::string repaired = text::repair_utf8(input.substr(std::min(line + 1, size)));
  const std::size_t middle = std::min(repaired.find('\n', repaired.size() / 2), repaired.size());
  const std::vector<attribution::EventArticle> articles{
      article(std::string_view(repaired).substr(0, middle), language, "a"),
      article(std::string_view(repaired).substr(middle), language, "b")};
  const attribution::EventReading event = attribution::read_event(articles);
  for (const attribution::ReadArticle& read : event.articles) {
    for (const attribution::Quote& quote : read.quotes) check_quote(read.reading, quote);
    for (const attribution::Quantity& quantity : read.claims.quantities) {
      check_span(read.reading, {quantity.field, quantity.span});
      check_span(read.reading, {quantity.field, quantity.counted});
      require(quantity.span.contains(quantity.number.span));
    }
    for (const auto& date : read.claims.dates) {
      check_span(read.reading, {date.field, date.span});
      require(date.first <= date.last);
    }
    for (const auto& place : read.claims.places)
      check_span(read.reading, {place.field, place.span});
  }
  for (const attribution::Claim& claim : attribution::compare_claims(event)) {
    require(!claim.values.empty());
    for (const attribution::ClaimValue& value : claim.values) require(!value.places.empty());
  }
  const attribution::Framing framing(event);
  for (const attribution::Predicate& predicate : framing.predicates()) {
    require(framing.holds(predicate));
  }
  return 0;
}
