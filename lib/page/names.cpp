#include "names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "known_places.hpp"
#include "name_forms.hpp"
#include "newsloom/text/fold.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

/// Whether the words of `part` begin or end `whole`.
bool is_part(const std::vector<std::string_view>& part,
             const std::vector<std::string_view>& whole) {
  if (part.empty() || part.size() >= whole.size()) return false;
  // One word that begins a name is more often another thing: "Syrian Army", "Port Halden".
  return std::equal(part.rbegin(), part.rend(), whole.rbegin()) ||
         (part.size() > 1 && std::equal(part.begin(), part.end(), whole.begin()));
}

/// The first letters of all words, and of those that are no particles; empty if there is one only.
std::pair<std::string, std::string> initials_of(const std::vector<std::string_view>& words) {
  std::string all;
  std::string without_particles;
  if (words.size() < 2) return {};
  for (const std::string_view word : words) {
    all += word.front();
    constexpr std::size_t particle = 3;
    if (word.size() > particle || word.front() == 'u') without_particles += word.front();
  }
  return {std::move(all), std::move(without_particles)};
}

/// "Donald Trump" and "Donald J. Trump".
bool may_be_one(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return a.front() == b.front() && a.back() == b.back();
}

/// Finds the longer form a shorter one stands for. Looks into the forms it was made of.
class FullForms {
 public:
  explicit FullForms(const Forms& forms) {
    entries_.reserve(forms.size());
    for (const auto& [key, form] : forms) {
      const std::size_t index = entries_.size();
      entries_.push_back({&key, words_of(key), form.occurrences.size()});
      const auto& words = entries_.back().words;
      if (words.size() < 2) continue;
      by_end_[words.back()].push_back(index);
      by_begin_[words.front()].push_back(index);
      auto [all, without_particles] = initials_of(words);
      if (without_particles != all) by_initials_[std::move(without_particles)].push_back(index);
      by_initials_[std::move(all)].push_back(index);
    }
  }

  /// Empty if there is none, or more than one may be meant. O(forms that share a word with it).
  [[nodiscard]] std::string of(const std::string& key) const {
    const std::vector<const Entry*> candidates = candidates_of(key);
    if (candidates.empty()) return {};
    const Entry& best = *candidates.front();
    std::size_t second = 0;
    for (const Entry* other : candidates) {
      if (!may_be_one(other->words, best.words)) second = std::max(second, other->occurrences);
    }
    constexpr std::size_t far_more = 3;
    return second * far_more <= best.occurrences ? *best.key : std::string();
  }

 private:
  struct Entry {
    const std::string* key = nullptr;
    std::vector<std::string_view> words;
    std::size_t occurrences = 0;
  };
  template <class Key>
  using Index = std::unordered_map<Key, std::vector<std::size_t>>;

  /// The most frequent first.
  [[nodiscard]] std::vector<const Entry*> candidates_of(const std::string& key) const {
    const auto words = words_of(key);
    std::set<std::size_t> found;
    const auto add = [&](const auto& index, const auto& wanted, bool whole) {
      const auto at = index.find(wanted);
      if (at == index.end()) return;
      for (const std::size_t other : at->second) {
        if (whole || is_part(words, entries_[other].words)) found.insert(other);
      }
    };
    if (words.empty()) return {};
    add(by_end_, words.back(), false);
    if (words.size() > 1) add(by_begin_, words.front(), false);
    if (words.size() == 1) {
      std::string letters;
      std::copy_if(key.begin(), key.end(), std::back_inserter(letters),
                   [](char byte) { return byte != '.'; });
      if (letters.size() > 1) add(by_initials_, letters, true);
    }
    std::vector<const Entry*> candidates;
    candidates.reserve(found.size());
    for (const std::size_t index : found) candidates.push_back(&entries_[index]);
    std::stable_sort(candidates.begin(), candidates.end(), [](const Entry* a, const Entry* b) {
      return a->occurrences > b->occurrences;
    });
    return candidates;
  }

  std::vector<Entry> entries_;        // in the order of their keys
  Index<std::string_view> by_end_;    // those of several words, by the last
  Index<std::string_view> by_begin_;  // by the first
  Index<std::string> by_initials_;
};

/// Signs of what a name is, counted.
struct KindSigns {
  int titled = 0;  ///< somebody's title in front
  int speaks = 0;  ///< a verb of saying behind
  int organisation = 0;
  int place = 0;
  bool is_known_place = false;
  bool is_office = false;    ///< "District Attorney"
  bool is_occasion = false;  ///< "Olympic Games"
};

/// What a name is called by: "House" of "House of Representatives", "Senate Committee" of "Senate
/// Committee on Health".
std::span<const text::Token> head_of(std::span<const text::Token> name) {
  const auto joint = std::find_if(name.begin(), name.end(), [](const text::Token& token) {
    return token.has(text::token_flag::stop_word);
  });
  return joint == name.begin() ? name : name.first(static_cast<std::size_t>(joint - name.begin()));
}

