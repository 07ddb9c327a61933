#include "generator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numbers>
#include <queue>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace newsloom::bench {

namespace {

constexpr double day_seconds = 86'400;
constexpr double mean_delay_seconds = 8 * 3'600.0;  // of an article behind its event's beginning
constexpr double kept_sentences = 0.7;
constexpr double foreign_sentences = 0.1;
constexpr double dropped_words = 0.03;
constexpr std::uint64_t changed_words = 5;  // one of so many

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = 0xCBF29CE484222325U ^ seed;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return mix(hash);
}

/// Small, fast and the same everywhere, unlike the distributions of the standard library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() { return mix(state_ += 0x9E3779B97F4A7C15U); }
  double unit() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }  // [0, 1)
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(unit() * static_cast<double>(n));
  }
  double exponential(double mean) { return -mean * std::log1p(-unit()); }
  bool happens(double probability) { return unit() < probability; }

 private:
  std::uint64_t state_;
};

/// Draws 1 … n with probabilities that fall as rank^-exponent.
class Zipf {
 public:
  Zipf(std::size_t n, double exponent) {
    double sum = 0;
    sums_.reserve(n);
    for (std::size_t i = 1; i <= n; ++i) {
      const double p = std::pow(static_cast<double>(i), -exponent);
      mean_ += p * static_cast<double>(i);
      sums_.push_back(sum += p);
    }
    mean_ /= sum;
  }
  std::size_t draw(Random& random) const {
    const auto at = std::upper_bound(sums_.begin(), sums_.end(), random.unit() * sums_.back());
    return std::min<std::size_t>(static_cast<std::size_t>(at - sums_.begin()) + 1, sums_.size());
  }
  [[nodiscard]] double mean() const { return mean_; }

 private:
  std::vector<double> sums_;
  double mean_ = 0;
};

bool is_letter(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u | 0x20U) - 'a' < 26U || u >= 0x80U;
}
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Two to four syllables, with the last bits of the hash.
void append_invented(std::uint64_t hash, bool upper, std::string& out) {
  constexpr std::array<std::string_view, 32> syllables{
      "ka",  "sar", "ti",  "mol", "ve",  "dro", "nu",  "pel", "ri",  "gos", "la",
      "ben", "tho", "fi",  "mur", "ze",  "an",  "el",  "or",  "is",  "un",  "da",
      "hem", "sto", "qui", "bra", "len", "wo",  "cha", "pir", "jus", "ex"};
  const std::size_t begin = out.size();
  for (std::uint64_t left = 2 + hash % 3; left > 0; --left) {
    hash >>= 5U;
    out += syllables[hash % syllables.size()];
  }
  if (upper) out[begin] = static_cast<char>(out[begin] - 'a' + 'A');
}

/// Appends `text` as the event tells it: other names, some other words.
void append_told(std::string_view text, std::uint64_t event, Random& random, std::string& out) {
  std::size_t i = 0;
  bool sentence_begins = true;
  while (i < text.size()) {
    const std::size_t begin = i;
    while (i < text.size() && is_letter(text[i])) ++i;
    if (const std::string_view word = text.substr(begin, i - begin); !word.empty()) {
      const bool name = is_upper(word.front()) && !sentence_begins && word.size() > 2;
      const std::uint64_t hash = hash_of(word, event);
      sentence_begins = false;
      if (!name && random.happens(dropped_words)) {
        while (i < text.size() && text[i] == ' ') ++i;
        continue;
      }
      // A third of the names stay: countries and parties are in many events.
      if (name ? hash % 3 != 0 : word.size() > 5 && hash % changed_words == 0) {
        append_invented(hash >> 8U, name, out);
      } else {
        out += word;
      }
      continue;
    }
    if (text[i] == '.' || text[i] == '!' || text[i] == '?') sentence_begins = true;
    out += text[i++];
  }
}

/// Ends behind sentences, as far as a full stop and a blank tell.
std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  while (!text.empty()) {
    const std::size_t stop = text.find(". ", 40);
    const std::size_t size = stop == std::string_view::npos ? text.size() : stop + 2;
    sentences.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return sentences;
}

