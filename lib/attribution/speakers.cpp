#include "attribution/speakers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace newsloom::attribution {
namespace {

// How far back, in sentences, a pronoun may point, and what speaks for a candidate.
constexpr std::size_t farthest_sentence = 6;
constexpr int for_last_speaker = 3;
constexpr int for_subject = 2;
constexpr int for_gender = 3;
constexpr int for_full_name = 1;
constexpr int against_place = 3;
constexpr std::size_t most_alike = 16;  // of one surname that are told apart
constexpr std::size_t role_words = 4;   // behind "Mara Lindqvist, the …"

}  // namespace

SpeakerResolver::SpeakerResolver(const FieldView& title, const FieldView& text)
    : title_(title), text_(text) {
  read_names(Field::text);
  read_names(Field::title);
}

std::uint32_t SpeakerResolver::gender_at(const FieldView& view, const TokenRange& name) const {
  const auto one = [](std::uint32_t bits) {
    const std::uint32_t gender = bits & cue_word::gender;
    return gender == cue_word::gender ? 0U : gender;
  };
  const std::size_t first = name.first;
  const bool has_word_before =
      first > 0 && (view.adjoin(first - 1) || view.gap_after(first - 1) == ". ");
  if (has_word_before) {
    if (const auto gender = one(view.bits(first - 1))) return gender;  // "Ms.", "la ministra"
  }
  if (name.size() < 2) return 0;
  if (const auto gender = gender_of_given_name(view.token(first).hash)) return gender;
  if (has_word_before && first > 1 && view.adjoin(first - 2)) {  // "la produttrice Lia Montanari"
    if (const auto gender = one(view.bits(first - 2))) return gender;
  }
  const std::string_view language = view.language();
  const std::string_view given = view.token(first).in(view.source());
  const bool has_endings = language == "es" || language == "it" || language == "pt";
  if (has_endings && given.ends_with('a')) return cue_word::feminine;
  if (has_endings && given.ends_with('o')) return cue_word::masculine;
  if (language == "de" && has_word_before &&
      view.token(first - 1).in(view.source()).ends_with("in")) {
    return cue_word::feminine;  // "Hafenmeisterin"
  }
  return 0;
}

// German capitals make the office a part of the name: "Hafenmeisterin Greta Ohlsen".
TokenRange SpeakerResolver::person_in(const FieldView& view, const text::Mention& name) const {
  TokenRange person{name.first_token, std::size_t{name.first_token} + name.token_count};
  constexpr std::size_t office_and_name = 3;
  if (view.language() != "de" || person.size() < office_and_name) return person;
  static constexpr std::array<std::string_view, 12> endings{
      "in",     "chef",    "präsident", "sprecher", "minister", "leiter",
      "führer", "meister", "direktor",  "wirt",     "anwalt",   "vorsitzender"};
  const std::string_view office = view.token(person.first).in(view.source());
  const bool has_ending = std::ranges::any_of(
      endings, [&](std::string_view ending) { return office.ends_with(ending); });
  const bool before_given_name = gender_of_given_name(view.token(person.first + 1).hash) != 0 &&
                                 gender_of_given_name(view.token(person.first).hash) == 0;
  if (has_ending || before_given_name) ++person.first;
  return person;
}

