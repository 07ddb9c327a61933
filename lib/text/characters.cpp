#include "text/characters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>

#include <algorithm>
#include <map>
#include <utility>

#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

constexpr char32_t code_points = 0x110000;

struct Range {
  UChar32 first, last;
};

/// Combining accents and vowel points that `fold_accents` removes when they are marks.
constexpr std::array accent_ranges{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0487}, Range{0x0591, 0x05C7}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x0670, 0x0670}, Range{0x06D6, 0x06ED}, Range{0x08CA, 0x08FF},
    Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x20D0, 0x20FF}, Range{0xFE20, 0xFE2F}};

/// Arabic vowel signs, which tokens drop. (Hamza and madda above, 0653–0655, make other letters.)
constexpr std::array harakat_ranges{Range{0x0610, 0x061A}, Range{0x064B, 0x0652},
                                    Range{0x0656, 0x065F}, Range{0x0670, 0x0670},
                                    Range{0x06D6, 0x06ED}, Range{0x08D3, 0x08FF}};
constexpr UChar32 tatweel = 0x0640;

/// Letters without a decomposition that names are still spelt without. Lower case: they are
/// looked up after folding.
constexpr std::array<std::pair<UChar32, std::string_view>, 37> letter_pairs{{
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},  {0x0127, "h"},
    {0x0131, "i"},  {0x0138, "k"}, {0x0142, "l"}, {0x014B, "n"},  {0x0153, "oe"}, {0x0167, "t"},
    {0x0180, "b"},  {0x0188, "c"}, {0x0192, "f"}, {0x0199, "k"},  {0x01B4, "y"},  {0x01B6, "z"},
    {0x01DD, "e"},  {0x0247, "e"}, {0x0253, "b"}, {0x0254, "o"},  {0x0256, "d"},  {0x0257, "d"},
    {0x0259, "e"},  {0x025B, "e"}, {0x0263, "g"}, {0x0268, "i"},  {0x0272, "n"},  {0x0289, "u"},
    {0x02BB, ""},   {0x02BC, ""},  {0x0491, "г"}, {0x0629, "ه"},  {0x0649, "ي"},  {0x06A9, "ك"},
    {0x06CC, "ي"},
}};

template <class Ranges>
bool in(const Ranges& ranges, UChar32 c) {
  return std::ranges::any_of(ranges, [c](const Range& r) { return c >= r.first && c <= r.last; });
}

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }
bool is_accent(UChar32 c) { return c == tatweel || (in(accent_ranges, c) && is_mark(c)); }
bool is_harakat(UChar32 c) { return c == tatweel || (in(harakat_ranges, c) && is_mark(c)); }

/// Asks ICU about single characters and builds their records.
class Describer {
 public:
  Describer() {
    UErrorCode status = U_ZERO_ERROR;  // these fail only if ICU's data is missing
    fold_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
    compose_ = icu::Normalizer2::getNFCInstance(status);
    decompose_ = icu::Normalizer2::getNFDInstance(status);
    changing_ = icu::UnicodeSet::fromUSet(
        u_getBinaryPropertySet(UCHAR_CHANGES_WHEN_NFKC_CASEFOLDED, &status));
    usable_ = U_SUCCESS(status) != 0;
  }
  [[nodiscard]] bool usable() const { return usable_; }

  /// The characters that folding changes, some of them unassigned (and made to disappear).
  [[nodiscard]] const icu::UnicodeSet& changing() const { return *changing_; }

  CharacterRecord describe(UChar32 c, std::string& pool) {
    CharacterRecord record;
    record.classes = classes_of(c);
    if (is_inert(c)) return record;
    icu::UnicodeString folded(c);
    if (changing_->contains(c)) {
      UErrorCode status = U_ZERO_ERROR;
      fold_->normalize(icu::UnicodeString(c), folded, status);
      record.fold = mapping(c, folded, pool);
    }
    record.term = record.fold;
    if (const icu::UnicodeString term = as_term(folded); term != folded) {
      record.term = mapping(c, term, pool);
    }
    if (const icu::UnicodeString loose = without_accents(c); loose != icu::UnicodeString(c)) {
      record.loose = mapping(c, loose, pool);
    }
    if (has_loose(folded)) record.classes |= char_class::loose;
    record.combining = u_getCombiningClass(c);
    if (!folded.isEmpty()) {
      const UChar32 last = folded.char32At(folded.length() - 1);
      record.last_combining = static_cast<std::uint8_t>(
          u_getIntPropertyValue(last, UCHAR_TRAIL_CANONICAL_COMBINING_CLASS));
    }
    if (!folds_alone(c, folded, record.combining)) record.classes |= char_class::complex;
    return record;
  }

