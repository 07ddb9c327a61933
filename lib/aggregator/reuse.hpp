// Whose text each open article has: the aggregator's memory of text reuse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "newsloom/attribution/reuse.hpp"
#include "newsloom/event.hpp"
#include "types/binary.hpp"

namespace newsloom {

/// Which articles have text of which, kept while their events are open: the window of text reuse is
/// what is open, whatever event it is in.
///
/// Two articles are compared once, when the later one arrives, and what was seen then is kept. Each
/// pair has a direction (see `direct`); of the sources an article has, one is its origin. So later
/// evidence, an original that comes in late, changes origins, and taking an article out leaves all
/// others as if it had never been there. Not thread-safe.
class ReuseMemory {
 public:
  /// What directs a pair. Hashes tell apart, 0 is unknown.
  struct Facts {
    ArticleId id;
    std::optional<Timestamp> published;
    DatePrecision precision = DatePrecision::unknown;
    std::uint64_t outlet = 0;
    std::uint64_t family = 0;
    std::uint64_t credited_family = 0;
  };
  /// The article whose near-copy the clusterer took an article for.
  struct NearCopy {
    std::uint64_t article = 0;
    double share = 0;  ///< of the smaller one's fingerprint
  };
  /// An article whose text another has.
  struct Source {
    std::uint64_t article = 0;
    attribution::ReuseLink link;  ///< seen from the copy
    OrderBasis order = OrderBasis::none;
    bool is_own = false;  ///< of the same outlet
    std::optional<Timestamp> published;
    ArticleId id;
  };

  explicit ReuseMemory(const attribution::ReuseOptions& options) : index_(options) {}

  /// Takes in an article; numbers ascend. Returns the numbers of the articles whose origin is
  /// another now, ascending, the new one's included if it has one.
  std::vector<std::uint64_t> add(std::uint64_t number, const Facts& facts,
                                 std::span<const std::uint32_t> sketch,
                                 const std::optional<NearCopy>& near_copy);
  /// Takes one out, as when it had never come; returns those whose origin changed, ascending.
  std::vector<std::uint64_t> remove(std::uint64_t number);
  /// Its event closed: nothing is compared with it any more, and what was found stays.
  void close(std::uint64_t number);

  /// The article's origin; null if it has none, or is not open.
  [[nodiscard]] const Source* origin(std::uint64_t number) const;
  /// Id of an open article; null if it is not open.
  [[nodiscard]] const ArticleId* id(std::uint64_t number) const;

  [[nodiscard]] std::size_t memory() const noexcept;
  void save(detail::Writer& out) const;
  void load(detail::Reader& in);

 private:
  struct Entry {
    Facts facts;
    std::vector<Source> sources;
    std::size_t origin = 0;  // place in `sources`, if there are any
  };
  void link(std::uint64_t number, Entry& entry, const attribution::ReuseLink& seen,
            std::vector<std::uint64_t>& changed);
  void add_source(std::uint64_t number, Entry& entry, Source source);
  static void choose_origin(Entry& entry);

  attribution::ReuseIndex index_;
  attribution::ReuseIndex::Scratch scratch_;
  std::vector<attribution::ReuseLink> links_;
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> copies_;  // open ones, by source
};

}  // namespace newsloom
