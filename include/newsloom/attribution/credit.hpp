// newsloom attribution: what an article says about itself: whose text it is, and of what kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsloom/article.hpp"
#include "newsloom/attribution/outlet.hpp"
#include "newsloom/event.hpp"
#include "newsloom/text/span.hpp"

namespace newsloom::attribution {

/// Where an article names whose text it has.
enum class CreditPlace : std::uint8_t {
  field,     ///< `Article::credit`
  authors,   ///< `Article::authors`: "Associated Press"
  dateline,  ///< at the beginning of the text: "PARIS (Reuters) - "
  byline,    ///< a first line: "By the Associated Press"
  ending,    ///< a last line: "© 2026 The Associated Press", "(dpa)"
};

struct Credit {
  Outlet outlet;  ///< as the resolver's registry knows it
  CreditPlace place = CreditPlace::field;
  text::Span span;  ///< of the name in `Article::text`; empty for `field` and `authors`
};

/// The outlet an article credits with its text, if that is an agency or a press-release service of
/// the registry, or if the field `credit` names an outlet of it; absent if it credits nobody, or
/// its own family.
///
/// Read are the fields, the first line and a half (the first 300 bytes) and the last lines (300
/// bytes). A name counts where only a credit stands: in brackets before a dash or behind a place,
/// on a line of its own behind "By", "Von", "Por", "Par", "Di" …, or as an ending line. "Smith told
/// Reuters" and "Reuters contributed to this report" are none. O(1): the text's length does not
/// matter. Thread-safe.
[[nodiscard]] std::optional<Credit> find_credit(const Article& article, const Outlet& own,
                                                const OutletResolver& outlets);

/// What kind of text the article is, as its outlet marks it: by the address (/opinion/), the
/// section or a category ("Opinion"), the headline ("Analysis: …"), or, for press releases, by the
/// outlet's kind and the words such texts begin with ("FOR IMMEDIATE RELEASE", "/PRNewswire/"). In
/// en, de, fr, es, pt, it, nl and the Nordic languages. O(length of address and headline).
/// Thread-safe.
[[nodiscard]] Genre find_genre(const Article& article, const Outlet& own);

}  // namespace newsloom::attribution
