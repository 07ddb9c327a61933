// The aggregator's inside: prepared articles, what is known, and the way of one article through it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "articles.hpp"
#include "newsloom/aggregator.hpp"
#include "reuse.hpp"
#include "role_book.hpp"
#include "types/binary.hpp"

namespace newsloom {

/// What the parallel part makes of one article. Reusable.
struct Prepared {
  text::Analysis analysis;
  cluster::ArticleTerms terms;
  attribution::Outlet outlet;
  std::string credit;         ///< outlet the article says its text is of
  std::string credit_family;  ///< … and its family
  Genre genre = Genre::news;
  std::uint64_t digest = 0;  ///< of everything that makes two articles the same content
  std::chrono::nanoseconds time{};
};

struct View::State {
  attribution::CoverageOptions coverage;
  std::map<EventId, std::shared_ptr<const EventRecord>> events;
};

struct Aggregator::State {
  State(const Options& given, attribution::OutletResolver outlet_resolver, EventArchive* to);

  /// The parallel part: reads nothing that `place` changes.
  void prepare(text::Analyzer& analyzer, const Article& article, Prepared& out) const;
  /// The ordered part.
  [[nodiscard]] result<Update> place(const Article& article, const Prepared& prepared);
  /// Takes an article out of its open event.
  [[nodiscard]] result<Update> remove(const ArticleId& id);
  /// Remembers what an update changed.
  void remember(const Update& update);
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
  std::vector<text::Analyzer> analyzers;  // by worker
  std::vector<Prepared> prepared;         // by place in the pipeline

  struct Known {
    std::uint64_t digest = 0;
    EventId event;
    std::uint64_t number = 0;  // by arrival
    std::uint32_t revision = 0;
  };
  std::unordered_map<ArticleId, Known> known;
  std::map<EventId, std::shared_ptr<EventRecord>> open;
  ReuseMemory reuse;              // of the articles of open events
  RoleBooks roles;                // of open events
  std::uint64_t next_number = 0;  // of arrival; the clusterer counts the same
  std::deque<Change> log;         // the last changes
  std::uint64_t log_begin = 0;    // cursor of the first of them
  Statistics counters;

 private:
  [[nodiscard]] Update place_new(const Article& article, const Prepared& prepared,
                                 std::optional<EventId> id_if_new);
  [[nodiscard]] result<Update> revise(const Article& article, const Prepared& prepared);
  void record(const Article& article, const Prepared& prepared, const cluster::Decision& decision,
              std::shared_ptr<const cluster::ArticleFeatures> features);
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
