// A saved aggregator: header, then sections of which each knows its own length.
//
//   "newsloom" | version u32 | options u64 | payload bytes u64 | checksum of the payload, 2 x u64
//   payload: statistics | clusterer | counters | known articles | open events | text reuse
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <string>
#include <utility>

#include "state.hpp"
#include "types/binary.hpp"

namespace newsloom {
namespace {

using detail::Reader;
using detail::Writer;

constexpr std::string_view magic = "newsloom";
constexpr std::uint32_t version = 4;
constexpr std::size_t header_bytes = magic.size() + sizeof version + 4 * sizeof(std::uint64_t);

Error unusable(const std::string& why) {
  return {ErrorCode::state_unusable, "the saved state " + why, {}};
}

// Of everything that decides where an article goes.
std::uint64_t fingerprint(const Options& options) {
  std::string bytes;
  Writer out(bytes);
  const auto& analysis = options.analysis;
  for (const std::size_t value :
       {analysis.max_text_bytes, analysis.max_title_bytes, std::size_t{analysis.title_weight},
        analysis.lead_tokens, std::size_t{analysis.lead_weight}, options.statistics.max_terms,
        options.statistics.max_vocabulary}) {
    out.size(value);
  }
  const auto& cluster = options.cluster;
  for (const double value :
       {cluster.join_threshold, cluster.names_weight, cluster.runner_up_weight,
        cluster.title_weight, cluster.neighbour_share, cluster.offshoot_score,
        cluster.copy_containment, cluster.copy_min_time, cluster.postponed_share,
        cluster.dense_weight, cluster.dense_weight_across}) {
    out.number(value);
  }
  for (const std::size_t value :
       {cluster.group_events, cluster.group_articles, cluster.large_event, cluster.offshoot_size,
        cluster.copy_min_shared, cluster.max_active_events, cluster.longest_list}) {
    out.size(value);
  }
  const bool uses_model = cluster.dense_weight > 0 || cluster.dense_weight_across > 0;
  out.number(uses_model && options.model ? options.model->fingerprint() : 0);
  out.number(static_cast<std::uint8_t>(analysis.reuse_sketch));
  out.number(options.reuse.least_share);
  out.number(options.reuse.least_own_share);
  out.size(options.reuse.least_shared);
  out.size(options.reuse.most_links);
  out.number(cluster.time_sigma.count());
  out.number(cluster.horizon.count());
  return XXH3_64bits(bytes.data(), bytes.size());
}

void write(Writer& out, const Statistics& counters) {
  for (const std::uint64_t value :
       {counters.articles, counters.known_articles, counters.revisions, counters.removed,
        counters.near_copies, counters.undated, counters.unknown_outlet, counters.events_created,
        counters.events_closed}) {
    out.number(value);
  }
}

void read(Reader& in, Statistics& counters) {
  for (std::uint64_t* value :
       {&counters.articles, &counters.known_articles, &counters.revisions, &counters.removed,
        &counters.near_copies, &counters.undated, &counters.unknown_outlet,
        &counters.events_created, &counters.events_closed}) {
    *value = in.number<std::uint64_t>();
  }
}

void write(Writer& out, const ArticleRecord& record) {
  const CoverageRow& row = record.row;
  out.number(record.number);
  out.text(row.article.str());
  out.number(row.revision);
  for (const std::string* part : {&row.outlet, &row.family, &row.language}) out.text(*part);
  out.time(row.published);
  out.number(static_cast<std::uint8_t>(row.precision));
  out.number(static_cast<std::uint8_t>(row.genre));
  out.number(static_cast<std::uint8_t>(row.is_newsroom));
  out.text(row.credit);
  out.text(row.credit_family);
  out.number(static_cast<std::uint8_t>(record.near_copy_of.has_value()));
  out.number(record.near_copy_of.value_or(0));
}

std::shared_ptr<const ArticleRecord> read_record(Reader& in, EventId event,
                                                 const cluster::OnlineClusterer& clusterer) {
  auto record = std::make_shared<ArticleRecord>();
  CoverageRow& row = record->row;
  record->number = in.number<std::uint64_t>();
  row.article = ArticleId(in.text());
  row.revision = in.number<std::uint32_t>();
  for (std::string* part : {&row.outlet, &row.family, &row.language}) *part = in.text();
  row.published = in.time();
  const auto precision = in.number<std::uint8_t>();
  in.require(precision <= static_cast<std::uint8_t>(DatePrecision::second));
  row.precision = static_cast<DatePrecision>(precision);
  const auto genre = in.number<std::uint8_t>();
  in.require(genre <= static_cast<std::uint8_t>(Genre::press_release));
  row.genre = static_cast<Genre>(genre);
  row.is_newsroom = in.flag();
  row.credit = in.text();
  row.credit_family = in.text();
  const bool is_near_copy = in.flag();
  const auto near_copy_of = in.number<std::uint64_t>();
  if (is_near_copy) record->near_copy_of = near_copy_of;
  record->features = clusterer.features(event, record->number);
  in.require(record->features != nullptr);
  return record;
}

}  // namespace

void Aggregator::State::save(std::string& payload) const {
  Writer out(payload);
  std::string section;
  statistics.save(section);
  out.text(section);
  section.clear();
  clusterer.save(section);
  out.text(section);
  write(out, counters);
  out.number(next_number);
  out.number(log_begin + log.size());
  out.size(known.size());
  for (const auto& [id, article] : known) {
    out.text(id.str());
    out.number(article.digest);
    out.number(article.event.number());
    out.number(article.number);
    out.number(article.revision);
  }
  // By id, so that equal states give equal bytes.
  const std::map<EventId, EventId> sorted(alias_of.begin(), alias_of.end());
  out.size(sorted.size());
  for (const auto& [alias, event] : sorted) {
    out.number(alias.number());
    out.number(event.number());
  }
  out.size(open.size());
  for (const auto& [id, event] : open) {
    out.number(id.number());
    out.size(event->members.size());
    for (const auto& member : event->members) write(out, *member);
  }
  reuse.save(out);
}

void Aggregator::State::load_known(detail::Reader& in) {
  constexpr std::size_t least_bytes = 4 * sizeof(std::uint64_t);
  const std::size_t count = in.size(least_bytes);
  known.reserve(count);
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    ArticleId id(in.text());
    Known article;
    article.digest = in.number<std::uint64_t>();
    article.event = EventId(in.number<std::uint64_t>());
    article.number = in.number<std::uint64_t>();
    article.revision = in.number<std::uint32_t>();
    in.require(known.emplace(std::move(id), article).second);
  }
}

