#include "attribution/claim_items.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_map>

#include "attribution/claim_words.hpp"
#include "types/calendar.hpp"

namespace newsloom::attribution {
namespace {

// Tokens to either side of a number that tell what it is about.
constexpr std::size_t context_window = 12;

class Reader {
 public:
  Reader(const EventReading& event, std::size_t article, std::vector<ClaimItem>& out)
      : read_(event.articles[article]), article_(article), out_(out) {}

  void read() {
    for (const Quantity& quantity : read_.claims.quantities) add(quantity);
    for (const PlaceMention& place : read_.claims.places) {
      const FieldReading& field = read_.reading[place.field];
      add_named(ClaimKind::place, place.field, place.span, place.sentence,
                name_key(field, place.span));
    }
    for (const DateMention& date : read_.claims.dates) {
      if (date.first != date.last) continue;
      const std::int64_t day = date.first.time_since_epoch().count();
      add_named(ClaimKind::date, date.field, date.span, date.sentence,
                static_cast<std::uint64_t>(day), day);
    }
  }

 private:
  [[nodiscard]] static std::size_t token_at(const FieldReading& field, std::uint32_t byte) {
    const auto found = std::ranges::lower_bound(field.tokens, byte, {}, &text::Token::begin);
    return static_cast<std::size_t>(found - field.tokens.begin());
  }

  [[nodiscard]] static std::uint64_t name_key(const FieldReading& field, const text::Span& span) {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
    std::uint64_t key = 0;
    for (std::size_t at = token_at(field, span.begin);
         at < field.tokens.size() && field.tokens[at].begin < span.end; ++at) {
      key = (key ^ field.tokens[at].loose_hash) * odd;
    }
    return key;
  }

  void add_named(ClaimKind kind, Field field, const text::Span& span, std::uint32_t sentence,
                 std::uint64_t key, std::int64_t value = 0) {
    const auto [seen, is_new] =
        seen_.try_emplace(key ^ static_cast<std::uint64_t>(kind), out_.size());
    if (!is_new) {
      // A mention in the text stands for one in the title.
      Place& place = out_[seen->second].place;
      if (field == Field::text && place.where.field == Field::title) place.where = {field, span};
      return;
    }
    ClaimItem item;
    item.key.kind = kind;
    item.key.noun = key;
    item.place = {article_, {field, span}};
    item.sentence = sentence;
    item.value_e3 = value;
    item.key_is_enough = true;
    out_.push_back(std::move(item));
  }

  void add(const Quantity& quantity) {
    const FieldReading& field = read_.reading[quantity.field];
    ClaimItem item;
    item.key.number_kind = quantity.number.kind;
    item.key.unit = quantity.number.unit_text();
    item.key.topic = quantity.topic;
    const bool has_noun = quantity.counted.begin < quantity.counted.end;
    if (quantity.number.kind == text::NumberKind::count) {
      if (quantity.topic == Topic::none && !has_noun) return;  // of nothing known
      if (has_noun) {
        // "26 people killed" and "26 dead" are one question, "19 children killed" is another.
        const text::Token& noun = field.tokens[token_at(field, quantity.counted.begin)];
        const bool is_anybody = quantity.topic != Topic::none && is_anybody_word(noun.hash);
        if (!is_anybody) item.key.noun = noun.stem_hash;
      }
    }
    if (is_age_or_past(field, quantity.number)) return;
    item.place = {article_, {quantity.field, quantity.span}};
    item.sentence = quantity.sentence;
    item.value_e3 = quantity.number.value_e3;
    item.bound = quantity.number.bound;
    item.key_is_enough = quantity.topic != Topic::none;
    item.language = read_.reading.language;
    item.context = context_of(field, quantity);
    item.is_background = names_earlier_year(field, quantity.sentence);
    out_.push_back(std::move(item));
  }

  // "16 years old", "two weeks ago".
  [[nodiscard]] static bool is_age_or_past(const FieldReading& field, const text::Number& number) {
    if (number.kind != text::NumberKind::measure) return false;
    const std::size_t end = std::size_t{number.first_token} + number.token_count;
    if (end < field.tokens.size() &&
        is_number_context(field.tokens[end].hash, NumberContext::age_or_past)) {
      return true;
    }
    return number.first_token > 0 &&
           is_number_context(field.tokens[number.first_token - 1].hash, NumberContext::past_before);
  }

  [[nodiscard]] static std::vector<std::uint64_t> context_of(const FieldReading& field,
                                                             const Quantity& quantity) {
    constexpr std::uint16_t shortest = 3;  // bytes of a word that says something
    std::vector<std::uint64_t> stems;
    const std::size_t first = quantity.number.first_token;
    const std::size_t end = first + quantity.number.token_count;
    const text::Span sentence = quantity.sentence < field.sentences.size()
                                    ? field.sentences[quantity.sentence]
                                    : quantity.span;
    const std::size_t low = first > context_window ? first - context_window : 0;
    const std::size_t high = std::min(field.tokens.size(), end + context_window);
    for (std::size_t at = low; at < high; ++at) {
      const text::Token& token = field.tokens[at];
      if (at >= first && at < end) continue;
      if (token.begin < sentence.begin || token.end > sentence.end) continue;
      const bool in_counted = quantity.counted.contains({token.begin, token.end});
      const bool says_nothing = token.has(text::token_flag::stop_word) ||
                                token.has(text::token_flag::has_digit) ||
                                token.folded_length < shortest;
      if (!in_counted && !says_nothing) stems.push_back(token.stem_hash);
    }
    std::ranges::sort(stems);
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    return stems;
  }

  [[nodiscard]] bool names_earlier_year(const FieldReading& field, std::uint32_t sentence) const {
    if (!read_.about.published || sentence >= field.sentences.size()) return false;
    const auto day = detail::day_of(*read_.about.published);
    const auto year = static_cast<int>(std::chrono::year_month_day(day).year());
    constexpr std::int64_t thousand = 1000;
    const text::Span& bounds = field.sentences[sentence];
    auto number = std::ranges::lower_bound(field.numbers, bounds.begin, {},
                                           [](const text::Number& one) { return one.span.begin; });
    for (; number != field.numbers.end() && number->span.begin < bounds.end; ++number) {
      const bool is_year = number->kind == text::NumberKind::year;
      if (is_year && number->value_e3 < year * thousand) return true;
    }
    return false;
  }

  const ReadArticle& read_;
  std::size_t article_;
  std::vector<ClaimItem>& out_;
  std::unordered_map<std::uint64_t, std::size_t> seen_;  // places and days → item
};

}  // namespace

std::vector<ClaimItem> claim_items(const EventReading& event) {
  std::vector<ClaimItem> items;
  for (std::size_t article = 0; article < event.articles.size(); ++article) {
    Reader(event, article, items).read();
  }
  return items;
}

}  // namespace newsloom::attribution
