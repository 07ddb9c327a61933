#include "newsloom/text/sentences.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/stop_words.hpp"
#include "newsloom/text/utf8.hpp"
#include "text/abbreviations.hpp"
#include "text/characters.hpp"
#include "text/hash.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

// A line at most this long, in bytes, that a line break ends is a headline or a list's item.
constexpr std::size_t headline_bytes = 60;
constexpr std::size_t longest_word = 32;  // looked at before a full stop, and behind it
constexpr std::size_t cut_window = 500;   // bytes before `longest_sentence` searched for a space

// Abbreviations that are a word of their own at the end of a sentence more often than not ("The
// answer is no.", "Fälle dieser Art."): they count before a number only ("No. 10", "Art. 5").
constexpr std::array<std::string_view, 7> numbered{"art", "fig", "frau", "max", "no", "op", "vol"};
// States that are a word without their capital ("He fell ill.").
constexpr std::array<std::string_view, 6> capitalised{"ill", "mass", "miss", "ore", "pa", "wash"};

struct Seen {
  char32_t code_point = 0;
  std::uint32_t length = 0;
  std::uint32_t classes = 0;
  [[nodiscard]] bool is(std::uint32_t wanted) const { return (classes & wanted) != 0; }
};

// Of a script with case: `char_class::lower_letter` holds the letters of the others too.
bool is_lower_case(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

bool is_dash(char32_t c) { return c == U'-' || c == U'–' || c == U'—' || c == U'―'; }

bool is_opening(char32_t c) {
  return c == U'“' || c == U'‘' || c == U'„' || c == U'‚' || c == U'«' || c == U'(' || c == U'[' ||
         c == U'「' || c == U'『' || c == U'¿' || c == U'¡';
}

bool is_closing(const Seen& seen) {
  const char32_t c = seen.code_point;
  return c != U'(' && c != U'[' && (seen.is(char_class::quote) || c == U'“' || c == U'‘');
}

// Ends a sentence without a space behind it. None of them is of a script with case.
bool is_wide_terminator(char32_t c) {
  constexpr std::u32string_view wide = U"。！？｡．‼⁇।॥۔؟။។።";
  return wide.find(c) != std::u32string_view::npos;
}

// Japanese that goes on behind a quotation as a small letter does elsewhere: particles.
bool is_particle(char32_t c) {
  constexpr std::u32string_view particles = U"とっをがのへ";
  return particles.find(c) != std::u32string_view::npos;
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
      } else if (is_terminator(seen)) {
        at = pass_terminator(at);
      } else {
        at += seen.length;
      }
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

  // The character that ends at `end`, which is behind `begin_`. Bytes that are no character are no
  // white space either, whatever is before them.
  [[nodiscard]] Seen look_back(std::size_t end) const {
    constexpr std::size_t longest_character = 4;
    std::size_t length = 1;
    while (length < longest_character && length < end - begin_ &&
           !is_boundary(text_, end - length)) {
      ++length;
    }
    const Seen seen = look(end - length);
    return seen.length == length ? seen : Seen{replacement_character, 1, 0};
  }

  [[nodiscard]] bool after_south_east(std::size_t at) const {
    return at > begin_ && look_back(at).is(char_class::south_east);
  }

  // The Greek question mark looks like a semicolon, and is mostly written as one.
  [[nodiscard]] bool is_terminator(const Seen& seen) const {
    return seen.is(char_class::terminator | char_class::full_stop) ||
           (seen.code_point == U';' && language_ == "el");
  }

  // Over white space, of which line breaks may end a sentence.
  std::size_t pass_space(std::size_t at) {
    const std::size_t from = at;
    std::size_t breaks = 0;
    char32_t before = 0;
    for (Seen seen = look(at); seen.is(char_class::space | char_class::newline); seen = look(at)) {
      const bool second_half = before == U'\r' && seen.code_point == U'\n';
      if (seen.is(char_class::newline) && !second_half) ++breaks;
      before = seen.code_point;
      at += seen.length;
    }
    const bool blank_line = breaks > 1;
    const bool after_headline =
        breaks == 1 && from - line_ <= headline_bytes && !is_lower_case(look(at).code_point);
    // Thai and its neighbours write no terminators: a line is what there is.
    const bool after_line = breaks == 1 && (line_ended_ || after_south_east(from));
    if (blank_line || after_headline || after_line) {
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
    for (Seen seen = first; is_terminator(seen); seen = look(at)) {
      wide = wide || is_wide_terminator(seen.code_point);
      ++marks;
      at += seen.length;
    }
    const std::size_t closing = at;
    at = after_closing(at);
    if (closing == at) {  // "３．５"
      wide = wide && (first.code_point != U'．' || !look(at).is(char_class::digit));
    } else {
      wide = wide && !is_particle(look(at).code_point);
    }
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
      line_ended_ = after_south_east(from);
      return at;
    }
    emit(at);
    begin_ = word;
    return space ? at : word;
  }

  // Over quotes and brackets that close. “ closes in German and opens in English, where a word
  // follows; » closes in French behind a space, and opens in German, where a word follows.
  [[nodiscard]] std::size_t after_closing(std::size_t at) const {
    for (;;) {
      const Seen seen = look(at);
      const Seen behind = look(at + seen.length);
      if (is_closing(seen) && !(is_opening(seen.code_point) && behind.is(char_class::in_word))) {
        at += seen.length;
      } else if (seen.is(char_class::space) && !seen.is(char_class::newline) &&
                 behind.code_point == U'»' && ends_word(at + seen.length + behind.length)) {
        at += seen.length + behind.length;
      } else {
        return at;
      }
    }
  }

  [[nodiscard]] bool ends_word(std::size_t at) const {
    const Seen next = look(at);
    return !next.is(char_class::in_word | char_class::segmented) && !is_opening(next.code_point);
  }

  [[nodiscard]] std::size_t after_space(std::size_t at) const {
    for (Seen seen = look(at); seen.is(char_class::space | char_class::newline); seen = look(at)) {
      at += seen.length;
    }
    return at;
  }

  // Where the first word at or behind `next` begins: over quotes that open and the dash before who
  // said what was quoted («Стой!» — сказал он).
  [[nodiscard]] std::size_t word_at(std::size_t next) const {
    Seen seen = look(next);
    if (is_dash(seen.code_point)) next = after_space(next + seen.length);
    for (seen = look(next); is_opening(seen.code_point) || seen.is(char_class::quote);
         seen = look(next)) {
      next += seen.length;
    }
    return next;
  }

  // Whether the sentence goes on at `next`, after a stop at `stop`.
  [[nodiscard]] bool continues(std::size_t stop, std::size_t next, bool single_stop) {
    const std::size_t word = word_at(next);
    const Seen follows = look(word);
    if (is_lower_case(follows.code_point)) return true;
    if (!single_stop) return false;
    if (after_south_east(stop)) return true;  // "พ.ศ. 2561"
    const std::string_view before = word_before(stop);
    if (before.empty()) return false;
    switch (abbreviation_before(before, follows)) {
      case Abbreviation::leads:
        return true;
      case Abbreviation::ends:
        return !begins_with_function_word(word);
      case Abbreviation::none:
        break;
    }
    if (is_initial(before)) return !begins_with_function_word(word);
    return is_letter_or_ordinal(before, stop, follows);
  }

  // What `abbreviation` says, and none of the words that are one only where a number follows, or
  // with a capital.
  [[nodiscard]] Abbreviation abbreviation_before(std::string_view before, const Seen& follows) {
    folded_.clear();
    fold_case(before, folded_);
    const auto among = [this](const auto& words) {
      return std::ranges::find(words, std::string_view(folded_)) != words.end();
    };
    if (among(numbered) && !follows.is(char_class::digit)) return Abbreviation::none;
    if (among(capitalised) && before.front() == folded_.front()) return Abbreviation::none;
    const Abbreviation whole = abbreviation(folded_, language_);
    if (whole != Abbreviation::none) return whole;
    const std::size_t hyphen = folded_.rfind('-');  // "post-Sept. 11"
    if (hyphen == std::string::npos || !follows.is(char_class::digit)) return whole;
    return abbreviation(std::string_view(folded_).substr(hyphen + 1), language_);
  }

  // "p. 5", "3. Mai" where ordinals are written so, and the number of a list's item.
  [[nodiscard]] bool is_letter_or_ordinal(std::string_view before, std::size_t stop,
                                          const Seen& follows) const {
    const DecodedCharacter first =
        decode(as_bytes(before.data()), as_bytes(before.data() + before.size()));
    if (first.length == before.size() && is_lower_case(first.code_point)) {
      return follows.is(char_class::digit);
    }
    constexpr std::size_t ordinal_digits = 2;
    const bool is_number = std::ranges::all_of(before, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_number || before.size() > ordinal_digits) return false;
    const bool is_item = stop - before.size() == begin_;
    return (is_item || writes_ordinals_with_stop(language_)) && follows.is(char_class::letter);
  }

  // What stands before the stop, back to white space or a bracket; empty if it is long.
  [[nodiscard]] std::string_view word_before(std::size_t stop) const {
    // Text cut into words has a space there: "Mr . Smith".
    if (stop > begin_ + 1 && text_[stop - 1] == ' ' && text_[stop] == '.') --stop;
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

  // A single capital with a stop is the next initial ("J. A. Riel"), not a function word.
  [[nodiscard]] bool begins_with_function_word(std::size_t at) {
    const std::size_t begin = at;
    const std::size_t first_length = look(at).length;
    for (Seen seen = look(at); seen.is(char_class::in_word); seen = look(at)) {
      at += seen.length;
      if (at - begin > longest_word) return false;
    }
    if (at - begin == first_length && look(at).code_point == U'.') return false;
    folded_.clear();
    fold_case(text_.substr(begin, at - begin), folded_);
    return !folded_.empty() && is_stop_word(language_, hash_of(folded_));
  }

  // Where to end a sentence that is longer than `longest_sentence`.
  [[nodiscard]] std::size_t cut() const {
    const std::string_view head = truncate_to_boundary(text_.substr(begin_), longest_sentence);
    const std::size_t space = head.substr(head.size() - cut_window).find_last_of(" \t\n");
    if (space == std::string_view::npos) return begin_ + head.size();
    return begin_ + head.size() - cut_window + space;
  }

  // Ends the sentence, in pieces if it is too long; the white space at its end is not of it.
  void emit(std::size_t end) {
    while (end > begin_) {
      const Seen last = look_back(end);
      if (!last.is(char_class::space | char_class::newline)) break;
      end -= last.length;
    }
    while (end > begin_ + longest_sentence) {
      const std::size_t piece = cut();
      emit(piece);
      begin_ = after_space(piece);
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
