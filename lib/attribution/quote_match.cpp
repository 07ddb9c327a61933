// The same quotation in several articles: candidates share runs of three words, then the words are
// compared in order.
#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "attribution/field_view.hpp"
#include "newsloom/attribution/quotes.hpp"

namespace newsloom::attribution {
namespace {

constexpr std::size_t run_words = 3;
constexpr std::size_t min_words = 4;  // fewer are matched only when equal
// Of the shorter quotation's words, how many the longer one has in order: all but an eighth.
constexpr std::size_t same_of = 8;
constexpr std::size_t same_words = 7;
// Groups a quotation is compared with, and groups remembered for a run. A run that more groups have
// is a phrase everybody uses.
constexpr std::size_t most_compared = 8;
constexpr std::size_t most_per_run = 16;
constexpr std::size_t most_words = 400;  // of a quotation that are compared

using Words = std::vector<std::uint64_t>;

struct Piece {  // of a quotation: words [first, last)
  std::size_t first = 0;
  std::size_t last = 0;
};

struct Item {
  QuoteCarrier carrier;
  std::string_view language;
  Words words;
  std::vector<Piece> pieces;
};

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  return (a ^ (b + odd + (a << 6U) + (a >> 2U))) * odd;
}

// Length of the longest common subsequence, in two rows.
std::size_t common_words(const Words& a, const Words& b) {
  std::vector<std::uint16_t> row(b.size() + 1);
  for (const std::uint64_t word : a) {
    std::uint16_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::uint16_t above = row[j + 1];
      row[j + 1] =
          word == b[j] ? static_cast<std::uint16_t>(diagonal + 1) : std::max(row[j], above);
      diagonal = above;
    }
  }
  return row.back();
}

// Whether each piece of `part` stands in `whole` as it is, in order.
bool is_cut_from(const Item& part, const Item& whole) {
  auto from = whole.words.begin();
  for (const Piece& piece : part.pieces) {
    const auto begin = part.words.begin() + static_cast<std::ptrdiff_t>(piece.first);
    const auto end = part.words.begin() + static_cast<std::ptrdiff_t>(piece.last);
    const auto found = std::search(from, whole.words.end(), begin, end);
    if (found == whole.words.end()) return false;
    from = found + (end - begin);
  }
  return true;
}

class Matcher {
 public:
  explicit Matcher(std::span<const QuotedArticle> articles) : articles_(articles) {
    for (std::size_t a = 0; a < articles.size(); ++a) {
      for (std::size_t q = 0; q < articles[a].quotes.size(); ++q) read({a, q});
    }
  }

