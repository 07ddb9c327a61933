#include "newsloom/text/quoted.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "text/characters.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

// What an opening mark may be closed by; the second is 0 where there is one way only.
struct Pair {
  char32_t open;
  std::array<char32_t, 2> close;
};
constexpr std::array pairs{
    Pair{U'“', {U'”', 0}},    Pair{U'„', {U'“', U'”'}}, Pair{U'«', {U'»', 0}},
    Pair{U'»', {U'«', U'»'}}, Pair{U'‹', {U'›', 0}},    Pair{U'「', {U'」', 0}},
    Pair{U'『', {U'』', 0}},  Pair{U'"', {U'"', U'”'}}, Pair{U'‘', {U'’', 0}},
    Pair{U'\'', {U'\'', 0}},  Pair{U'”', {U'”', 0}},    Pair{U'‚', {U'‘', U'’'}}};

// Words that begin with an apostrophe.
constexpr std::array<std::string_view, 9> elided{"tis", "Tis",   "twas", "Twas", "em",
                                                 "til", "cause", "n",    "round"};

// Times a quotation may open again inside itself. More are marks that were forgotten; the limit
// keeps a text of nothing but opening marks from being read once for each of them.
constexpr std::size_t deepest_nesting = 8;

constexpr std::size_t doubled = 2;  // bytes of '' and ``

bool is_single(char32_t c) { return c == U'‘' || c == U'\'' || c == U'‚'; }

class Finder {
 public:
  Finder(std::string_view text, std::vector<Quoted>& out)
      : text_(text), table_(characters()), out_(out) {}

  void run() {
    std::size_t at = 0;
    char32_t before = U'\n';
    while (at < text_.size()) {
      const DecodedCharacter c = look(at);
      if (opens_doubled(at, before)) {
        if (const auto end = close_doubled(at)) {
          at = *end;
          before = U'"';
          continue;
        }
      }
      const Pair* const pair = opening(c.code_point, before, at + c.length);
      if (pair != nullptr) {
        if (const auto end = close(*pair, at)) {
          at = *end;
          before = U'"';
          continue;
        }
      }
      before = c.code_point;
      at += c.length;
    }
  }

 private:
  [[nodiscard]] DecodedCharacter look(std::size_t at) const {
    return decode(as_bytes(text_.data()) + at, as_bytes(text_.data()) + text_.size());
  }
  [[nodiscard]] bool is(char32_t c, std::uint32_t classes) const {
    return (table_[c].classes & classes) != 0;
  }

  // A mark opens at a word's beginning; those that look alike on both sides need that to be told
  // apart, and “ and ” are taken at their word.
  [[nodiscard]] const Pair* opening(char32_t mark, char32_t before, std::size_t next) const {
    const Pair* found = nullptr;
    for (const Pair& pair : pairs) {
      if (pair.open == mark) found = &pair;
    }
    if (found == nullptr || next >= text_.size()) return nullptr;
    if (is(before, char_class::in_word)) return nullptr;
    if (is_single(mark) && begins_elided(mark, next)) return nullptr;
    const char32_t after = look(next).code_point;
    const bool spaced = is(after, char_class::space | char_class::newline);
    const bool may_be_spaced = mark == U'«';
    if (spaced && (!may_be_spaced || is(after, char_class::newline))) return nullptr;
    return found;
  }

  // '90s and 'tis, and the first of two marks that stand for a double one: ''so''.
  [[nodiscard]] bool begins_elided(char32_t mark, std::size_t at) const {
    if (look(at).code_point == mark) return true;
    constexpr std::size_t longest = 8;  // a decade or one of `elided`
    std::size_t end = at;
    bool has_digit = false;
    while (end < text_.size() && end - at < longest) {
      const DecodedCharacter c = look(end);
      if (!is(c.code_point, char_class::in_word)) break;
      has_digit = has_digit || is(c.code_point, char_class::digit);
      end += c.length;
    }
    const std::string_view word = text_.substr(at, end - at);
    constexpr std::size_t decade = 3;  // bytes of "90s"
    if (has_digit) return word.size() == decade && word.ends_with('s');
    return std::ranges::find(elided, word) != elided.end();
  }

  // ''so'' and ``so'', as typewriters and typesetting programs write double marks.
  [[nodiscard]] bool opens_doubled(std::size_t at, char32_t before) const {
    const std::string_view mark = text_.substr(at, doubled);
    if ((mark != "''" && mark != "``") || is(before, char_class::in_word)) return false;
    const std::size_t next = at + doubled;
    if (next >= text_.size() || text_[next] == mark[0]) return false;
    return !is(look(next).code_point, char_class::space | char_class::newline);
  }

