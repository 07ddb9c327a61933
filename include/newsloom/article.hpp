// newsloom: one published item of one outlet, and where its text lives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/error.hpp"
#include "newsloom/types.hpp"

namespace newsloom {

/// One published item of one outlet. A plain value; all text is UTF-8.
///
/// `title` and `text` are stored as they came but for UTF-8 repair (see `text::repair_utf8`), so
/// that byte offsets into them stay valid for as long as the article is kept. Everything but one
/// of title and text may be unknown, which is empty (or absent, for dates).
///
/// Title, text and outlet are what an article *is*: with others under a known id it is a revision.
/// The fields after `revision` are what its source says about it. They decide nothing, so a feed
/// that adds an author or a tag makes no revision.
struct Article {
  ArticleId id;
  std::string url;
  std::string outlet;    ///< a name or a domain as the source gave it; see attribution
  std::string language;  ///< BCP-47 as the source gave it; checked against the text by analysis
  std::optional<Timestamp> published;
  DatePrecision precision = DatePrecision::unknown;
  std::string title;
  std::string text;
  std::uint32_t revision = 0;  ///< 0 for the first content seen under this id, then 1, 2, …

  std::optional<Timestamp> modified;    ///< last change as the source states it
  std::optional<Timestamp> fetched;     ///< when the bytes were taken (WARC-Date, a fetcher)
  std::vector<std::string> authors;     ///< names, in the source's order, without "By"
  std::string section;                  ///< the outlet's own ("World", "Sport")
  std::vector<std::string> categories;  ///< tags, keywords, subjects, each once
  std::string image;                    ///< URL of the lead image
  std::string credit;                   ///< whom the source names as origin: "Reuters"
  std::optional<bool> free_to_read;     ///< false: behind a paywall, as the source states it
  std::string source;                   ///< path or URL this came from

  friend bool operator==(const Article&, const Article&) = default;
};

/// Where texts live. The aggregator keeps features only; whoever needs a sentence asks here.
/// Implementations are thread-safe for concurrent `find`.
class ArticleSource {
 public:
  virtual ~ArticleSource() = default;
  /// The article as stored; without `revision` the newest one.
  /// Errors: `not_found`; a store's own `io_error`.
  [[nodiscard]] virtual result<Article> find(
      const ArticleId& id, std::optional<std::uint32_t> revision = std::nullopt) const = 0;
};

/// Articles in memory. `find` may run in several threads at once, also while `put` runs.
class MemoryArticleSource final : public ArticleSource {
 public:
  MemoryArticleSource();
  ~MemoryArticleSource() override;
  MemoryArticleSource(MemoryArticleSource&&) noexcept;
  MemoryArticleSource& operator=(MemoryArticleSource&&) noexcept;

  /// Keeps the article under (id, revision); an equal pair is replaced. Average O(1).
  void put(Article article);
  [[nodiscard]] result<Article> find(
      const ArticleId& id, std::optional<std::uint32_t> revision = std::nullopt) const override;
  /// Number of distinct ids.
  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom
