// newsloom: from text to tokens, in one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/stem.hpp"

namespace newsloom::text {

/// What a token is made of.
enum class TokenKind : std::uint8_t {
  word,     ///< letters, marks and digits ("café", "G20", "3rd", "don't", "U.S.")
  number,   ///< digits and the separators between them ("1,250.5", "2018", "1.250,5")
  segment,  ///< a piece of a run of Han, kana, Thai, Lao, Khmer or Burmese, written without spaces
};

/// Bits of `Token::flags`.
namespace token_flag {
inline constexpr std::uint16_t capitalised = 1U << 0;  ///< first letter is upper or title case
inline constexpr std::uint16_t all_caps = 1U << 1;     ///< ≥ 2 letters, all upper case; 's aside
/// First of the text, or after a sentence's end or a line break. '.' counts only before a space
/// or quote, and not as the end of a token (`dotted`): see sentences.hpp for the guarded split.
inline constexpr std::uint16_t sentence_start = 1U << 2;
inline constexpr std::uint16_t has_digit = 1U << 3;     ///< at least one decimal digit
inline constexpr std::uint16_t stop_word = 1U << 4;     ///< of the language given
inline constexpr std::uint16_t after_space = 1U << 5;   ///< first of the text, or space before it
inline constexpr std::uint16_t after_hyphen = 1U << 6;  ///< "state-run": set on "run"
inline constexpr std::uint16_t apostrophe = 1U << 7;    ///< ' or ’ inside ("don't", "l’été")
inline constexpr std::uint16_t possessive = 1U << 8;    ///< ends in an English 's, which the
                                                        ///< span has and the folded form has not
inline constexpr std::uint16_t dotted = 1U << 9;  ///< single letters with dots: "U.S.", "J.R.R."
inline constexpr std::uint16_t cut = 1U << 10;    ///< ended by `max_token_bytes`, not by the text
}  // namespace token_flag

/// One token of a text. `hash` is xxh3-64 over the *folded* token (see `fold_token`); whoever
/// combines tokens with other terms adds the kind of term. A plain value of 40 bytes.
struct Token {
  std::uint32_t begin = 0;          ///< byte offset in the source, on a character boundary
  std::uint32_t end = 0;            ///< first byte after it; begin < end
  std::uint64_t hash = 0;           ///< of the folded token
  std::uint64_t stem_hash = 0;      ///< of its stem or prefix: what the word is counted under
  std::uint64_t loose_hash = 0;     ///< of `fold_accents` of it, for names; often equals `hash`
  std::uint16_t folded_length = 0;  ///< bytes of the folded token, at least 1
  std::uint16_t flags = 0;          ///< bits of `token_flag`
  TokenKind kind = TokenKind::word;

  [[nodiscard]] constexpr bool has(std::uint16_t flag) const noexcept {
    return (flags & flag) != 0;
  }
  /// The bytes it was read from. `source` is the text that was tokenised.
  [[nodiscard]] constexpr std::string_view in(std::string_view source) const noexcept {
    return source.substr(begin, end - begin);
  }
  friend bool operator==(const Token&, const Token&) = default;
};

/// What becomes of Han and kana, which have no spaces. The other scripts without spaces always go
/// through ICU's dictionaries.
enum class HanSegmentation : std::uint8_t {
  dictionary,  ///< words of ICU's dictionary (BreakIterator)
  bigrams,     ///< every two neighbouring characters: tokens overlap; a lone one stands alone
};

/// Knobs of `Tokenizer`. Values outside the range are moved to its nearer end.
struct TokenizerOptions {
  // Behaviour.
  HanSegmentation han = HanSegmentation::dictionary;
  StemmerOptions stem;
  // Limits.
  std::size_t max_bytes = std::size_t{1} << 20;  ///< of one text, [1, 2^32 − 1]: the rest is not
                                                 ///< read. Of 24,513 full articles (us-politics)
                                                 ///< the longest has 78 kB
  std::size_t max_token_bytes = 256;             ///< [16, 4096]: a longer token is cut in pieces
};

/// How far `Tokenizer::tokenize` came.
struct TokenizeReport {
  std::size_t bytes_read = 0;  ///< less than the text has only when `max_bytes` was reached
  std::size_t cut_tokens = 0;  ///< tokens ended by `max_token_bytes`
  bool truncated = false;      ///< `bytes_read` < the text's size
};

/// Splits text into words, numbers and segments, folding, stemming and hashing each on the way.
///
/// One pass over the bytes with ICU's character properties in a table of our own; Unicode's word
/// rules (UAX #29) as news needs them:
/// - a word is letters, marks and digits; ' and ’ stay inside it; a hyphen, '_', '/' splits;
/// - "1,250.5" is one number; "U.S." is one word, folded "us", its last dot part of the span;
/// - a token is folded by NFKC_Casefold; then tatweel and Arabic vowel signs go, ’ becomes ',
///   English 's goes, other scripts' digits become 0–9;
/// - Chinese, Japanese, Thai, Lao, Khmer and Burmese runs go to ICU's BreakIterator.
/// Punctuation and symbols are no tokens; look at the bytes between two of them.
///
/// Not thread-safe: one per thread. Reuses its buffers: after warming up only `out` allocates, and
/// ICU, for dictionary runs and for characters that interact (an "e" and a combining accent).
/// Same arguments, same tokens, on any machine with the same ICU and whatever it was given
/// before. It does not detect the language and does not normalise or store text.
class Tokenizer {
 public:
  explicit Tokenizer(const TokenizerOptions& options = {});
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Replaces `out` by the tokens of `text` in order of `begin` (and of `end`).
  /// @param text      UTF-8, best well-formed (`repair_utf8`): ill-formed bytes split words.
  /// @param language  BCP-47; only the primary subtag counts ("pt-BR" is "pt"); empty when
  ///                  unknown: no stop words, prefixes instead of Snowball stems.
  /// Never fails; see the report. Time O(bytes), memory O(tokens) + a fixed amount.
  TokenizeReport tokenize(std::string_view text, std::string_view language,
                          std::vector<Token>& out);

  [[nodiscard]] const TokenizerOptions& options() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Appends the folded form of `token`, the bytes `Token::hash` is over. For showing reasons and
/// for tests; `tokenize` does the same on its way. Precondition: `token` is of `source`.
void fold_token(std::string_view source, const Token& token, std::string& out);

}  // namespace newsloom::text
