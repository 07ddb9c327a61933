#include "newsloom/text/transliterate.hpp"

#include <unicode/bytestream.h>
#include <unicode/stringpiece.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <utility>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::text {
namespace {

/// What a letter becomes before ICU sees the name. Letters as `fold_accents` leaves them: lower
/// case, й as и, ё as е, ї as і.
struct Letter {
  char32_t letter;
  std::string_view latin;
};

constexpr auto letters = std::to_array<Letter>({
    // Hebrew.
    {U'א', "a"},
    {U'ב', "b"},
    {U'ג', "g"},
    {U'ד', "d"},
    {U'ה', "h"},
    {U'ו', "v"},
    {U'ז', "z"},
    {U'ח', "h"},
    {U'ט', "t"},
    {U'י', "y"},
    {U'ך', "k"},
    {U'כ', "k"},
    {U'ל', "l"},
    {U'ם', "m"},
    {U'מ', "m"},
    {U'ן', "n"},
    {U'נ', "n"},
    {U'ס', "s"},
    {U'ע', "a"},
    {U'ף', "p"},
    {U'פ', "p"},
    {U'ץ', "ts"},
    {U'צ', "ts"},
    {U'ק', "k"},
    {U'ר', "r"},
    {U'ש', "sh"},
    {U'ת', "t"},
    // Cyrillic: Russian, Ukrainian, Bulgarian, Belarusian, Serbian, Macedonian, Kazakh.
    {U'а', "a"},
    {U'б', "b"},
    {U'в', "v"},
    {U'г', "g"},
    {U'д', "d"},
    {U'е', "e"},
    {U'ж', "zh"},
    {U'з', "z"},
    {U'и', "i"},
    {U'к', "k"},
    {U'л', "l"},
    {U'м', "m"},
    {U'н', "n"},
    {U'о', "o"},
    {U'п', "p"},
    {U'р', "r"},
    {U'с', "s"},
    {U'т', "t"},
    {U'у', "u"},
    {U'ф', "f"},
    {U'х', "kh"},
    {U'ц', "ts"},
    {U'ч', "ch"},
    {U'ш', "sh"},
    {U'щ', "shch"},
    {U'ъ', ""},
    {U'ы', "y"},
    {U'ь', ""},
    {U'э', "e"},
    {U'ю', "yu"},
    {U'я', "ya"},
    {U'ђ', "dj"},
    {U'є', "ye"},
    {U'ѕ', "dz"},
    {U'і', "i"},
    {U'ј', "j"},
    {U'љ', "lj"},
    {U'њ', "nj"},
    {U'ћ', "ch"},
    {U'џ', "dzh"},
    {U'ґ', "g"},
    {U'ғ', "gh"},
    {U'қ', "q"},
    {U'ң', "ng"},
    {U'ү', "u"},
    {U'ұ', "u"},
    {U'һ', "h"},
    {U'ә', "a"},
    {U'ө', "o"},
});

constexpr char32_t hebrew_vav = U'ו';
constexpr char32_t arabic_waw = U'و';

/// Arabic and Hebrew write u and o with the letter of w and v. At a word's start it is the
/// consonant, elsewhere more often the vowel; two of them in Hebrew are the consonant.
bool is_vowel_letter(char32_t letter, char32_t before, char32_t after) {
  if (letter == hebrew_vav) return before != 0 && before != letter && after != letter;
  return letter == arabic_waw && before != 0;
}

/// `folded` with our own rules applied.
std::string with_own_rules(std::string_view folded) {
  std::string out;
  char32_t before = 0;  // 0 at the start of a word
  for (std::size_t at = 0; at < folded.size();) {
    const Decoded here = decode_next(folded, at);
    at += here.length;
    const char32_t after = at < folded.size() ? decode_next(folded, at).code_point : 0;
    const auto* const found = std::find_if(letters.begin(), letters.end(), [&](const Letter& l) {
      return l.letter == here.code_point;
    });
    if (is_vowel_letter(here.code_point, before, after)) {
      out += 'u';
    } else if (found != letters.end()) {
      out += found->latin;
    } else {
      append_utf8(here.code_point, out);
    }
    const bool is_break =
        here.code_point < 0x80 && (here.code_point < U'a' || here.code_point > U'z');
    before = is_break ? 0 : here.code_point;
  }
  return out;
}

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct HashOfName {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
  std::size_t operator()(std::string_view name) const noexcept {
    return std::hash<std::string_view>{}(name);
  }
};

}  // namespace

