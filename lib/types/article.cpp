#include "newsloom/article.hpp"

#include <map>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

namespace newsloom {

struct MemoryArticleSource::State {
  mutable std::shared_mutex mutex;
  /// All revisions of an id, oldest first.
  std::unordered_map<ArticleId, std::map<std::uint32_t, Article>> articles;
};

MemoryArticleSource::MemoryArticleSource() : state_(std::make_unique<State>()) {}
MemoryArticleSource::~MemoryArticleSource() = default;
MemoryArticleSource::MemoryArticleSource(MemoryArticleSource&&) noexcept = default;
MemoryArticleSource& MemoryArticleSource::operator=(MemoryArticleSource&&) noexcept = default;

void MemoryArticleSource::put(Article article) {
  const std::unique_lock lock(state_->mutex);
  auto& revisions = state_->articles[article.id];
  const std::uint32_t revision = article.revision;
  revisions.insert_or_assign(revision, std::move(article));
}

result<Article> MemoryArticleSource::find(const ArticleId& id,
                                          std::optional<std::uint32_t> revision) const {
  const std::shared_lock lock(state_->mutex);
  const auto found = state_->articles.find(id);
  if (found == state_->articles.end()) {
    return Error{ErrorCode::not_found, "no article \"" + id.str() + "\" is kept", {}};
  }
  const auto& revisions = found->second;
  if (!revision) return revisions.rbegin()->second;
  const auto kept = revisions.find(*revision);
  if (kept == revisions.end()) {
    return Error{ErrorCode::not_found,
                 "article \"" + id.str() + "\" has no revision " + std::to_string(*revision),
                 {}};
  }
  return kept->second;
}

std::size_t MemoryArticleSource::size() const {
  const std::shared_lock lock(state_->mutex);
  return state_->articles.size();
}

}  // namespace newsloom