 private:
  static std::uint32_t classes_of(UChar32 c);

  /// Whether no mapping changes it and it never interacts with its neighbours: most characters.
  bool is_inert(UChar32 c) const {
    if (changing_->contains(c) || u_charType(c) == U_DECIMAL_DIGIT_NUMBER || c == 0x2019) {
      return false;
    }
    if (is_accent(c) || is_harakat(c) || find_pair(c) != letter_pairs.end()) return false;
    return decompose_->isInert(c) && fold_->hasBoundaryBefore(c);
  }

  static const std::pair<UChar32, std::string_view>* find_pair(UChar32 c) {
    const auto* at =
        std::ranges::lower_bound(letter_pairs, c, {}, [](const auto& p) { return p.first; });
    return at != letter_pairs.end() && at->first == c ? at : letter_pairs.end();
  }

  /// Whether a word's folding is the concatenation over such characters, in canonical order.
  bool folds_alone(UChar32 c, const icu::UnicodeString& folded, std::uint8_t combining) const {
    if (folded.isEmpty() || fold_->hasBoundaryBefore(c)) return true;
    UErrorCode status = U_ZERO_ERROR;
    return combining != 0 && fold_->quickCheck(icu::UnicodeString(c), status) == UNORM_YES;
  }

  static icu::UnicodeString as_term(const icu::UnicodeString& folded) {
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      const UChar32 c = folded.char32At(i);
      if (is_harakat(c)) continue;
      if (c == 0x2019) {
        out.append(UChar32{'\''});
      } else if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
        out.append(UChar32{'0'} + u_charDigitValue(c));
      } else {
        out.append(c);
      }
    }
    return out;
  }

  icu::UnicodeString without_accents(UChar32 c) const {
    icu::UnicodeString decomposed;
    if (!decompose_->getDecomposition(c, decomposed)) decomposed = icu::UnicodeString(c);
    icu::UnicodeString stripped;
    for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
      const UChar32 part = decomposed.char32At(i);
      if (is_accent(part)) continue;
      const auto* pair = find_pair(part);
      if (pair == letter_pairs.end()) {
        stripped.append(part);
      } else {
        stripped.append(icu::UnicodeString::fromUTF8(
            {pair->second.data(), static_cast<int>(pair->second.size())}));
      }
    }
    UErrorCode status = U_ZERO_ERROR;
    return compose_->normalize(stripped, status);
  }

  bool has_loose(const icu::UnicodeString& folded) const {
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      const UChar32 c = folded.char32At(i);
      if (without_accents(c) != icu::UnicodeString(c)) return true;
    }
    return false;
  }

  Mapping mapping(UChar32 from, const icu::UnicodeString& to, std::string& pool) {
    if (to.countChar32() == 1) return {to.char32At(0) - from, Mapping::by_delta};
    std::string utf8;
    to.toUTF8String(utf8);
    const auto [entry, added] = pooled_.try_emplace(utf8, pool.size());
    if (added) pool += utf8;
    return {static_cast<std::int32_t>(entry->second), static_cast<std::uint8_t>(utf8.size())};
  }

  const icu::Normalizer2* fold_ = nullptr;
  const icu::Normalizer2* compose_ = nullptr;
  const icu::Normalizer2* decompose_ = nullptr;
  const icu::UnicodeSet* changing_ = nullptr;
  std::map<std::string, std::size_t> pooled_;
  bool usable_ = false;
};

std::uint32_t script_classes(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return char_class::han_kana;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return char_class::south_east;
    case USCRIPT_HEBREW:
      return char_class::hebrew;
    case USCRIPT_COMMON:  // the long-vowel sign and its like
      return uscript_hasScript(c, USCRIPT_KATAKANA) || uscript_hasScript(c, USCRIPT_HAN)
                 ? char_class::han_kana
                 : 0U;
    default:
      return 0;
  }
}

std::uint32_t punctuation_classes(UChar32 c, std::uint32_t mask) {
  std::uint32_t classes = 0;
  switch (c) {
    case '.':
    case 0x2026:
    case 0xFF0E:
      classes |= char_class::full_stop;
      break;
    case '-':
    case 0x2010:
    case 0x2011:
      classes |= char_class::hyphen;
      break;
    default:
      if (u_hasBinaryProperty(c, UCHAR_S_TERM) != 0) classes |= char_class::terminator;
  }
  if (c == '\'' || c == 0x2019) classes |= char_class::apostrophe;
  if (c == '.' || c == ',' || c == 0x066B || c == 0x066C || c == 0xFF0E || c == 0xFF0C) {
    classes |= char_class::separator;
  }
  constexpr std::uint32_t quotes = U_GC_PI_MASK | U_GC_PF_MASK | U_GC_PE_MASK;
  if (c == '"' || c == '\'' || (mask & quotes) != 0) classes |= char_class::quote;
  return classes;
}

