#include "attribution/indirect.hpp"

#include <algorithm>
#include <array>

namespace newsloom::attribution {
namespace {

constexpr std::size_t min_content = 4;   // tokens
constexpr std::size_t longest_tail = 8;  // tokens behind a cue at a sentence's end
constexpr std::size_t told_whom = 5;     // tokens between "told" and "that"

class IndirectFinder {
 public:
  IndirectFinder(const FieldView& view, Field field, const std::vector<DraftQuote>& direct)
      : view_(view), phrases_(view), field_(field), direct_(direct) {}

  std::vector<DraftQuote> find() {
    for (const text::Span& sentence : view_.field().sentences) read(sentence);
    return std::move(out_);
  }

 private:
  // Whether a direct quote was found with this cue, or around it.
  [[nodiscard]] bool is_taken(const text::Span& sentence) {
    while (next_ < direct_.size() && direct_[next_].quote.extent().end <= sentence.begin) ++next_;
    for (std::size_t i = next_; i < direct_.size(); ++i) {
      const Quote& quote = direct_[i].quote;
      if (quote.parts.front().outer.begin >= sentence.end) break;
      if (quote.form != QuoteForm::direct) continue;
      for (const QuotePart& part : quote.parts) {
        if (part.outer.begin < sentence.end && sentence.begin < part.outer.end) return true;
      }
      if (sentence.contains(quote.cue)) return true;
    }
    return false;
  }

  void read(const text::Span& sentence) {
    if (is_taken(sentence)) return;
    const TokenRange tokens = view_.tokens_in(sentence.begin, sentence.end);
    for (std::size_t at = tokens.first; at < tokens.last; ++at) {
      if (view_.is(at, cue_word::according)) {
        if (read_according(tokens, at)) return;
      } else if (phrases_.is_cue(at, cue_word::reports) && !view_.is(at, cue_word::participle)) {
        if (read_final(tokens, at) || read_clause(tokens, at)) return;
      }
    }
  }

  // "According to the agency, …" and "…, according to the agency."
  bool read_according(const TokenRange& tokens, std::size_t at) {
    const bool is_english = view_.language() == "en";
    const TokenRange cue{at, at + (is_english ? 2U : 1U)};
    if (cue.last >= tokens.last) return false;
    const TokenRange source = phrases_.phrase_from(cue.last, tokens.last);
    // Spanish and Portuguese "segundo" is also an ordinal, so a name or an article has to follow.
    const bool has_source =
        !source.empty() && (view_.is(source.first, cue_word::article | cue_word::pronoun) ||
                            view_.name_at(source.first) != nullptr || is_english ||
                            view_.token(source.first).has(text::token_flag::apostrophe));
    if (!has_source) return false;
    if (at <= tokens.first + 1) {
      return put({cue, source}, {source.last, tokens.last});
    }
    return put({cue, source}, {tokens.first, at});
  }

  // "The bridge will be closed, the agency said on Monday."
  bool read_final(const TokenRange& tokens, std::size_t at) {
    if (tokens.last - at > longest_tail + min_content) return false;
    TokenRange source = phrases_.subject_before(tokens.first, at);
    const bool is_leading = !source.empty() && comma_before(source.first, tokens.first);
    if (is_leading && source.first - tokens.first >= min_content) {
      const TokenRange content{tokens.first, source.first};
      return put({{at, at + 1}, source}, content);
    }
    if (!comma_before(at, tokens.first) || at - tokens.first < min_content) return false;
    source = phrases_.phrase_from(at + 1, tokens.last);
    if (source.empty()) return false;
    return put({{at, at + 1}, source}, {tokens.first, at});
  }

  [[nodiscard]] bool comma_before(std::size_t at, std::size_t first) const {
    return at > first && view_.gap_before(at).find(',') != std::string_view::npos;
  }

  // "The agency said (that) …", "Die Behörde teilte mit, dass …".
  bool read_clause(const TokenRange& tokens, std::size_t at) {
    const TokenRange source = phrases_.subject_before(tokens.first, at);
    TokenRange content{at + 1, tokens.last};
    const std::size_t window = std::min(tokens.last, at + 1 + told_whom);
    bool has_complement = false;
    for (std::size_t next = at + 1; next < window && !has_complement; ++next) {
      if (!view_.is(next, cue_word::complement)) continue;
      has_complement = true;
      content.first = next + 1;
    }
    TokenRange subject = source;
    if (subject.empty()) subject = phrases_.phrase_from(at + 1, content.first);
    if (subject.empty()) return false;
    if (!has_complement && !is_bare_clause(at, tokens)) return false;
    return put({{at, at + 1}, subject}, content);
  }

  // Whether a clause may follow the cue without "that".
  [[nodiscard]] bool is_bare_clause(std::size_t at, const TokenRange& tokens) const {
    const std::size_t next = at + 1;
    if (next >= tokens.last) return false;
    if (view_.language() == "de") return view_.gap_before(next).find(',') != std::string_view::npos;
    if (view_.language() != "en" || !view_.adjoin(at)) return false;
    static constexpr std::array<std::string_view, 3> say{"said", "says", "say"};
    const std::string_view word = view_.token(at).in(view_.source());
    constexpr std::uint32_t no_clause =
        cue_word::preposition | cue_word::conjunction | cue_word::adverb | cue_word::auxiliary;
    return std::ranges::find(say, word) != say.end() && !view_.is(next, no_clause);
  }

  bool put(const CuedSource& cued, const TokenRange& content) {
    if (content.size() < min_content) return false;
    DraftQuote draft;
    draft.quote.form = QuoteForm::indirect;
    draft.quote.field = field_;
    const text::Span span = view_.span(content);
    draft.quote.parts.push_back({span, span});
    draft.quote.cue = view_.span(cued.cue);
    draft.quote.source = view_.span(cued.source);
    draft.source = cued.source;
    out_.push_back(std::move(draft));
    return true;
  }

  const FieldView& view_;
  PhraseFinder phrases_;
  Field field_;
  const std::vector<DraftQuote>& direct_;
  std::vector<DraftQuote> out_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<DraftQuote> find_indirect(const FieldView& view, Field field,
                                      const std::vector<DraftQuote>& direct) {
  return IndirectFinder(view, field, direct).find();
}

}  // namespace newsloom::attribution
