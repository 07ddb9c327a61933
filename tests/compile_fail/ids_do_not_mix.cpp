// An event's id is not an article's, and neither is a number or a string.
#include "newsloom/types.hpp"

newsloom::EventId event() {
#ifdef NEWSLOOM_MISUSE
  return newsloom::ArticleId("e1");
#else
  return newsloom::EventId(1);
#endif
}