void count_signs(const PageReading& reading, const Occurrence& at, KindSigns& signs) {
  const auto& read = reading.read.articles[at.source].reading[at.field];
  const Vocabulary& words = vocabulary(reading.sources[at.source].language);
  const text::Mention& mention = read.names[at.mention];
  const std::span<const text::Token> tokens(read.tokens);
  const auto name = tokens.subspan(mention.first_token, mention.token_count);
  const NameTokens bare = name_tokens(read, at.mention, words);
  const auto own = tokens.subspan(bare.first, bare.count);
  const std::size_t behind = mention.first_token + mention.token_count;
  const auto rest = tokens.subspan(behind);
  if (words[WordList::organisation_words].occurs_in(head_of(own))) signs.organisation += 2;
  if (!own.empty() && words[WordList::places].match(own) == own.size()) {
    signs.is_known_place = true;
  }
  // "Sarn Forest" and "Lake Sarn", but not "Ilse Forest Varga".
  if (own.size() > 0 && (words[WordList::place_words].match(own.first(1)) > 0 ||
                         words[WordList::place_words].match(own.last(1)) > 0)) {
    signs.place += 2;
  }
  if (own.size() > 1 && words[WordList::person_titles].match(own.last(1)) > 0) {
    signs.is_office = true;
  }
  // "Kastel Games", "Jogos de Kastel", "Kastel 2028"; and "A380".
  if (!own.empty() && signs.organisation == 0 &&
      (words[WordList::occasions].match(own.first(1)) > 0 ||
       words[WordList::occasions].match(own.last(1)) > 0 ||
       own.back().has(text::token_flag::has_digit))) {
    signs.is_occasion = true;
  }
  const bool goes_on = !rest.empty() && rest.front().begin <= mention.end + 2;
  // "Tarn said", but not "the commander in the Middle East said".
  const bool is_subject = mention.first_token == 0 ||
                          !tokens[mention.first_token - 1].has(text::token_flag::stop_word) ||
                          mention.sentence_start;
  if (goes_on && is_subject && words[WordList::person_verbs].match(rest) > 0) ++signs.speaks;
  // "Commissioner Ivo Tarn", but not "General Assembly".
  for (std::size_t i = 0; i + 2 < name.size(); ++i) {
    if (words[WordList::person_titles].match(name.subspan(i, 1)) > 0) signs.titled += 2;
  }
  if (mention.first_token == 0) return;
  const text::Token& before = tokens[mention.first_token - 1];
  if (before.end + 2 < mention.begin) return;
  const auto one = tokens.subspan(mention.first_token - 1, 1);
  if (words[WordList::person_titles].match(one) > 0) signs.titled += 2;
  // "in Kastel", but not "in Olympic softball", "in Kastel's hospital".
  const bool describes = goes_on && gap_behind(read, behind - 1) == " " &&
                         !rest.front().has(text::token_flag::stop_word) &&
                         !rest.front().has(text::token_flag::capitalised);
  if (describes || name.back().has(text::token_flag::possessive)) return;
  // "in the Games of Kastel" tells when rather than where.
  const auto head = head_of(own);
  if (!head.empty() && words[WordList::too_general].match(head.last(1)) > 0) return;
  if (words[WordList::place_prepositions].match(one) > 0) ++signs.place;
}

TopicKind kind_of(const PageReading& reading, const Entity& entity) {
  KindSigns signs;
  for (const Occurrence& at : entity.occurrences) count_signs(reading, at, signs);
  if (signs.is_office || signs.is_occasion) return TopicKind::other;
  constexpr int beyond_doubt = 4;
  const bool is_known = is_known_place(entity.key, reading.language);
  if (is_known || signs.is_known_place) signs.place += beyond_doubt;
  if (is_known) signs.organisation = 0;  // not "Kastel Times", whose first word alone is a place
  const auto parts = words_of(entity.key);
  constexpr std::size_t most_names = 4;
  const bool may_be_person = parts.size() <= most_names && signs.organisation == 0;
  int person = may_be_person ? signs.titled : 0;
  // Offices and firms say things, too: a single word does not tell who they are.
  if (may_be_person && (parts.size() >= 2 || signs.titled > 0)) person += signs.speaks;
  const auto& first = entity.occurrences.front();
  const bool is_acronym =
      reading.read.articles[first.source].reading[first.field].names[first.mention].kind ==
      text::MentionKind::acronym;
  int organisation = signs.organisation;
  if (is_acronym && parts.size() == 1) {
    // "the FBI said"; a virus and a country do not speak.
    organisation = signs.place == 0 && signs.speaks > 0 ? organisation + 2 : 0;
    person = 0;
  }
  // "Merkel" beside "Angela Merkel": people are called by their last names.
  if (parts.size() >= 2 && person > 0) {
    for (const std::string& alias : entity.aliases) {
      if (alias == parts.back()) person += 2;
    }
  }
  const int most = std::max({person, organisation, signs.place});
  constexpr int enough = 2;
  if (most < enough) return TopicKind::other;
  if (person == most && person > organisation) return TopicKind::person;
  if (organisation == most) return TopicKind::organisation;  // "School District"
  // "in Kastel", said of a firm now and then.
  const bool is_mostly_where =
      signs.place >= beyond_doubt ||
      2 * static_cast<std::size_t>(signs.place) >= entity.occurrences.size();
  return signs.place == most && signs.place > person && is_mostly_where ? TopicKind::place
                                                                        : TopicKind::other;
}