void Aggregator::State::load_aliases(detail::Reader& in) {
  const std::size_t count = in.size(2 * sizeof(std::uint64_t));
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    const EventId alias(in.number<std::uint64_t>());
    const EventId event(in.number<std::uint64_t>());
    in.require(alias != event && alias_of.emplace(alias, event).second);
  }
}

void Aggregator::State::load_open(detail::Reader& in) {
  constexpr std::size_t least_bytes = 2 * sizeof(std::uint64_t);
  const std::size_t count = in.size(least_bytes);
  std::size_t articles = 0;
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    auto event = std::make_shared<EventRecord>();
    event->id = EventId(in.number<std::uint64_t>());
    event->aliases = clusterer.aliases(event->id);
    const std::size_t members = in.size(least_bytes);
    in.require(members > 0);
    for (std::size_t m = 0; m < members && in.ok(); ++m) {
      auto record = read_record(in, event->id, clusterer);
      const auto found = known.find(record->row.article);
      const bool ascends = m == 0 || event->members.back()->number < record->number;
      in.require(ascends && found != known.end() && found->second.event == event->id &&
                 found->second.number == record->number);
      if (const auto published = record->row.published) {
        event->newest = std::max(event->newest.value_or(*published), *published);
        event->oldest = std::min(event->oldest.value_or(*published), *published);
      }
      event->members.push_back(std::move(record));
    }
    articles += members;
    in.require(open.emplace(event->id, std::move(event)).second);
  }
  in.require(count == clusterer.active_events() && articles == clusterer.active_articles());
}

// Origins are in the memory of text reuse; rows and roles follow from it.
void Aggregator::State::load_roles(detail::Reader& in) {
  for (const auto& [id, event] : open) {
    for (const auto& member : event->members) {
      const ArticleId* const article = reuse.id(member->number);
      in.require(article != nullptr && *article == member->row.article);
      if (!in.ok()) return;
      set_origin(*event, member->number);
    }
    std::vector<Change> unused;
    roles.reassess(*event, options.coverage, unused);
  }
}

result<void> Aggregator::State::load(std::string_view payload) {
  Reader in(payload);
  auto loaded_statistics = cluster::TermStatistics::load(in.text(), options.statistics);
  if (!loaded_statistics) return unusable("has damaged statistics");
  auto loaded_clusterer = cluster::OnlineClusterer::load(in.text(), options.cluster);
  if (!loaded_clusterer) return unusable("has a damaged clusterer");
  statistics = *std::move(loaded_statistics);
  clusterer = *std::move(loaded_clusterer);
  read(in, counters);
  next_number = in.number<std::uint64_t>();
  log_begin = in.number<std::uint64_t>();
  load_known(in);
  load_aliases(in);
  load_open(in);
  reuse.load(in);
  if (in.ok()) load_roles(in);
  if (!in.at_end()) return unusable("does not hold together");
  return {};
}

std::string Aggregator::save() const {
  std::string payload;
  state_->save(payload);
  const XXH128_hash_t checksum = XXH3_128bits(payload.data(), payload.size());
  std::string bytes(magic);
  Writer out(bytes);
  out.number(version);
  out.number(fingerprint(state_->options));
  out.size(payload.size());
  out.number(std::uint64_t{checksum.low64});
  out.number(std::uint64_t{checksum.high64});
  return bytes + payload;
}

result<Aggregator> Aggregator::load(std::string_view bytes, const Options& options,
                                    EventArchive* archive) {
  if (!bytes.starts_with(magic) || bytes.size() < header_bytes) {
    return unusable("is none: it does not begin with \"newsloom\" and a header");
  }
  Reader in(bytes.substr(magic.size(), header_bytes - magic.size()));
  const std::string_view payload = bytes.substr(header_bytes);
  const auto found_version = in.number<std::uint32_t>();
  if (found_version != version) {
    return unusable("has version " + std::to_string(found_version) + ", this library reads " +
                    std::to_string(version));
  }
  const auto found_options = in.number<std::uint64_t>();
  const auto size = in.number<std::uint64_t>();
  if (size != payload.size()) {
    return unusable("has " + std::to_string(payload.size()) + " bytes behind its header, not " +
                    std::to_string(size));
  }
  const XXH128_hash_t checksum = XXH3_128bits(payload.data(), payload.size());
  const auto low = in.number<std::uint64_t>();
  const auto high = in.number<std::uint64_t>();
  if (low != checksum.low64 || high != checksum.high64) {
    return unusable("is damaged: its checksum does not fit");
  }
  if (found_options != fingerprint(options)) {
    return unusable("was saved under other options: their fingerprint is " +
                    std::to_string(found_options) + ", not " +
                    std::to_string(fingerprint(options)));
  }
  auto aggregator = create(options, archive);
  if (!aggregator) return aggregator.error();
  if (auto loaded = aggregator->state_->load(payload); !loaded) return loaded.error();
  return aggregator;
}

}  // namespace newsloom
