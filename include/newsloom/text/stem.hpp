// newsloom: from a folded word to the form it is counted under.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace newsloom::text {

/// How words are conflated ("elections", "election").
enum class Stemming : std::uint8_t {
  none,      ///< the folded word itself
  prefix,    ///< its first `prefix_length` code points; needs no knowledge of the language
  snowball,  ///< the language's Snowball stemmer (libstemmer); without one, as `prefix`
};

/// Knobs of `Stemmer`. Values outside the range are moved to its nearer end.
struct StemmerOptions {
  /// Six-letter prefixes do about as well as stemming on our labelled sets (issue 4) and cost
  /// nothing; Snowball is for those who show the stems.
  Stemming stemming = Stemming::prefix;
  std::size_t prefix_length = 6;      ///< code points, [1, 64]
  std::size_t cache_entries = 65536;  ///< words whose Snowball stem is remembered, [64, 2^24];
                                      ///< rounded up to a power of two, 16 bytes each
};

/// Stems folded words. Holds one Snowball stemmer a language seen and a bounded cache, so a
/// stemmer runs about once a distinct word. Not thread-safe: one per thread. What it returns
/// depends on its options and arguments only, never on what it was asked before.
/// It does not fold (see `fold.hpp`) and does not know stop words.
class Stemmer {
 public:
  explicit Stemmer(const StemmerOptions& options = {});
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The stem of `folded` in `language` (BCP-47 primary subtag, lower case; "" when unknown).
  /// The view is into `folded` or into a buffer that lives until the next call. O(length).
  [[nodiscard]] std::string_view stem(std::string_view folded, std::string_view language);

  /// xxh3-64 of `stem(folded, language)`, where `hash` is `hash_bytes(folded)`. Remembers.
  [[nodiscard]] std::uint64_t stem_hash(std::string_view folded, std::uint64_t hash,
                                        std::string_view language);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether libstemmer has a stemmer for this language ("en", "de", …). O(languages), about 30.
[[nodiscard]] bool has_snowball(std::string_view language) noexcept;

/// xxh3-64 with seed 0 of the bytes: the hash all of newsloom's terms are made with. O(bytes).
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes) noexcept;

}  // namespace newsloom::text
