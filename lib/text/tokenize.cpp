#include "newsloom/text/tokenize.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "newsloom/text/stop_words.hpp"
#include "newsloom/text/utf8.hpp"
#include "text/characters.hpp"
#include "text/fold_append.hpp"
#include "text/hash.hpp"
#include "text/segment.hpp"
#include "text/stem_prefix.hpp"
#include "text/tokenize_ascii.hpp"
#include "text/tokenize_language.hpp"
#include "text/tokenize_word.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

using Byte = unsigned char;

constexpr std::size_t largest_text = 0xFFFFFFFF;  // positions are 32 bits wide
constexpr std::size_t smallest_token = 16;        // at least one character with its marks
constexpr std::size_t largest_token = 4096;       // so that a folded token's length has 16 bits

/// What an ASCII byte is to the shortcut, and what may follow a word and still belong to it (then
/// the general rule decides). Bytes outside ASCII may always.
enum AsciiClass : std::uint8_t { ascii_letter = 1, ascii_digit = 2, ascii_joint = 4 };
constexpr std::array<std::uint8_t, 256> ascii_classes = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 0x20U] = ascii_letter;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = ascii_digit;
  classes['\''] = classes['.'] = ascii_joint;
  for (std::size_t c = 0x80; c < classes.size(); ++c) classes[c] = ascii_joint;
  return classes;
}();

/// What follows a run of ASCII letters, as far as the shortcut can tell: 's in either spelling,
/// something that certainly ends the word, or something the general rule has to look at.
struct Tail {
  bool continues = false;
  std::size_t length = 0;  ///< bytes of 's
};
constexpr std::size_t longest_tail = 5;  // bytes looked at: ’, s and one more

Tail tail_of(const Byte* q) noexcept {
  constexpr Tail unknown{true, 0};
  if (ascii_classes[*q] != ascii_joint) return unknown;
  std::size_t mark = 1;
  bool is_apostrophe = *q == '\'';
  if (*q >= 0x80U) {
    // U+2010 to U+203F, dashes and quotes: of them words have ’ and the invisible 202A to 202E.
    if (q[0] != 0xE2U || q[1] != 0x80U || q[2] < 0x90U || q[2] > 0xBFU) return unknown;
    if (q[2] >= 0xAAU && q[2] <= 0xAEU) return unknown;
    if (q[2] != 0x99U) return {};
    mark = 3;
    is_apostrophe = true;
  }
  if (ascii_classes[q[mark]] == 0) return {};
  const bool is_s = (q[mark] | 0x20U) == 's' && ascii_classes[q[mark + 1]] == 0;
  return is_apostrophe && is_s ? Tail{false, mark + 1} : unknown;
}

/// Turns a folded word with its apostrophe or dots into the form that is hashed.
void trim_folded(std::string& folded, std::uint16_t flags) {
  if ((flags & token_flag::dotted) != 0) std::erase(folded, '.');
  constexpr std::string_view suffix = "'s";
  if ((flags & token_flag::possessive) != 0 && folded.ends_with(suffix)) {
    folded.resize(folded.size() - suffix.size());
  }
}

std::uint16_t when(bool condition, std::uint16_t flag) noexcept {
  return static_cast<std::uint16_t>(condition * flag);
}

/// What lies between two tokens, as far as the second one has to know.
class Gap {
 public:
  void start_text() noexcept { flags_ = token_flag::sentence_start | token_flag::after_space; }
  void after_token() noexcept { *this = Gap(); }
  void after_word_and_space() noexcept {
    flags_ = token_flag::after_space;
    seen_ = true;
  }

