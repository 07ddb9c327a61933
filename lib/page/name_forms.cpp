#include "name_forms.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

#include "vocabulary.hpp"

namespace newsloom::page {

std::string_view gap_behind(const attribution::FieldReading& read, std::size_t token) {
  if (token + 1 >= read.tokens.size()) return {};
  return std::string_view(read.source)
      .substr(read.tokens[token].end, read.tokens[token + 1].begin - read.tokens[token].end);
}

std::vector<std::string_view> words_of(std::string_view key) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    if (end > begin) words.push_back(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

namespace {

constexpr std::size_t longest_name = 60;

/// "7th".
bool is_ordinal(const text::Token& token) {
  return token.has(text::token_flag::has_digit) && token.kind == text::TokenKind::word;
}

/// "Advisory Committee" of "Advisory Committee on Harbours".
bool goes_on_behind(const attribution::FieldReading& read, const NameTokens& name,
                    const Vocabulary& words) {
  const std::span<const text::Token> tokens(read.tokens);
  const std::size_t behind = name.first + name.count;
  if (behind + 1 >= tokens.size() || gap_behind(read, behind - 1) != " ") return false;
  const std::string_view joint = tokens[behind].in(read.source);
  return (joint == "on" || joint == "for" || joint == "of") &&
         words[WordList::organisation_words].match(tokens.subspan(behind - 1, 1)) > 0 &&
         tokens[behind + 1].has(text::token_flag::capitalised);
}

std::string_view without_possessive(std::string_view name) {
  for (const std::string_view ending : {"'s", "\u2019s"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

}  // namespace

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
    // "Circuit Court" of "7th U.S. Circuit Court".
    const std::size_t dotted = tokens[name.first - 1].has(text::token_flag::dotted) ? 2 : 1;
    const bool is_numbered = name.first >= dotted && is_ordinal(tokens[name.first - dotted]);
    if (is_numbered) return {};
  }
  // "Friday" of "on Friday US time", and of "Kastel Convention Friday".
  while (name.count > 1 && words.weekday_of.contains(tokens[name.first].hash)) {
    ++name.first;
    --name.count;
  }
  while (name.count > 1 && words.weekday_of.contains(tokens[name.first + name.count - 1].hash)) {
    --name.count;
  }
  // A capital at a sentence's start tells little, but "New York" does.
  if (name.first > 0 && gap_is(name.first - 1, " ") &&
      words[WordList::name_beginnings].match(tokens.subspan(name.first - 1, 1)) > 0 &&
      tokens[name.first - 1].has(text::token_flag::capitalised)) {
    --name.first;
    ++name.count;
  }
  for (std::size_t next = index + 1; next < read.names.size(); ++next) {
    const text::Mention& other = read.names[next];
    const std::size_t last = name.first + name.count - 1;
    if (other.first_token != last + 1 || !gap_is(last, " & ")) break;
    name.count += other.token_count;
  }
  // "O'Leary" is one word to a reader and two to a tokenizer.
  const auto joins = [&](std::size_t left) {
    constexpr std::size_t longest_prefix = 2;
    return tokens[left].folded_length <= longest_prefix &&
           tokens[left].has(text::token_flag::capitalised) && left + 1 < tokens.size() &&
           tokens[left + 1].has(text::token_flag::capitalised) &&
           (gap_is(left, "'") || gap_is(left, "\u2019"));
  };
  if (name.first > 0 && joins(name.first - 1)) return {};
  if (joins(name.first + name.count - 1)) ++name.count;
  if (gap_is(name.first + name.count - 1, ".")) return {};
  if (goes_on_behind(read, name, words)) return {};
  // "Marine Corps Brig. Gen. Ivo Tarn".
  if (name.count > 1 && gap_is(name.first + name.count - 1, ". ") &&
      words[WordList::ranks].match(tokens.subspan(name.first + name.count - 1, 1)) > 0) {
    --name.count;
  }
  for (std::size_t last = name.first + name.count - 1; gap_is(last, "-"); ++last) {
    if (tokens[last + 1].has(text::token_flag::capitalised)) return {};
    // "Kremlin-connected": a property of something else, and the name in front of it.
    if (words[WordList::compounds].match(tokens.subspan(last + 1, 1)) > 0) break;
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

namespace {

/// "Department", "Latest", and what begins with a function word ("OF RAGE", "Ahead of Olympics").
bool is_too_general(const attribution::FieldReading& read, const NameTokens& name,
                    const Vocabulary& words) {
  const auto tokens = std::span<const text::Token>(read.tokens).subspan(name.first, name.count);
  if (words[WordList::no_beginnings].match(tokens) > 0) return true;
  return name.count == 1 && (words[WordList::too_general].match(tokens) > 0 ||
                             words[WordList::place_words].match(tokens) > 0);
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
      // "Angie's List", again and again.
      if (mention.first_token >= 1 && gap_behind(read, mention.first_token - 1) == " " &&
          read.tokens[mention.first_token - 1].has(text::token_flag::possessive)) {
        ++before[read.tokens[mention.first_token - 1].hash];
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

}  // namespace

namespace {

/// Whether a headline gives nearly every word a capital: then a run of them is no name.
bool is_title_case(const attribution::FieldReading& headline) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (const text::Token& token : headline.tokens) {
    if (token.has(text::token_flag::stop_word)) continue;
    ++words;
    if (token.has(text::token_flag::capitalised)) ++capitals;
  }
  constexpr std::size_t few = 4;
  constexpr std::size_t most = 3;  // of four
  return words >= few && capitals * 4 >= words * most;
}

/// "Justice Varga" is another form of "Varga" where that stands by itself, too.
void merge_titled(const PageReading& reading, Forms& forms) {
  for (auto it = forms.begin(); it != forms.end();) {
    const auto words = words_of(it->first);
    const auto surname = words.size() == 2 ? forms.find(std::string(words.back())) : forms.end();
    const Occurrence& at = it->second.occurrences.front();
    const auto& read = reading.read.articles[at.source].reading[at.field];
    const auto first =
        std::span<const text::Token>(read.tokens).subspan(read.names[at.mention].first_token, 1);
    const bool is_titled =
        surname != forms.end() &&
        vocabulary(reading.sources[at.source].language)[WordList::person_titles].match(first) > 0;
    if (!is_titled) {
      ++it;
      continue;
    }
    auto& into = surname->second.occurrences;
    into.insert(into.end(), it->second.occurrences.begin(), it->second.occurrences.end());
    surname->second.sources = std::max(surname->second.sources, it->second.sources);
    it = forms.erase(it);
  }
}

}  // namespace

Forms collect_forms(const PageReading& reading) {
  Forms forms;
  for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
    std::set<const Form*> of_source;
    const bool has_title_case = is_title_case(reading.read.articles[i].reading.title);
    for (const Field field : {Field::title, Field::text}) {
      const auto& read = reading.read.articles[i].reading[field];
      for (std::uint32_t m = 0; m < read.names.size(); ++m) {
        const Vocabulary& words = vocabulary(reading.sources[i].language);
        const NameTokens tokens = name_tokens(read, m, words);
        if (tokens.count == 0) continue;
        // What a site adds to a headline is its own name.
        const auto& headline = reading.sources[i].headline;
        const text::Span mention{read.names[m].begin, read.names[m].end};
        if (field == Field::title && headline && !headline->span.contains(mention)) continue;
        const text::Token& last = read.tokens[tokens.first + tokens.count - 1];
        const std::string_view written = without_possessive(
            text::Span{read.tokens[tokens.first].begin, last.end}.in(read.source));
        constexpr std::size_t shortest_name = 2;
        if (written.size() < shortest_name || written[1] == '-') continue;  // "R-La."
        if (written.size() > longest_name || written.find('\n') != std::string_view::npos) continue;
        if (is_too_general(read, tokens, words)) continue;
        // A Vietnamese word is several syllables, a space between them; one is a part of a name.
        if (tokens.count == 1 && reading.sources[i].language == "vi") continue;
        Form& form = forms[name_key(written)];
        if (form.written.empty()) form.written = std::string(written);
        form.occurrences.push_back({i, field, m});
        form.in_text |= field == Field::text;
        form.is_prose |= field == Field::text || (!read.names[m].sentence_start && !has_title_case);
        form.is_run |= tokens.count > 1;
        if (of_source.insert(&form).second) ++form.sources;
      }
    }
  }
  forms.erase("");
  // "Employment Falls In September": a headline that capitalises everything has runs of names.
  std::erase_if(forms,
                [](const auto& entry) { return entry.second.is_run && !entry.second.is_prose; });
  merge_titled(reading, forms);
  drop_parts(reading, forms);
  drop_adjectives(forms);
  return forms;
}

}  // namespace newsloom::page
