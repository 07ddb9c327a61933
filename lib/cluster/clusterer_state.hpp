// The clusterer's inside: open events, their index, and the working memory of one decision.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "average_link.hpp"
#include "copy_index.hpp"
#include "newsloom/cluster/online_clusterer.hpp"
#include "pair_scores.hpp"
#include "sum_index.hpp"
#include "time_kernel.hpp"
#include "types/binary.hpp"
#include "watermark.hpp"

namespace newsloom::cluster {

// Options in the fixed point that decides.
struct Weights {
  std::uint32_t threshold;                     // Q15
  std::uint32_t runner_up;                     // Q15
  std::uint32_t title;                         // Q15
  std::uint32_t dense;                         // Q15
  std::uint32_t dense_across;                  // Q15
  std::uint32_t neighbour;                     // Q15
  std::uint32_t offshoot;                      // Q15
  std::uint64_t postponed;                     // of a vector's squared length
  std::array<std::uint32_t, view_count> view;  // Q15
};

// What few members have.
struct MemberExtras {
  std::vector<std::uint64_t> with;     // arrival numbers it is bound to
  std::vector<std::uint64_t> without;  // … and kept apart from
  std::vector<std::uint64_t> sample;   // of a copy's fingerprint, should it have to stand in
};

struct Member {
  std::uint64_t article = 0;  // arrival number
  std::uint64_t text = 0;     // arrival number of the first article with (nearly) its text
  std::shared_ptr<const ArticleFeatures> features;
  std::optional<CopyIndex::Handle> copy_handle;
  bool is_copy = false;                  // an earlier member of the event has its text: not summed
  std::uint32_t background = 0;          // Q15: mean score of its runner-ups when last looked at
  std::unique_ptr<MemberExtras> extras;  // null: none
};

// What a candidate is first judged by: apart from the rest and small, as thousands are looked at an
// article.
struct Outline {
  std::array<std::uint64_t, view_count> inverse_length{};  // 2^47 / length of the sum, 0: empty
  Timestamp first = Timestamp::max();                      // of those dated; of none: after `last`
  Timestamp last = Timestamp::min();

