#include "newsloom/attribution/framing.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "attribution/sentence_overlap.hpp"
#include "newsloom/attribution/agreement.hpp"

namespace newsloom::attribution {
namespace {

// A number as it is looked for in other articles: what it is, not where it stands.
using NumberKey = std::tuple<text::NumberKind, std::string, std::int64_t>;

NumberKey key_of(const text::Number& number) {
  return {number.kind, std::string(number.unit_text()), number.value_e3};
}

using PlaceKey = std::tuple<std::size_t, Field, std::uint32_t, std::uint32_t>;

PlaceKey key_of(const Place& place) {
  return {place.article, place.where.field, place.where.span.begin, place.where.span.end};
}

bool is_in(const Place& place, const EventReading& event) {
  if (place.article >= event.articles.size()) return false;
  const text::Span& span = place.where.span;
  return span.begin < span.end &&
         span.end <= event.articles[place.article].reading[place.where.field].source.size();
}

// The sentences around a range, as one range.
text::Span widened(const FieldReading& field, const text::Span& span) {
  text::Span wide = span;
  for (const text::Span& sentence : field.sentences) {
    if (sentence.end <= span.begin) continue;
    if (sentence.begin >= span.end) break;
    wide.begin = std::min(wide.begin, sentence.begin);
    wide.end = std::max(wide.end, sentence.end);
  }
  return wide;
}

constexpr std::size_t nobody = SIZE_MAX;

struct Family {
  std::string outlet;
  std::string name;
  std::vector<std::size_t> articles;  // its own words only
  std::set<std::string> languages;
};

}  // namespace

struct Framing::State {
  State(const EventReading& read, const FramingOptions& knobs) : event(read), options(knobs) {
    find_families();
    index_numbers();
    quotes = match_quotes(event);
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      for (const QuoteVersion& version : quotes[i].versions) {
        for (const QuoteCarrier& carrier : version.carriers) group_of[carrier] = i;
      }
      places.push_back(places_of(quotes[i]));
      printed_by.push_back(printing(places.back()));
    }
    index_statements();
    claims = compare_claims(event);
    overlap.emplace(event, family_of, options.min_words);
    for (std::size_t family = 0; family < families.size(); ++family) describe(family);
  }

  void find_families() {
    std::map<std::string, std::size_t> by_name;
    for (std::size_t a = 0; a < event.articles.size(); ++a) {
      const EventArticle& about = event.articles[a].about;
      const bool known = !about.family.empty() && !about.outlet.empty();
      family_of.push_back(nobody);
      carrier_of.push_back(nobody);
      if (!known) continue;
      const auto [known_as, is_new] = by_name.try_emplace(about.family, families.size());
      if (is_new) families.push_back({about.outlet, about.family, {}, {}});
      Family& family = families[known_as->second];
      family.languages.insert(event.articles[a].reading.language);
      carrier_of.back() = known_as->second;
      if (about.is_copy) continue;
      family_of.back() = known_as->second;
      family.articles.push_back(a);
    }
  }

  void index_numbers() {
    for (std::size_t a = 0; a < event.articles.size(); ++a) {
      for (const Field field : {Field::title, Field::text}) {
        for (const text::Number& number : event.articles[a].reading[field].numbers) {
          with_number[key_of(number)].insert(carrier_of[a]);
        }
      }
    }
  }

  // By where they stand, so that a predicate's detail is looked up and not searched.
  void index_statements() {
    for (std::size_t a = 0; a < event.articles.size(); ++a) {
      for (const Quantity& quantity : event.articles[a].claims.quantities) {
        quantities.try_emplace({a, quantity.field, quantity.span.begin, quantity.span.end},
                               &quantity);
      }
      const auto& all = event.articles[a].quotes;
      for (std::size_t q = 0; q < all.size(); ++q) {
        const text::Span extent = all[q].extent();
        if (!group_of.contains({a, q})) continue;
        said_at.try_emplace({a, all[q].field, extent.begin, extent.end}, QuoteCarrier{a, q});
      }
    }
  }

  // What each family's row says.
  void describe(std::size_t family) {
    if (families[family].articles.empty()) return;
    lead(family);
    stress(family);
    leave_out(family);
    quote(family);
    report_alone(family);
  }

  [[nodiscard]] Predicate predicate(PredicateKind kind, std::size_t family, Place statement,
                                    Place detail) const {
    return {kind, families[family].outlet, families[family].name, statement, detail, {}};
  }

