#include "date_names.hpp"

#include <unicode/bytestream.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

namespace newsloom::ingest {
namespace {

using std::chrono::minutes;

// Without a language, the first of these that knows the name decides. By how much news there is.
constexpr const char* languages[] = {
    "en", "es", "de",      "fr", "pt", "it", "ru", "ja", "zh", "ko", "ar",  "tr", "pl", "nl", "id",
    "uk", "fa", "vi",      "cs", "el", "hu", "ro", "sv", "da", "nb", "nn",  "fi", "he", "hi", "th",
    "bg", "sr", "sr_Latn", "hr", "bs", "sk", "sl", "lt", "lv", "et", "ca",  "eu", "gl", "is", "ga",
    "cy", "mt", "sq",      "mk", "be", "ka", "hy", "az", "kk", "uz", "ky",  "tg", "mn", "ur", "bn",
    "ta", "te", "ml",      "kn", "mr", "gu", "pa", "ne", "si", "my", "km",  "lo", "am", "ti", "sw",
    "so", "om", "ha",      "yo", "ig", "zu", "xh", "rw", "af", "ms", "fil", "lb", "fo", "br",
};
constexpr std::size_t shortest_prefix = 3;  // characters of an abbreviation nobody lists

struct Meaning {
  std::string language;
  unsigned month;
};
using Names = std::map<std::string, std::vector<Meaning>, std::less<>>;

void add_names(const icu::DateFormatSymbols& symbols, const char* language, Names& names) {
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      std::int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (std::int32_t i = 0; i < std::min(count, 12); ++i) {
        std::string utf8;
        months[i].toUTF8String(utf8);  // NOLINT(bugprone-pointer-arithmetic-on-polymorphic-object)
        std::string word = date_word(utf8);
        const bool has_letters =
            std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 'a'; });
        const bool is_number = !word.empty() && word.front() >= '0' && word.front() <= '9';
        if (!has_letters || is_number) continue;  // "3月" is read as a number
        auto& meanings = names[word];
        const auto month = static_cast<unsigned>(i + 1);
        const bool is_known = std::ranges::any_of(meanings, [&](const Meaning& meaning) {
          return meaning.month == month && meaning.language == language;
        });
        if (!is_known) meanings.push_back({language, month});
      }
    }
  }
}

// What ICU's current tables have no more, or never had, and feeds do.
struct Extra {
  const char* name;
  const char* language;
  unsigned month;
};
constexpr Extra extras[] = {
    {"sept", "en", 9}, {"juli", "en", 7},      {"marz", "de", 3},   {"maerz", "de", 3},
    {"mrz", "de", 3},  {"jaenner", "de", 1},   {"janner", "de", 1}, {"feber", "de", 2},
    {"set", "es", 9},  {"setiembre", "es", 9}, {"enero", "es", 1},  {"janv", "fr", 1},
    {"fevr", "fr", 2}, {"sept", "fr", 9},      {"mag", "it", 5},    {"giu", "it", 6},
    {"lug", "it", 7},  {"gen", "it", 1},       {"ott", "it", 10},   {"dic", "it", 12},
    {"ιουλ", "el", 7}, {"ιουν", "el", 6},      {"μαιος", "el", 5},  {"μαι", "el", 5},
};

const Names& month_names() {
  static const Names names = [] {
    Names all;
    for (const char* language : languages) {
      UErrorCode status = U_ZERO_ERROR;
      const icu::DateFormatSymbols symbols(icu::Locale(language), status);
      if (U_SUCCESS(status)) add_names(symbols, language, all);
    }
    for (const Extra& extra : extras) {
      auto& meanings = all[extra.name];
      const bool is_known = std::ranges::any_of(
          meanings, [&](const Meaning& meaning) { return meaning.month == extra.month; });
      if (!is_known) meanings.push_back({extra.language, extra.month});
    }
    return all;
  }();
  return names;
}