std::uint32_t Describer::classes_of(UChar32 c) {
  const std::uint32_t mask = U_GET_GC_MASK(c);
  constexpr std::uint32_t letters = U_GC_L_MASK | U_GC_NL_MASK;
  std::uint32_t classes = 0;
  if ((mask & (letters | U_GC_M_MASK)) != 0) {
    classes = script_classes(c);
    if ((classes & char_class::segmented) == 0) {
      classes |= (mask & letters) != 0 ? char_class::letter : char_class::extend;
    }
  } else if ((mask & U_GC_ND_MASK) != 0) {
    classes = char_class::digit;
  } else if ((mask & U_GC_CF_MASK) != 0 && c != 0x200B) {  // ZERO WIDTH SPACE separates words
    classes = char_class::extend;
  } else if ((mask & U_GC_P_MASK) != 0) {
    classes = punctuation_classes(c, mask);
  }
  if ((mask & U_GC_M_MASK) == 0 && (classes & char_class::letter) != 0) {
    const bool is_upper = (mask & U_GC_LT_MASK) != 0 || u_hasBinaryProperty(c, UCHAR_UPPERCASE);
    classes |= is_upper ? char_class::upper : char_class::lower_letter;
  }
  if (u_isUWhiteSpace(c) != 0 || c == 0x200B) classes |= char_class::space;
  const bool breaks = (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
  return breaks ? classes | char_class::newline : classes;
}

/// Every assigned character and every other one that folding changes, the latter twice at times.
/// The rest, most of the code space, has the empty record.
std::vector<Range> described_ranges(const icu::UnicodeSet& changing) {
  std::vector<Range> ranges;
  u_enumCharTypes(
      [](const void* context, UChar32 start, UChar32 limit, UCharCategory type) -> UBool {
        auto* const out = static_cast<std::vector<Range>*>(const_cast<void*>(context));
        const bool nothing =
            type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE;
        if (!nothing) out->push_back({start, limit - 1});
        return 1;
      },
      &ranges);
  for (std::int32_t i = 0; i < changing.getRangeCount(); ++i) {
    ranges.push_back({changing.getRangeStart(i), changing.getRangeEnd(i)});
  }
  return ranges;
}

/// Inside the blocks of Han and Hangul, whose characters are all alike (a test compares every one
/// of them with ICU): they need not be asked for one by one.
bool is_like_the_one_before(UChar32 c) {
  return (c > 0x3400 && c <= 0x4DBF) || (c > 0x4E00 && c <= 0x9FFC) ||
         (c > 0xAC00 && c <= 0xD7A3) || (c > 0x20000 && c <= 0x2A6DD);
}

}  // namespace

CharacterTable::CharacterTable() {
  std::map<CharacterRecord, std::uint16_t> known{{CharacterRecord{}, 0}};
  records_.emplace_back();
  std::vector<std::uint16_t> all(code_points, 0);
  const auto set = [&](UChar32 c, const CharacterRecord& record) {
    const auto [entry, added] =
        known.try_emplace(record, static_cast<std::uint16_t>(records_.size()));
    if (added) records_.push_back(record);
    all[static_cast<std::size_t>(c)] = entry->second;
  };
  Describer describer;
  const std::vector<Range> ranges =
      describer.usable() ? described_ranges(describer.changing()) : std::vector<Range>{};
  for (const Range& range : ranges) {
    for (UChar32 c = range.first; c <= range.last; ++c) {
      const std::uint16_t before = c == 0 ? std::uint16_t{0} : all[static_cast<std::size_t>(c) - 1];
      if (is_like_the_one_before(c) && before != 0) {
        all[static_cast<std::size_t>(c)] = before;
      } else {
        set(c, describer.describe(c, pool_));
      }
    }
  }
  std::map<std::vector<std::uint16_t>, std::uint16_t> blocks;
  for (std::size_t block = 0; block < stage1_.size(); ++block) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(block << block_bits);
    std::vector<std::uint16_t> content(begin, begin + static_cast<std::ptrdiff_t>(block_size));
    const auto number = static_cast<std::uint16_t>(blocks.size());
    const auto [entry, added] = blocks.try_emplace(std::move(content), number);
    if (added) stage2_.insert(stage2_.end(), entry->first.begin(), entry->first.end());
    stage1_[block] = entry->second;
  }
}

const CharacterTable& characters() {
  static const CharacterTable table;
  return table;
}

}  // namespace newsloom::text