  // The first sentence of an article's text, or its title.
  [[nodiscard]] std::optional<FieldSpan> lead_of(std::size_t article) const {
    const Reading& reading = event.articles[article].reading;
    if (!reading.text.sentences.empty()) return FieldSpan{Field::text, reading.text.sentences[0]};
    if (!reading.title.sentences.empty()) {
      return FieldSpan{Field::title, reading.title.sentences[0]};
    }
    return std::nullopt;
  }

  void lead(std::size_t family) {
    const std::size_t article = families[family].articles.front();
    const auto lead = lead_of(article);
    if (!lead) return;
    const Place place{article, *lead};
    found.push_back(predicate(PredicateKind::leads_with, family, place, place));
  }

  void stress(std::size_t family) {
    for (const Place& place : overlap->stressed_by(family, options.max_stressed)) {
      found.push_back(predicate(PredicateKind::stresses, family, place, place));
    }
  }

  [[nodiscard]] Place sentence_around(const Place& detail) const {
    const FieldReading& field = event.articles[detail.article].reading[detail.where.field];
    return {detail.article, {detail.where.field, widened(field, detail.where.span)}};
  }

  // Whether what most others have is a majority of those that could have it.
  [[nodiscard]] bool is_majority(std::size_t have, std::size_t others) const {
    return have >= options.min_other_families && have * 2 > others;
  }