MonthName among(const std::vector<Meaning>& meanings, std::string_view language) {
  MonthName out{meanings.front().month, true};
  for (const Meaning& meaning : meanings) {
    if (meaning.month != out.month) out.is_certain = false;
  }
  const std::string_view code = language.substr(0, language.find_first_of("-_"));
  for (const Meaning& meaning : meanings) {
    if (!code.empty() && std::string_view(meaning.language).starts_with(code)) {
      return {meaning.month, true};
    }
  }
  return out;
}

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr int hour = 60;
constexpr Zone zones[] = {
    {"a", 0},
    {"acdt", 630},
    {"acst", 570},
    {"adt", -3 * hour},
    {"aedt", 11 * hour},
    {"aest", 10 * hour},
    {"akdt", -8 * hour},
    {"akst", -9 * hour},
    {"art", -3 * hour},
    {"ast", -4 * hour},
    {"at", -3 * hour},
    {"awst", 8 * hour},
    {"bdt", 6 * hour},
    {"brst", -2 * hour},
    {"brt", -3 * hour},
    {"bst", 1 * hour},
    {"cat", 2 * hour},
    {"cdt", -5 * hour},
    {"cest", 2 * hour},
    {"cet", 1 * hour},
    {"clst", -3 * hour},
    {"clt", -4 * hour},
    {"cot", -5 * hour},
    {"cst", -6 * hour},
    {"ct", -6 * hour},
    {"eat", 3 * hour},
    {"edt", -4 * hour},
    {"eest", 3 * hour},
    {"eet", 2 * hour},
    {"est", -5 * hour},
    {"et", -5 * hour},
    {"gmt", 0},
    {"gst", 4 * hour},
    {"hkt", 8 * hour},
    {"hst", -10 * hour},
    {"ict", 7 * hour},
    {"idt", 3 * hour},
    {"irst", 210},
    {"ist", 330},
    {"jst", 9 * hour},
    {"kst", 9 * hour},
    {"mdt", -6 * hour},
    {"mest", 2 * hour},
    {"mesz", 2 * hour},
    {"met", 1 * hour},
    {"mez", 1 * hour},
    {"mmt", 390},
    {"msd", 4 * hour},
    {"msk", 3 * hour},
    {"mst", -7 * hour},
    {"mt", -7 * hour},
    {"ndt", -150},
    {"npt", 345},
    {"nst", -210},
    {"nzdt", 13 * hour},
    {"nzst", 12 * hour},
    {"pdt", -7 * hour},
    {"pet", -5 * hour},
    {"pht", 8 * hour},
    {"pkt", 5 * hour},
    {"pst", -8 * hour},
    {"pt", -8 * hour},
    {"sast", 2 * hour},
    {"sgt", 8 * hour},
    {"sst", -11 * hour},
    {"trt", 3 * hour},
    {"ut", 0},
    {"utc", 0},
    {"uyt", -3 * hour},
    {"wat", 1 * hour},
    {"west", 1 * hour},
    {"wet", 0},
    {"wib", 7 * hour},
    {"wit", 9 * hour},
    {"wita", 8 * hour},
    {"z", 0},
    {"zulu", 0},
};
static_assert(std::ranges::is_sorted(zones, {}, &Zone::name));

constexpr std::string_view mornings[] = {"am", "a m", "오전", "午前", "上午", "ص", "π μ", "पूर्वाह्न"};
constexpr std::string_view afternoons[] = {"pm",   "p m", "오후", "午後",
                                           "下午", "م",   "μ μ",  "अपराह्न"};

}  // namespace

std::string date_word(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(word);
  icu::UnicodeString text = decompose->normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int>(word.size()))),
      status);
  text.foldCase();
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    // Vowel signs of Indic and Arabic words stay: they are what tells months apart.
    const bool is_accent = u_charType(c) == U_NON_SPACING_MARK && c < 0x370;
    if (c == '.' || is_accent || u_ispunct(c)) continue;
    kept.append(c);
  }
  std::string out;
  compose->normalize(kept, status).toUTF8String(out);
  return out;
}

MonthName month_of(std::string_view name, std::string_view language) {
  if (name.empty()) return {};
  const Names& names = month_names();
  const auto exact = names.find(name);
  if (exact != names.end()) return among(exact->second, language);
  constexpr std::string_view hebrew_in = "ב";  // "in", written together with the month
  if (name.starts_with(hebrew_in)) {
    const auto rest = names.find(name.substr(hebrew_in.size()));
    if (rest != names.end()) return among(rest->second, language);
  }
  // "Septem" and the like: the beginning of one month's name only.
  std::size_t characters = 0;
  for (const char c : name) characters += (c & 0xC0) != 0x80 ? 1U : 0U;
  if (characters < shortest_prefix) return {};
  MonthName found;
  for (auto at = names.lower_bound(name); at != names.end() && at->first.starts_with(name); ++at) {
    const MonthName month = among(at->second, language);
    if (found.month != 0 && found.month != month.month) return {};
    found = month;
  }
  found.is_certain = false;
  return found;
}

std::optional<minutes> zone_offset(std::string_view lower_case) {
  const auto* const zone = std::ranges::lower_bound(zones, lower_case, {}, &Zone::name);
  if (zone == std::end(zones) || zone->name != lower_case) return std::nullopt;
  return minutes{zone->minutes};
}

HalfDay half_day(std::string_view word) {
  if (std::ranges::find(mornings, word) != std::end(mornings)) return HalfDay::morning;
  if (std::ranges::find(afternoons, word) != std::end(afternoons)) return HalfDay::afternoon;
  return HalfDay::none;
}

}  // namespace newsloom::ingest
