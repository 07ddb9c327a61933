#include <algorithm>
#include <utility>

#include "claims.hpp"
#include "newsloom/attribution/coverage.hpp"
#include "newsloom/page/json.hpp"
#include "newsloom/page/verify.hpp"
#include "page_value.hpp"
#include "predicates.hpp"
#include "reading.hpp"

namespace newsloom::page {
namespace {

namespace json = boost::json;

/// The event as the page's coverage tells it.
EventView event_of(const json::object& page) {
  EventView event;
  std::vector<CoverageRow> rows;
  const json::value* list = page.if_contains("coverage");
  if (list == nullptr) refuse("coverage", "is missing", ErrorCode::wrong_type);
  for (const json::value& entry : array_at(*list, "coverage")) {
    const json::object& object = object_at(entry, "coverage");
    CoverageRow row;
    row.article = ArticleId(text_at(object, "article_id", "coverage"));
    if (object.contains("revision")) {
      row.revision = static_cast<std::uint32_t>(number_at(object, "revision", "coverage"));
    }
    row.outlet = optional_text(object, "outlet", "coverage");
    row.family = optional_text(object, "family", "coverage");
    row.language = optional_text(object, "language", "coverage");
    const std::string original = optional_text(object, "copy_of", "coverage");
    if (!original.empty()) row.copy_of = ArticleId(original);
    if (const json::value* similarity = object.if_contains("similarity")) {
      boost::system::error_code error;
      row.similarity = similarity->to_number<double>(error);
    }
    rows.push_back(std::move(row));
  }
  attribution::Coverage counted = attribution::attribute_coverage(rows);
  event.outlet_count = counted.outlet_count;
  event.family_count = counted.family_count;
  event.independent_source_count = counted.independent_source_count;
  event.languages = counted.languages;
  event.coverage = std::move(rows);
  return event;
}

class ClaimChecker {
 public:
  ClaimChecker(const json::object& page, const PageReading& reading)
      : page_(page), reading_(reading) {}

  Verification check() {
    check_counts();
    each("what_the_papers_say",
         [this](const json::object& row, const std::string& where) { check_verb(row, where); });
    each("quotes", [this](const json::object& quote, const std::string& where) {
      check_speaker(quote, where);
    });
    if (const json::value* behind = page_.if_contains("behind_the_headline")) {
      check_behind(object_at(*behind, "behind_the_headline"));
    }
    return done_;
  }

 private:
  template <class Use>
  void each(std::string_view name, Use&& use) {
    each_of(page_, name, "", use);
  }
  template <class Use>
  void each_of(const json::object& object, std::string_view name, const std::string& prefix,
               Use&& use) {
    const json::value* list = object.if_contains({name.data(), name.size()});
    if (list == nullptr) return;
    std::size_t number = 0;
    const std::string path = prefix + std::string(name);
    for (const json::value& entry : array_at(*list, path)) {
      const std::string where = path + "[" + std::to_string(number++) + "]";
      use(object_at(entry, where), where);
      ++done_.claims;
    }
  }

  void check_counts() {
    const EventView& event = *reading_.event;
    const auto same = [&](std::string_view name, std::size_t count) {
      if (number_at(page_, name, name) != count) {
        refuse(name, "is " + std::to_string(count) + " by the coverage");
      }
      ++done_.claims;
    };
    same("article_count", event.coverage.size());
    same("outlet_count", event.outlet_count);
    same("family_count", event.family_count);
    same("independent_source_count", event.independent_source_count);
  }

  /// The range of a statement's first verbatim segment.
  static Support first_range(const json::object& entry, const std::string& where) {
    const json::value* statement = entry.if_contains("statement");
    if (statement == nullptr) refuse(where, "has no statement", ErrorCode::wrong_type);
    const json::value* segments = object_at(*statement, where).if_contains("segments");
    if (segments == nullptr) refuse(where, "has no segments", ErrorCode::wrong_type);
    for (const json::value& segment : array_at(*segments, where)) {
      const json::object& object = object_at(segment, where);
      if (text_at(object, "kind", where) == "verbatim") return range_at(object, where);
    }
    refuse(where, "has nothing verbatim");
  }

  const PageSource& source_of(const Support& range, const std::string& where) const {
    for (const PageSource& source : reading_.sources) {
      if (source.row->article == range.article) return source;
    }
    refuse(where, "is of an article that is none of the event's own");
  }

  const Passage& passage_of(const Support& range, const std::string& where) const {
    const Passage* passage = find_passage(reading_, range.article, range.field, range.span);
    if (passage == nullptr) refuse(where, "is no sentence of the event's articles");
    return *passage;
  }