  // Families besides this one with words of their own, and a language in common where it matters.
  [[nodiscard]] std::size_t others_of(std::size_t family,
                                      const std::set<std::string>* languages) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < families.size(); ++i) {
      if (i == family || families[i].articles.empty()) continue;
      count += languages == nullptr || shares_language(i, *languages) ? 1U : 0U;
    }
    return count;
  }
  [[nodiscard]] bool shares_language(std::size_t family,
                                     const std::set<std::string>& languages) const {
    return std::ranges::any_of(families[family].languages, [&](const std::string& language) {
      return !language.empty() && languages.contains(language);
    });
  }

  // One place a family, of the articles with their own words.
  [[nodiscard]] std::vector<Place> one_a_family(const std::vector<Place>& all,
                                                std::size_t besides) const {
    std::set<std::size_t> seen{besides};
    std::vector<Place> kept;
    for (const Place& place : all) {
      const std::size_t family = family_of[place.article];
      if (family != nobody && seen.insert(family).second) kept.push_back(place);
    }
    return kept;
  }

  [[nodiscard]] const Quantity* quantity_at(const Place& place) const {
    const auto at = quantities.find(key_of(place));
    return at == quantities.end() ? nullptr : at->second;
  }
  [[nodiscard]] std::optional<QuoteCarrier> quote_at(const Place& place) const {
    const auto at = said_at.find(key_of(place));
    return at == said_at.end() ? std::nullopt : std::optional(at->second);
  }

  [[nodiscard]] bool has_number(std::size_t family, const text::Number& number) const {
    const auto with = with_number.find(key_of(number));
    return with != with_number.end() && with->second.contains(family);
  }
  [[nodiscard]] bool is_alone_with(std::size_t family, const text::Number& number) const {
    const auto with = with_number.find(key_of(number));
    return with != with_number.end() && with->second.size() == 1 && with->second.contains(family);
  }

  [[nodiscard]] std::vector<Place> places_of(const SharedQuote& shared) const {
    std::vector<QuoteCarrier> carriers;
    for (const QuoteVersion& version : shared.versions) {
      carriers.insert(carriers.end(), version.carriers.begin(), version.carriers.end());
    }
    std::ranges::sort(carriers);
    std::vector<Place> all;
    for (const QuoteCarrier& carrier : carriers) {
      const Quote& quote = event.articles[carrier.article].quotes[carrier.quote];
      all.push_back({carrier.article, {quote.field, quote.extent()}});
    }
    return all;
  }
  // All families that print a quotation, copies and `nobody` for unknown outlets too.
  [[nodiscard]] std::set<std::size_t> printing(const std::vector<Place>& carried) const {
    std::set<std::size_t> all;
    for (const Place& place : carried) all.insert(carrier_of[place.article]);
    return all;
  }
  [[nodiscard]] std::set<std::string> languages_of(const std::vector<Place>& carried) const {
    std::set<std::string> languages;
    for (const Place& place : carried) {
      languages.insert(event.articles[place.article].reading.language);
    }
    return languages;
  }

  void leave_out(std::size_t family) {
    std::size_t count = 0;
    const auto put = [&](std::vector<Place> elsewhere) {
      Predicate left = predicate(PredicateKind::leaves_out, family,
                                 sentence_around(elsewhere.front()), elsewhere.front());
      left.elsewhere = std::move(elsewhere);
      if (!check_left_out(left, family)) return;
      found.push_back(std::move(left));
      ++count;
    };
    for (const Claim& claim : claims) {
      if (count >= options.max_left_out) return;
      if (claim.status != ClaimStatus::agreement || claim.kind != ClaimKind::quantity) continue;
      std::vector<Place> elsewhere = one_a_family(claim.values.front().places, family);
      const bool has_it = std::ranges::any_of(claim.values.front().places, [&](const Place& place) {
        return carrier_of[place.article] == family;
      });
      if (!has_it && elsewhere.size() >= options.min_other_families) put(std::move(elsewhere));
    }
    for (std::size_t i = 0; i < quotes.size() && count < options.max_left_out; ++i) {
      if (places[i].size() < options.min_other_families) break;  // the most carried come first
      if (printed_by[i].contains(family)) continue;
      std::vector<Place> elsewhere = one_a_family(places[i], family);
      if (elsewhere.size() >= options.min_other_families) put(std::move(elsewhere));
    }
  }

  void quote(std::size_t family) {
    using Ranked = std::tuple<std::size_t, std::size_t, std::size_t>;
    std::vector<Ranked> ranked;
    for (const std::size_t article : families[family].articles) {
      const auto& all = event.articles[article].quotes;
      for (std::size_t q = 0; q < all.size(); ++q) {
        if (all[q].form != QuoteForm::direct || all[q].speaker.empty()) continue;
        const auto group = group_of.find({article, q});
        if (group == group_of.end()) continue;
        ranked.emplace_back(printed_by[group->second].size(), article, q);
      }
    }
    std::ranges::sort(ranked);
    for (std::size_t i = 0; i < std::min(ranked.size(), options.max_quotes); ++i) {
      const auto& [carriers, article, q] = ranked[i];
      const Quote& said = event.articles[article].quotes[q];
      const Place detail{article, {said.field, said.extent()}};
      found.push_back(predicate(PredicateKind::quotes, family, sentence_around(detail), detail));
    }
  }

  void report_alone(std::size_t family) {
    std::size_t count = 0;
    const auto put = [&](const Place& detail) {
      if (count >= options.max_alone) return;
      const Predicate alone =
          predicate(PredicateKind::alone_reports, family, sentence_around(detail), detail);
      if (!check_alone(alone, family)) return;
      found.push_back(alone);
      ++count;
    };
    for (const Claim& claim : claims) {
      if (claim.status != ClaimStatus::only_from || claim.kind != ClaimKind::quantity) continue;
      for (const Place& place : claim.values.front().places) {
        if (family_of[place.article] == family) put(place);
      }
    }
    for (std::size_t i = 0; i < quotes.size() && count < options.max_alone; ++i) {
      const Place& first = places[i].front();
      if (printed_by[i].size() == 1 && family_of[first.article] == family) put(first);
    }
  }

  // The re-checks; they look at the articles, not at how a predicate was found.
  [[nodiscard]] bool check_left_out(const Predicate& left, std::size_t family) const {
    std::set<std::size_t> having;
    const Quantity* const quantity = quantity_at(left.detail);
    const auto said = quote_at(left.detail);
    if (quantity == nullptr && !said) return false;
    for (const Place& place : left.elsewhere) {
      if (!is_in(place, event) || family_of[place.article] == nobody) return false;
      if (quantity != nullptr) {
        const Quantity* const theirs = quantity_at(place);
        if (theirs == nullptr || theirs->number.kind != quantity->number.kind) return false;
        if (theirs->number.unit != quantity->number.unit || theirs->topic != quantity->topic) {
          return false;
        }
      } else {
        const auto theirs = quote_at(place);
        if (!theirs || group_of.at(*theirs) != group_of.at(*said)) return false;
      }
      having.insert(family_of[place.article]);
    }
    if (having.contains(family)) return false;
    if (std::ranges::find(left.elsewhere, left.detail) == left.elsewhere.end()) return false;
    if (quantity != nullptr) {
      return !has_number(family, quantity->number) &&
             is_majority(having.size(), others_of(family, nullptr));
    }
    const std::size_t group = group_of.at(*said);
    const std::set<std::string> languages = languages_of(places[group]);
    return !printed_by[group].contains(family) && shares_language(family, languages) &&
           is_majority(having.size(), others_of(family, &languages));
  }

  [[nodiscard]] bool check_alone(const Predicate& alone, std::size_t family) const {
    if (others_of(family, nullptr) == 0) return false;
    if (const Quantity* const quantity = quantity_at(alone.detail)) {
      return is_alone_with(family, quantity->number);
    }
    const auto said = quote_at(alone.detail);
    if (!said) return false;
    const std::size_t group = group_of.at(*said);
    const std::set<std::string> languages = languages_of(places[group]);
    return printed_by[group] == std::set<std::size_t>{family} && others_of(family, &languages) > 0;
  }

  [[nodiscard]] bool holds(const Predicate& predicate) const {
    if (!is_in(predicate.statement, event) || !is_in(predicate.detail, event)) return false;
    const auto named = std::ranges::find(families, predicate.family, &Family::name);
    if (named == families.end()) return false;
    const auto family = static_cast<std::size_t>(named - families.begin());
    const bool is_elsewhere = predicate.kind == PredicateKind::leaves_out;
    const std::size_t article = predicate.statement.article;
    const bool is_own =
        family_of[article] == family && event.articles[article].about.outlet == predicate.outlet;
    if (is_elsewhere ? carrier_of[article] == family : !is_own) return false;
    const bool has_around = is_elsewhere || predicate.kind == PredicateKind::quotes ||
                            predicate.kind == PredicateKind::alone_reports;
    if (has_around && predicate.statement != sentence_around(predicate.detail)) return false;
    if (!has_around && predicate.statement != predicate.detail) return false;
    switch (predicate.kind) {
      case PredicateKind::leads_with: {
        const auto lead = lead_of(article);
        return lead && *lead == predicate.statement.where &&
               article == families[family].articles.front();
      }
      case PredicateKind::stresses: {
        const auto stressed = overlap->stressed_by(family, options.max_stressed);
        return std::ranges::find(stressed, predicate.statement) != stressed.end();
      }
      case PredicateKind::leaves_out:
        return check_left_out(predicate, family);
      case PredicateKind::quotes: {
        const auto said = quote_at(predicate.detail);
        if (!said) return false;
        const Quote& quote = event.articles[said->article].quotes[said->quote];
        return quote.form == QuoteForm::direct && !quote.speaker.empty();
      }
      case PredicateKind::alone_reports:
        return check_alone(predicate, family);
    }
    return false;
  }

  const EventReading& event;
  FramingOptions options;
  std::vector<Family> families;
  std::vector<std::size_t> family_of;   // an article's family where it is its own words
  std::vector<std::size_t> carrier_of;  // the same, copies included
  std::map<NumberKey, std::set<std::size_t>> with_number;
  std::vector<SharedQuote> quotes;
  std::map<QuoteCarrier, std::size_t> group_of;   // into `quotes`
  std::vector<std::vector<Place>> places;         // of each of `quotes`
  std::vector<std::set<std::size_t>> printed_by;  // the same
  std::map<PlaceKey, const Quantity*> quantities;
  std::map<PlaceKey, QuoteCarrier> said_at;
  std::vector<Claim> claims;
  std::optional<SentenceOverlap> overlap;
  std::vector<Predicate> found;
};

Framing::Framing(const EventReading& event, const FramingOptions& options)
    : state_(std::make_unique<const State>(event, options)) {}
Framing::~Framing() = default;
Framing::Framing(Framing&&) noexcept = default;
Framing& Framing::operator=(Framing&&) noexcept = default;

const std::vector<Predicate>& Framing::predicates() const noexcept { return state_->found; }
bool Framing::holds(const Predicate& predicate) const { return state_->holds(predicate); }

std::string_view to_string(PredicateKind kind) noexcept {
  constexpr std::array<std::string_view, 5> names{"leads_with", "stresses", "leaves_out", "quotes",
                                                  "alone_reports"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<Predicate> find_framing(const EventReading& event, const FramingOptions& options) {
  return Framing(event, options).predicates();
}

bool holds(const Predicate& predicate, const EventReading& event, const FramingOptions& options) {
  return Framing(event, options).holds(predicate);
}

}  // namespace newsloom::attribution
