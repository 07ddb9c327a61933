// Seconds since 1970 do not become a time by themselves: 0 is not unknown.
#include "newsloom/article.hpp"

void date(newsloom::Article& article) {
#ifdef NEWSLOOM_MISUSE
  article.published = 0;
#else
  article.published = newsloom::Timestamp{};
#endif
}
