// newsloom cluster: places one article after another, the moment it arrives.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/cluster/features.hpp"
#include "newsloom/error.hpp"
#include "newsloom/types.hpp"

namespace newsloom::cluster {

/// Every knob of the join-or-new decision. The numbers come from the sweep over the labelled sets
/// that bench/RESULTS.md shows ("decision"); one setting serves all sets and languages.
struct ClusterOptions {
  // Behaviour.

  /// Two groups of articles are one event if what they have in common on average exceeds this, plus
  /// `runner_up_weight` times what is usual around them. In [0, 2]; higher makes smaller events.
  double join_threshold = 0.16;
  /// Weight of the `names` cosine beside that of `words` (which has 1). In [0, 4].
  double names_weight = 0.2;
  /// Weight of the cosine of two headlines. In [0, 4].
  double title_weight = 0.15;
  /// Weight of the cosine of two embeddings, of articles in one language and in two; of what is
  /// above 0.3, which unrelated articles have. With the vectors of the built-in model it gains
  /// nothing (bench/RESULTS.md, "what each feature is worth"), so it is off and nothing is
  /// embedded; it is for a model of your own. In [0, 4].
  double dense_weight = 0;
  double dense_weight_across = 0;
  /// How much of the mean score of an article's candidates ranked 3rd to 12th is subtracted: what
  /// everything in this corpus looks like to this article, related or not. In [0, 4].
  double runner_up_weight = 1.2;
  /// Candidates scoring at least this share of what joining needs are grouped anew together with
  /// the arriving article. In (0, 1].
  double neighbour_share = 0.7;
  /// Events grouped anew together at most, and their articles. Bounds the cost of an arrival. 1 to
  /// 64, and 2 to 256.
  std::size_t group_events = 4;
  std::size_t group_articles = 48;
  /// An event of more articles is not taken apart: it joins or stays as one. 2 to 128.
  std::size_t large_event = 40;
  /// An article that nearly joined an event of at least `offshoot_size` articles, scoring this or
  /// more, founds an *offshoot* of it. Offshoots are no runner-ups of one another: else a large
  /// story that once came apart would look like its own background and fall to pieces. In [0, 2].
  double offshoot_score = 0.25;
  std::size_t offshoot_size = 16;
  /// Standard deviation of the time kernel exp(-d^2 / 2 sigma^2), d being the distance from the
  /// article to the event's newest article. 1 hour to 1 year.
  std::chrono::seconds time_sigma = std::chrono::hours{36};
  /// An event closes when the stream has gone this far past its newest article; no article joins
  /// one that is further away. From 69 hours on the kernel leaves no score above `join_threshold`;
  /// what is longer is for articles that come in late. 1 hour to 10 years.
  std::chrono::seconds horizon = std::chrono::days{4};
  /// Share of the smaller article's fingerprint found in the larger's from which the two are copies
  /// of one text. In (0, 1].
  double copy_containment = 0.75;
  /// Time kernel below which a copy is no reason to join: a text reprinted days later belongs to
  /// the events of its own days. In [0, 1]; 0.5 is 1.2 sigma.
  double copy_min_time = 0.5;
  /// Shared samples below which a fingerprint says nothing: headlines and stock phrases are alike
  /// by chance, thirty words in a row (4 samples) are not. 1 to 64.
  std::size_t copy_min_shared = 4;

  // Performance.

  /// Events kept open at most; the one longest without a new article closes first. 1 to 2^31.
  std::size_t max_active_events = 200'000;
  /// Articles in open events at most, with the same consequence; only the event touched last may
  /// have more. A full-text article takes about 3 KB. 1 to 2^40.
  std::size_t max_active_articles = 2'000'000;
  /// Share of an article's vector (of its squared length) that makes no candidates: the terms the
  /// most events hold; their part of the score is added for the best of those the others bring. In
  /// [0, 1]. bench/RESULTS.md, "candidates".
  double postponed_share = 0.6;
  /// A term held by more open events than this makes none in any case. At least 64.
  std::size_t longest_list = 1024;
  /// Candidates reported with a decision. 1 to 64.
  std::size_t reported_candidates = 10;
};

/// One event an article might have joined.
struct Candidate {
  EventId event;
  std::uint32_t score = 0;                          ///< in 1/32768
  std::array<std::uint32_t, view_count> cosines{};  ///< in 1/32768, by `View`
  std::uint32_t time = 0;                           ///< time kernel, in 1/32768
};

/// Articles that changed their event because of what arrived.
struct Regrouping {
  EventId from;
  EventId into;
  /// All that is left of `from`, whose id is an alias of `into` from now on.
  bool is_merge = false;
  std::vector<std::uint64_t> articles;  ///< arrival numbers, ascending; of `from`, now of `into`
  std::vector<EventId> aliases;         ///< of `from`, now of `into`; with a merger all of them
};

/// What somebody knows about an arriving article and the decision has to respect.
struct Bonds {
  /// Another article, and the open event it is in.
  struct Partner {
    EventId event;
    std::uint64_t article = 0;  ///< arrival number
  };
  std::vector<Partner> with;     ///< it belongs to their events
  std::vector<Partner> without;  ///< it never shares an event with them
  /// It is placed like any other, but not summed: it shapes no event and draws nobody.
  bool is_ignored = false;
};

/// Why an article went where it went.
struct Decision {
  EventId event;  ///< where it goes; for a new event its id to be
  bool is_new_event = true;
  /// Arrival number of the article whose text this one repeats; it then joins that one's event.
  std::optional<std::uint64_t> copy_of;
  /// What it has in common with its event's other articles on average (or, founding one, with the
  /// best candidate), in 1/32768; 0 without one.
  std::uint32_t score = 0;
  std::uint32_t required = 0;         ///< what the score had to exceed, in 1/32768
  std::uint32_t confidence = 0;       ///< probability that `event` is right, in 1/32768
  std::vector<Candidate> candidates;  ///< best first, ties by id
  /// What else moved, in this order: articles to other events, then events into others.
  std::vector<Regrouping> regroupings;
};

/// What taking an article out did.
struct Removal {
  bool event_is_gone = false;  ///< it was the event's last article
  /// The earliest copy of the removed article, which now counts in the sums in its place.
  std::optional<std::uint64_t> stands_in;
};

/// Online clustering by an inverted index over event sums and local average linkage.
///
/// An article is compared with the open events that share a term with it (those that share only the
/// most frequent ones left out). The articles of the few nearest events and the new one are then
/// grouped anew by average link: two groups become one while what they have in common exceeds a
/// threshold in proportion to what is usual around them. So each arrival may also mend what was
/// decided with less in hand: events merge, split, and exchange articles, at a bounded cost.
///
/// An event's vector is the sum of its members' unit vectors; near-copies join at once by
/// fingerprint and are not summed again, so that forty reprints of a wire story do not drown it,
/// and go where their original goes. Events close after the horizon and cost nothing after.
///
/// **Ids** count from 1 by creation. An id goes with its founding article: of several in one event
/// that of the earliest is the event's, the others are its aliases; a part without any gets a new
/// one. No id is used twice.
///
/// Only integers decide: any machine, any thread count and any run gives the same bits. It keeps
/// pointers to the features it was given and no text.
/// Not thread-safe: one caller at a time, but for calls that are const, which may overlap each
/// other as each uses a `Scratch` of its own.
class OnlineClusterer {
 public:
  /// Reusable working memory of `decide`; one per thread.
  class Scratch {
   public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

