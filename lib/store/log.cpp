// The log: articles with their revisions, removals, replay.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "codec.hpp"
#include "state.hpp"
#include "titles.hpp"

namespace newsloom::store {
namespace {

// What makes two articles the same content, as the aggregator sees it.
std::string digest_of(const Article& article) {
  XXH3_state_t hash;
  XXH3_128bits_reset(&hash);
  for (const std::string* part : {&article.title, &article.text, &article.url, &article.outlet}) {
    const std::uint64_t size = part->size();
    XXH3_128bits_update(&hash, &size, sizeof size);
    XXH3_128bits_update(&hash, part->data(), part->size());
  }
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&hash));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

// What can be made before the writer's turn comes.
struct Prepared {
  const Article* article;
  std::string body;
  std::string about;
  std::string digest;
};

Error about(const Article& article, ErrorCode code, std::string message, std::string field) {
  return {code, std::move(message), {article.id.str(), {}, {}, std::move(field)}};
}

result<Prepared> prepare(const Article& article, const StoreOptions& options) {
  if (article.id.empty()) {
    return about(article, ErrorCode::invalid_argument, "the article has no id", "id");
  }
  if (is_blank(article.title) && is_blank(article.text)) {
    return about(article, ErrorCode::missing_content, "the article has neither title nor text",
                 "text");
  }
  if (std::max(article.title.size(), article.text.size()) > options.max_article_bytes) {
    return about(article, ErrorCode::too_large,
                 "the article has " + std::to_string(article.text.size()) +
                     " bytes of text, over " + std::to_string(options.max_article_bytes),
                 "text");
  }
  return Prepared{&article, pack(article.text, options.compression_level), encode_about(article),
                  digest_of(article)};
}

struct Newest {
  std::int64_t sequence = 0;
  std::uint32_t revision = 0;
  std::string title;
  std::string digest;
};

result<std::optional<Newest>> newest_of(Connection& connection, const ArticleId& id) {
  auto statement = connection.prepare(
      "SELECT sequence, revision, title, digest FROM articles"
      " WHERE id = ?1 AND removed IS NULL ORDER BY revision DESC LIMIT 1");
  if (!statement) return statement.error();
  const auto row = statement->bind_text(1, id.str()).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Newest>();
  return std::optional(Newest{statement->integer(0),
                              static_cast<std::uint32_t>(statement->number(1)), statement->text(2),
                              statement->text(3)});
}

result<void> insert(Connection& connection, const Prepared& prepared, const Appended& appended,
                    Timestamp received) {
  auto statement = connection.prepare(
      "INSERT INTO articles(sequence, id, revision, url, outlet, language, published, precision,"
      " title, body, about, digest, received)"
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
  if (!statement) return statement.error();
  const Article& article = *prepared.article;
  statement->bind(1, appended.sequence)
      .bind_text(2, article.id.str())
      .bind(3, std::uint64_t{appended.revision})
      .bind_text(4, article.url)
      .bind_text(5, article.outlet)
      .bind_text(6, article.language)
      .bind_time(7, article.published)
      .bind(8, static_cast<std::int64_t>(article.precision))
      .bind_text(9, article.title)
      .bind_blob(10, prepared.body)
      .bind_blob(11, prepared.about)
      .bind_blob(12, prepared.digest)
      .bind_time(13, received);
  return statement->run();
}

result<Appended> append_one(Connection& connection, const Prepared& prepared,
                            std::uint64_t& next_sequence, Timestamp received) {
  const auto newest = newest_of(connection, prepared.article->id);
  if (!newest) return newest.error();
  Appended appended;
  appended.revision = prepared.article->revision;
  if (*newest) {
    if ((*newest)->digest == prepared.digest) return Appended{0, (*newest)->revision, true};
    appended.revision = std::max(prepared.article->revision, (*newest)->revision + 1);
    // Only the newest title is searched.
    auto out = unindex_title(connection, (*newest)->sequence, (*newest)->title);
    if (!out) return out.error();
  }
  appended.sequence = next_sequence++;
  if (auto done = insert(connection, prepared, appended, received); !done) return done.error();
  auto indexed = index_title(connection, static_cast<std::int64_t>(appended.sequence),
                             prepared.article->title);
  if (!indexed) return indexed.error();
  return appended;
}

// The columns of an article, from `at` on: id, revision, url, outlet, language, published,
// precision, title, body, about.
result<Article> read_article(const Statement& row, int at, const Store::State& state) {
  Article article;
  article.id = ArticleId(row.text(at));
  article.revision = static_cast<std::uint32_t>(row.number(at + 1));
  article.url = row.text(at + 2);
  article.outlet = row.text(at + 3);
  article.language = row.text(at + 4);
  article.published = row.time(at + 5);
  const auto precision = row.integer(at + 6);
  auto text = unpack(row.bytes(at + 8), state.options.max_article_bytes);
  const bool has_about = decode_about(row.bytes(at + 9), article);
  if (!text || !has_about || precision < 0 ||
      precision > static_cast<std::int64_t>(DatePrecision::second)) {
    return state.wrong(ErrorCode::damaged,
                       "article \"" + article.id.str() + "\" cannot be read back");
  }
  article.precision = static_cast<DatePrecision>(precision);
  article.title = row.text(at + 7);
  article.text = *std::move(text);
  return article;
}

Error no_article(const ArticleId& id) {
  return {ErrorCode::not_found, "no article \"" + id.str() + "\" is kept", {}};
}

}  // namespace

result<void> index_title(Connection& connection, std::int64_t sequence, std::string_view title) {
  auto statement = connection.prepare("INSERT INTO titles(rowid, title) VALUES(?1, ?2)");
  if (!statement) return statement.error();
  const std::string spaced = title_for_index(title);
  return statement->bind(1, sequence).bind_text(2, spaced).run();
}

result<void> unindex_title(Connection& connection, std::int64_t sequence, std::string_view title) {
  auto statement =
      connection.prepare("INSERT INTO titles(titles, rowid, title) VALUES('delete', ?1, ?2)");
  if (!statement) return statement.error();
  const std::string spaced = title_for_index(title);
  return statement->bind(1, sequence).bind_text(2, spaced).run();
}

result<std::vector<Appended>> Store::append(std::span<const Article> articles) {
  std::vector<Prepared> all;
  all.reserve(articles.size());
  for (const Article& article : articles) {
    auto prepared = prepare(article, state_->options);
    if (!prepared) {
      Error error = prepared.error();
      error.where.line = all.size() + 1;
      return error;
    }
    all.push_back(*std::move(prepared));
  }
  std::vector<Appended> appended;
  appended.reserve(all.size());
  auto written = state_->write([&](Connection& connection) -> result<void> {
    const Timestamp received = state_->now();
    for (const Prepared& one : all) {
      auto done = append_one(connection, one, state_->next_sequence, received);
      if (!done) return done.error();
      appended.push_back(*done);
    }
    return {};
  });
  if (!written) return written.error();
  return appended;
}

result<std::uint64_t> Store::remove(const ArticleId& id) {
  std::uint64_t sequence = 0;
  auto written = state_->write([&](Connection& connection) -> result<void> {
    const auto newest = newest_of(connection, id);
    if (!newest) return newest.error();
    if (!*newest) return no_article(id);
    auto out = unindex_title(connection, (*newest)->sequence, (*newest)->title);
    if (!out) return out;
    sequence = state_->next_sequence++;
    auto note = connection.prepare("INSERT INTO removals(sequence, id) VALUES(?1, ?2)");
    if (!note) return note.error();
    if (auto done = note->bind(1, sequence).bind_text(2, id.str()).run(); !done) return done;
    auto hide =
        connection.prepare("UPDATE articles SET removed = ?1 WHERE id = ?2 AND removed IS NULL");
    if (!hide) return hide.error();
    return hide->bind(1, sequence).bind_text(2, id.str()).run();
  });
  if (!written) return written.error();
  return sequence;
}

result<void> Store::withdraw(const ArticleId& id, std::uint32_t revision) {
  return state_->write([&](Connection& connection) -> result<void> {
    auto newest = newest_of(connection, id);
    if (!newest) return newest.error();
    if (!*newest || (*newest)->revision != revision) return no_article(id);
    auto out = unindex_title(connection, (*newest)->sequence, (*newest)->title);
    if (!out) return out;
    auto drop = connection.prepare("DELETE FROM articles WHERE sequence = ?1");
    if (!drop) return drop.error();
    if (auto done = drop->bind(1, (*newest)->sequence).run(); !done) return done;
    newest = newest_of(connection, id);
    if (!newest) return newest.error();
    if (!*newest) return {};
    return index_title(connection, (*newest)->sequence, (*newest)->title);
  });
}

result<void> Store::replay(std::uint64_t sequence,
                           const std::function<bool(LogEntry&&)>& visit) const {
  // A page at a time, so that no read transaction stays open while the visitor works.
  constexpr std::size_t page = 512;
  for (;;) {
    std::vector<LogEntry> entries;
    {
      auto reader = state_->reader();
      if (!reader) return reader.error();
      auto rows = (*reader)->prepare(
          "SELECT sequence, id, revision, url, outlet, language, published, precision, title, "
          "body, about"
          " FROM articles WHERE sequence > ?1 UNION ALL"
          " SELECT sequence, id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
          " FROM removals WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
      if (!rows) return rows.error();
      rows->bind(1, sequence).bind(2, std::uint64_t{page});
      for (;;) {
        const auto row = rows->step();
        if (!row) return row.error();
        if (!*row) break;
        LogEntry entry{rows->number(0), Removal{ArticleId(rows->text(1))}};
        if (!rows->is_null(2)) {
          auto article = read_article(*rows, 1, *state_);
          if (!article) return article.error();
          entry.what = *std::move(article);
        }
        entries.push_back(std::move(entry));
      }
    }
    if (entries.empty()) return {};
    sequence = entries.back().sequence;
    for (LogEntry& entry : entries) {
      if (!visit(std::move(entry))) return {};
    }
  }
}

result<Article> Store::find(const ArticleId& id, std::optional<std::uint32_t> revision) const {
  auto reader = state_->reader();
  if (!reader) return reader.error();
  auto statement = (*reader)->prepare(
      revision
          ? "SELECT id, revision, url, outlet, language, published, precision, title, body, about"
            " FROM articles WHERE id = ?1 AND revision = ?2 AND removed IS NULL"
          : "SELECT id, revision, url, outlet, language, published, precision, title, body, about"
            " FROM articles WHERE id = ?1 AND removed IS NULL ORDER BY revision DESC LIMIT 1");
  if (!statement) return statement.error();
  statement->bind_text(1, id.str());
  if (revision) statement->bind(2, std::uint64_t{*revision});
  const auto row = statement->step();
  if (!row) return row.error();
  if (*row) return read_article(*statement, 0, *state_);
  if (!revision) return no_article(id);
  return Error{ErrorCode::not_found,
               "article \"" + id.str() + "\" has no revision " + std::to_string(*revision),
               {}};
}

}  // namespace newsloom::store
