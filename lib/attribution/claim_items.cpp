#include "attribution/claim_items.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_set>

namespace newsloom::attribution {
namespace {

// Tokens to either side of a number that tell what it is about.
constexpr std::size_t context_window = 12;

class Reader {
 public:
  Reader(const EventReading& event, std::size_t article, std::vector<ClaimItem>& out)
      : read_(event.articles[article]), article_(article), out_(out), first_(out.size()) {}

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
    if (!seen_.insert(key ^ static_cast<std::uint64_t>(kind)).second) {
      // A mention in the text stands for one in the title.
      for (std::size_t at = first_; field == Field::text && at < out_.size(); ++at) {
        ClaimItem& item = out_[at];
        const bool same =
            item.key.kind == kind && item.key.noun == key && item.place.where.field == Field::title;
        if (same) item.place.where = {field, span};
      }
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
    if (quantity.number.kind == text::NumberKind::count && quantity.topic == Topic::none) {
      if (quantity.counted.begin == quantity.counted.end) return;  // of nothing known
      item.key.noun = field.tokens[token_at(field, quantity.counted.begin)].stem_hash;
    }
    item.place = {article_, {quantity.field, quantity.span}};
    item.sentence = quantity.sentence;
    item.value_e3 = quantity.number.value_e3;
    item.bound = quantity.number.bound;
    item.key_is_enough = quantity.topic != Topic::none;
    item.context = context_of(field, quantity);
    item.is_background = names_earlier_year(field, quantity.sentence);
    out_.push_back(std::move(item));
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
    const auto day = std::chrono::floor<std::chrono::days>(*read_.about.published);
    const auto year = static_cast<int>(std::chrono::year_month_day(day).year());
    constexpr std::int64_t thousand = 1000;
    return std::ranges::any_of(field.numbers, [&](const text::Number& number) {
      return number.kind == text::NumberKind::year && number.value_e3 < year * thousand &&
             field.sentences[sentence].contains(number.span);
    });
  }

  const ReadArticle& read_;
  std::size_t article_;
  std::vector<ClaimItem>& out_;
  std::size_t first_;  // item of this article
  std::unordered_set<std::uint64_t> seen_;
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