   private:
    friend class OnlineClusterer;
    struct State;
    std::unique_ptr<State> state_;
  };

  /// Values outside their documented range are clamped to it.
  explicit OnlineClusterer(const ClusterOptions& options = {});
  ~OnlineClusterer();
  OnlineClusterer(OnlineClusterer&&) noexcept;
  OnlineClusterer& operator=(OnlineClusterer&&) noexcept;

  /// Where the article would go. `fingerprint` ascending, may be empty.
  /// O(index entries of its terms + touched events).
  [[nodiscard]] Decision decide(const ArticleFeatures& features,
                                std::span<const std::uint64_t> fingerprint, Scratch& scratch) const;

  /// The `count` open events nearest to the article, best first, ties by id. Cost of `decide`.
  [[nodiscard]] std::vector<Candidate> nearest(const ArticleFeatures& features, std::size_t count,
                                               Scratch& scratch) const;

  /// Decides, then places. Articles are numbered from 0 in order of arrival. What closed because of
  /// it is appended to `closed`, ascending. A new event gets the next id, or `id_if_new`, which
  /// then must be one of this clusterer's and not open: a revision keeps the event it was alone in.
  /// Cost of `decide` + O(terms * log).
  Decision add(std::shared_ptr<const ArticleFeatures> features,
               std::span<const std::uint64_t> fingerprint, std::vector<EventId>& closed,
               std::optional<EventId> id_if_new = std::nullopt, const Bonds& bonds = {});

  /// Takes an article out of its open event: sums, dates, near-copies and order are, bit for bit,
  /// as if it had never joined, while all others stay where they are. Only the stream's clock keeps
  /// having seen it. Absent if the event is not open or does not hold the article.
  /// O(terms * log + the event's articles), and O(open events) if it was the event's latest.
  std::optional<Removal> remove(EventId event, std::uint64_t article);

  /// Looks again at events touched since the last call, at most `max_operations` of them, with all
  /// that has come in since: what `add` does for the events around an arrival. For callers with
  /// idle time. Each operation costs about as much as three `add`s.
  [[nodiscard]] std::vector<Regrouping> maintain(std::size_t max_operations);
  /// Events `maintain` would look at.
  [[nodiscard]] std::size_t events_to_examine() const noexcept;

  /// The ids that lead to an open event besides its own, ascending; empty if it is not open.
  [[nodiscard]] std::vector<EventId> aliases(EventId event) const;

  /// Gives an open event founded anew under its old id (`id_if_new`) the aliases it had.
  void restore_aliases(EventId event, std::span<const EventId> ids);

  /// The frozen features of an article of an open event; null if it is not there.
  [[nodiscard]] std::shared_ptr<const ArticleFeatures> features(EventId event,
                                                                std::uint64_t article) const;

  /// Appends the whole state to `out`, as bytes of a private format: whoever keeps them adds
  /// version and checksum (`Aggregator::save` does). O(articles * terms).
  void save(std::string& out) const;
  /// What `save` wrote, going on with the same decisions bit for bit if the options are the same.
  /// Errors: `corrupt` for bytes that do not hold together; no input makes it crash.
  [[nodiscard]] static result<OnlineClusterer> load(std::string_view bytes,
                                                    const ClusterOptions& options = {});

  /// Open events now.
  [[nodiscard]] std::size_t active_events() const noexcept;
  /// Articles in open events.
  [[nodiscard]] std::size_t active_articles() const noexcept;
  /// The stream's own time; absent until a dated article came.
  [[nodiscard]] std::optional<Timestamp> watermark() const noexcept;
  /// Memory held, features included, in bytes (an estimate by capacity). O(1).
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::cluster