struct NameFolder::State {
  explicit State(NameFolderOptions given) : options(std::move(given)) {
    options.cache_entries = std::max<std::size_t>(options.cache_entries, 1);
  }

  /// False if ICU has no such transform, which it is asked once.
  bool load() {
    if (!asked) {
      asked = true;
      UErrorCode status = U_ZERO_ERROR;
      const auto id = icu::UnicodeString::fromUTF8(options.transform);
      transliterator.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
      if (U_FAILURE(status)) transliterator.reset();
    }
    return transliterator != nullptr;
  }

  std::string transliterated(std::string_view name) {
    std::string own = with_own_rules(name);
    if (is_ascii(own)) return own;
    if (!load()) return std::string(name);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8({own.data(), static_cast<std::int32_t>(own.size())});
    transliterator->transliterate(text);
    std::string out;
    text.toUTF8String(out);
    return out;
  }

  NameFolderOptions options;
  std::unique_ptr<icu::Transliterator> transliterator;
  bool asked = false;
  std::string folded;
  std::string scratch;
  std::unordered_map<std::string, std::string, HashOfName, std::equal_to<>> cache;
};

NameFolder::NameFolder(NameFolderOptions options)
    : state_(std::make_unique<State>(std::move(options))) {}
NameFolder::~NameFolder() = default;
NameFolder::NameFolder(NameFolder&&) noexcept = default;
NameFolder& NameFolder::operator=(NameFolder&&) noexcept = default;

std::string_view NameFolder::key(std::string_view name) {
  std::string& folded = state_->folded;
  state_->scratch.clear();  // `name` may be the last key, a view of `folded`
  fold_accents(truncate_to_boundary(name, max_name_bytes), state_->scratch);
  folded.swap(state_->scratch);
  if (is_ascii(folded)) return folded;
  auto& cache = state_->cache;
  auto found = cache.find(std::string_view(folded));
  if (found == cache.end()) {
    std::string key = state_->transliterated(folded);
    if (cache.size() >= state_->options.cache_entries) cache.clear();
    found = cache.emplace(folded, std::move(key)).first;
  }
  return found->second;
}

std::size_t NameFolder::cached() const noexcept { return state_->cache.size(); }

