#include "text/place_names.hpp"

#include <unicode/locdspnm.h>
#include <unicode/region.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <memory>

namespace newsloom::text {
namespace {

void add(const icu::UnicodeString& name, std::vector<std::string>& names) {
  constexpr int32_t shortest = 3;  // a code in place of a name: "QO"
  if (name.isBogus() || name.length() < shortest) return;
  name.toUTF8String(names.emplace_back());
}

void add_regions(const icu::Locale& locale, std::vector<std::string>& names) {
  const std::unique_ptr<icu::LocaleDisplayNames> display(
      icu::LocaleDisplayNames::createInstance(locale));
  if (!display) return;
  for (const URegionType type : {URGN_TERRITORY, URGN_CONTINENT, URGN_SUBCONTINENT}) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> codes(icu::Region::getAvailable(type, status));
    if (U_FAILURE(status) || !codes) continue;
    while (const char* code = codes->next(nullptr, status)) {
      icu::UnicodeString name;
      display->regionDisplayName(code, name);
      if (name != icu::UnicodeString(code, -1, US_INV)) add(name, names);
    }
  }
}

void add_cities(const icu::Locale& locale, std::vector<std::string>& names) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> display(
      icu::TimeZoneNames::createInstance(locale, status));
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status) || !display || !zones) return;
  while (const icu::UnicodeString* zone = zones->snext(status)) {
    // Stations there bear people's names: "Davis", "Casey".
    if (zone->startsWith("Antarctica/")) continue;
    icu::UnicodeString name;
    display->getExemplarLocationName(*zone, name);
    add(name, names);
  }
}

}  // namespace

std::vector<std::string> place_names(std::string_view language) {
  std::vector<std::string> names;
  const icu::Locale locale = icu::Locale::createCanonical(std::string(language).c_str());
  if (locale.isBogus()) return names;
  add_regions(locale, names);
  add_cities(locale, names);
  return names;
}

}  // namespace newsloom::text
