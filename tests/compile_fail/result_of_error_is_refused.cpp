// result<Error> could not tell its value from its error.
#include "newsloom/error.hpp"

#ifdef NEWSLOOM_MISUSE
using Value = newsloom::Error;
#else
using Value = int;
#endif

bool use(const newsloom::result<Value>& result) { return result.has_value(); }