  [[nodiscard]] std::optional<Timestamp> newest() const noexcept {
    return last < first ? std::nullopt : std::optional(last);
  }
  void add_date(std::optional<Timestamp> published) noexcept {
    if (!published) return;
    first = std::min(first, *published);
    last = std::max(last, *published);
  }
  void forget_dates() noexcept {
    first = Timestamp::max();
    last = Timestamp::min();
  }
};

// An id of an event merged into another: it stays with its founding article.
struct Alias {
  EventId id;
  std::uint64_t founder = 0;  // arrival number
};

/// Open events with the arrival number of their last article, the one longest without an article
/// first. An event that has none yet, or has none while they are being moved, stands anywhere.
struct LastArrival {
  std::uint64_t article = 0;
  std::uint32_t slot = 0;
  friend auto operator<=>(const LastArrival&, const LastArrival&) = default;
};
using ByArrival = std::set<LastArrival>;

struct Event {
  EventId id;                  // 0: the slot is free
  EventId family;              // the event it is an offshoot of, directly or not; else its own id
  std::uint64_t founder = 0;   // arrival number of the article the id goes with
  std::vector<Alias> aliases;  // ascending by id
  bool is_queued = false;      // in State::to_examine
  std::array<std::uint64_t, view_count> squared{};
  std::array<std::uint64_t, view_count> length{};  // the root of that
  std::vector<Member> members;
  std::uint64_t summed = 0;        // members that are no copies
  ByArrival::iterator by_arrival;  // in State::order
};

struct OnlineClusterer::Scratch::State {
  using Dots = std::array<std::uint64_t, view_count>;
  struct Shared {
    SumIndex::Entries entries;
    Term term;
    std::uint16_t weight;
    std::uint16_t view;
  };
  // The postponed terms by view, ascending.
  struct Postponed {
    std::vector<Term> terms;
    std::vector<std::uint16_t> weights;
  };
  std::array<Postponed, view_count> postponed;
  struct Scored {
    Candidate candidate;
    std::uint32_t slot;
  };
  std::vector<Dots> dots;              // by slot; all zero between calls
  std::vector<std::uint32_t> touched;  // the first `touched_count` are slots with sums
  std::size_t touched_count = 0;
  void add_dots(const Shared& shared);
  std::vector<Shared> rare_terms;      // of the article: those few events hold
  std::vector<Shared> terms;           // the others; after gathering those postponed
  std::vector<std::uint32_t> guesses;  // by postponed term: where the event at hand may be
  std::vector<std::uint64_t> rough;    // see `ranked` in candidates.cpp
  std::vector<Scored> scored;
  // What is grouped anew, see regroup.cpp.
  struct Item {
    std::uint32_t slot = 0;   // of its event; `no_slot` for an arriving article
    std::uint64_t first = 0;  // arrival number of its article, or of its founding one
    std::uint64_t text = 0;   // what its copies name
    std::int64_t size = 1;    // articles summed
    std::int64_t background = 0;
    struct Sampled {
      const ArticleFeatures* features;
      std::uint64_t article;  // arrival number
    };
    std::vector<Sampled> sample;  // by which it is compared
    const MemberExtras* bonds = nullptr;
  };
  std::vector<std::uint32_t> slots;  // of the events grouped anew, best first
  std::vector<Item> items;
  std::size_t item_count = 0;  // in use; the rest keeps its memory
  LinkTable links;
  std::vector<std::int64_t> arriving;  // mean score of the arriving article with each item
  std::vector<std::size_t> groups;     // by item
  // Of the clusterer's own scratch memory only: others see articles that have no number yet.
  std::unique_ptr<PairScores> pairs;
};

inline constexpr std::uint32_t no_slot = UINT32_MAX;

// The candidates whose scores say what is usual around an article: ranks 3 to 12, absent ones count
// 0. The second is left out, as it often is the same story's other half.
inline constexpr std::size_t runner_up_first = 2;
inline constexpr std::size_t runner_up_last = 12;

struct OnlineClusterer::State {
  explicit State(const ClusterOptions& given);

  struct Choice {
    Decision decision;
    std::uint32_t slot = no_slot;  // of the event to join, if there is one
    EventId family;                // of the new event
    std::uint64_t text = 0;        // what a copy is a copy of
    std::uint32_t background = 0;
    std::unique_ptr<MemberExtras> bonds;
    bool is_grouped = false;  // events around it are grouped anew, as the scratch memory says
  };
  [[nodiscard]] Choice choose(const ArticleFeatures& features,
                              std::span<const std::uint64_t> fingerprint, const Bonds& bonds,
                              Scratch& scratch) const;
  [[nodiscard]] std::optional<CopyIndex::Match> copy_of(const ArticleFeatures& features,
                                                        std::span<const std::uint64_t> fingerprint,
                                                        const Bonds& bonds) const;
  void score_candidates(const ArticleFeatures& features, std::size_t wanted,
                        Scratch::State& scratch) const;
  void gather(const ArticleFeatures& features, Scratch::State& scratch) const;
  void pick_rough(const ArticleFeatures& features, std::size_t pool, Scratch::State& scratch) const;
  [[nodiscard]] bool reads_members(std::uint32_t slot, const Scratch::State& scratch) const;
  void prefetch_picked(const Scratch::State& scratch) const;
  [[nodiscard]] Candidate exact(const ArticleFeatures& features, std::uint32_t slot,
                                Scratch::State& scratch) const;
  [[nodiscard]] bool within_horizon(const ArticleFeatures& features, const Outline& event) const;
  [[nodiscard]] std::uint32_t background_of(const std::vector<Scratch::State::Scored>& scored,
                                            std::size_t first_rank) const;
  [[nodiscard]] EventId family_of_new(const std::vector<Scratch::State::Scored>& scored) const;
  std::uint32_t found(EventId id, EventId family, std::uint64_t founder);

