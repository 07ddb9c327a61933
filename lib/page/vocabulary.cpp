#include "vocabulary.hpp"

#include <boost/json.hpp>
#include <map>
#include <string>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/stem.hpp"

namespace newsloom::page {
namespace {

constexpr std::string_view file =
#include "page/words.json.inc"
    ;

/// In the order of `WordList`.
constexpr std::array<std::string_view, word_list_count> keys{"openers",
                                                             "pronouns",
                                                             "vague",
                                                             "first_person",
                                                             "cause",
                                                             "contrast",
                                                             "forecast",
                                                             "boilerplate",
                                                             "report",
                                                             "determiners",
                                                             "not_descriptions",
                                                             "copulas",
                                                             "person_titles",
                                                             "person_verbs",
                                                             "report_verbs",
                                                             "organisation_words",
                                                             "place_words",
                                                             "place_prepositions",
                                                             "months",
                                                             "click_bait",
                                                             "weekdays",
                                                             "yesterday",
                                                             "last_week",
                                                             "last_month",
                                                             "last_year",
                                                             "in",
                                                             "ago",
                                                             "years",
                                                             "months_long",
                                                             "weeks",
                                                             "days",
                                                             "future",
                                                             "additive",
                                                             "openers_comma",
                                                             "definite_articles",
                                                             "demonstratives",
                                                             "times",
                                                             "credits",
                                                             "passives",
                                                             "name_beginnings",
                                                             "no_beginnings",
                                                             "too_general",
                                                             "inside",
                                                             "places",
                                                             "ranks",
                                                             "people",
                                                             "compounds",
                                                             "occasions",
                                                             "object_relatives"};

std::uint64_t hash_of(std::string_view word) { return text::hash_bytes(text::folded_case(word)); }

Vocabulary read_language(const boost::json::object& lists) {
  Vocabulary words;
  for (std::size_t i = 0; i < word_list_count; ++i) {
    const boost::json::string_view key{keys.at(i).data(), keys.at(i).size()};
    unsigned number = 0;
    const boost::json::value* list = lists.if_contains(key);
    if (list == nullptr) continue;
    for (const boost::json::value& entry : list->as_array()) {
      const boost::json::string& phrase = entry.as_string();
      words.lists.at(i).add({phrase.data(), phrase.size()});
      ++number;
      if (static_cast<WordList>(i) == WordList::months) {
        words.month_of.try_emplace(hash_of({phrase.data(), phrase.size()}), number);
      }
      if (static_cast<WordList>(i) == WordList::weekdays) {
        words.weekday_of.try_emplace(hash_of({phrase.data(), phrase.size()}), number);
      }
    }
  }
  return words;
}

}  // namespace

void PhraseSet::add(std::string_view phrase) {
  std::vector<std::uint64_t> hashes;
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = std::min(phrase.find_first_of(" -", begin), phrase.size());
    hashes.push_back(hash_of(phrase.substr(begin, end - begin)));
    begin = end + 1;
  }
  if (hashes.empty()) return;
  may_begin_.set(hashes.front() % bits);
  rest_by_first_[hashes.front()].emplace_back(hashes.begin() + 1, hashes.end());
}

std::size_t PhraseSet::match(std::span<const text::Token> tokens) const {
  if (tokens.empty() || !may_begin_[tokens.front().hash % bits]) return 0;
  const auto found = rest_by_first_.find(tokens.front().hash);
  if (found == rest_by_first_.end()) return 0;
  std::size_t longest = 0;
  for (const std::vector<std::uint64_t>& rest : found->second) {
    if (rest.size() >= tokens.size() || rest.size() + 1 <= longest) continue;
    bool equal = true;
    for (std::size_t i = 0; i < rest.size() && equal; ++i) equal = tokens[i + 1].hash == rest[i];
    if (equal) longest = rest.size() + 1;
  }
  return longest;
}

bool PhraseSet::occurs_in(std::span<const text::Token> tokens) const {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (match(tokens.subspan(i)) > 0) return true;
  }
  return false;
}

const Vocabulary& vocabulary(std::string_view language) {
  static const std::map<std::string, Vocabulary, std::less<>> languages = [] {
    std::map<std::string, Vocabulary, std::less<>> read;
    const boost::json::value root = boost::json::parse({file.data(), file.size()});
    for (const auto& [code, lists] : root.as_object()) {
      read.emplace(std::string(code), read_language(lists.as_object()));
    }
    return read;
  }();
  static const Vocabulary none;
  const auto found = languages.find(language);
  return found == languages.end() ? none : found->second;
}

}  // namespace newsloom::page
