#include "attribution/quote_finder.hpp"

#include <algorithm>

namespace newsloom::attribution {
namespace {

// Tokens between a cue and the comma in front of a quotation: "said in Rome on Monday, “…”".
constexpr std::size_t cue_to_comma = 8;
constexpr std::size_t longest_signature = 8;
constexpr std::string_view line_breaks = "\n\r";

bool has_line_break(std::string_view gap) {
  return gap.find_first_of(line_breaks) != std::string_view::npos;
}

// The last character that is no space and no mark of quotation.
char last_sign(std::string_view gap) {
  for (std::size_t at = gap.size(); at > 0; --at) {
    const char c = gap[at - 1];
    if (c == '.' || c == '!' || c == '?' || c == ',' || c == ':' || c == ';' || c == '(' ||
        c == '\n' || c == '\r') {
      return c;
    }
  }
  return ' ';
}

}  // namespace

std::vector<DraftQuote> QuoteFinder::find() {
  out_.clear();
  for (std::size_t i = 0; i < view_.field().quoted.size(); ++i) take(look_around(i));
  return std::move(out_);
}

QuoteFinder::Surroundings QuoteFinder::look_around(std::size_t index) const {
  Surroundings around;
  around.index = index;
  around.quoted = view_.field().quoted[index];
  const auto& [outer, inner, closed] = around.quoted;
  around.words = view_.tokens_in(inner.begin, inner.end);
  const std::size_t left = around.words.first > 0 ? view_.token(around.words.first - 1).end : 0;
  around.gap = view_.source().substr(left, outer.begin > left ? outer.begin - left : 0);
  around.opens_paragraph = around.words.first == 0 || has_line_break(around.gap);
  around.before = clause_before(around);
  const char sign = last_sign(around.gap);
  around.opens_sentence =
      around.opens_paragraph || around.before.empty() || sign == '.' || sign == '!' || sign == '?';
  if (around.opens_sentence) around.before.first = around.before.last;
  around.after = clause_after(around);
  read_end(around);
  return around;
}

TokenRange QuoteFinder::clause_before(const Surroundings& around) const {
  const std::size_t begin = around.quoted.outer.begin;
  if (around.opens_paragraph) return {around.words.first, around.words.first};
  const auto& sentences = view_.field().sentences;
  const std::size_t last_byte = view_.token(around.words.first - 1).begin;
  const std::size_t sentence = view_.sentence_at(last_byte);
  std::size_t first = sentence < sentences.size() ? sentences[sentence].begin : 0;
  if (around.index > 0) {
    first = std::max<std::size_t>(first, view_.field().quoted[around.index - 1].outer.end);
  }
  return view_.tokens_in(std::min(first, begin), begin);
}

TokenRange QuoteFinder::clause_after(const Surroundings& around) const {
  const std::size_t end = around.quoted.outer.end;
  const std::size_t first = view_.token_from(end);
  if (!around.quoted.closed || first >= view_.size()) return {first, first};
  const std::size_t begin = view_.token(first).begin;
  if (has_line_break(view_.source().substr(end, begin - end))) return {first, first};
  const auto& sentences = view_.field().sentences;
  const std::size_t sentence = view_.sentence_at(begin);
  std::size_t last = sentence < sentences.size() ? sentences[sentence].end : view_.source().size();
  if (around.index + 1 < view_.field().quoted.size()) {
    last = std::min<std::size_t>(last, view_.field().quoted[around.index + 1].outer.begin);
  }
  return view_.tokens_in(end, std::max(last, end));
}

void QuoteFinder::read_end(Surroundings& around) const {
  const std::string_view inner = around.quoted.inner.in(view_.source());
  const std::size_t end = around.quoted.outer.end;
  const std::size_t next = around.after.empty() ? end : view_.token(around.after.first).begin;
  const std::string_view gap = view_.source().substr(end, next - end);
  around.comma_behind = inner.ends_with(',') || gap.starts_with(',') || gap.starts_with(" ,");
  const bool stopped = inner.ends_with('.') && !inner.ends_with("..");
  const bool sentence_over =
      gap.starts_with('.') || gap.find_first_of(";:") != std::string_view::npos;
  around.open_end = !stopped && !sentence_over;
  constexpr std::uint32_t may_attribute = cue_word::cue | cue_word::pronoun | cue_word::article |
                                          cue_word::auxiliary | cue_word::according;
  around.goes_on = !around.after.empty() && gap == " " && !around.comma_behind && !stopped &&
                   !inner.ends_with('?') && !inner.ends_with('!') &&
                   !view_.token(around.after.first).has(text::token_flag::capitalised) &&
                   !view_.is(around.after.first, may_attribute);
}

// A cue behind the quotation that belongs to it.
std::optional<CuedSource> QuoteFinder::cue_behind(const Surroundings& around) const {
  if (const auto signed_by = signature(around)) return signed_by;
  if (around.after.empty()) return std::nullopt;
  if (!around.comma_behind && !around.open_end) {
    // “It is over.” says Smith: only right behind it, in lower case.
    const text::Token& token = view_.token(around.after.first);
    const bool is_inverted = phrases_.is_cue(around.after.first, cue_word::reports) &&
                             !token.has(text::token_flag::capitalised);
    if (!is_inverted) return std::nullopt;
  }
  auto found = phrases_.behind(around.after);
  if (!found && around.comma_behind && around.opens_sentence) {
    found = phrases_.behind_unlisted(around.after);
  }
  if (found && !around.comma_behind && !around.opens_sentence) {
    return std::nullopt;  // He called it “a farce” and Smith said …
  }
  return found;
}

// “…” — Donald Trump
std::optional<CuedSource> QuoteFinder::signature(const Surroundings& around) const {
  const std::size_t end = around.quoted.outer.end;
  const std::size_t first = view_.token_from(end);
  if (first >= view_.size()) return std::nullopt;
  const std::string_view gap = view_.source().substr(end, view_.token(first).begin - end);
  const bool has_dash = gap.find("—") != std::string_view::npos ||
                        gap.find("–") != std::string_view::npos || gap == " - " ||
                        gap.ends_with("\n- ");
  const text::Mention* name = view_.name_at(first);
  if (!has_dash || name == nullptr || !around.opens_sentence) return std::nullopt;
  const std::size_t last = std::size_t{name->first_token} + name->token_count;
  if (last < view_.size() && view_.adjoin(last - 1)) return std::nullopt;
  return CuedSource{{first, first}, {first, std::min(last, first + longest_signature)}};
}

// A cue in front of the quotation, or a colon.
std::optional<CuedSource> QuoteFinder::cue_before(const Surroundings& around) const {
  auto found = phrases_.before(around.before);
  if (found && found->source.empty() && view_.is(found->cue.first, cue_word::participle)) {
    // “messy,” adding, “…”: the subject stands in front of the quotation before.
    const std::size_t sentence = view_.sentence_at(view_.token(found->cue.first).begin);
    const std::size_t begin = view_.field().sentences[sentence].begin;
    found->source = phrases_.topic_of({view_.token_from(begin), found->cue.first});
  }
  if (found) return found;
  if (around.before.empty() || last_sign(around.gap) != ':') return std::nullopt;
  TokenRange topic = phrases_.topic_of(around.before);
  if (topic.empty() && view_.is(around.before.first, cue_word::article)) {
    topic = phrases_.phrase_from(around.before.first, around.before.last);
  }
  if (topic.empty()) return std::nullopt;
  return CuedSource{{around.before.last, around.before.last}, topic};
}

// Whether the quotation goes on with what was said in the one before.
bool QuoteFinder::continues_last(const Surroundings& around, bool has_own_cue) const {
  if (out_.empty() || out_.back().quote.form != QuoteForm::direct) return false;
  if (last_index_ + 1 != around.index) return false;
  const text::Quoted& last = view_.field().quoted[last_index_];
  if (!last.closed) return true;
  if (view_.token_from(reach_) != around.words.first) return false;
  // Split inside its sentence: “A,” he said, “B.”
  if (last_cue_behind_ && !around.before.empty()) {
    return around.gap.find_first_of(",:") != std::string_view::npos ||
           around.gap.find("—") != std::string_view::npos ||
           around.gap.find("–") != std::string_view::npos;
  }
  return !has_own_cue && around.opens_sentence;
}

// Whether the quotation stands for whole clauses and not for some words of the sentence's.
bool QuoteFinder::is_whole(const Surroundings& around, const std::optional<CuedSource>& before,
                           bool has_cue_behind) const {
  if (around.goes_on) return false;
  if (around.opens_sentence) {
    return has_cue_behind || around.words.size() >= min_words_unattributed;
  }
  // If it passes, “…,” he said: the clause in front is his too.
  if (!before && has_cue_behind) return false;
  const char sign = last_sign(around.gap);
  const bool is_capital =
      !around.words.empty() && view_.token(around.words.first).has(text::token_flag::capitalised);
  const std::size_t left = around.words.first - 1;
  if (sign == ':') return before || is_capital;
  if (sign == ',') {
    if (!before) return is_capital && around.words.size() >= min_words_unattributed;
    const bool near = before->cue.first + cue_to_comma >= around.before.last;
    return is_capital || near;
  }
  if (sign == ' ' && phrases_.is_cue(left, cue_word::cue)) {
    const auto& sentences = view_.field().sentences;
    const std::size_t first = view_.sentence_at(around.quoted.inner.begin);
    const bool several = first < sentences.size() && sentences[first].end < around.quoted.inner.end;
    return is_capital || several;
  }
  return false;
}

// The source in the sentence in front of a quotation that has no cue of its own.
TokenRange QuoteFinder::introduced_by(const Surroundings& around) const {
  const std::size_t at = around.words.first;
  if (at == 0 || around.index == 0) {
    if (at == 0) return {at, at};
  }
  const auto& sentences = view_.field().sentences;
  const std::size_t before = view_.token(at - 1).begin;
  const std::size_t sentence = view_.sentence_at(before);
  if (sentence >= sentences.size()) return {at, at};
  const TokenRange tokens = view_.tokens_in(
      sentences[sentence].begin, std::min(sentences[sentence].end, around.quoted.outer.begin));
  if (const auto cued = phrases_.before(tokens); cued && !cued->source.empty()) {
    return cued->source;
  }
  return phrases_.topic_of(tokens);
}

void QuoteFinder::add(const Surroundings& around, QuoteForm form,
                      const std::optional<CuedSource>& cued, bool cue_is_behind) {
  DraftQuote draft;
  draft.quote.form = form;
  draft.quote.field = field_;
  draft.quote.parts.push_back({around.quoted.outer, around.quoted.inner});
  if (cued) {
    if (!cued->cue.empty()) draft.quote.cue = view_.span(cued->cue);
    draft.source = cued->source;
  } else if (form == QuoteForm::direct) {
    draft.source = introduced_by(around);
    draft.is_inferred = true;
  }
  if (!draft.source.empty()) draft.quote.source = view_.span(draft.source);
  out_.push_back(std::move(draft));
  last_index_ = around.index;
  last_cue_behind_ = cue_is_behind;
  reach_ = around.quoted.outer.end;
  if (cue_is_behind && !around.after.empty()) reach_ = view_.token(around.after.last - 1).end;
}

// Adds a part, and the cue that only comes now.
void QuoteFinder::go_on(const Surroundings& around, const std::optional<CuedSource>& behind) {
  DraftQuote& draft = out_.back();
  draft.quote.parts.push_back({around.quoted.outer, around.quoted.inner});
  last_index_ = around.index;
  reach_ = around.quoted.outer.end;
  const bool has_cue = draft.quote.cue.begin != draft.quote.cue.end;
  if (has_cue || !behind) return;
  if (!behind->cue.empty()) draft.quote.cue = view_.span(behind->cue);
  draft.source = behind->source;
  if (!draft.source.empty()) draft.quote.source = view_.span(draft.source);
  draft.is_inferred = false;
  last_cue_behind_ = true;
  if (!around.after.empty()) reach_ = view_.token(around.after.last - 1).end;
}

// “…,” he said on “Meet the Press.” “…”: the title belongs to what attributes.
bool QuoteFinder::is_title_behind_cue(const Surroundings& around) const {
  return !out_.empty() && last_cue_behind_ && !around.opens_paragraph &&
         last_index_ + 1 == around.index && around.words.size() < min_words_unattributed &&
         view_.token_from(reach_) == around.words.first &&
         around.gap.find_first_of(".!?") == std::string_view::npos;
}

void QuoteFinder::take(const Surroundings& around) {
  if (around.words.empty()) return;
  const auto behind = cue_behind(around);
  const auto before = cue_before(around);
  const bool own_before = before && !last_cue_behind_;
  if (continues_last(around, behind.has_value() || own_before)) {
    go_on(around, behind);
    return;
  }
  if (is_title_behind_cue(around)) {
    reach_ = around.quoted.outer.end;
    last_index_ = around.index;
    return;
  }
  const bool whole = is_whole(around, before, behind.has_value());
  const bool prefers_behind = behind && (around.opens_sentence || !before);
  const auto& cued = prefers_behind ? behind : before;
  if (!cued && around.words.size() < min_words_unattributed) return;
  add(around, whole ? QuoteForm::direct : QuoteForm::partial, cued, prefers_behind);
}

}  // namespace newsloom::attribution
