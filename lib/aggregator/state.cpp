#include "state.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "newsloom/attribution/credit.hpp"
#include "newsloom/embed/embedder.hpp"
#include "newsloom/text/stem.hpp"

namespace newsloom {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr double q15 = 32768.0;

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

// A language's number is its letters, so that it means the same in every run.
std::uint32_t language_number(std::string_view code) {
  constexpr std::size_t letters = 4;
  std::uint32_t number = 0;
  for (const char c : code.substr(0, letters))
    number = number << 8U | static_cast<unsigned char>(c);
  return number;
}

// Not of the URL, which feeds decorate as they like; whose the article is counts, not how two feeds
// write it.
std::uint64_t digest_of(const Article& article, const std::string& outlet) {
  std::uint64_t digest = 0;
  for (const std::string* part : {&article.title, &article.text, &outlet}) {
    digest = digest * 0x9e3779b97f4a7c15ULL + text::hash_bytes(*part);
  }
  return digest;
}

void copy_terms(const std::vector<text::CountedTerm>& from, std::vector<cluster::TermCount>& to) {
  to.clear();
  for (const auto& term : from) to.push_back({term.hash, term.count});
}

bool compares_dense(const Options& options) {
  return options.model && options.model->vectors().dim() > 0 &&
         options.model->vectors().dim() <= cluster::max_dense_dim &&
         (options.cluster.dense_weight > 0 || options.cluster.dense_weight_across > 0);
}

std::vector<cluster::TermCount>& view(cluster::ArticleTerms& terms, cluster::View which) {
  return terms.views[static_cast<std::size_t>(which)];
}

}  // namespace

Update update_of(const cluster::Decision& decision, const ArticleId& article) {
  Update update;
  update.article = article;
  update.event = decision.event;
  update.score = std::min(1.0, decision.score / q15);
  update.required = std::min(1.0, decision.required / q15);
  update.confidence = decision.confidence / q15;
  update.is_new_event = decision.is_new_event;
  update.is_near_copy = decision.copy_of.has_value();
  return update;
}

Aggregator::State::State(const Options& given, attribution::OutletResolver outlet_resolver,
                         EventArchive* to)
    : options(given),
      archive(to),
      outlets(std::move(outlet_resolver)),
      statistics(given.statistics),
      clusterer(given.cluster),
      reuse(given.reuse) {
  const auto want = [this](const Constraints::Pair& pair, bool together) {
    wanted.emplace(pair.first, Wanted{pair.second, together});
    wanted.emplace(pair.second, Wanted{pair.first, together});
  };
  for (const auto& pair : options.constraints.must_link) want(pair, true);
  for (const auto& pair : options.constraints.cannot_link) want(pair, false);
}

void Aggregator::State::prepare(Worker& worker, const Article& article, Prepared& out) const {
  const auto start = SteadyClock::now();
  worker.analyzer.analyze(article.title, article.text, article.language, out.analysis);
  out.outlet = worker.outlets.resolve(outlets, article.url, article.outlet);
  out.genre = attribution::find_genre(article, out.outlet);
  const auto credit = attribution::find_credit(article, out.outlet, outlets);
  out.credit = credit ? credit->outlet.id : std::string();
  out.credit_family = credit ? credit->outlet.family : std::string();
  out.digest = digest_of(article, out.outlet.id);
  copy_terms(out.analysis.words, view(out.terms, cluster::View::words));
  copy_terms(out.analysis.names, view(out.terms, cluster::View::names));
  copy_terms(out.analysis.title, out.terms.title);
  out.terms.dense.clear();
  if (compares_dense(options)) {
    const auto& vectors = options.model->vectors();
    out.terms.dense.resize(vectors.dim());
    (void)embed::embed_q8(vectors, out.analysis.words, out.terms.dense);
  }
  out.terms.fingerprint = out.analysis.fingerprint;
  out.terms.language = language_number(out.analysis.language);
  out.terms.published = article.published;
  const bool absurd = article.published && (*article.published < options.earliest_date ||
                                            *article.published > options.latest_date);
  if (absurd) out.terms.published.reset();
  out.time = SteadyClock::now() - start;
}

std::vector<char> Aggregator::State::find_new(std::span<const Article> articles) const {
  std::vector<char> is_new(articles.size());
  if (!wanted.empty()) return is_new;  // constraints look at what the last article left
  std::unordered_set<std::string_view> ids;
  if (articles.size() > 1) ids.reserve(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const Article& article = articles[i];
    const bool is_usable =
        !article.id.empty() && !(is_blank(article.title) && is_blank(article.text));
    const bool is_first = articles.size() == 1 || ids.insert(article.id.str()).second;
    is_new[i] = is_usable && is_first && !known.contains(article.id) ? 1 : 0;
  }
  return is_new;
}

result<Update> Aggregator::State::place(const Article& article, Prepared& done) {
  if (article.id.empty()) {
    return Error{ErrorCode::invalid_argument, "the article has no id", {{}, {}, {}, "id"}};
  }
  if (is_blank(article.title) && is_blank(article.text)) {
    return Error{ErrorCode::missing_content,
                 "the article has neither title nor text",
                 {article.id.str(), {}, {}, "text"}};
  }
  const auto found = known.find(article.id);
  if (found == known.end()) {
    weigh_new(done);
    decide_new(article, done);
    return place_new(article, done);
  }
  if (found->second.digest != done.digest) return revise(article, done);
  ++counters.known_articles;
  Update update;
  update.article = article.id;
  update.event = found->second.event;
  update.is_known_article = true;
  update.revision = found->second.revision;
  return update;
}