std::size_t SpeakerResolver::entity_of(const FieldView& view, const TokenRange& name, Field field,
                                       bool is_acronym) {
  const text::Token& last = view.token(name.last - 1);
  const text::Token& first = view.token(name.first);
  const std::uint32_t gender = gender_at(view, name);
  const FieldSpan span{field, view.span(name)};
  if (name.size() == 1) {  // "Lurdes" of "Lurdes Pimenta"
    const auto given = by_given_name_.find(first.loose_hash);
    if (given != by_given_name_.end() && by_last_word_[last.loose_hash].empty()) {
      return given->second;
    }
  }
  std::vector<std::size_t>& alike = by_last_word_[last.loose_hash];
  const std::size_t oldest = alike.size() > most_alike ? alike.size() - most_alike : 0;
  for (std::size_t i = alike.size(); i > oldest; --i) {  // the one named last first
    Entity& entity = entities_[alike[i - 1]];
    const FieldView& other = this->view(entity.fullest.field);
    const std::size_t other_first = other.token_from(entity.fullest.span.begin);
    const bool one_is_short = name.size() == 1 || entity.words == 1;
    const bool same_given = other.token(other_first).loose_hash == first.loose_hash;
    const bool contradicts = (gender | entity.gender) == cue_word::gender;
    if ((!one_is_short && !same_given) || contradicts) continue;
    entity.gender |= gender;
    if (name.size() > entity.words) {
      entity.words = name.size();
      entity.fullest = span;
      by_given_name_[first.loose_hash] = alike[i - 1];
    }
    const std::size_t found = alike[i - 1];
    alike.erase(alike.begin() + static_cast<std::ptrdiff_t>(i - 1));
    alike.push_back(found);
    return found;
  }
  entities_.push_back({span, name.size(), gender, is_acronym});
  alike.push_back(entities_.size() - 1);
  if (name.size() > 1) by_given_name_[first.loose_hash] = entities_.size() - 1;
  return entities_.size() - 1;
}

// "mayor Mara Lindqvist", "Mara Lindqvist, the mayor of …".
void SpeakerResolver::read_role(const FieldView& view, const TokenRange& name, std::size_t entity) {
  constexpr std::uint32_t no_noun = cue_word::article | cue_word::preposition | cue_word::pronoun |
                                    cue_word::conjunction | cue_word::cue | cue_word::auxiliary |
                                    cue_word::adverb | cue_word::title | cue_word::complement;
  const std::size_t first = name.first;
  if (name.size() < 2) return;
  if (first > 0 && view.adjoin(first - 1) && !view.is(first - 1, no_noun)) {
    by_role_.try_emplace(view.token(first - 1).hash, entity);
  }
  std::size_t at = name.last;
  if (at >= view.size() || view.gap_before(at) != ", ") return;
  for (std::size_t i = 0; i < role_words && at < view.size(); ++i, ++at) {
    if (i > 0 && !view.adjoin(at - 1)) break;
    if (view.is(at, cue_word::article)) continue;
    if (view.is(at, no_noun)) break;
    by_role_.try_emplace(view.token(at).hash, entity);
  }
}

void SpeakerResolver::read_names(Field field) {
  const FieldView& in = view(field);
  std::vector<Naming>& out = field == Field::title ? in_title_ : in_text_;
  std::size_t last_sentence = SIZE_MAX;
  for (const text::Mention& name : in.field().names) {
    Naming naming;
    const TokenRange person = person_in(in, name);
    naming.entity = entity_of(in, person, field, name.kind == text::MentionKind::acronym);
    naming.token = name.first_token;
    naming.sentence = in.sentence_at(name.begin);
    naming.is_subject = naming.sentence != last_sentence;
    last_sentence = naming.sentence;
    const std::size_t first = name.first_token;
    naming.is_place = first > 0 && in.adjoin(first - 1) &&
                      in.is(first - 1, cue_word::preposition | cue_word::article) &&
                      !in.is(first - 1, cue_word::title);
    read_role(in, person, naming.entity);
    out.push_back(naming);
  }
}

// The name in a source that is the source: "Trump spokesman Jason Miller" is Miller, "the mayor of
// Port Halden" is nobody named.
const text::Mention* SpeakerResolver::name_in(const FieldView& view,
                                              const TokenRange& source) const {
  const text::Mention* found = nullptr;
  for (std::size_t at = source.first; at < source.last; ++at) {
    if (at > source.first && found != nullptr && view.gap_has(at, ",(")) break;
    const text::Mention* name = view.name_at(at);
    if (name == nullptr) continue;
    const std::size_t first = std::max<std::size_t>(name->first_token, source.first);
    const bool belongs_to = (first > source.first && view.is(first - 1, cue_word::preposition)) ||
                            (first > source.first + 1 && view.is(first - 1, cue_word::article) &&
                             view.is(first - 2, cue_word::preposition));
    const bool is_owner = view.token(at).has(text::token_flag::possessive);
    if (!belongs_to && !is_owner) found = name;
    at = std::size_t{name->first_token} + name->token_count - 1;
  }
  return found;
}

