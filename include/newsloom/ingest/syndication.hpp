// newsloom ingest: whom an article names as its origin.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "newsloom/article.hpp"

namespace newsloom::ingest {

/// Where a mark stood.
enum class SyndicationPlace : std::uint8_t {
  field,     ///< a credit or copyright field of the source
  byline,    ///< an author: "By the Associated Press", "Ann Lee, Reuters"
  dateline,  ///< at the start of the text: "LONDON (Reuters) –"
  tail,      ///< at its end: "© 2026 AFP", "Source: dpa", "(ANSA)"
};

/// One statement of origin. `begin` and `end` are bytes of the text it was found in.
struct SyndicationMark {
  std::string agency;  ///< as readers know it: "Associated Press"
  SyndicationPlace place = SyndicationPlace::field;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const SyndicationMark&, const SyndicationMark&) = default;
};

// Pure and thread-safe. News agencies are known by a closed list (lib/ingest/agencies.hpp). Of
// others only the dateline's form counts: a place, capitals in brackets, a dash. Being mentioned is
// no mark: "Reuters reported", "with files from the Canadian Press".

/// The agency a name or abbreviation stands for ("AP", "the Associated Press", "dpa/tmn"); empty if
/// it is none we know. O(length).
[[nodiscard]] std::string_view agency_of(std::string_view name);

/// The mark of an article's text, at its start or its end. O(1): it looks at some hundred bytes.
[[nodiscard]] std::optional<SyndicationMark> mark_in_text(std::string_view text);
/// The mark of one author as written.
[[nodiscard]] std::optional<SyndicationMark> mark_in_byline(std::string_view author);
/// The agency of a copyright line, if one holds it.
[[nodiscard]] std::optional<SyndicationMark> mark_in_rights(std::string_view rights);

/// Fills `article.credit`, if it is empty, from `rights` (the copyright holder as the source states
/// it), the authors and the text, in this order. Nothing else is changed: what is stored stays what
/// was published. O(authors).
void state_credit(Article& article, std::string_view rights = {});

}  // namespace newsloom::ingest