void Aggregator::State::weigh_new(Prepared& done) {
  const auto start = SteadyClock::now();
  done.features = std::make_shared<const cluster::ArticleFeatures>(statistics.observe(done.terms));
  done.weighing = SteadyClock::now() - start;
}

void Aggregator::State::decide_new(const Article& article, Prepared& done,
                                   std::optional<EventId> id_if_new) {
  const auto start = SteadyClock::now();
  done.closed.clear();
  done.decision = clusterer.add(done.features, done.terms.fingerprint, done.closed, id_if_new,
                                bonds_of(article.id, done.outlet.id));
  done.clustering = SteadyClock::now() - start;
}

Update Aggregator::State::place_new(const Article& article, Prepared& done) {
  const cluster::Decision& decision = done.decision;
  Update update = update_of(decision, article.id);
  update.revision = article.revision;
  record(article, done);
  constexpr std::size_t usual_changes = 2;
  update.changes.reserve(usual_changes);
  if (decision.is_new_event) {
    update.changes.emplace_back(EventCreated{decision.event, article.id});
  }
  update.changes.emplace_back(ArticleJoined{decision.event, article.id});
  const auto recorded = SteadyClock::now();
  attribute(done, decision, article.id, update.changes);
  counters.attributing += SteadyClock::now() - recorded;
  regroup(decision.regroupings, update.changes);
  for (const EventId id : done.closed) {
    put_in_archive(id);
    update.changes.emplace_back(EventClosed{id});
  }
  ++counters.articles;
  counters.analysing += done.time;
  counters.weighing += done.weighing;
  counters.clustering += done.clustering;
  return update;
}

void Aggregator::State::record(const Article& article, Prepared& done) {
  const cluster::Decision& decision = done.decision;
  auto member = std::make_shared<ArticleRecord>();
  CoverageRow& row = member->row;
  row.article = article.id;
  row.revision = article.revision;
  row.outlet = done.outlet.id;
  row.family = done.outlet.family;
  row.language = done.analysis.language;
  row.published = done.terms.published;
  if (row.published) row.precision = article.precision;
  member->number = next_number++;
  member->features = std::move(done.features);
  row.genre = done.genre;
  row.is_newsroom = attribution::is_newsroom(done.outlet.kind);
  row.credit = done.credit;
  row.credit_family = done.credit_family;
  member->near_copy_of = decision.copy_of;
  if (bonds_of(article.id, done.outlet.id).is_ignored && !member->near_copy_of) {
    member->near_copy_of = member->number;  // of nobody but itself: it is not summed
  }

  EventRecord& event = writable(decision.event);
  counters.near_copies += decision.copy_of ? 1U : 0U;
  if (row.published) {
    event.newest = std::max(event.newest.value_or(*row.published), *row.published);
    event.oldest = std::min(event.oldest.value_or(*row.published), *row.published);
  }
  counters.undated += row.published ? 0U : 1U;
  counters.unknown_outlet += row.outlet.empty() ? 1U : 0U;
  counters.events_created += decision.is_new_event ? 1U : 0U;
  event.members.push_back(std::move(member));
  known.insert_or_assign(article.id,
                         Known{done.digest, decision.event, event.members.back()->number,
                               event.members.back()->row.revision});
}

EventRecord& Aggregator::State::writable(EventId id) {
  auto& event = open[id];
  if (!event) {
    event = std::make_shared<EventRecord>();
    event->id = id;
  } else if (event.use_count() > 1) {
    event = std::make_shared<EventRecord>(*event);  // a snapshot keeps the one it has
  }
  return *event;
}

void Aggregator::State::put_in_archive(EventId closed) {
  const auto event = open.find(closed);
  if (archive != nullptr)
    archive->put(view_of(*event->second, EventStatus::closed, options.coverage),
                 state_of(*event->second));
  for (const auto& member : event->second->members) reuse.close(member->number);
  roles.forget(closed);
  open.erase(event);
  ++counters.events_closed;
}

void Aggregator::State::remember(const std::vector<Change>& changes) {
  for (const Change& change : changes) log.push_back(change);
  while (log.size() > options.max_logged_changes) {
    log.pop_front();
    ++log_begin;
  }
}

cluster::Bonds Aggregator::State::bonds_of(const ArticleId& id, const std::string& outlet) const {
  cluster::Bonds bonds;
  const auto& ignored = options.constraints.ignored_outlets;
  bonds.is_ignored = std::ranges::find(ignored, outlet) != ignored.end();
  const auto [begin, end] = wanted.equal_range(id);
  for (auto want = begin; want != end; ++want) {
    const auto partner = known.find(want->second.partner);
    if (partner == known.end() || !open.contains(partner->second.event)) continue;
    auto& side = want->second.together ? bonds.with : bonds.without;
    side.push_back({partner->second.event, partner->second.number});
  }
  return bonds;
}

cluster::Decision Aggregator::State::decide(const Prepared& done) const {
  cluster::OnlineClusterer::Scratch scratch;
  return clusterer.decide(statistics.weigh(done.terms), done.terms.fingerprint, scratch);
}

}  // namespace newsloom
