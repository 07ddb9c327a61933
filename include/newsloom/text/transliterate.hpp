// newsloom: names of all scripts in Latin letters, and what they have in common.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace newsloom::text {

/// Knobs of `NameFolder`.
struct NameFolderOptions {
  /// ICU's transform for what our own rules do not cover. Lower case must come out.
  std::string transform = "Any-Latin; Latin-ASCII; Lower";
  /// Keys remembered, about 150 bytes each; when it is full, the cache is emptied. At least 1.
  std::size_t cache_entries = 4096;
};

/// Bytes of a name that are read; the rest is ignored, so that a hostile one stays cheap.
inline constexpr std::size_t max_name_bytes = 256;

/// Gives names of all scripts a Latin, lower-case, accentless key.
///
/// Latin names are `fold_accents`. Cyrillic has rules of ours, one for all its languages ("Токио" →
/// "tokio", "Байлз" → "bailz", "Зеленский" → "zelenskii"; г is always g, щ always shch, ъ and ь
/// nothing), and so has Hebrew, where ICU drops the difference of s and sh. All else is ICU's:
/// Chinese is pinyin with a space after each character (and so is Japanese kanji, which is
/// wrong but stable), kana Hepburn, Hangul its revised romanisation. Arabic and Hebrew come without
/// the vowels they are written without; their w inside a word is u. What has no Latin form stays.
///
/// Not thread-safe: one per thread. ICU's rules are loaded with the first name that needs them
/// (about 0.1 s). Same name, same key, on any machine with the same ICU.
class NameFolder {
 public:
  explicit NameFolder(NameFolderOptions options = {});
  ~NameFolder();
  NameFolder(NameFolder&&) noexcept;
  NameFolder& operator=(NameFolder&&) noexcept;

  /// The key of `name`, any bytes; of the first `max_name_bytes`. The view is valid until the next
  /// call. Idempotent for keys that are ASCII. Never fails: if ICU cannot make the transform, a
  /// name it would be needed for has `fold_accents` as key.
  /// O(name) for Latin and Cyrillic, and for names in the cache; else ICU's time, 5 to 25 us
  /// for most names (Han is slowest) and 0.8 ms for `max_name_bytes` of Han.
  [[nodiscard]] std::string_view key(std::string_view name);

  /// Names in the cache, which those that `fold_accents` makes ASCII never enter. At most
  /// `cache_entries`.
  [[nodiscard]] std::size_t cached() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What stays of a key when spellings differ between languages: its consonants, in classes. For
/// finding candidates; two names with one skeleton may be one name, and whoever asks compares more.
///
/// | letters                                                          | become                  |
/// |------------------------------------------------------------------|-------------------------|
/// | schtsch chtch shch chzh tsch tch tsh sch ch sh zh cz sz          | x; ch before l, n, r: k |
/// | z s ts tz, c before e, i, y, and x at a word's start ("Xi")      | s                       |
/// | k q qu ck, other c                                               | k; other x: ks          |
/// | f v w ph                                                         | f                       |
/// | j dj dzh dsch tsz, and y, i before a vowel, at a word's start    | j; before e: nothing    |
/// | j dj dzh dsch tsz elsewhere, h, kh                               | nothing                 |
/// | ng not before a vowel                                            | n                       |
/// | a e i o u y                                                      | nothing; a if the key's |
/// |                                                                  | first sound is a vowel  |
/// | b d g l m n p r t, digits                                        | themselves              |
///
/// Doubled consonants are one. Spaces and signs only start words, so "xi jin ping" is "xi jinping".
/// "shevchenko", "schewtschenko" and "chevtchenko" are "xfxnk". Fewer than three consonants
/// say too little: with two the vowels stay too (y is i, ou is u, equal neighbours are one):
/// "tokyo" and "tokio" are "tokio"; with fewer the skeleton is empty: "xi", "abe".
///
/// How good it is: tests/text/transliterate_test.cpp says for its pairs which agree and which
/// do not, and counts how many well-known names share a skeleton: 3 pairs of 105. Of the names that
/// 3,000 English articles (us-politics) have at least five times, 19 % of the one-word keys share
/// theirs with another, 4 % of the longer ones ("coffman" and "kaufman", but also "feinstein"
/// with one spelled otherwise): a single word needs another sign. Expect misses where a language
/// hears a name differently (Russian "Гонконг", Arabic without p and g, Japanese without l), for
/// South Slavic -ić, of which `fold_accents` leaves "ic", for Hangul and its freer Latin spellings,
/// for kanji, and for inflected forms ("Путиным").
///
/// `key` is one of `NameFolder::key`; what is not ASCII only starts words. Pure and thread-safe.
/// O(key).
[[nodiscard]] std::string skeleton(std::string_view key);

}  // namespace newsloom::text
