// newsloom: the forms under which words are compared.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::text {

// All functions here are thread-safe, append to the caller's buffer (so that one buffer can be
// reused for a whole article), and take any bytes: ill-formed UTF-8 comes out as U+FFFD.
// They are for words and titles, up to some kilobytes; article text is stored as it came.

/// Appends NFKC_Casefold of `word`: what Unicode calls equal but for case, width, ligatures and
/// invisible characters. Exactly ICU's `nfkc_cf`: "Straße" → "strasse", "ＡＢＣ" → "abc".
/// Idempotent. O(bytes); most characters come from a table, only those that interact with their
/// neighbours (an "e" and a combining accent) go through ICU.
void fold_case(std::string_view word, std::string& out);

/// Appends `word` case-folded and without accents, for names and loose matching: "Łódź" → "lodz",
/// "Erdoğan" → "erdogan", "Ёлкин" → "елкин", "أحمد" → "احمد". Per character of `fold_case(word)`:
/// its canonical decomposition without combining accents and Arabic and Hebrew vowel signs,
/// recomposed, plus a short list of letters that do not decompose (đ ł ø æ œ ı ə þ …, and
/// Arabic ى → ي, ة → ه). Vowel signs of Indic and South-East Asian scripts, kana voicing and
/// Hangul are left alone. It does not transliterate. Idempotent. O(bytes).
void fold_accents(std::string_view word, std::string& out);

/// `fold_case` into a new string, for callers who do not mind the allocation.
[[nodiscard]] std::string folded_case(std::string_view word);
/// `fold_accents` into a new string.
[[nodiscard]] std::string folded_accents(std::string_view word);

}  // namespace newsloom::text
