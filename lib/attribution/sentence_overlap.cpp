#include "attribution/sentence_overlap.hpp"

#include <algorithm>
#include <tuple>

#include "newsloom/text/stem.hpp"

namespace newsloom::attribution {
namespace {

constexpr std::uint32_t thousand = 1000;
// A stressed sentence has at least this share of its terms from the event's common ones, and at
// most this share in one other sentence, in thousandths: below, it is about something else; above,
// it is what the others say.
constexpr std::uint32_t least_near = 250;
constexpr std::uint32_t most_shared = 600;
// Sentences looked at for one term; a term of more is everywhere and tells none apart.
constexpr std::size_t most_postings = 256;

}  // namespace

SentenceOverlap::SentenceOverlap(const EventReading& event,
                                 const std::vector<std::size_t>& family_of, std::size_t min_words) {
  for (std::size_t article = 0; article < event.articles.size(); ++article) {
    if (family_of[article] == SIZE_MAX) continue;
    const Reading& reading = event.articles[article].reading;
    const std::uint64_t language = text::hash_bytes(reading.language);
    const FieldReading& field = reading.text;
    std::size_t token = 0;
    for (std::size_t s = 0; s < field.sentences.size(); ++s) {
      Sentence sentence;
      sentence.place = {article, {Field::text, field.sentences[s]}};
      sentence.family = family_of[article];
      sentence.is_first = s == 0;
      std::size_t words = 0;
      while (token < field.tokens.size() && field.tokens[token].begin < field.sentences[s].end) {
        const text::Token& word = field.tokens[token++];
        ++words;
        if (!word.has(text::token_flag::stop_word))
          sentence.terms.push_back(word.stem_hash ^ language);
      }
      std::ranges::sort(sentence.terms);
      sentence.terms.erase(std::unique(sentence.terms.begin(), sentence.terms.end()),
                           sentence.terms.end());
      if (words < min_words || sentence.terms.empty()) continue;
      const auto at = static_cast<std::uint32_t>(sentences_.size());
      for (const std::uint64_t term : sentence.terms) {
        std::vector<std::uint32_t>& postings = by_term_[term];
        if (postings.size() < most_postings) postings.push_back(at);
      }
      sentences_.push_back(std::move(sentence));
    }
  }
}

std::vector<Place> SentenceOverlap::stressed_by(std::size_t family, std::size_t most) const {
  using Ranked = std::tuple<std::uint32_t, std::size_t>;  // score from above, sentence
  std::vector<Ranked> ranked;
  std::unordered_map<std::uint32_t, std::uint32_t> shared;  // sentence of another family → terms
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    const Sentence& sentence = sentences_[i];
    if (sentence.family != family || sentence.is_first) continue;
    shared.clear();
    std::uint32_t near = 0;
    std::uint32_t nearest = 0;
    for (const std::uint64_t term : sentence.terms) {
      bool others_use = false;
      for (const std::uint32_t other : by_term_.at(term)) {
        if (sentences_[other].family == family) continue;
        others_use = true;
        nearest = std::max(nearest, ++shared[other]);
      }
      near += others_use ? 1U : 0U;
    }
    const auto terms = static_cast<std::uint32_t>(sentence.terms.size());
    const std::uint32_t near_share = near * thousand / terms;
    const std::uint32_t shared_share = nearest * thousand / terms;
    if (near_share < least_near || shared_share > most_shared) continue;
    const std::uint32_t score = near_share * (thousand - shared_share);
    ranked.emplace_back(thousand * thousand - score, i);
  }
  std::ranges::sort(ranked);
  std::vector<Place> places;
  for (std::size_t i = 0; i < std::min(ranked.size(), most); ++i) {
    places.push_back(sentences_[std::get<1>(ranked[i])].place);
  }
  return places;
}

}  // namespace newsloom::attribution