  void see(std::uint32_t classes) noexcept {
    const bool first = !seen_;
    seen_ = true;
    flags_ &= static_cast<std::uint16_t>(~token_flag::after_hyphen);
    if ((classes & char_class::space) != 0) {
      flags_ |= token_flag::after_space;
      if (stop_ || (classes & char_class::newline) != 0) flags_ |= token_flag::sentence_start;
    } else if ((classes & char_class::full_stop) != 0) {
      stop_ = true;
    } else if ((classes & char_class::terminator) != 0) {
      flags_ |= token_flag::sentence_start;
    } else if ((classes & char_class::quote) != 0) {
      if (stop_) flags_ |= token_flag::sentence_start;
    } else {
      stop_ = false;
      if (first && (classes & char_class::hyphen) != 0) flags_ |= token_flag::after_hyphen;
    }
  }
  [[nodiscard]] std::uint16_t flags() const noexcept { return flags_; }

 private:
  std::uint16_t flags_ = 0;
  bool stop_ = false;  // a full stop, and nothing yet that says what it was
  bool seen_ = false;
};

}  // namespace

struct Tokenizer::State {
  explicit State(const TokenizerOptions& given) : options(given), stemmer(given.stem) {
    options.max_bytes = std::clamp<std::size_t>(options.max_bytes, 1, largest_text);
    options.max_token_bytes = std::clamp(options.max_token_bytes, smallest_token, largest_token);
    options.stem.prefix_length = std::clamp<std::size_t>(options.stem.prefix_length, 1, 64);
    if (options.stem.stemming == Stemming::prefix) ascii_prefix = options.stem.prefix_length;
    short_prefix = ascii_prefix >= 4 && ascii_prefix <= 8;
    shortcut_bytes = std::min(AsciiWord::capacity - 1, options.max_token_bytes);
  }

  void set_language(std::string_view name) {
    std::string primary = primary_subtag(name);
    if (primary == language.primary) return;
    language.stop_words = HashSet(stop_word_hashes(primary));
    language.elides = writes_elisions(primary);
    language.primary = std::move(primary);
  }

  void run(std::string_view source, std::vector<Token>& tokens);
  const Byte* take_ascii_word(const Byte* p);
  const Byte* take_word(const Byte* p);
  const Byte* take_segments(const Byte* p, std::uint32_t script);
  void add_folded(Token token, std::uint32_t classes);
  [[nodiscard]] std::uint16_t with_stop_word(std::uint16_t flags, std::uint64_t hash) const;
  std::uint64_t stem_of(std::string_view word, std::uint64_t hash);
  [[nodiscard]] Token token_at(const Byte* from, const Byte* to, TokenKind kind) const;

  TokenizerOptions options;
  std::size_t ascii_prefix = SIZE_MAX;  // ASCII words longer than this have a prefix as stem
  bool short_prefix = false;            // … which `ShortHash` can hash
  std::size_t shortcut_bytes = 0;       // the longest word the shortcut takes
  Stemmer stemmer;
  Segmenter segmenter;
  TokenizerLanguage language;
  const CharacterTable& table = characters();
  // Of the text in hand.
  std::string_view text;
  const Byte* begin = nullptr;
  const Byte* end = nullptr;
  std::vector<Token>* out = nullptr;
  Gap gap;
  bool in_cut_word = false;
  std::size_t cut_tokens = 0;
  // Reused from token to token.
  std::string folded;
  std::string loose;
  std::string scratch;
};

Token Tokenizer::State::token_at(const Byte* from, const Byte* to, TokenKind kind) const {
  Token token;
  token.begin = static_cast<std::uint32_t>(from - begin);
  token.end = static_cast<std::uint32_t>(to - begin);
  token.flags = gap.flags();
  token.kind = kind;
  return token;
}

std::uint64_t Tokenizer::State::stem_of(std::string_view word, std::uint64_t hash) {
  if (options.stem.stemming == Stemming::prefix) {
    const std::string_view prefix = code_point_prefix(word, options.stem.prefix_length);
    return prefix.size() == word.size() ? hash : hash_of(prefix);
  }
  return stemmer.stem_hash(word, hash, language.primary);
}