std::optional<std::size_t> SpeakerResolver::entity_named(Field field,
                                                         const text::Mention& name) const {
  const std::vector<Naming>& all = namings(field);
  const auto found = std::ranges::lower_bound(all, name.first_token, {}, &Naming::token);
  if (found == all.end() || found->token != name.first_token) return std::nullopt;
  return found->entity;
}

std::optional<std::size_t> SpeakerResolver::meant_by(const FieldView& view, Field field,
                                                     std::size_t pronoun) const {
  const std::uint32_t bits = view.bits(pronoun);
  if ((bits & (cue_word::plural | cue_word::first_person)) != 0) return std::nullopt;
  const std::uint32_t gender = bits & cue_word::gender;
  const std::size_t sentence = view.sentence_at(view.token(pronoun).begin);
  std::optional<std::size_t> best;
  int best_score = 0;
  const auto consider = [&](std::size_t entity_index, int score) {
    const Entity& entity = entities_[entity_index];
    if (entity.is_acronym && gender != 0) return;
    if (gender != 0 && entity.gender != 0) {
      if ((entity.gender & gender) == 0) return;
      score += for_gender;
    }
    if (entity.words > 1) score += for_full_name;
    if (last_speaker_ == entity_index) score += for_last_speaker;
    if (!best || score > best_score) {
      best = entity_index;
      best_score = score;
    }
  };
  const std::vector<Naming>& all = namings(field);
  auto at = std::ranges::lower_bound(all, pronoun, {}, &Naming::token);
  while (at != all.begin()) {
    --at;
    const std::size_t distance = sentence - std::min(sentence, at->sentence);
    if (distance > farthest_sentence) break;
    int score = -static_cast<int>(distance);
    if (at->is_subject) score += for_subject;
    if (at->is_place) score -= against_place;
    consider(at->entity, score);
  }
  if (!best && last_speaker_) consider(*last_speaker_, 0);
  if (!best && field == Field::text && !in_title_.empty()) consider(in_title_.front().entity, 0);
  return best;
}

// "the mayor", where the article says who that is.
std::optional<std::size_t> SpeakerResolver::described_by(const FieldView& view,
                                                         const TokenRange& source) const {
  for (std::size_t at = source.first; at < source.last; ++at) {
    if (view.is(at, cue_word::article)) continue;
    if (view.is(at, cue_word::preposition) || (at > source.first && !view.adjoin(at - 1))) break;
    const auto found = by_role_.find(view.token(at).hash);
    if (found != by_role_.end()) return found->second;
  }
  return std::nullopt;
}

void SpeakerResolver::speak(DraftQuote& draft, std::size_t entity) {
  draft.quote.speaker = entities_[entity].fullest;
  last_speaker_ = entity;
}

void SpeakerResolver::resolve(DraftQuote& draft) {
  const Field field = draft.quote.field;
  const FieldView& in = view(field);
  const TokenRange& source = draft.source;
  if (source.empty()) {  // Romance verbs do without a pronoun
    const bool has_cue = draft.quote.cue.begin != draft.quote.cue.end;
    if (!has_cue) return;
    if (last_speaker_) {
      draft.quote.speaker = entities_[*last_speaker_].fullest;
    } else {
      draft.quote.speaker = last_description_;
    }
    return;
  }
  const text::Mention* name = name_in(in, source);
  if (name != nullptr) {
    if (const auto entity = entity_named(field, *name)) return speak(draft, *entity);
  }
  const std::size_t last = source.last - 1;
  const bool is_pronoun =
      in.is(last, cue_word::pronoun) && !in.is(last, cue_word::article) && source.size() <= 2;
  if (is_pronoun || (source.size() == 1 && in.is(last, cue_word::pronoun))) {
    if (const auto entity = meant_by(in, field, last)) {
      entities_[*entity].gender |= in.bits(last) & cue_word::gender;
      speak(draft, *entity);
    }
    return;
  }
  if (const auto entity = described_by(in, source)) return speak(draft, *entity);
  draft.quote.speaker = {field, draft.quote.source};
  last_description_ = draft.quote.speaker;
  last_speaker_.reset();
}

}  // namespace newsloom::attribution
