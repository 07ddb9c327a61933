// The text of an id that is about to die is moved out, never referred to.
#include "newsloom/types.hpp"

#ifdef NEWSLOOM_MISUSE
std::string& text = newsloom::ArticleId("a").str();
#else
std::string text = newsloom::ArticleId("a").str();
#endif
