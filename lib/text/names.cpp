#include "newsloom/text/names.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "text/names_describe.hpp"
#include "text/names_words.hpp"
#include "text/tokenize_language.hpp"

namespace newsloom::text {
namespace {

constexpr std::size_t max_particles = 3;  // "van de la"

/// A run of capitals, by its first and last token.
struct Run {
  std::size_t first;
  std::size_t last;
  bool after_title;
};

class NameFinder {
 public:
  NameFinder(std::string_view text, std::string_view language, std::span<const Token> tokens)
      : tokens_(tokens) {
    const std::string primary = primary_subtag(language);
    is_german_ = primary == "de";
    NameDescriber describer(text, primary, tokens);
    words_ = describer.run();
    only_acronyms_ = describer.mostly_caseless();
  }

  void find(std::vector<Mention>& out) {
    collect_evidence();
    find_runs();
    for (const Run& run : runs_) {
      if (is_name(run)) out.push_back(mention(run));
    }
  }

 private:
  void collect_evidence();
  [[nodiscard]] bool may_be_in_run(std::size_t i) const;
  [[nodiscard]] std::size_t next_of_run(const Run& run) const;
  [[nodiscard]] Run trimmed(Run run) const;
  void find_runs();
  [[nodiscard]] bool is_name(const Run& run) const;
  [[nodiscard]] Mention mention(const Run& run) const;

  /// What else the text says of a word whose capital says nothing.
  struct Evidence {
    bool capital = false;  // it has one where not every word has
    bool lower = false;    // it occurs in lower case
  };
  [[nodiscard]] Evidence evidence(std::size_t i) const {
    const auto found = evidence_.find(words_[i].hash);
    return found == evidence_.end() ? Evidence{} : found->second;
  }

  std::span<const Token> tokens_;
  std::vector<NameWord> words_;
  std::vector<Run> runs_;
  std::unordered_map<std::uint64_t, Evidence> evidence_;
  std::unordered_set<std::uint64_t> last_words_;  // of runs of two or more tokens, German only
  bool is_german_ = false;
  bool only_acronyms_ = false;
};

void NameFinder::collect_evidence() {
  const auto is_doubtful = [](const NameWord& word) {
    return word.is(trait::capital) && word.is(trait::unsure) && !word.is(trait::loud);
  };
  for (const NameWord& word : words_) {
    if (is_doubtful(word)) evidence_.try_emplace(word.hash);
  }
  if (evidence_.empty()) return;
  for (const NameWord& word : words_) {
    if (is_doubtful(word) || word.is(trait::loud)) continue;
    if (!word.is(trait::capital | trait::lower)) continue;
    const auto found = evidence_.find(word.hash);
    if (found == evidence_.end()) continue;
    (word.is(trait::capital) ? found->second.capital : found->second.lower) = true;
  }
}

bool NameFinder::may_be_in_run(std::size_t i) const {
  const NameWord& word = words_[i];
  if (!word.is(trait::capital) || word.is(trait::loud | trait::title)) return false;
  if (only_acronyms_) return word.is(trait::acronym);
  if (word.in_list(name_word::never)) return false;
  if (!word.is(trait::headline)) return true;
  return !tokens_[i].has(token_flag::stop_word) && evidence(i).capital;
}

/// The token that goes on with a run, or the run's own last one if it ends.
std::size_t NameFinder::next_of_run(const Run& run) const {
  if (only_acronyms_ || words_[run.last].is(trait::possessive)) return run.last;
  const std::size_t end = std::min(words_.size(), run.first + max_mention_tokens);
  for (std::size_t next = run.last + 1; next < end && words_[next].is(trait::joined); ++next) {
    const NameWord& word = words_[next];
    const bool direct = next == run.last + 1;
    if (may_be_in_run(next)) {
      const bool joins = !word.is(trait::elided) || (direct && word.is(trait::elided_de));
      return joins ? next : run.last;
    }
    const bool is_particle =
        word.is(trait::lower) &&
        (word.in_list(name_word::particle) || (!direct && word.in_list(name_word::article)));
    if (!is_particle || next - run.last > max_particles) break;
  }
  return run.last;
}

/// The run without a word that is there because the sentence starts with it.
Run NameFinder::trimmed(Run run) const {
  const NameWord& word = words_[run.first];
  if (run.first == run.last || !word.is(trait::unsure)) return run;
  const Evidence seen = evidence(run.first);
  const bool opens_sentence = tokens_[run.first].has(token_flag::stop_word) ||
                              word.in_list(name_word::opener) || (seen.lower && !seen.capital);
  if (!opens_sentence || word.is(trait::acronym)) return run;
  do {
    ++run.first;
  } while (!words_[run.first].is(trait::capital));  // the last one is
  return run;
}

void NameFinder::find_runs() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (!may_be_in_run(i)) continue;
    Run run{i, i, i > 0 && words_[i].is(trait::joined) && words_[i - 1].is(trait::title)};
    for (std::size_t next = next_of_run(run); next != run.last; next = next_of_run(run)) {
      run.last = next;
    }
    i = run.last;
    runs_.push_back(trimmed(run));
    const bool is_long = runs_.back().first < run.last;
    if (is_german_ && is_long) last_words_.insert(words_[run.last].hash);
  }
}

bool NameFinder::is_name(const Run& run) const {
  const NameWord& word = words_[run.first];
  const Token& token = tokens_[run.first];
  if (run.first < run.last) {
    for (std::size_t i = run.first; i <= run.last; ++i) {
      const bool is_common = tokens_[i].has(token_flag::stop_word) ||
                             words_[i].in_list(name_word::calendar) || words_[i].is(trait::lower);
      if (!is_common) return true;
    }
    return false;
  }
  const bool is_month = word.in_list(name_word::calendar);
  if (word.is(trait::single | trait::numeral)) return false;
  if (run.after_title && is_month) return true;  // "Mrs May", though "may" is a stop word
  if (is_month || token.has(token_flag::stop_word)) return false;
  if (run.after_title) return true;
  if (word.is(trait::acronym)) return true;
  if (is_german_ && !last_words_.contains(word.hash)) return false;
  return !word.is(trait::unsure) || evidence(run.first).capital;
}

Mention NameFinder::mention(const Run& run) const {
  const NameWord& word = words_[run.first];
  const bool alone = run.first == run.last;
  return {.begin = word.begin,
          .end = words_[run.last].end,
          .first_token = static_cast<std::uint32_t>(run.first),
          .token_count = static_cast<std::uint32_t>(run.last - run.first + 1),
          .kind = alone && word.is(trait::acronym) ? MentionKind::acronym : MentionKind::name,
          .sentence_start = word.is(trait::unsure)};
}

}  // namespace

void find_names(std::string_view text, std::string_view language, std::span<const Token> tokens,
                std::vector<Mention>& out) {
  out.clear();
  if (!tokens.empty()) NameFinder(text, language, tokens).find(out);
}

}  // namespace newsloom::text