/// `flags` with the one for stop words, where `hash` is one. Without a branch: see `HashSet`.
std::uint16_t Tokenizer::State::with_stop_word(std::uint16_t flags, std::uint64_t hash) const {
  constexpr std::uint16_t names = token_flag::all_caps | token_flag::dotted;  // "US" is not "us"
  const bool is_stop_word = language.stop_words.contains(hash) & ((flags & names) == 0);
  return static_cast<std::uint16_t>(flags | when(is_stop_word, token_flag::stop_word));
}

/// The shortcut for a word of ASCII letters that nothing but 's belongs to; everything else goes to
/// `take_word`. Both make the same token of the same word; a test compares them.
const Byte* Tokenizer::State::take_ascii_word(const Byte* p) {
  if (static_cast<std::size_t>(end - p) <= AsciiWord::capacity + longest_tail) return take_word(p);
  AsciiWord word;
  read_ascii_word(p, word);
  const std::size_t length = word.length;
  const Byte* q = p + length;
  std::uint16_t flags = gap.flags();
  if (length == 0 || length > shortcut_bytes) return take_word(p);
  if (ascii_classes[*q] != 0) {
    const Tail tail = tail_of(q);
    if (tail.continues || length + tail.length > options.max_token_bytes) return take_word(p);
    if (tail.length != 0) flags |= token_flag::apostrophe | token_flag::possessive;
    q += tail.length;
  }
  flags |= when(word.first_is_upper, token_flag::capitalised);
  flags |= when(word.all_upper && length >= 2, token_flag::all_caps);

  const std::string_view folded_word(word.folded, length);
  const std::uint64_t hash =
      length <= 8 ? ShortHash::of(word.first_eight, length) : hash_of(folded_word);
  std::uint64_t stem_hash = hash;
  if (options.stem.stemming == Stemming::snowball) {
    stem_hash = stemmer.stem_hash(folded_word, hash, language.primary);
  } else if (short_prefix) {
    const std::uint64_t prefix = ShortHash::four_to_eight(word.first_eight, ascii_prefix);
    stem_hash = length > ascii_prefix ? prefix : hash;
  } else if (length > ascii_prefix) {
    stem_hash = hash_of(folded_word.substr(0, ascii_prefix));
  }
  out->push_back({.begin = static_cast<std::uint32_t>(p - begin),
                  .end = static_cast<std::uint32_t>(q - begin),
                  .hash = hash,
                  .stem_hash = stem_hash,
                  .loose_hash = hash,
                  .folded_length = static_cast<std::uint16_t>(length),
                  .flags = with_stop_word(flags, hash),
                  .kind = TokenKind::word});
  gap.after_token();
  if (*q != ' ') return q;
  gap.after_word_and_space();
  return q + 1;
}

/// Folds, hashes and adds a token of any kind.
void Tokenizer::State::add_folded(Token token, std::uint32_t classes) {
  folded.clear();
  append_folded(token.in(text), FoldForm::term, folded);
  trim_folded(folded, token.flags);
  if (folded.empty()) return;  // nothing but tatweel or invisible characters
  token.folded_length = static_cast<std::uint16_t>(folded.size());
  token.hash = token.stem_hash = token.loose_hash = hash_of(folded);
  if ((classes & char_class::loose) != 0) {
    loose.clear();
    append_loose(folded, scratch, loose);
    if (!loose.empty()) token.loose_hash = hash_of(loose);
  }
  if (token.kind == TokenKind::word) {
    std::string_view word = folded;
    if (language.elides && token.has(token_flag::apostrophe)) word = without_elision(word);
    token.stem_hash = stem_of(word, word.size() == folded.size() ? token.hash : hash_of(word));
  }
  token.flags = with_stop_word(token.flags, token.hash);
  out->push_back(token);
  gap.after_token();
}