  void check_outlet(const std::string& outlet, const Support& range,
                    const std::string& where) const {
    if (source_of(range, where).row->outlet != outlet) refuse(where, "is not by " + outlet);
  }

  void check_verb(const json::object& row, const std::string& where) const {
    const Support range = first_range(row, where);
    check_outlet(text_at(row, "outlet", where), range, where);
    const std::string said = text_at(row, "verb", where);
    for (const Verb verb : {Verb::reports, Verb::leads_with, Verb::quotes, Verb::alone_reports}) {
      if (to_string(verb) != said) continue;
      if (!verb_holds(reading_, passage_of(range, where), verb)) {
        refuse(where, "\"" + said + "\" does not hold");
      }
      return;
    }
    refuse(where, "no verb is " + said);
  }

  void check_speaker(const json::object& quote, const std::string& where) const {
    const Support range = first_range(quote, where);
    const PageSource& source = source_of(range, where);
    const std::string speaker = text_at(quote, "speaker", where);
    const Article& article = source.article;
    if (speaker.empty() || (article.text.find(speaker) == std::string::npos &&
                            article.title.find(speaker) == std::string::npos)) {
      refuse(where, "speaker is not named in the article");
    }
    const auto& quoted =
        reading_.read.articles[static_cast<std::size_t>(&source - reading_.sources.data())]
            .reading[range.field]
            .quoted;
    const bool is_quoted = std::any_of(quoted.begin(), quoted.end(), [&](const text::Quoted& mark) {
      return mark.outer.contains(range.span);
    });
    if (!is_quoted) refuse(where, "does not stand between quotation marks");
  }

  static std::vector<std::string> outlets_of(const json::object& entry, const std::string& where) {
    std::vector<std::string> outlets;
    const json::value* list = entry.if_contains("outlets");
    if (list == nullptr) refuse(where, "names no outlets", ErrorCode::wrong_type);
    for (const json::value& outlet : array_at(*list, where)) {
      if (!outlet.is_string()) refuse(where, "an outlet is a text", ErrorCode::wrong_type);
      outlets.emplace_back(outlet.get_string());
    }
    return outlets;
  }

  void check_behind(const json::object& behind) {
    const std::string prefix = "behind_the_headline.";
    each_of(behind, "agreements", prefix,
            [this](const json::object& entry, const std::string& where) {
              const std::vector<std::string> said = outlets_of(entry, where);
              const std::vector<std::string> agree =
                  outlets_that_agree(reading_, passage_of(first_range(entry, where), where));
              if (said.size() < 2 || said != agree) refuse(where, "these outlets do not say so");
            });
    each_of(behind, "only_from", prefix,
            [this](const json::object& entry, const std::string& where) {
              const Support range = first_range(entry, where);
              check_outlet(text_at(entry, "outlet", where), range, where);
              if (!is_only_from(reading_, passage_of(range, where)))
                refuse(where, "others have it too");
            });
    each_of(behind, "conflicts", prefix,
            [this](const json::object& entry, const std::string& where) {
              check_conflict(entry, where);
            });
  }

  void check_conflict(const json::object& conflict, const std::string& where) const {
    const json::value* values = conflict.if_contains("values");
    if (values == nullptr || array_at(*values, where).size() < 2) {
      refuse(where, "a conflict has two values");
    }
    std::vector<Support> ranges;
    for (const json::value& value : values->get_array()) {
      const json::object& object = object_at(value, where);
      const Support range = first_range(object, where);
      const std::vector<std::string> outlets = outlets_of(object, where);
      const std::string& outlet = source_of(range, where).row->outlet;
      if (std::find(outlets.begin(), outlets.end(), outlet) == outlets.end()) {
        refuse(where, "the outlet of a value's sentence is not among its outlets");
      }
      ranges.push_back(range);
    }
    if (!are_in_conflict(reading_, ranges)) refuse(where, "these figures do not differ");
  }

  const json::object& page_;
  const PageReading& reading_;
  Verification done_;
};

}  // namespace

result<Verification> verify_claims(std::string_view json_text, const ArticleSource& articles,
                                   const VerifyOptions& options) {
  try {
    const json::object page = parse_page(json_text);
    const EventView event = event_of(page);
    auto reading = read_page(event, articles, options.page.reading,
                             optional_text(page, "language", "language"));
    if (!reading) return reading.error();
    read_claims(*reading);
    return ClaimChecker(page, *reading).check();
  } catch (const Refused& refused) {
    return refused.error();
  }
}

result<Verification> verify_claims(const EventPage& page, const ArticleSource& articles,
                                   const VerifyOptions& options) {
  return verify_claims(to_json(page), articles, options);
}

}  // namespace newsloom::page
