// newsloom attribution: which articles share their text, whoever wrote it first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace newsloom::attribution {

/// Knobs of `ReuseIndex`, from the sweep in bench/RESULTS.md, "text reuse". Values outside their
/// range are moved to its nearer end.
struct ReuseOptions {
  /// Share of an article's text, as sampled, that has to be found in another's for the two to be
  /// linked. In [0.05, 1]. Independent reports of one event reach .08, once in a thousand .12; a
  /// copy mixed half and half with another text, one word in eight dropped, keeps .3.
  double least_share = 0.18;
  /// The same for two articles of one outlet, which has its own boilerplate (who wrote it, where to
  /// subscribe) and background paragraphs: here only a text that is told again counts. In [0.05,
  /// 1].
  double least_own_share = 0.5;
  /// Sampled values that have to be shared in any case: headlines and stock phrases meet by chance.
  /// 1 to 48. Eight are ten content words in a row of a short text.
  std::uint32_t least_shared = 8;
  /// Links reported for an article, 1 to 64.
  std::size_t most_links = 16;
};

/// Two articles with text in common, seen from the first.
struct ReuseLink {
  std::uint64_t article = 0;  ///< the other, by its number
  std::uint32_t shared = 0;   ///< sampled values both have
  std::uint32_t of_this = 0;  ///< sampled values of the first that could have been shared
  std::uint32_t of_other = 0;

  /// Share of this article's text found in the other's, in 1/1000; and the other way round.
  [[nodiscard]] constexpr std::uint32_t this_in_other() const noexcept {
    return of_this == 0 ? 0 : shared * 1000 / of_this;
  }
  [[nodiscard]] constexpr std::uint32_t other_in_this() const noexcept {
    return of_other == 0 ? 0 : shared * 1000 / of_other;
  }
  friend constexpr bool operator==(const ReuseLink&, const ReuseLink&) = default;
};

/// Finds shared text among all articles it keeps, by their sketches (`text::reuse_sketch`).
///
/// An inverted index from sampled word triples to articles. A query counts hits among the oldest
/// and the newest four articles of each of its values, then compares whole sketches with the best:
/// so ten thousand copies of one text cost a query no more than eight, and common phrases little.
/// It knows no direction and no time: what was copied from what is for `attribute_coverage` to say.
///
/// Answers depend on what is kept, not on what was kept once. Memory about 1.5 KB an article of 900
/// words. Not thread-safe while it changes; `find` is const and each thread brings a `Scratch`.
class ReuseIndex {
 public:
  /// Working memory of `find`, reusable; one per thread.
  struct Scratch {
    std::vector<std::uint16_t> hits;    // by place in the index
    std::vector<std::uint32_t> places;  // those with hits
  };

  explicit ReuseIndex(const ReuseOptions& options = {});
  ~ReuseIndex();
  ReuseIndex(ReuseIndex&&) noexcept;
  ReuseIndex& operator=(ReuseIndex&&) noexcept;

  /// Keeps an article. Numbers ascend from call to call. `sketch` ascending, distinct; an empty one
  /// is kept and never found. `outlet` is any hash that tells outlets apart, 0 is unknown and like
  /// no other. Amortised O(sketch).
  void add(std::uint64_t number, std::uint64_t outlet, std::span<const std::uint32_t> sketch);
  /// Forgets one; false if it is not kept. Amortised O(sketch).
  bool remove(std::uint64_t number);
  /// Replaces `links` by the articles that share text with `sketch`, but for `except`: largest
  /// share of either first, ties to the smaller number. O(sketch + links * sketch).
  void find(std::span<const std::uint32_t> sketch, std::uint64_t outlet, std::uint64_t except,
            std::vector<ReuseLink>& links, Scratch& scratch) const;
  /// The sketch of a kept article, valid until the index changes; empty if it is not kept.
  [[nodiscard]] std::span<const std::uint32_t> sketch(std::uint64_t number) const noexcept;

  [[nodiscard]] std::size_t size() const noexcept;
  /// Bytes held, an estimate by capacity.
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::attribution
