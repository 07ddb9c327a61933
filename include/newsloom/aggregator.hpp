// newsloom: articles in, events out. The one class that composes all stages.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/attribution/coverage.hpp"
#include "newsloom/attribution/outlet.hpp"
#include "newsloom/attribution/reuse.hpp"
#include "newsloom/cluster/online_clusterer.hpp"
#include "newsloom/cluster/term_statistics.hpp"
#include "newsloom/embed/model.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/text/analysis.hpp"
#include "newsloom/types.hpp"

namespace newsloom {

/// What an editor knows better. Ids may be of articles still to come.
struct Constraints {
  using Pair = std::pair<ArticleId, ArticleId>;
  /// Both belong to one event, whatever their texts say; holds while that event is open.
  std::vector<Pair> must_link;
  /// The two never share an event. Of a pair in both lists this one counts.
  std::vector<Pair> cannot_link;
  /// Outlets (as `CoverageRow::outlet`) whose articles are placed but shape no event: they are not
  /// summed and draw nobody.
  std::vector<std::string> ignored_outlets;
};

/// Every knob. The defaults serve all corpora and languages we measured; see bench/RESULTS.md.
struct Options {
  // Behaviour.

  /// What was learned before the first article: the word vectors `cluster.dense_weight` compares
  /// articles by. Null: none.
  std::shared_ptr<const embed::Model> model = embed::Model::builtin();
  text::AnalysisOptions analysis = {};
  cluster::TermStatisticsOptions statistics = {};
  cluster::ClusterOptions cluster = {};
  attribution::OutletOptions outlets = {};
  Constraints constraints = {};
  attribution::ReuseOptions reuse = {};
  attribution::CoverageOptions coverage = {};

  /// Dates before this count as unknown. News on the web begins about here.
  Timestamp earliest_date = std::chrono::sys_days{std::chrono::year{1990} / 1 / 1};
  /// Dates after this count as unknown, for a caller who knows what the time is (two days past it
  /// is a good value). The default only keeps nonsense out.
  Timestamp latest_date = std::chrono::sys_days{std::chrono::year{2100} / 1 / 1};

  /// Changes remembered for `changes_since`, about 100 bytes each. 0 remembers none.
  std::size_t max_logged_changes = 65'536;

  // Injected.

  /// Runs the analysis of many articles in parallel; null: the calling thread. Results do not
  /// depend on it. Must outlive the aggregator.
  Executor* executor = nullptr;
  Logger logger = {};
};

/// Counters since creation, and sizes now.
struct Statistics {
  std::uint64_t articles = 0;        ///< added, known ones not counted
  std::uint64_t known_articles = 0;  ///< same id and content again: ignored
  std::uint64_t revisions = 0;       ///< of known ids; counted in `articles` once
  std::uint64_t removed = 0;         ///< by `remove`
  std::uint64_t near_copies = 0;
  std::uint64_t undated = 0;  ///< without a date, or with one outside the options' range
  std::uint64_t unknown_outlet = 0;
  std::uint64_t events_created = 0;
  std::uint64_t events_closed = 0;
  std::size_t active_events = 0;
  std::size_t active_articles = 0;
  std::size_t memory = 0;        ///< bytes held for features, index and coverage, an estimate
  std::size_t event_memory = 0;  ///< … of it for the features and sums of open events
  std::chrono::nanoseconds analysing{};    ///< thread time spent on text
  std::chrono::nanoseconds weighing{};     ///< … on term statistics and vectors
  std::chrono::nanoseconds clustering{};   ///< … on candidates, decisions and index
  std::chrono::nanoseconds attributing{};  ///< … on text reuse and roles
};

/// An event an article could belong to, and how well.
struct Neighbour {
  EventId event;
  double score = 0;  ///< as `Update::score`
  double words = 0;  ///< cosine of words, in [0, 1]
  double names = 0;  ///< cosine of names, in [0, 1]
  double time = 1;   ///< time kernel, in [0, 1]
};

/// Why an article belongs where it is, in words a reader can check.
struct Explanation {
  double score = 0;                       ///< of the best event
  double required = 0;                    ///< what it had to exceed here
  std::vector<Neighbour> neighbours;      ///< best first
  std::vector<std::string> shared_words;  ///< as written in the first article, heaviest first
  std::vector<std::string> shared_names;
};

/// An immutable picture of the open events at one moment. Cheap to copy, safe to use and to share
/// between threads while the aggregator goes on. It keeps what it shows alive.
class View {
 public:
  View() = default;
  /// The event, also by the id of one merged into it. Errors: `not_found` (closed events are in the
  /// `EventArchive`). O(log events + the event's articles * terms).
  [[nodiscard]] result<EventView> event(EventId id) const;
  /// Events that match, in the query's order. O(events + work on those returned).
  [[nodiscard]] std::vector<EventView> events(const EventQuery& query = {}) const;
  /// Number of open events. O(1).
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  friend class Aggregator;
  struct State;
  std::shared_ptr<const State> state_;
};

/// Clusters a stream of articles into events with per-source attribution, online.
///
/// Each article is analysed (text), turned into frozen features (statistics), placed at once
/// (cluster), and attributed (outlets, copies, roles). It keeps features and coverage rows, never
/// text: keep articles in an `ArticleSource`. Events close when the stream has moved past them
/// and then live in the `EventArchive`.
///
/// Same articles in the same order give the same events, bit for bit, on any machine, for any
/// executor width, and however they are divided into calls.
/// Not thread-safe: one caller at a time; take a `snapshot` for readers in other threads.
class Aggregator {
 public:
  /// `archive` receives closed events; null keeps none of them. It must outlive the aggregator.
  /// Errors: `invalid_argument`, `invalid_registry` for options out of range.
  [[nodiscard]] static result<Aggregator> create(const Options& options,
                                                 EventArchive* archive = nullptr);
  /// Goes on where `save` stopped, with the same bytes as if there had been no interruption: same
  /// options (but for dates, outlets and what is injected), same version, same architecture.
  /// Errors: `state_unusable` for bytes that are damaged, cut, of another version or saved under
  /// other options, saying which; nothing in them makes it crash. O(size).
  [[nodiscard]] static result<Aggregator> load(std::string_view bytes, const Options& options,
                                               EventArchive* archive = nullptr);
  /// Everything `load` needs: a header with version, fingerprint of the options and checksum, then
  /// open events, statistics and known ids. No text. O(open articles * terms + known articles).
  [[nodiscard]] std::string save() const;

