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
  bool is_prose = false;  ///< somewhere where not every word has a capital
  bool is_run = false;    ///< of several words
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

std::string_view without_possessive(std::string_view name) {
  for (const std::string_view ending : {"'s", "\u2019s"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

/// The tokens of a name as a reader takes it; empty for a part of something else.
struct NameTokens {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// The bytes between a token and the next.
std::string_view gap_behind(const attribution::FieldReading& read, std::size_t token) {
  if (token + 1 >= read.tokens.size()) return {};
  return std::string_view(read.source)
      .substr(read.tokens[token].end, read.tokens[token + 1].begin - read.tokens[token].end);
}

/// A mention with what hyphens and "&" join to it ("COVID-19", "Opa-locka", "Orso & Sons"), without
/// title and office in front ("Commissioner Ivo Tarn"). Nothing for half of a pair ("Kastel-Sarn
/// line") and for letters out of an abbreviation ("JJ.OO.").
NameTokens name_tokens(const attribution::FieldReading& read, std::size_t index,
                       const Vocabulary& words) {
  const text::Mention& mention = read.names[index];
  NameTokens name{mention.first_token, mention.token_count};
  const std::span<const text::Token> tokens(read.tokens);
  const auto gap_is = [&](std::size_t left, std::string_view wanted) {
    return gap_behind(read, left) == wanted;
  };
  if (name.first > 0) {
    const std::string_view before = gap_behind(read, name.first - 1);
    if (before == "-" || before == "." || before == " & ") return {};
  }
  // "Friday" of "on Friday US time".
  while (name.count > 1 && words.weekday_of.contains(tokens[name.first].hash)) {
    ++name.first;
    --name.count;
  }
  for (std::size_t next = index + 1; next < read.names.size(); ++next) {
    const text::Mention& other = read.names[next];
    const std::size_t last = name.first + name.count - 1;
    if (other.first_token != last + 1 || !gap_is(last, " & ")) break;
    name.count += other.token_count;
  }
  if (gap_is(name.first + name.count - 1, ".")) return {};
  for (std::size_t last = name.first + name.count - 1; gap_is(last, "-"); ++last) {
    if (tokens[last + 1].has(text::token_flag::capitalised)) return {};
    ++name.count;
  }
  for (std::size_t i = name.count; i-- > 0;) {
    if (name.count - i <= 2) continue;
    if (words[WordList::person_titles].match(tokens.subspan(name.first + i, 1)) == 0) continue;
    name.first += i + 1;
    name.count -= i + 1;
    break;
  }
  return name;
}

/// Forms that are part of a longer name or word nearly wherever they stand: the same word follows
/// ("Food" in "Food and Drug Administration", the first syllable of a Vietnamese word), or the same
/// two go before; and what nearly always stands before a noun ("Turkish"): a property, no thing.
void drop_parts(const PageReading& reading, Forms& forms) {
  constexpr std::size_t least = 2;
  std::erase_if(forms, [&](const auto& entry) {
    const Form& form = entry.second;
    if (form.occurrences.size() < least) return false;
    std::map<std::uint64_t, std::size_t> behind;
    std::map<std::uint64_t, std::size_t> before;
    std::size_t describing = 0;
    for (const Occurrence& at : form.occurrences) {
      const auto& read = reading.read.articles[at.source].reading[at.field];
      const text::Mention& mention = read.names[at.mention];
      const std::size_t next = mention.first_token + mention.token_count;
      if (next + 1 < read.tokens.size() && gap_behind(read, next - 1) == " ") {
        const bool joins_names = read.tokens[next].has(text::token_flag::stop_word) &&
                                 read.tokens[next + 1].has(text::token_flag::capitalised);
        const bool is_word = !read.tokens[next].has(text::token_flag::stop_word);
        if (joins_names) ++behind[read.tokens[next].hash ^ read.tokens[next + 1].hash];
        if (is_word) ++behind[read.tokens[next].hash];
        if (is_word && !read.tokens[next].has(text::token_flag::capitalised)) ++describing;
      }
      if (mention.first_token >= 2 && gap_behind(read, mention.first_token - 1) == " " &&
          gap_behind(read, mention.first_token - 2) == " " &&
          read.tokens[mention.first_token - 1].has(text::token_flag::stop_word) &&
          read.tokens[mention.first_token - 2].has(text::token_flag::capitalised)) {
        ++before[read.tokens[mention.first_token - 2].hash];
      }
    }
    constexpr std::size_t mostly = 3;  // of four
    const auto is_constant = [&](const auto& counts) {
      return std::any_of(counts.begin(), counts.end(), [&](const auto& count) {
        return count.second >= least && count.second * 4 >= form.occurrences.size() * mostly;
      });
    };
    constexpr std::size_t often = 4;
    constexpr std::size_t nearly_always = 90;  // of a hundred
    const bool describes = !form.is_run && form.occurrences.size() >= often &&
                           describing * 100 >= form.occurrences.size() * nearly_always;
    return describes || is_constant(behind) || is_constant(before);
  });
}

/// "Russian" beside "Russia": the same name with a suffix of up to three letters.
void drop_adjectives(Forms& forms) {
  constexpr std::size_t shortest = 4;
  constexpr std::size_t longest_suffix = 3;
  std::erase_if(forms, [&](const auto& entry) {
    const std::string& key = entry.first;
    if (key.find_first_of(" -") != std::string::npos) return false;
    for (std::size_t cut = 1; cut <= longest_suffix && key.size() >= shortest + cut; ++cut) {
      const auto base = forms.find(key.substr(0, key.size() - cut));
      if (base != forms.end() && base->second.in_text) return true;
    }
    return false;
  });
}

Forms collect_forms(const PageReading& reading) {
  Forms forms;
  for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
    std::set<const Form*> of_source;
    for (const Field field : {Field::title, Field::text}) {
      const auto& read = reading.read.articles[i].reading[field];
      for (std::uint32_t m = 0; m < read.names.size(); ++m) {
        const Vocabulary& words = vocabulary(reading.sources[i].language);
        const NameTokens tokens = name_tokens(read, m, words);
        if (tokens.count == 0) continue;
        const text::Token& last = read.tokens[tokens.first + tokens.count - 1];
        const std::string_view written = without_possessive(
            text::Span{read.tokens[tokens.first].begin, last.end}.in(read.source));
        constexpr std::size_t shortest_name = 2;
        if (written.size() < shortest_name || written[1] == '-') continue;  // "R-La."
        if (written.size() > longest_name || written.find('\n') != std::string_view::npos) continue;
        Form& form = forms[name_key(written)];
        if (form.written.empty()) form.written = std::string(written);
        form.occurrences.push_back({i, field, m});
        form.in_text |= field == Field::text;
        form.is_prose |= field == Field::text || !read.names[m].sentence_start;
        form.is_run |= tokens.count > 1;
        if (of_source.insert(&form).second) ++form.sources;
      }
    }
  }
  forms.erase("");
  // "Employment Falls In September": a headline that capitalises everything has runs of names.
  std::erase_if(forms,
                [](const auto& entry) { return entry.second.is_run && !entry.second.is_prose; });
  drop_parts(reading, forms);
  drop_adjectives(forms);
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

/// Signs of what a name is, counted.
struct KindSigns {
  int titled = 0;  ///< somebody's title in front
  int speaks = 0;  ///< a verb of saying behind
  int organisation = 0;
  int place = 0;
};

void count_signs(const PageReading& reading, const Occurrence& at, KindSigns& signs) {
  const auto& read = reading.read.articles[at.source].reading[at.field];
  const Vocabulary& words = vocabulary(reading.sources[at.source].language);
  const text::Mention& mention = read.names[at.mention];
  const std::span<const text::Token> tokens(read.tokens);
  const auto name = tokens.subspan(mention.first_token, mention.token_count);
  const std::size_t behind = mention.first_token + mention.token_count;
  const auto rest = tokens.subspan(behind);
  if (words[WordList::organisation_words].occurs_in(name)) signs.organisation += 2;
  if (words[WordList::place_words].occurs_in(name)) signs.place += 2;
  const bool goes_on = !rest.empty() && rest.front().begin <= mention.end + 2;
  if (goes_on && words[WordList::person_verbs].match(rest) > 0) ++signs.speaks;
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
  if (words[WordList::place_prepositions].match(one) > 0) ++signs.place;
}

TopicKind kind_of(const PageReading& reading, const Entity& entity) {
  KindSigns signs;
  for (const Occurrence& at : entity.occurrences) count_signs(reading, at, signs);
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
  if (organisation == most && organisation > signs.place) return TopicKind::organisation;
  return signs.place == most && signs.place > person ? TopicKind::place : TopicKind::other;
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