/// An article to come.
struct Slot {
  double at = 0;  // seconds since the stream's beginning
  std::uint64_t event = 0;
  std::uint32_t number = 0;  // within its event
  friend bool operator>(const Slot& a, const Slot& b) {
    return std::tie(a.at, a.event, a.number) > std::tie(b.at, b.event, b.number);
  }
};

}  // namespace

struct StreamGenerator::State {
  State(std::vector<Article> articles, const StreamShape& stream)
      : corpus(std::move(articles)),
        shape(stream),
        random(mix(stream.seed)),
        sizes(stream.largest_event, stream.size_exponent),
        outlets(stream.outlets, 1) {}

  void begin_event();
  [[nodiscard]] std::string text_of(std::uint64_t event, Random& teller) const;
  [[nodiscard]] std::string title_of(std::uint64_t event, Random& teller) const;
  [[nodiscard]] const Article& root_of(std::uint64_t event) const {
    return corpus[mix(event + shape.seed) % corpus.size()];
  }

  std::vector<Article> corpus;
  StreamShape shape;
  Random random;
  Zipf sizes;
  Zipf outlets;
  std::priority_queue<Slot, std::vector<Slot>, std::greater<>> slots;
  double next_event = 0;
  std::uint64_t events = 0;
  std::uint64_t told = 0;
  std::uint64_t last_event = 0;
};

void StreamGenerator::State::begin_event() {
  const std::size_t size = sizes.draw(random);
  for (std::size_t i = 0; i < size; ++i) {
    const double delay = i == 0 ? 0 : random.exponential(mean_delay_seconds);
    slots.push({next_event + delay, events, static_cast<std::uint32_t>(i)});
  }
  ++events;
  const double gap = day_seconds * sizes.mean() / shape.articles_a_day;
  double asleep = 0;
  do {  // thinned: at night a fourth of what begins at noon
    next_event += random.exponential(gap * 0.625);
    asleep = 0.375 * (1 + std::cos(2 * std::numbers::pi * next_event / day_seconds));
  } while (random.happens(asleep));
}

std::string StreamGenerator::State::text_of(std::uint64_t event, Random& teller) const {
  const Article& root = root_of(event);
  const Article& other = corpus[teller.below(corpus.size())];
  const auto foreign = sentences_of(other.text);
  std::string text;
  text.reserve(root.text.size() + root.text.size() / 4);
  for (const std::string_view sentence : sentences_of(root.text)) {
    if (teller.happens(kept_sentences)) append_told(sentence, event, teller, text);
    if (!foreign.empty() && teller.happens(foreign_sentences)) {
      append_told(foreign[teller.below(foreign.size())], teller.bits(), teller, text);
    }
  }
  return text;
}

std::string StreamGenerator::State::title_of(std::uint64_t event, Random& teller) const {
  std::string title;
  append_told(root_of(event).title, event, teller, title);
  if (title.empty()) append_invented(mix(event), true, title);
  title += ' ';
  append_invented(mix(event ^ (1 + teller.below(4))), true, title);
  return title;
}

StreamGenerator::StreamGenerator(std::vector<Article> corpus, const StreamShape& shape)
    : state_(std::make_unique<State>(std::move(corpus), shape)) {}

StreamGenerator::~StreamGenerator() = default;

Article StreamGenerator::next() {
  State& s = *state_;
  while (s.slots.empty() || s.slots.top().at >= s.next_event) s.begin_event();
  const Slot slot = s.slots.top();
  s.slots.pop();
  s.last_event = slot.event;

  Random teller(mix(slot.event * 0x9E3779B97F4A7C15U + slot.number + s.shape.seed));
  const bool copy = slot.number > 0 && teller.happens(s.shape.copies);
  if (copy) teller = Random(mix(slot.event * 0x9E3779B97F4A7C15U + s.shape.seed));
  Article article;
  article.id = ArticleId(std::to_string(s.told++));
  article.outlet = fmt::format("outlet{}.example", s.outlets.draw(s.random));
  article.published = Timestamp(std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}) +
                      std::chrono::seconds(static_cast<std::int64_t>(slot.at));
  article.precision = DatePrecision::second;
  article.title = s.title_of(slot.event, teller);
  if (!s.shape.titles_only) article.text = s.text_of(slot.event, teller);
  return article;
}

std::uint64_t StreamGenerator::event() const noexcept { return state_->last_event; }

}  // namespace newsloom::bench
