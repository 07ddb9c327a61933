#include "newsloom/text/quoted.hpp"

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
    Pair{U'『', {U'』', 0}},  Pair{U'"', {U'"', 0}},    Pair{U'‘', {U'’', 0}},
    Pair{U'\'', {U'\'', 0}},  Pair{U'”', {U'”', 0}},    Pair{U'‚', {U'‘', U'’'}}};

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
    const char32_t after = look(next).code_point;
    const bool spaced = is(after, char_class::space | char_class::newline);
    const bool may_be_spaced = mark == U'«';
    if (spaced && (!may_be_spaced || is(after, char_class::newline))) return nullptr;
    return found;
  }

  // Records the quotation that begins at `begin` and says where it ends.
  [[nodiscard]] std::optional<std::size_t> close(const Pair& pair, std::size_t begin) {
    const std::size_t inner = begin + look(begin).length;
    std::size_t depth = 0;
    std::size_t at = inner;
    char32_t before = pair.open;
    while (at < text_.size() && at - begin <= longest_quotation) {
      const DecodedCharacter c = look(at);
      if (c.code_point == U'\n') return continued(pair, begin, inner, at);
      const bool is_close = c.code_point == pair.close[0] || c.code_point == pair.close[1];
      if (is_close && closes(pair, before, at + c.length)) {
        if (depth == 0) return record(begin, inner, at, at + c.length, true);
        --depth;
      } else if (c.code_point == pair.open && pair.close[0] != pair.open &&
                 pair.close[1] != pair.open) {
        ++depth;
      }
      before = c.code_point;
      at += c.length;
    }
    return std::nullopt;
  }

  // An apostrophe or the same mark opening again does not close.
  [[nodiscard]] bool closes(const Pair& pair, char32_t before, std::size_t next) const {
    const bool word_follows = next < text_.size() && is(look(next).code_point, char_class::in_word);
    if (is_single(pair.open)) return !word_follows && !is(before, char_class::space);
    const bool alike = pair.open == pair.close[0] || pair.open == pair.close[1];
    return !alike || !word_follows || !is(before, char_class::space);
  }

  [[nodiscard]] std::optional<std::size_t> continued(const Pair& pair, std::size_t begin,
                                                     std::size_t inner, std::size_t line_end) {
    if (is_single(pair.open)) return std::nullopt;
    std::size_t next = line_end;
    while (next < text_.size() &&
           is(look(next).code_point, char_class::space | char_class::newline)) {
      next += look(next).length;
    }
    if (next >= text_.size() || look(next).code_point != pair.open) return std::nullopt;
    std::size_t end = line_end;
    while (end > inner && (text_[end - 1] == ' ' || text_[end - 1] == '\r')) --end;
    return record(begin, inner, end, end, false);
  }

  [[nodiscard]] std::optional<std::size_t> record(std::size_t begin, std::size_t inner,
                                                  std::size_t inner_end, std::size_t end,
                                                  bool closed) {
    while (inner < inner_end && is(look(inner).code_point, char_class::space)) {
      inner += look(inner).length;
    }
    while (inner_end > inner) {  // the space before »
      std::size_t last = inner_end - 1;
      while (last > inner && !is_boundary(text_, last)) --last;
      if (!is(look(last).code_point, char_class::space)) break;
      inner_end = last;
    }
    if (inner == inner_end) return std::nullopt;
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