  [[nodiscard]] std::optional<std::size_t> close_doubled(std::size_t begin) {
    const std::size_t inner = begin + doubled;
    const std::string_view rest = text_.substr(inner, longest_quotation);
    const std::size_t line_end = std::min(rest.find_first_of("\n\r"), rest.size());
    const std::size_t mark = rest.substr(0, line_end).find("''");
    if (mark != std::string_view::npos) {
      // A single mark right before the double one ends what is quoted inside.
      const bool nested = inner + mark + doubled < text_.size() && rest[mark + 1] == '\'' &&
                          text_[inner + mark + doubled] == '\'';
      const std::size_t end = inner + mark + (nested ? 1 : 0);
      return record(begin, inner, end, end + doubled, true);
    }
    if (line_end == rest.size()) return std::nullopt;
    std::size_t next = inner + line_end;
    while (next < text_.size() &&
           (text_[next] == '\n' || text_[next] == '\r' || text_[next] == ' ')) {
      ++next;
    }
    if (text_.substr(next, doubled) != text_.substr(begin, doubled)) return std::nullopt;
    return record(begin, inner, inner + line_end, inner + line_end, false);
  }

  // Records the quotation that begins at `begin` and says where it ends.
  [[nodiscard]] std::optional<std::size_t> close(const Pair& pair, std::size_t begin) {
    const std::size_t inner = begin + look(begin).length;
    const bool alike_only = pair.open == pair.close[0];
    std::size_t depth = 0;
    std::size_t reopened = 0;
    std::size_t at = inner;
    std::size_t inner_end = inner;  // without white space behind
    std::size_t straight = 0;       // a " that may have been meant to close “
    bool inner_open = false;        // a pair of " inside “ and ”
    char32_t before = pair.open;
    while (at < text_.size() && at - begin <= longest_quotation) {
      const DecodedCharacter c = look(at);
      const std::size_t next = at + c.length;
      if (is(c.code_point, char_class::newline)) {
        if (straight > 0) return record(begin, inner, straight, straight + 1, true);
        return continued(pair, begin, inner, inner_end, at);
      }
      if (pair.open == U'“' && c.code_point == U'"' && depth == 0) {
        // Of “… "…" …” the inner ones are a pair; “…" … "…” was meant to be two quotations.
        const bool opens_inner = is(before, char_class::space) || before == pair.open;
        if (opens_inner && straight > 0) return record(begin, inner, straight, straight + 1, true);
        if (!opens_inner && !inner_open && closes(pair, before, next) && straight == 0) {
          straight = at;
        }
        inner_open = opens_inner;
      }
      const bool is_close = c.code_point == pair.close[0] || c.code_point == pair.close[1];
      if (is_close && closes(pair, before, next)) {
        if (depth == 0) return record(begin, inner, inner_end, next, true);
        --depth;
      } else if (c.code_point == pair.open && opening(pair.open, before, next) != nullptr) {
        if (straight > 0) return record(begin, inner, straight, straight + 1, true);
        if (alike_only && !is_single(pair.open)) {
          return std::nullopt;  // it was the first's to close
        }
        if (!alike_only) ++depth;
        if (++reopened > deepest_nesting) return std::nullopt;
      }
      if (!is(c.code_point, char_class::space)) inner_end = next;
      before = c.code_point;
      at = next;
    }
    return std::nullopt;
  }

  // An apostrophe, the same mark opening again and the mark inside a Hebrew acronym do not close.
  [[nodiscard]] bool closes(const Pair& pair, char32_t before, std::size_t next) const {
    const char32_t after = next < text_.size() ? look(next).code_point : U'\n';
    const bool word_follows = is(after, char_class::in_word);
    if (is_single(pair.open)) return !word_follows && !is(before, char_class::space);
    if (is(before, char_class::hebrew) && is(after, char_class::hebrew)) return false;
    const bool alike = pair.open == pair.close[0] || pair.open == pair.close[1];
    if (pair.open == U'“') return !word_follows || !is(before, char_class::space);
    return !alike || !word_follows || !is(before, char_class::space);
  }

  [[nodiscard]] std::optional<std::size_t> continued(const Pair& pair, std::size_t begin,
                                                     std::size_t inner, std::size_t inner_end,
                                                     std::size_t line_end) {
    if (is_single(pair.open)) return std::nullopt;
    std::size_t next = line_end;
    while (next < text_.size() &&
           is(look(next).code_point, char_class::space | char_class::newline)) {
      next += look(next).length;
    }
    if (next >= text_.size() || look(next).code_point != pair.open) return std::nullopt;
    return record(begin, inner, inner_end, inner_end, false);
  }

  [[nodiscard]] std::optional<std::size_t> record(std::size_t begin, std::size_t inner,
                                                  std::size_t inner_end, std::size_t end,
                                                  bool closed) {
    while (inner < inner_end && is(look(inner).code_point, char_class::space)) {
      inner += look(inner).length;
    }
    if (inner >= inner_end) return std::nullopt;
    const auto offset = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
    out_.push_back({{offset(begin), offset(end)}, {offset(inner), offset(inner_end)}, closed});
    return end;
  }

  std::string_view text_;
  const CharacterTable& table_;
  std::vector<Quoted>& out_;
};

}  // namespace

void find_quoted(std::string_view text, std::vector<Quoted>& out) {
  out.clear();
  Finder(text.substr(0, UINT32_MAX), out).run();
}

}  // namespace newsloom::text
