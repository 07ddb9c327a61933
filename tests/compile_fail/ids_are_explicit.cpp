// A number does not become an event id by itself.
#include "newsloom/types.hpp"

void take(newsloom::EventId) {}

void give() {
#ifdef NEWSLOOM_MISUSE
  take(1);
#else
  take(newsloom::EventId(1));
#endif
}
