#include "known_places.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>

#include "names.hpp"
#include "text/place_names.hpp"

namespace newsloom::page {
namespace {

using Keys = std::set<std::string, std::less<>>;

Keys read_places(std::string_view language) {
  Keys keys;
  for (const std::string& name : text::place_names(language)) keys.insert(name_key(name));
  return keys;
}

bool is_place_of(const std::string& key, std::string_view language) {
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

}  // namespace

bool is_known_place(const std::string& key, std::string_view language) {
  // A name may stand as it is known abroad.
  return is_place_of(key, language) || is_place_of(key, "en");
}

}  // namespace newsloom::page
