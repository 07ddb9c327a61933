#include "names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "newsloom/text/fold.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t longest_name = 60;

struct Form {
  std::string written;
  std::vector<Occurrence> occurrences;
  bool in_text = false;
  std::size_t sources = 0;
};
using Forms = std::map<std::string, Form>;  // by key

std::vector<std::string_view> words_of(std::string_view key) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    if (end > begin) words.push_back(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

Forms collect_forms(const PageReading& reading) {
  Forms forms;
  for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
    std::set<const Form*> of_source;
    for (const Field field : {Field::title, Field::text}) {
      const auto& read = reading.read.articles[i].reading[field];
      for (std::uint32_t m = 0; m < read.names.size(); ++m) {
        const std::string_view written = read.names[m].in(read.source);
        constexpr std::size_t shortest_name = 2;
        if (written.size() < shortest_name || written[1] == '-') continue;  // "R-La."
        if (written.size() > longest_name || written.find('\n') != std::string_view::npos) continue;
        Form& form = forms[name_key(written)];
        if (form.written.empty()) form.written = std::string(written);
        form.occurrences.push_back({i, field, m});
        form.in_text |= field == Field::text;
        if (of_source.insert(&form).second) ++form.sources;
      }
    }
  }
  forms.erase("");
  return forms;
}

/// Whether the words of `part` begin or end `whole`.
bool is_part(const std::vector<std::string_view>& part,
             const std::vector<std::string_view>& whole) {
  if (part.empty() || part.size() >= whole.size()) return false;
  // One word that begins a name is more often another thing: "Syrian Army", "Port Halden".
  return std::equal(part.rbegin(), part.rend(), whole.rbegin()) ||
         (part.size() > 1 && std::equal(part.begin(), part.end(), whole.begin()));
}

bool are_initials(std::string_view acronym, const std::vector<std::string_view>& whole) {
  std::string letters;
  for (const char byte : acronym) {
    if (byte != '.') letters += byte;
  }
  constexpr std::size_t shortest = 2;
  if (letters.size() < shortest || whole.size() < shortest) return false;
  std::string all;
  std::string without_particles;
  for (const std::string_view word : whole) {
    all += word.front();
    constexpr std::size_t particle = 3;
    if (word.size() > particle || word.front() == 'u') without_particles += word.front();
  }
  return letters == all || letters == without_particles;
}

/// "Donald Trump" and "Donald J. Trump".
bool may_be_one(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return a.front() == b.front() && a.back() == b.back();
}

/// The longer form that `key` stands for; empty if there is none, or more than one may be meant.
std::string full_form(const Forms& forms, const std::string& key) {
  const auto words = words_of(key);
  std::vector<std::pair<std::size_t, const std::string*>> candidates;
  for (const auto& [other, form] : forms) {
    const auto others = words_of(other);
    if (is_part(words, others) || (words.size() == 1 && are_initials(key, others))) {
      candidates.emplace_back(form.occurrences.size(), &other);
    }
  }
  if (candidates.empty()) return {};
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto best = words_of(*candidates.front().second);
  std::size_t second = 0;
  for (const auto& [count, other] : candidates) {
    if (!may_be_one(words_of(*other), best)) second = std::max(second, count);
  }
  constexpr std::size_t far_more = 3;
  return second * far_more <= candidates.front().first ? *candidates.front().second : std::string();
}

TopicKind kind_of(const PageReading& reading, const Entity& entity) {
  int person = 0;
  int organisation = 0;
  int place = 0;
  for (const Occurrence& at : entity.occurrences) {
    const auto& read = reading.read.articles[at.source].reading[at.field];
    const Vocabulary& words = vocabulary(reading.sources[at.source].language);
    const text::Mention& mention = read.names[at.mention];
    const std::span<const text::Token> tokens(read.tokens);
    const auto name = tokens.subspan(mention.first_token, mention.token_count);
    const std::size_t behind = mention.first_token + mention.token_count;
    const auto rest = tokens.subspan(behind);
    if (words[WordList::organisation_words].occurs_in(name)) organisation += 2;
    if (words[WordList::place_words].occurs_in(name)) place += 2;
    if (!rest.empty() && rest.front().begin <= mention.end + 2 &&
        words[WordList::person_verbs].match(rest) > 0) {
      ++person;
    }
    if (mention.first_token == 0) continue;
    const text::Token& before = tokens[mention.first_token - 1];
    if (before.end + 2 < mention.begin) continue;
    const auto one = tokens.subspan(mention.first_token - 1, 1);
    if (words[WordList::person_titles].match(one) > 0) person += 2;
    if (words[WordList::place_prepositions].match(one) > 0) ++place;
  }
  const auto parts = words_of(entity.key);
  constexpr std::size_t most_names = 4;
  const auto& first = entity.occurrences.front();
  const bool is_acronym =
      reading.read.articles[first.source].reading[first.field].names[first.mention].kind ==
      text::MentionKind::acronym;
  if (is_acronym && parts.size() == 1) {
    organisation += 2 + static_cast<int>(entity.occurrences.size());
  }
  // "Merkel" beside "Angela Merkel": people are called by their last names.
  if (parts.size() >= 2 && parts.size() <= most_names) {
    for (const std::string& alias : entity.aliases) {
      if (alias == parts.back() && person > 0) person += 2;
    }
  }
  const int most = std::max({person, organisation, place});
  constexpr int enough = 2;
  if (most < enough) return TopicKind::other;
  if (person == most && person > organisation) return TopicKind::person;
  if (organisation == most && organisation > place) return TopicKind::organisation;
  return place == most && place > person ? TopicKind::place : TopicKind::other;
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

}  // namespace

std::string name_key(std::string_view name) {
  std::string key = text::folded_accents(name);
  for (const std::string_view article : {"the ", "le ", "la ", "el ", "il "}) {
    if (key.starts_with(article)) {
      key.erase(0, article.size());
      break;
    }
  }
  return key;
}

std::vector<Entity> find_entities(const PageReading& reading) {
  const Forms forms = collect_forms(reading);
  std::map<std::string, Entity> entities;
  for (const auto& [key, form] : forms) {
    // Two steps at most: "Xu" → "Eric Xu" → "Eric Xu Yong".
    std::string full = key;
    for (int step = 0; step < 2; ++step) {
      const std::string longer = full_form(forms, full);
      if (longer.empty()) break;
      const Form& target = forms.at(longer);
      // A form only one sentence has is no name for what everybody calls otherwise.
      constexpr std::size_t far_more = 15;
      if (target.occurrences.size() < 2 && form.occurrences.size() > 1) break;
      if (target.occurrences.size() * far_more < form.occurrences.size()) break;
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
  return sorted;
}

}  // namespace newsloom::page
