// The aggregator's inside: prepared articles, what is known, and the way of one article through it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "articles.hpp"
#include "newsloom/aggregator.hpp"
#include "recent_outlets.hpp"
#include "reuse.hpp"
#include "role_book.hpp"
#include "types/binary.hpp"

namespace newsloom {

/// What each thread of the parallel part has to itself.
struct Worker {
  explicit Worker(const text::AnalysisOptions& options) : analyzer(options) {}
  text::Analyzer analyzer;
  RecentOutlets outlets;
};

/// What the parallel part makes of one article, and then what is decided of it. Reusable.
struct Prepared {
  text::Analysis analysis;
  cluster::ArticleTerms terms;
  attribution::Outlet outlet;
  std::string credit;         ///< outlet the article says its text is of
  std::string credit_family;  ///< … and its family
  Genre genre = Genre::news;
  std::uint64_t digest = 0;  ///< of everything that makes two articles the same content
  std::chrono::nanoseconds time{};

  std::shared_ptr<const cluster::ArticleFeatures> features;
  cluster::Decision decision;
  std::vector<EventId> closed;  ///< events that are over now
  std::chrono::nanoseconds weighing{};
  std::chrono::nanoseconds clustering{};
};

/// What a decision says of an article, before anything is placed.
[[nodiscard]] Update update_of(const cluster::Decision& decision, const ArticleId& article);

struct View::State {
  attribution::CoverageOptions coverage;
  std::map<EventId, std::shared_ptr<const EventRecord>> events;
  std::map<EventId, EventId> aliases;
};

struct Aggregator::State {
  State(const Options& given, attribution::OutletResolver outlet_resolver, EventArchive* to);

  /// The parallel part: reads nothing that `place` changes.
  void prepare(Worker& worker, const Article& article, Prepared& out) const;
  /// Which of these articles have nothing to do with any that is known or among them, so that
  /// their ordered part is `weigh_new`, `decide_new` and `place_new`; that of the others is
  /// `place`.
  [[nodiscard]] std::vector<char> find_new(std::span<const Article> articles) const;
  /// The ordered part in one.
  [[nodiscard]] result<Update> place(const Article& article, Prepared& prepared);
  /// Its first part: the statistics, which nobody else looks at.
  void weigh_new(Prepared& prepared);
  /// The second: the clusterer, which nobody else looks at either. Next articles may be weighed
  /// meanwhile, and decided while `place_new` of this one runs.
  void decide_new(const Article& article, Prepared& prepared,
                  std::optional<EventId> id_if_new = std::nullopt);
  /// The third: the books of what was decided.
  [[nodiscard]] Update place_new(const Article& article, Prepared& prepared);
  /// Takes an article out of its open event.
  [[nodiscard]] result<Update> remove(const ArticleId& id);
  /// Lets the clusterer look again at what it placed, and follows it.
  [[nodiscard]] std::vector<Change> maintain(std::size_t max_operations);
  /// Remembers what changed.
  void remember(const std::vector<Change>& changes);
  /// The event an id leads to: itself, or the one it was merged into.
  [[nodiscard]] EventId resolve(EventId id) const;
  /// What `place` would decide, and the article's frozen features.
  [[nodiscard]] cluster::Decision decide(const Prepared& prepared) const;

  /// What `Aggregator::save` and `load` put behind and take from behind the header.
  void save(std::string& payload) const;
  [[nodiscard]] result<void> load(std::string_view payload);

  Options options;
  EventArchive* archive;
  attribution::OutletResolver outlets;
  cluster::TermStatistics statistics;
  cluster::OnlineClusterer clusterer;
  InlineExecutor inline_executor;
  std::vector<Worker> workers;
  std::vector<Prepared> prepared;  // by place in the pipeline

  struct Known {
    std::uint64_t digest = 0;
    EventId event;
    std::uint64_t number = 0;  // by arrival
    std::uint32_t revision = 0;
  };
  std::unordered_map<ArticleId, Known> known;
  struct Wanted {
    ArticleId partner;
    bool together = false;
  };
  std::unordered_multimap<ArticleId, Wanted> wanted;  // Constraints, by either article
  std::map<EventId, std::shared_ptr<EventRecord>> open;
  std::unordered_map<EventId, EventId> alias_of;  // also of closed events
  ReuseMemory reuse;                              // of the articles of open events
  RoleBooks roles;                                // of open events
  std::uint64_t next_number = 0;                  // of arrival; the clusterer counts the same
  std::deque<Change> log;                         // the last changes
  std::uint64_t log_begin = 0;                    // cursor of the first of them
  Statistics counters;

 private:
  [[nodiscard]] result<Update> revise(const Article& article, Prepared& prepared);
  void record(const Article& article, Prepared& prepared);
  // What the constraints say of an arriving article.
  [[nodiscard]] cluster::Bonds bonds_of(const ArticleId& id, const std::string& outlet) const;
  // Moves records as the clusterer moved articles.
  void regroup(const std::vector<cluster::Regrouping>& regroupings, std::vector<Change>& changes);
  void move(const cluster::Regrouping& regrouping, std::vector<Change>& changes);
  void move_alias(EventId alias, EventRecord* from, EventRecord& into);
  void load_aliases(detail::Reader& in);
  // Compares the article's text with all that is open; tells what that changes for others.
  void attribute(const Prepared& prepared, const cluster::Decision& decision, const ArticleId& id,
                 std::vector<Change>& changes);
  // Writes the origins of these articles into their rows and tells the roles that change, and, if
  // an article that came is what changed them, the origins too.
  void retell(const std::vector<std::uint64_t>& articles, std::optional<std::uint64_t> newcomer,
              std::vector<Change>& changes);
  void load_known(detail::Reader& in);
  void load_open(detail::Reader& in);
  void load_roles(detail::Reader& in);
  // Writes an article's origin into its row.
  void set_origin(EventRecord& event, std::uint64_t number) const;
  // Takes a known article out of its open event; true if that is gone now.
  bool take_out(const ArticleId& id, EventId event, std::vector<Change>& changes);
  // The same for a closed event; absent if the archive does not have it with its state.
  std::optional<bool> take_out_of_archive(const ArticleId& id, EventId event,
                                          std::vector<Change>& changes);
  void put_in_archive(EventId closed);
  [[nodiscard]] EventRecord& writable(EventId id);
};

}  // namespace newsloom