bool occurs_before(const Occurrence& a, const Occurrence& b) {
  if (a.source != b.source) return a.source < b.source;
  if (a.field != b.field) return a.field < b.field;
  return a.mention < b.mention;
}

std::size_t voices_of(const PageReading& reading, const Entity& entity) {
  std::set<std::size_t> voices;
  for (const Occurrence& at : entity.occurrences) voices.insert(reading.sources[at.source].voice);
  return voices.size();
}

/// Of the forms with several words the most frequent, the shorter of two; else what there is.
void choose_name(const Forms& forms, Entity& entity) {
  const auto rank = [&forms](const std::string& key) {
    const bool is_full = key.find(' ') != std::string::npos;
    return std::tuple(is_full, forms.at(key).occurrences.size(), -static_cast<long>(key.size()));
  };
  const auto best = std::max_element(
      entity.aliases.begin(), entity.aliases.end(),
      [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  entity.key = *best;
  entity.name = forms.at(entity.key).written;
  entity.aliases.erase(best);
}

/// "Jenkin" beside "John Jenkin" and "Katie Jenkin": it means now the one and now the other.
void drop_shared_surnames(std::vector<Entity>& entities) {
  std::map<std::string, std::size_t> people;  // by last word
  for (const Entity& entity : entities) {
    const auto words = words_of(entity.key);
    const bool may_be_person = entity.kind == TopicKind::person || entity.kind == TopicKind::other;
    if (words.size() > 1 && may_be_person) ++people[std::string(words.back())];
  }
  std::erase_if(entities, [&people](const Entity& entity) {
    const auto found = people.find(entity.key);
    return found != people.end() && found->second > 1 && entity.kind != TopicKind::organisation;
  });
}

/// "Jim" beside "Jim Acosta": two friends' word for him, or another Jim.
void drop_first_names(std::vector<Entity>& entities) {
  std::set<std::string, std::less<>> first_names;
  for (const Entity& entity : entities) {
    const auto words = words_of(entity.key);
    if (words.size() > 1 && entity.kind == TopicKind::person) {
      first_names.emplace(words.front());
    }
  }
  std::erase_if(entities, [&first_names](const Entity& entity) {
    return first_names.contains(entity.key) && entity.kind != TopicKind::place &&
           entity.kind != TopicKind::organisation;
  });
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string key = text::folded_accents(name);
  for (const std::string_view article : {"the ", "le ", "la ", "el ", "il "}) {
    if (key.starts_with(article)) {
      key.erase(0, article.size());
      break;
    }
  }
  // "Ren Jong-su" and "Ren Jong Su" are one, "COVID-19" is one word, as is
  // "COVID19"; "U.S." and "US" are one.
  if (key.find(' ') != std::string::npos) {
    std::replace(key.begin(), key.end(), '-', ' ');
  } else {
    std::erase_if(key, [](char byte) { return byte == '.' || byte == '-'; });
  }
  return key;
}

std::vector<Entity> find_entities(const PageReading& reading) {
  const Forms forms = collect_forms(reading);
  const FullForms full_forms(forms);
  std::map<std::string, Entity> entities;
  for (const auto& [key, form] : forms) {
    // Two steps at most: "Xu" → "Eric Xu" → "Eric Xu Yong".
    std::string full = key;
    for (int step = 0; step < 2; ++step) {
      const std::string longer = full_forms.of(full);
      if (longer.empty()) break;
      const Form& target = forms.at(longer);
      // A form only one sentence has is no name for what everybody calls otherwise.
      constexpr std::size_t far_more = 15;
      if (target.occurrences.size() < 2 && form.occurrences.size() > 1) break;
      const bool is_rare = target.occurrences.size() * far_more < form.occurrences.size();
      constexpr std::size_t few = 3;
      if (is_rare && (target.sources < 2 || target.sources * few < form.sources)) break;
      full = longer;
    }
    Entity& entity = entities[full];
    entity.aliases.push_back(key);
    entity.occurrences.insert(entity.occurrences.end(), form.occurrences.begin(),
                              form.occurrences.end());
  }
  std::vector<Entity> sorted;
  for (auto& [key, entity] : entities) {
    std::sort(entity.occurrences.begin(), entity.occurrences.end(), occurs_before);
    choose_name(forms, entity);
    entity.voices = voices_of(reading, entity);
    sorted.push_back(std::move(entity));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Entity& a, const Entity& b) {
    if (a.voices != b.voices) return a.voices > b.voices;
    if (a.occurrences.size() != b.occurrences.size()) {
      return a.occurrences.size() > b.occurrences.size();
    }
    return occurs_before(a.occurrences.front(), b.occurrences.front());
  });
  constexpr std::size_t most = 64;
  if (sorted.size() > most) sorted.resize(most);
  for (Entity& entity : sorted) entity.kind = kind_of(reading, entity);
  drop_shared_surnames(sorted);
  drop_first_names(sorted);
  return sorted;
}

}  // namespace newsloom::page
