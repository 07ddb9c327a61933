#include "known_places.hpp"

#include <unicode/locdspnm.h>
#include <unicode/region.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "names.hpp"

namespace newsloom::page {
namespace {

using Keys = std::set<std::string, std::less<>>;

void add(const icu::UnicodeString& name, Keys& keys) {
  constexpr int32_t shortest = 3;  // a code in place of a name: "QO"
  if (name.isBogus() || name.length() < shortest) return;
  std::string bytes;
  name.toUTF8String(bytes);
  keys.insert(name_key(bytes));
}

void add_regions(const icu::Locale& locale, Keys& keys) {
  const std::unique_ptr<icu::LocaleDisplayNames> names(
      icu::LocaleDisplayNames::createInstance(locale));
  if (!names) return;
  for (const URegionType type : {URGN_TERRITORY, URGN_CONTINENT, URGN_SUBCONTINENT}) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> codes(icu::Region::getAvailable(type, status));
    if (U_FAILURE(status) || !codes) continue;
    while (const char* code = codes->next(nullptr, status)) {
      icu::UnicodeString name;
      names->regionDisplayName(code, name);
      if (name != icu::UnicodeString(code, -1, US_INV)) add(name, keys);
    }
  }
}

void add_cities(const icu::Locale& locale, Keys& keys) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(locale, status));
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status)) return;
  while (const icu::UnicodeString* zone = zones->snext(status)) {
    // Stations there bear people's names: "Davis", "Casey".
    if (zone->startsWith("Antarctica/")) continue;
    icu::UnicodeString name;
    names->getExemplarLocationName(*zone, name);
    add(name, keys);
  }
}

Keys read_places(std::string_view language) {
  Keys keys;
  const icu::Locale locale = icu::Locale::createCanonical(std::string(language).c_str());
  if (locale.isBogus()) return keys;
  add_regions(locale, keys);
  add_cities(locale, keys);
  return keys;
}

}  // namespace

bool is_known_place(const std::string& key, std::string_view language) {
  static std::mutex mutex;
  static std::map<std::string, Keys, std::less<>> by_language;
  constexpr std::size_t most_languages = 256;  // what articles say of theirs comes from outside
  constexpr std::size_t longest_subtag = 3;
  if (language.empty() || language.size() > longest_subtag) return false;
  const std::lock_guard lock(mutex);
  auto found = by_language.find(language);
  if (found == by_language.end()) {
    if (by_language.size() >= most_languages) return false;
    found = by_language.emplace(std::string(language), read_places(language)).first;
  }
  return found->second.contains(key);
}

}  // namespace newsloom::page