namespace {

constexpr std::string_view vowels = "aeiouy";

/// Where a rule of the skeleton holds: what stands before the letters …
enum class After : unsigned char { anything, word_start, inside };
/// … and what behind them.
enum class Before : unsigned char { anything, vowel, no_vowel, e, front_vowel, liquid };

struct Rule {
  std::string_view letters;
  std::string_view symbols;
  After after = After::anything;
  Before before = Before::anything;
};

/// Longer ones first; the first that holds is taken. Documented at `skeleton`.
constexpr auto rules = std::to_array<Rule>({
    {"schtsch", "x"},
    {"chtch", "x"},
    {"shch", "x"},
    {"chzh", "x"},
    {"tsch", "x"},
    {"dsch", "", After::inside},
    {"dsch", "", After::word_start, Before::e},
    {"dsch", "j"},
    {"tch", "x"},
    {"tsh", "x"},
    {"sch", "x"},
    {"dzh", "", After::inside},
    {"dzh", "", After::word_start, Before::e},
    {"dzh", "j"},
    {"tsz", "", After::inside},
    {"tsz", "", After::word_start, Before::e},
    {"tsz", "j"},
    {"dj", "", After::inside},
    {"dj", "", After::word_start, Before::e},
    {"dj", "j"},
    {"ch", "k", After::anything, Before::liquid},
    {"ch", "x"},
    {"sh", "x"},
    {"zh", "x"},
    {"cz", "x"},
    {"sz", "x"},
    {"ts", "s"},
    {"tz", "s"},
    {"ph", "f"},
    {"kh", ""},
    {"qu", "k"},
    {"ck", "k"},
    {"ng", "n", After::anything, Before::no_vowel},
    {"j", "", After::inside},
    {"j", "", After::word_start, Before::e},
    {"j", "j"},
    {"y", "", After::word_start, Before::e},
    {"y", "j", After::word_start, Before::vowel},
    {"i", "", After::word_start, Before::e},
    {"i", "j", After::word_start, Before::vowel},
    {"x", "s", After::word_start},
    {"x", "ks"},
    {"c", "s", After::anything, Before::front_vowel},
    {"c", "k"},
    {"q", "k"},
    {"z", "s"},
    {"v", "f"},
    {"w", "f"},
    {"h", ""},
});

bool holds(Before before, std::string_view rest) noexcept {
  const auto starts_with = [rest](std::string_view any) {
    return !rest.empty() && any.find(rest.front()) != std::string_view::npos;
  };
  switch (before) {
    case Before::vowel:
      return starts_with(vowels);
    case Before::no_vowel:
      return !starts_with(vowels);
    case Before::e:
      return starts_with("e");
    case Before::front_vowel:
      return starts_with("eiy");
    case Before::liquid:
      return starts_with("lnr");
    case Before::anything:
      break;
  }
  return true;
}

const Rule* rule_at(std::string_view rest, bool word_start) noexcept {
  for (const Rule& rule : rules) {
    if (!rest.starts_with(rule.letters)) continue;
    if (rule.after == After::word_start && !word_start) continue;
    if (rule.after == After::inside && word_start) continue;
    if (holds(rule.before, rest.substr(rule.letters.size()))) return &rule;
  }
  return nullptr;
}

/// Collects the two forms of a skeleton: consonants, and for short names all letters.
class SkeletonWriter {
 public:
  void symbols(std::string_view some) {
    for (char symbol : some) {
      const bool doubled = adjacent_ && bones_.ends_with(symbol);
      adjacent_ = true;
      if (doubled) continue;
      bones_ += symbol;
      full_ += symbol;
      ++consonants_;
    }
    if (some.empty()) adjacent_ = false;
  }

  /// A vowel; `before` is the letter in front of it.
  void vowel(char letter, char before) {
    adjacent_ = false;
    if (bones_.empty()) bones_ += 'a';
    if (letter == 'y') letter = 'i';
    const bool is_ou = letter == 'u' && before == 'o';
    if (is_ou && full_.ends_with('o')) full_.pop_back();
    if (!full_.ends_with(letter)) full_ += letter;
  }

  [[nodiscard]] std::string take() {
    constexpr std::size_t enough = 3;
    if (consonants_ >= enough) return std::move(bones_);
    if (consonants_ + 1 == enough) return std::move(full_);
    return {};
  }

 private:
  std::string bones_;
  std::string full_;
  std::size_t consonants_ = 0;
  bool adjacent_ = false;  // nothing was dropped since the last symbol
};

}  // namespace

std::string skeleton(std::string_view key) {
  SkeletonWriter out;
  bool word_start = true;
  char before = ' ';
  while (!key.empty()) {
    const char letter = key.front();
    const bool is_letter = letter >= 'a' && letter <= 'z';
    const bool is_digit = letter >= '0' && letter <= '9';
    std::size_t length = 1;
    if (!is_letter && !is_digit) {
      if (letter != '\'') word_start = true;
    } else {
      if (const Rule* const rule = rule_at(key, word_start); rule != nullptr) {
        length = rule->letters.size();
        out.symbols(rule->symbols);
      } else if (vowels.find(letter) != std::string_view::npos) {
        out.vowel(letter, before);
      } else {
        out.symbols(key.substr(0, 1));
      }
      word_start = false;
    }
    before = key[length - 1];
    key.remove_prefix(length);
  }
  return out.take();
}

}  // namespace newsloom::text
