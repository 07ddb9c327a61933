#include "newsloom/text/sentences.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/stop_words.hpp"
#include "text/abbreviations.hpp"
#include "text/characters.hpp"
#include "text/hash.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

// A line at most this long, in bytes, that a line break ends is a headline or a list's item.
constexpr std::size_t headline_bytes = 60;
constexpr std::size_t longest_word = 32;  // looked at before a full stop

struct Seen {
  char32_t code_point = 0;
  std::uint32_t length = 0;
  std::uint32_t classes = 0;
  [[nodiscard]] bool is(std::uint32_t wanted) const { return (classes & wanted) != 0; }
};

// Of a script with case: `char_class::lower_letter` holds the letters of the others too.
bool is_lower_case(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

bool is_opening(char32_t c) {
  return c == U'“' || c == U'‘' || c == U'„' || c == U'‚' || c == U'«' || c == U'(' || c == U'[' ||
         c == U'「' || c == U'『' || c == U'¿' || c == U'¡';
}

bool is_closing(const Seen& seen) {
  const char32_t c = seen.code_point;
  return c != U'(' && c != U'[' && (seen.is(char_class::quote) || c == U'“' || c == U'‘');
}

// Ends a sentence without a space behind it.
bool is_wide_terminator(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'｡' || c == U'．' || c == U'‼' ||
         c == U'⁇';
}

class Splitter {
 public:
  Splitter(std::string_view text, std::string_view language, std::vector<Span>& out)
      : text_(text), language_(language), table_(characters()), out_(out) {}

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const Seen seen = look(at);
      if (seen.is(char_class::space | char_class::newline)) {
        at = pass_space(at);
      } else if (seen.is(char_class::terminator | char_class::full_stop)) {
        at = pass_terminator(at);
      } else {
        at += seen.length;
      }
      if (at - begin_ > longest_sentence) cut(at);
    }
    emit(text_.size());
  }

 private:
  [[nodiscard]] Seen look(std::size_t at) const {
    if (at >= text_.size()) return {};
    const unsigned char* const bytes = as_bytes(text_.data());
    const DecodedCharacter c = decode(bytes + at, bytes + text_.size());
    return {c.code_point, c.length, table_[c.code_point].classes};
  }

  // Over white space, of which line breaks may end a sentence.
  std::size_t pass_space(std::size_t at) {
    const std::size_t from = at;
    std::size_t breaks = 0;
    for (Seen seen = look(at); seen.is(char_class::space | char_class::newline); seen = look(at)) {
      if (seen.is(char_class::newline)) ++breaks;
      at += seen.length;
    }
    const bool blank_line = breaks > 1;
    const bool after_headline =
        breaks == 1 && from - line_ <= headline_bytes && !is_lower_case(look(at).code_point);
    if (blank_line || after_headline || (breaks == 1 && line_ended_)) {
      emit(from);
      begin_ = at;
    }
    if (breaks > 0) line_ = at;
    if (begin_ == from) begin_ = at;
    line_ended_ = false;
    return at;
  }

  // Over a run of terminators and what closes behind them; ends the sentence if they do.
  std::size_t pass_terminator(std::size_t at) {
    const std::size_t from = at;
    const Seen first = look(at);
    bool wide = false;
    std::size_t marks = 0;
    for (Seen seen = first; seen.is(char_class::terminator | char_class::full_stop);
         seen = look(at)) {
      wide = wide || is_wide_terminator(seen.code_point);
      ++marks;
      at += seen.length;
    }
    at = after_closing(at);
    line_ended_ = true;
    const Seen next = look(at);
    const bool space = next.is(char_class::space | char_class::newline);
    if (at == text_.size()) return at;
    if (!wide && !space) {
      line_ended_ = false;
      return at;
    }
    const std::size_t word = space ? after_space(at) : at;
    const bool single_stop = marks == 1 && first.is(char_class::full_stop);
    if (!wide && continues(from, word, single_stop)) {
      line_ended_ = false;
      return at;
    }
    emit(at);
    begin_ = word;
    return space ? at : word;
  }

  // Over quotes and brackets that close. “ closes in German and opens in English, where a word
  // follows; » closes in French behind a space.
  [[nodiscard]] std::size_t after_closing(std::size_t at) const {
    for (;;) {
      const Seen seen = look(at);
      const Seen behind = look(at + seen.length);
      if (is_closing(seen) && !(is_opening(seen.code_point) && behind.is(char_class::in_word))) {
        at += seen.length;
      } else if (seen.is(char_class::space) && behind.code_point == U'»') {
        at += seen.length + behind.length;
      } else {
        return at;
      }
    }
  }

  [[nodiscard]] std::size_t after_space(std::size_t at) const {
    for (Seen seen = look(at); seen.is(char_class::space | char_class::newline); seen = look(at)) {
      at += seen.length;
    }
    return at;
  }

  // Whether the sentence goes on at `next`, after a stop at `stop`.
  [[nodiscard]] bool continues(std::size_t stop, std::size_t next, bool single_stop) {
    std::size_t letter = next;
    while (is_opening(look(letter).code_point) || look(letter).is(char_class::quote)) {
      letter += look(letter).length;
    }
    if (is_lower_case(look(letter).code_point)) return true;
    if (!single_stop) return false;
    const std::string_view before = word_before(stop);
    if (before.empty()) return false;
    folded_.clear();
    fold_case(before, folded_);
    switch (abbreviation(folded_, language_)) {
      case Abbreviation::leads:
        return true;
      case Abbreviation::ends:
        return !begins_with_function_word(letter);
      case Abbreviation::none:
        break;
    }
    if (is_initial(before)) return !begins_with_function_word(letter);
    constexpr std::size_t ordinal_digits = 2;
    const bool is_number = std::ranges::all_of(before, [](char c) { return c >= '0' && c <= '9'; });
    return is_number && before.size() <= ordinal_digits && writes_ordinals_with_stop(language_) &&
           look(letter).is(char_class::letter);
  }

  // What stands before the stop, back to white space or a bracket; empty if it is long.
  [[nodiscard]] std::string_view word_before(std::size_t stop) const {
    std::size_t begin = stop;
    while (begin > begin_ && stop - begin <= longest_word) {
      const auto c = static_cast<unsigned char>(text_[begin - 1]);
      if (c <= ' ' || c == '(' || c == '[' || c == '"' || c == '/') break;
      --begin;
    }
    if (stop - begin > longest_word) return {};
    std::string_view word = text_.substr(begin, stop - begin);
    constexpr std::string_view no_break_space = "\xC2\xA0";
    const std::size_t space = word.rfind(no_break_space);
    if (space != std::string_view::npos) word.remove_prefix(space + no_break_space.size());
    while (!word.empty()) {
      const DecodedCharacter c = decode(as_bytes(word.data()), as_bytes(word.data() + word.size()));
      if ((table_[c.code_point].classes & (char_class::letter | char_class::digit)) != 0) break;
      word.remove_prefix(c.length);
    }
    return word;
  }

  // One capital, or several with dots or a hyphen between: "J", "J.R.R", "J.-P".
  [[nodiscard]] bool is_initial(std::string_view word) const {
    bool expects_letter = true;
    for (std::size_t at = 0; at < word.size();) {
      const DecodedCharacter c =
          decode(as_bytes(word.data() + at), as_bytes(word.data() + word.size()));
      if (c.code_point == U'.' || c.code_point == U'-') {
        expects_letter = true;
      } else if (!expects_letter || (table_[c.code_point].classes & char_class::upper) == 0) {
        return false;
      } else {
        expects_letter = false;
      }
      at += c.length;
    }
    return !word.empty();
  }

  [[nodiscard]] bool begins_with_function_word(std::size_t at) {
    const std::size_t begin = at;
    for (Seen seen = look(at); seen.is(char_class::in_word); seen = look(at)) at += seen.length;
    folded_.clear();
    fold_case(text_.substr(begin, at - begin), folded_);
    return !folded_.empty() && is_stop_word(language_, hash_of(folded_));
  }

  void cut(std::size_t at) {
    const std::size_t space = text_.substr(0, at).find_last_of(" \t\n");
    const bool usable = space != std::string_view::npos && space > begin_;
    emit(usable ? space : at);
    begin_ = after_space(usable ? space : at);
  }

  void emit(std::size_t end) {
    while (end > begin_) {
      std::size_t last = end - 1;
      while (last > begin_ && !is_boundary(text_, last)) --last;
      if (!look(last).is(char_class::space | char_class::newline)) break;
      end = last;
    }
    if (end > begin_) {
      out_.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end)});
    }
  }

  std::string_view text_;
  std::string_view language_;
  const CharacterTable& table_;
  std::vector<Span>& out_;
  std::size_t begin_ = 0;    // of the sentence
  std::size_t line_ = 0;     // where the line begins
  bool line_ended_ = false;  // the last thing seen was a terminator
  std::string folded_;
};

}  // namespace

void split_sentences(std::string_view text, std::string_view language, std::vector<Span>& out) {
  out.clear();
  const std::string primary = primary_language(language);
  Splitter(text.substr(0, UINT32_MAX), primary, out).run();
}

}  // namespace newsloom::text