  std::vector<SharedQuote> run() {
    std::vector<std::size_t> order(items_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return items_[i].words.size(); });
    for (const std::size_t item : order) place(item);
    std::vector<SharedQuote> shared;
    shared.reserve(groups_.size());
    for (std::vector<std::size_t>& group : groups_) shared.push_back(described(group));
    std::ranges::stable_sort(shared, {}, [](const SharedQuote& quote) {
      QuoteCarrier first = quote.versions.front().carriers.front();
      for (const QuoteVersion& version : quote.versions) {
        first = std::min(first, version.carriers.front());
      }
      return std::pair(SIZE_MAX - quote.carrier_count(), first);
    });
    return shared;
  }

 private:
  void read(QuoteCarrier carrier) {
    const Reading& reading = *articles_[carrier.article].reading;
    const Quote& quote = articles_[carrier.article].quotes[carrier.quote];
    if (quote.form == QuoteForm::indirect) return;
    const std::vector<text::Token>& tokens = reading[quote.field].tokens;
    Item item{carrier, reading.language, {}, {}};
    for (const QuotePart& part : quote.parts) {
      auto token = std::ranges::lower_bound(tokens, part.inner.begin, {}, &text::Token::begin);
      const std::size_t first = item.words.size();
      for (; token != tokens.end() && token->begin < part.inner.end; ++token) {
        if (item.words.size() < most_words) item.words.push_back(token->hash);
      }
      if (item.words.size() > first) item.pieces.push_back({first, item.words.size()});
    }
    if (!item.words.empty()) items_.push_back(std::move(item));
  }

  [[nodiscard]] std::vector<std::uint64_t> runs_of(const Item& item) const {
    std::vector<std::uint64_t> runs;
    if (item.words.size() < min_words) {
      runs.push_back(
          std::accumulate(item.words.begin(), item.words.end(), item.words.size(), mixed));
    } else {
      for (std::size_t i = 0; i + run_words <= item.words.size(); ++i) {
        runs.push_back(mixed(mixed(item.words[i], item.words[i + 1]), item.words[i + 2]));
      }
    }
    std::ranges::sort(runs);
    runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
    return runs;
  }

  // Whether an item says what a longer or equal one says.
  [[nodiscard]] static bool is_same(const Item& item, const Item& longer) {
    if (item.language != longer.language) return false;
    if (item.words.size() < min_words) return item.words == longer.words;
    return common_words(item.words, longer.words) * same_of >= same_words * item.words.size();
  }

  // Puts an item into the group whose longest member it resembles; items come longest first.
  void place(std::size_t at) {
    const Item& item = items_[at];
    const std::vector<std::uint64_t> runs = runs_of(item);
    std::map<std::size_t, std::size_t> votes;  // group → shared runs
    for (const std::uint64_t run : runs) {
      const auto found = by_run_.find(run);
      if (found == by_run_.end()) continue;
      for (const std::size_t group : found->second) ++votes[group];
    }
    std::vector<std::pair<std::size_t, std::size_t>> best;  // votes, group
    best.reserve(votes.size());
    for (const auto& [group, count] : votes) {
      // Another word costs at most three runs, so the same quotation keeps most of them.
      if (count * 2 >= runs.size()) best.emplace_back(SIZE_MAX - count, group);
    }
    std::ranges::sort(best);
    if (best.size() > most_compared) best.resize(most_compared);
    for (const auto& [count, group] : best) {
      if (!is_same(item, items_[groups_[group].front()])) continue;
      groups_[group].push_back(at);
      return;
    }
    groups_.push_back({at});
    for (const std::uint64_t run : runs) {
      std::vector<std::size_t>& listed = by_run_[run];
      if (listed.size() < most_per_run) listed.push_back(groups_.size() - 1);
    }
  }

  [[nodiscard]] SharedQuote described(const std::vector<std::size_t>& group) const {
    SharedQuote shared;
    std::vector<std::vector<std::size_t>> versions;  // of items, the longest first
    for (const std::size_t at : group) {
      const auto same = std::ranges::find_if(versions, [&](const auto& version) {
        return is_cut_from(items_[at], items_[version.front()]);
      });
      if (same == versions.end()) {
        versions.push_back({at});
      } else {
        same->push_back(at);
      }
    }
    for (const auto& version : versions) {
      QuoteVersion carried;
      for (const std::size_t at : version) carried.carriers.push_back(items_[at].carrier);
      std::ranges::sort(carried.carriers);
      shared.versions.push_back(std::move(carried));
    }
    std::ranges::stable_sort(shared.versions, {}, [](const QuoteVersion& version) {
      return std::pair(SIZE_MAX - version.carriers.size(), version.carriers.front());
    });
    name_speaker(group, shared);
    return shared;
  }

  // Folded words of a speaker's name; none for a description ("the mayor").
  [[nodiscard]] Words name_of(const Item& item) const {
    const Reading& reading = *articles_[item.carrier.article].reading;
    const FieldSpan& speaker = quote_of(item).speaker;
    Words words;
    const FieldReading& field = reading[speaker.field];
    auto token =
        std::ranges::lower_bound(field.tokens, speaker.span.begin, {}, &text::Token::begin);
    for (; token != field.tokens.end() && token->begin < speaker.span.end; ++token) {
      words.push_back(token->loose_hash);
    }
    const auto name =
        std::ranges::upper_bound(field.names, speaker.span.begin, {}, &text::Mention::end);
    const bool named = name != field.names.end() && name->begin < speaker.span.end;
    return named ? words : Words{};
  }

  [[nodiscard]] const Quote& quote_of(const Item& item) const {
    return articles_[item.carrier.article].quotes[item.carrier.quote];
  }

  void name_speaker(const std::vector<std::size_t>& group, SharedQuote& shared) const {
    std::vector<std::size_t> members = group;
    std::ranges::sort(members, {}, [&](std::size_t at) { return items_[at].carrier; });
    Words longest;
    bool has_name = false;
    std::uint64_t last_name = 0;
    for (const std::size_t at : members) {
      const Quote& quote = quote_of(items_[at]);
      if (quote.speaker.empty()) continue;
      const Words name = name_of(items_[at]);
      if (!name.empty()) {
        if (has_name && name.back() != last_name) shared.speakers_differ = true;
        last_name = name.back();
      }
      const bool better = (!name.empty() && (!has_name || name.size() > longest.size())) ||
                          (shared.speaker.empty() && name.empty());
      has_name = has_name || !name.empty();
      if (!better) continue;
      longest = name;
      shared.speaker = quote.speaker;
      shared.speaker_article = items_[at].carrier.article;
    }
  }

  std::span<const QuotedArticle> articles_;
  std::vector<Item> items_;
  std::vector<std::vector<std::size_t>> groups_;  // of items, the longest first
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_run_;
};

}  // namespace

std::size_t SharedQuote::carrier_count() const noexcept {
  std::size_t count = 0;
  for (const QuoteVersion& version : versions) count += version.carriers.size();
  return count;
}

std::vector<SharedQuote> match_quotes(std::span<const QuotedArticle> articles) {
  return Matcher(articles).run();
}

}  // namespace newsloom::attribution
