#include "concepts.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <newsloom/text/tokenize.hpp>
#include <string_view>
#include <utility>

namespace train {
namespace {

using newsloom::embed::ConceptName;
namespace text = newsloom::text;

// What is not a country, but reported on like one.
constexpr std::array<const char*, 9> larger_regions = {"EU",  "UN",  "002", "003", "005",
                                                       "142", "150", "009", "419"};
// A name of fewer letters is too often something else ("Ha", "Au"); two capitals are an acronym.
constexpr std::size_t least_name_bytes = 3;

// The names of one language, tokenised, each for the first kind that claims it.
class NameList {
 public:
  explicit NameList(std::string language) : language_(std::move(language)) {}

  void add(const icu::UnicodeString& name, const std::string& concept_name) {
    std::string utf8;
    name.toUTF8String(utf8);
    tokenizer_.tokenize(utf8, language_, tokens_);
    if (tokens_.empty() || tokens_.size() > newsloom::embed::max_concept_tokens) return;
    const bool is_acronym = tokens_.size() == 1 && tokens_[0].has(text::token_flag::all_caps);
    const bool has_word = std::ranges::any_of(tokens_, [](const text::Token& token) {
      return token.kind != text::TokenKind::number && token.folded_length >= least_name_bytes;
    });
    if (!has_word && !is_acronym) return;
    if (tokens_.size() == 1 && tokens_[0].has(text::token_flag::stop_word)) return;
    spelled_.push_back({concept_name, language_, utf8});
    std::vector<std::uint64_t> key;
    for (const text::Token& token : tokens_) key.push_back(token.loose_hash);
    taken_.emplace(std::move(key), concept_name);
  }
  [[nodiscard]] const std::vector<SpelledConcept>& spelled() const { return spelled_; }
  void move_to(std::vector<ConceptName>& out) {
    for (auto& [key, concept_name] : taken_) out.push_back({key, concept_name});
  }

 private:
  std::string language_;
  text::Tokenizer tokenizer_;
  std::vector<text::Token> tokens_;
  std::map<std::vector<std::uint64_t>, std::string> taken_;
  std::vector<SpelledConcept> spelled_;
};

void add_regions(const icu::Locale& locale, NameList& names) {
  std::array<UDisplayContext, 1> full = {UDISPCTX_LENGTH_FULL};
  std::array<UDisplayContext, 1> brief = {UDISPCTX_LENGTH_SHORT};
  for (auto* contexts : {full.data(), brief.data()}) {
    const std::unique_ptr<icu::LocaleDisplayNames> display(
        icu::LocaleDisplayNames::createInstance(locale, contexts, 1));
    const auto add = [&](const char* code) {
      icu::UnicodeString name;
      names.add(display->regionDisplayName(code, name), std::string("region/") + code);
    };
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      add(*code);
    }
    for (const char* code : larger_regions) add(code);
  }
}

void add_cities(const icu::Locale& locale, NameList& names) {
  UErrorCode failed = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> zones(
      icu::TimeZoneNames::createInstance(locale, failed));
  const std::unique_ptr<icu::StringEnumeration> ids(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, failed));
  if (U_FAILURE(failed)) return;
  while (const icu::UnicodeString* id = ids->snext(failed)) {
    icu::UnicodeString city;
    zones->getExemplarLocationName(*id, city);
    std::string key = "city/";
    id->toUTF8String(key);
    if (!city.isBogus()) names.add(city, key);
  }
}

void add_currencies(const icu::Locale& locale, NameList& names) {
  UErrorCode failed = U_ZERO_ERROR;
  UEnumeration* const codes = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &failed);
  while (const char* code = uenum_next(codes, nullptr, &failed)) {
    icu::UnicodeString wide = icu::UnicodeString::fromUTF8(code);
    int32_t length = 0;
    for (const char* plural : {"", "one", "other"}) {
      UErrorCode unknown = U_ZERO_ERROR;
      const UChar* const name =
          *plural == '\0' ? ucurr_getName(wide.getTerminatedBuffer(), locale.getName(),
                                          UCURR_LONG_NAME, nullptr, &length, &unknown)
                          : ucurr_getPluralName(wide.getTerminatedBuffer(), locale.getName(),
                                                nullptr, plural, &length, &unknown);
      if (U_SUCCESS(unknown)) {
        names.add(icu::UnicodeString(name, length), std::string("currency/") + code);
      }
    }
  }
  uenum_close(codes);
}

void add_dates(const icu::Locale& locale, NameList& names) {
  UErrorCode failed = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(locale, failed);
  if (U_FAILURE(failed)) return;
  for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
    int32_t count = 0;
    const icu::UnicodeString* const months =
        symbols.getMonths(count, context, icu::DateFormatSymbols::WIDE);
    for (int32_t i = 0; i < count; ++i) names.add(months[i], "month/" + std::to_string(i + 1));
    const icu::UnicodeString* const days =
        symbols.getWeekdays(count, context, icu::DateFormatSymbols::WIDE);
    // ICU counts from Sunday = 1; Monday is 1 and Sunday 7 in ISO 8601.
    constexpr int32_t week = 7;
    for (int32_t i = 1; i < count; ++i) {
      names.add(days[i], "weekday/" + std::to_string((i + week - 2) % week + 1));
    }
  }
}

void add_languages(const icu::Locale& locale, NameList& names) {
  const std::unique_ptr<icu::LocaleDisplayNames> display(
      icu::LocaleDisplayNames::createInstance(locale));
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    if (std::string_view(*code).size() != 2) continue;
    icu::UnicodeString name;
    names.add(display->languageDisplayName(*code, name), std::string("language/") + *code);
  }
}

void add_all(const std::string& language, NameList& names) {
  const icu::Locale locale(language.c_str());
  add_regions(locale, names);
  add_cities(locale, names);
  add_currencies(locale, names);
  add_dates(locale, names);
  add_languages(locale, names);
}

}  // namespace

std::vector<SpelledConcept> spell_concepts(std::span<const std::string> languages) {
  std::vector<SpelledConcept> all;
  for (const std::string& language : languages) {
    NameList names(language);
    add_all(language, names);
    all.insert(all.end(), names.spelled().begin(), names.spelled().end());
  }
  return all;
}

std::vector<ConceptName> collect_concepts(std::span<const std::string> languages) {
  std::vector<ConceptName> all;
  for (const std::string& language : languages) {
    NameList names(language);
    add_all(language, names);
    names.move_to(all);
  }
  // A country in one language beats a month of another: kinds in the order they were collected.
  constexpr std::array<std::string_view, 6> kinds = {"region/", "city/",    "currency/",
                                                     "month/",  "weekday/", "language/"};
  const auto rank = [&kinds](const ConceptName& name) {
    return std::ranges::find_if(
               kinds,
               [&name](std::string_view kind) { return name.concept_name.starts_with(kind); }) -
           kinds.begin();
  };
  std::map<std::vector<std::uint64_t>, std::ptrdiff_t> best;
  for (const ConceptName& name : all) {
    const auto place = best.emplace(name.loose_hashes, rank(name)).first;
    place->second = std::min(place->second, rank(name));
  }
  std::erase_if(all, [&](const ConceptName& name) {
    return rank(name) > best.find(name.loose_hashes)->second;
  });
  return all;
}

}  // namespace train