  ~Aggregator();
  Aggregator(Aggregator&&) noexcept;
  Aggregator& operator=(Aggregator&&) noexcept;

  /// Places one article. Known content under a known id changes nothing (`is_known_article`).
  /// Other content under a known id is a revision: the old content is taken out as by `remove` and
  /// the new one placed; it may move to another event, and keeps the one it was alone in.
  /// Errors: `missing_content` for neither title nor text, `invalid_argument` without an id,
  /// `not_active` for a revision of an article whose event is closed and in no archive.
  /// A failed article leaves no trace.
  [[nodiscard]] result<Update> add(const Article& article);

  /// The same as `add` one by one, in order, analysed in parallel by the executor; one result an
  /// article. `progress` may cancel between articles: those not reached get `cancelled`.
  [[nodiscard]] std::vector<result<Update>> add(std::span<const Article> articles,
                                                const ProgressCallback& progress = {});

  /// Takes an article out, as when its outlet retracts it. Afterwards events, coverage and answers
  /// are as if it had never been added and all others had been placed as they were: its earliest
  /// copy stands in for it, an event without articles is gone, its id is not used again. Document
  /// frequencies and the stream's clock keep having seen it. The id may be added again.
  /// Also in closed events, which the archive is given anew. Errors: `not_found`, `not_active` if
  /// its event is closed and the archive does not have it. O(the event's articles * terms).
  [[nodiscard]] result<Update> remove(const ArticleId& article);

  /// Looks again at events touched since it last did, at most `max_operations` of them: with what
  /// has come in since, events may merge, split and exchange articles. `add` does this around every
  /// arrival; this is for idle time and for the end of a batch. Returns what changed, which
  /// `changes_since` replays too. Each call ends; what it changed itself waits for the next.
  std::vector<Change> maintain(std::size_t max_operations);

  /// Where the article would go, without adding it: `Update::changes` is empty.
  /// Errors: `missing_content`.
  [[nodiscard]] result<Update> classify(const Article& article) const;
  /// The `count` open events nearest to the article, best first, ties by id.
  /// Errors: `missing_content`.
  [[nodiscard]] result<std::vector<Neighbour>> nearest(const Article& article,
                                                       std::size_t count) const;
  /// Why `article` would go, or went, to its event, and which terms it shares with `other`, an
  /// article of that event (re-analysed here, as no text is kept). Errors: `missing_content`.
  [[nodiscard]] result<Explanation> explain(const Article& article, const Article& other) const;

  /// The event an article is in, also when closed. Errors: `not_found`. Average O(1).
  [[nodiscard]] result<EventId> event_of(const ArticleId& article) const;
  /// The id an event has now: of one merged into another, that one's. An id leads to the event that
  /// holds its founding article. Errors: `not_found`. Average O(1), and a look into the archive.
  [[nodiscard]] result<EventId> resolve(EventId id) const;
  /// An open event, or a closed one from the archive, also by an alias. Errors: `not_found`.
  [[nodiscard]] result<EventView> event(EventId id) const;
  /// Open events; see `View::events`.
  [[nodiscard]] std::vector<EventView> events(const EventQuery& query = {}) const;
  /// O(open events) pointers are copied; an event is copied only when it next changes.
  [[nodiscard]] View snapshot() const;

  /// What changed from `cursor` on, at most `limit` changes; 0 is the beginning, then each answer's
  /// `next`. Only the last `Options::max_logged_changes` are remembered, and none over `save` and
  /// `load`, but for the count: a cursor stays good. O(changes returned).
  [[nodiscard]] ChangeLog changes_since(std::uint64_t cursor, std::size_t limit = SIZE_MAX) const;

  [[nodiscard]] Statistics statistics() const;
  /// The stream's own time (see DESIGN "Clock"); absent until a dated article came.
  [[nodiscard]] std::optional<Timestamp> watermark() const noexcept;

 private:
  struct State;
  explicit Aggregator(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Batch mode: all articles at once. As a stream, and looked at again while their events are open
/// and at the end, so that an order of arrival matters less. One event id an article, in the order
/// given; unusable articles have none. Articles without an id or with one given before are taken
/// for articles of their own. Near-linear time. Errors: as `Aggregator::create`.
[[nodiscard]] result<std::vector<std::optional<EventId>>> cluster_corpus(
    std::span<const Article> articles, const Options& options = {});

}  // namespace newsloom
