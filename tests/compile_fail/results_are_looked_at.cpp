// A result that nobody looks at is a mistake.
#include "newsloom/article.hpp"

void read(const newsloom::ArticleSource& articles, const newsloom::ArticleId& id) {
#ifdef NEWSLOOM_MISUSE
  articles.find(id);
#else
  if (!articles.find(id)) return;
#endif
}
