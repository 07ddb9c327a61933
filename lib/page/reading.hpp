// newsloom page: the articles of an event, read and cut into passages that could be shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/attribution/event_reading.hpp"
#include "newsloom/attribution/reading.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/page/options.hpp"
#include "newsloom/page/statement.hpp"
#include "passage_index.hpp"

namespace newsloom::page {

/// Bits of `Passage::traits`.
namespace trait {
inline constexpr std::uint32_t complete = 1U << 0;      ///< a whole sentence, nothing cut
inline constexpr std::uint32_t stands_alone = 1U << 1;  ///< leans on no sentence before it
inline constexpr std::uint32_t question = 1U << 2;
inline constexpr std::uint32_t quoted = 1U << 3;        ///< holds a quotation
inline constexpr std::uint32_t all_quoted = 1U << 4;    ///< … mostly, and names nobody outside it
inline constexpr std::uint32_t first_person = 1U << 5;  ///< outside quotation marks
inline constexpr std::uint32_t cause = 1U << 6;
inline constexpr std::uint32_t contrast = 1U << 7;
inline constexpr std::uint32_t forecast = 1U << 8;
/// Opens as something spoken of before ("The statement …") and is no lead.
inline constexpr std::uint32_t definite = 1U << 9;
/// What may be shown by itself.
inline constexpr std::uint32_t showable = complete | stands_alone;
}  // namespace trait

/// A sentence of one article, or its title.
struct Passage {
  std::uint32_t source = 0;  ///< index into `PageReading::sources`
  Field field = Field::text;
  text::Span span;             ///< cleaned: without dateline
  std::uint32_t position = 0;  ///< of the sentence in its field, among those that count; 0 the lead
  std::uint32_t first_token = 0;
  std::uint32_t token_count = 0;
  std::uint32_t words = 0;
  std::uint32_t traits = 0;
  std::vector<std::uint64_t> terms;    ///< stems of its content words, ascending, distinct
  std::vector<std::uint64_t> bigrams;  ///< of neighbouring words, ascending, distinct
  std::vector<std::uint64_t> names;    ///< folded names, ascending, distinct
  std::vector<std::int64_t> numbers;   ///< values in thousandths, ascending, distinct

  [[nodiscard]] bool has(std::uint32_t wanted) const noexcept {
    return (traits & wanted) == wanted;
  }
};

/// An article that was read, with its row.
struct PageSource {
  const CoverageRow* row = nullptr;
  std::size_t row_index = 0;
  Article article;
  std::string language;
  std::string family;     ///< empty when the outlet is unknown
  std::size_t voice = 0;  ///< articles of one text have one voice; dense from 0
  std::size_t first_passage = 0;
  std::size_t passage_count = 0;    ///< of its text
  std::optional<Passage> headline;  ///< its title
};

/// Term → number of voices that have it.
class VoiceCounts {
 public:
  VoiceCounts() = default;
  /// Of terms and the voices they are found with, in any order and any number of times.
  explicit VoiceCounts(std::vector<std::pair<std::uint64_t, std::size_t>> found);
  /// O(log terms).
  [[nodiscard]] std::uint32_t of(std::uint64_t term) const;

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> counts_;  // ascending
};

/// Everything the sections look at. Owns the articles it read; looks into the event it was made of.
struct PageReading {
  const EventView* event = nullptr;
  std::string language;  ///< the page's
  std::vector<PageSource> sources;
  /// By row of the event: told of something else than most, so not among `sources`. find_core.
  std::vector<bool> is_related;
  std::vector<Passage> passages;  ///< of texts, by source, then by position
  /// Parallel to `sources`: what attribution reads in them. Looks into the articles.
  attribution::EventReading read;
  std::size_t voice_count = 0;
  VoiceCounts support;
  PassageIndex index;  ///< of `passages` and headlines

  [[nodiscard]] const PageSource& source_of(const Passage& passage) const {
    return sources[passage.source];
  }
  [[nodiscard]] std::span<const text::Token> tokens_of(const Passage& passage) const;
  [[nodiscard]] std::string_view text_of(const Passage& passage) const;
  /// Whether the passage is in the page's language.
  [[nodiscard]] bool in_language(const Passage& passage) const {
    return source_of(passage).language == language;
  }
};

/// Reads the event's articles: originals before copies, the nearest to the event first where there
/// are more than `options.max_articles`. Articles the source does not have are passed over.
/// Errors: `not_found` if it has none of them.
[[nodiscard]] result<PageReading> read_page(const EventView& event, const ArticleSource& articles,
                                            const ReadingOptions& options,
                                            std::string_view wanted_language);

/// Fills in what the articles claim, for those who compare it.
void read_claims(PageReading& reading);

/// How much of what the event's voices say is in the passage, in [0, 1): the mean support of its
/// words, less for one with few. O(words * log words).
[[nodiscard]] double support_share(const PageReading& reading, const Passage& passage);

/// Whether the passage may stand by itself as a statement of fact: a whole sentence in the page's
/// language that leans on none, asks nothing and is not just somebody's words.
[[nodiscard]] bool is_plain(const PageReading& reading, const Passage& passage);

/// Share of `part`'s values in `whole`; both ascending. 0 for an empty part.
[[nodiscard]] double share_in(const std::vector<std::uint64_t>& part,
                              const std::vector<std::uint64_t>& whole);
/// Cosine of two sets.
[[nodiscard]] double likeness(const std::vector<std::uint64_t>& a,
                              const std::vector<std::uint64_t>& b);

}  // namespace newsloom::page