const Byte* Tokenizer::State::take_word(const Byte* p) {
  const ScannedWord word = scan_word(p, end, options.max_token_bytes);
  Token token = token_at(p, word.end, word.is_number ? TokenKind::number : TokenKind::word);
  const bool upper_only =
      (word.classes & (char_class::upper | char_class::lower_letter)) == char_class::upper;
  token.flags |= when(word.first_is_upper, token_flag::capitalised);
  token.flags |= when(upper_only && word.letters >= 2, token_flag::all_caps);
  token.flags |= when((word.classes & char_class::digit) != 0, token_flag::has_digit);
  token.flags |= when(word.has_apostrophe, token_flag::apostrophe);
  token.flags |= when(word.is_possessive, token_flag::possessive);
  token.flags |= when(word.is_dotted, token_flag::dotted);
  token.flags |= when(word.is_cut, token_flag::cut);
  cut_tokens += word.is_cut ? 1 : 0;
  in_cut_word = word.is_cut;
  add_folded(token, word.classes);
  return word.end;
}

const Byte* Tokenizer::State::take_segments(const Byte* p, std::uint32_t script) {
  const Byte* q = p;
  std::uint32_t classes = 0;
  while (q < end) {
    const DecodedCharacter next = decode(q, end);
    const std::uint32_t here = table[next.code_point].classes;
    if ((here & (script | char_class::extend)) == 0) break;
    classes |= here;
    q += next.length;
  }
  const std::string_view run =
      text.substr(static_cast<std::size_t>(p - begin), static_cast<std::size_t>(q - p));
  const bool pairs = script == char_class::han_kana && options.han == HanSegmentation::bigrams;
  for (const SegmentSpan& span : pairs ? segmenter.bigrams(run) : segmenter.words(run)) {
    const Byte* from = p + span.begin;
    const Byte* const to = p + span.end;
    while (static_cast<std::size_t>(to - from) > options.max_token_bytes) {
      const auto rest = text.substr(static_cast<std::size_t>(from - begin));
      const Byte* const stop = from + truncate_to_boundary(rest, options.max_token_bytes).size();
      Token token = token_at(from, stop, TokenKind::segment);
      token.flags |= token_flag::cut;
      ++cut_tokens;
      add_folded(token, classes);
      from = stop;
    }
    add_folded(token_at(from, to, TokenKind::segment), classes);
  }
  return q;
}

void Tokenizer::State::run(std::string_view source, std::vector<Token>& tokens) {
  text = source;
  begin = as_bytes(source.data());
  end = begin + source.size();
  out = &tokens;
  gap.after_token();
  gap.start_text();
  in_cut_word = false;
  cut_tokens = 0;
  for (const Byte* p = begin; p < end;) {
    if (ascii_classes[*p] == ascii_letter) {
      in_cut_word = false;
      p = take_ascii_word(p);
      continue;
    }
    if (*p == ' ') {
      gap.see(char_class::space);
      ++p;
      continue;
    }
    const DecodedCharacter next = decode(p, end);
    const std::uint32_t classes = table[next.code_point].classes;
    const bool goes_on = in_cut_word && (classes & char_class::extend) != 0;
    in_cut_word = false;
    if ((classes & (char_class::letter | char_class::digit)) != 0 || goes_on) {
      p = take_word(p);
    } else if ((classes & char_class::segmented) != 0) {
      p = take_segments(p, classes & char_class::segmented);
    } else {
      gap.see(classes);
      p += next.length;
    }
  }
}

Tokenizer::Tokenizer(const TokenizerOptions& options) : state_(std::make_unique<State>(options)) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

TokenizeReport Tokenizer::tokenize(std::string_view text, std::string_view language,
                                   std::vector<Token>& out) {
  out.clear();
  state_->set_language(language);
  const std::string_view read = truncate_to_boundary(text, state_->options.max_bytes);
  state_->run(read, out);
  return {read.size(), state_->cut_tokens, read.size() < text.size()};
}

const TokenizerOptions& Tokenizer::options() const noexcept { return state_->options; }

void fold_token(std::string_view source, const Token& token, std::string& out) {
  std::string folded;
  append_folded(token.in(source), FoldForm::term, folded);
  trim_folded(folded, token.flags);
  out += folded;
}

}  // namespace newsloom::text