  // Grouping anew, in regroup.cpp.
  void group_around(const ArticleFeatures& features, const Bonds& bonds, Scratch::State& scratch,
                    Choice& choice) const;
  [[nodiscard]] bool holds(const Scratch::State::Item& item, std::uint64_t article) const;
  void bind(Scratch::State& scratch) const;
  void add_neighbours(std::uint32_t background, std::size_t articles,
                      Scratch::State& scratch) const;
  void collect_items(const ArticleFeatures* arriving, const Choice& choice,
                     Scratch::State& scratch) const;
  void prefetch_scores(std::size_t i, const Scratch::State& scratch) const;
  void link_items(Scratch::State& scratch) const;
  [[nodiscard]] std::int64_t score_of(const Scratch::State::Item::Sampled& a,
                                      const Scratch::State::Item::Sampled& b,
                                      PairScores* remembered) const;
  [[nodiscard]] std::int64_t score_of(const ArticleFeatures& a, const ArticleFeatures& b) const;
  [[nodiscard]] std::uint32_t keeper_of(std::size_t group, const Scratch::State& scratch) const;
  [[nodiscard]] std::int64_t usual(const Scratch::State::Item& a,
                                   const Scratch::State::Item& b) const;
  [[nodiscard]] bool holds_founder(const Scratch::State::Item& item) const;
  void add_alias(std::uint32_t slot, Alias alias);
  void explain_grouping(const Scratch::State& scratch, Decision& decision) const;
  void apply_grouping(const Scratch::State& scratch, std::uint32_t slot_of_arriving,
                      std::vector<Regrouping>& done);
  void move_items(const Scratch::State& scratch, std::size_t group, std::uint32_t into,
                  std::vector<Regrouping>& done);
  void merge_events(std::uint32_t into, std::uint32_t from, std::vector<Regrouping>& done);
  void move_members(std::uint32_t from, std::uint32_t into, std::vector<Member>& moving);
  void examine(std::uint32_t slot, std::vector<Regrouping>& done);
  void queue(std::uint32_t slot);
  void join(std::uint32_t slot, Member member);
  void add_to_sums(std::uint32_t slot, const ArticleFeatures& features);
  void put_in_sums(std::uint32_t slot, Member& member, std::span<const std::uint64_t> fingerprint);
  void take_from_sums(std::uint32_t slot, Member& member);
  void set_lengths(std::uint32_t slot);
  void set_dates(std::uint32_t slot);
  void set_place_in_order(std::uint32_t slot);  // by its last article; O(log events)
  void pass_on_ids(std::uint32_t slot, std::uint64_t gone);
  void erase(std::uint32_t slot);
  void save(std::string& bytes) const;
  // False if the bytes are not what `save` wrote; the state is then unusable.
  bool load(std::string_view bytes);
  void load_event(detail::Reader& in, std::uint32_t slot);
  void load_queue(detail::Reader& in);
  void close(std::uint32_t slot, std::vector<EventId>& closed);
  void close_what_is_over(std::vector<EventId>& closed);

  ClusterOptions options;
  Weights weights{};
  TimeKernel kernel;
  SumIndex index;
  CopyIndex copies;
  struct Home {
    std::uint32_t slot = 0;
    std::uint64_t article = 0;
    std::uint64_t text = 0;
  };
  std::vector<Home> copy_home;    // by handle
  std::vector<Event> events;      // by slot
  std::vector<Outline> outlines;  // by slot
  std::vector<std::uint32_t> free_slots;
  std::unordered_map<EventId, std::uint32_t> slots;  // of open events
  ByArrival order;
  std::deque<EventId> to_examine;  // by `maintain`; may name events that are gone
  Watermark watermark;
  std::uint64_t next_article = 0;
  std::uint64_t next_event = 1;
  std::size_t active_articles = 0;
  std::size_t feature_bytes = 0;  // of their features
  Scratch own_scratch;            // of `add`
};

}  // namespace newsloom::cluster
