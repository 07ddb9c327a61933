#include "newsloom/page/event_page.hpp"

#include "newsloom/article.hpp"

namespace newsloom::page {

std::string_view to_string(Verb verb) noexcept {
  switch (verb) {
    case Verb::reports:
      return "reports";
    case Verb::leads_with:
      return "leads with";
    case Verb::quotes:
      return "quotes";
    case Verb::alone_reports:
      break;
  }
  return "alone reports";
}

std::string_view to_string(TopicKind kind) noexcept {
  switch (kind) {
    case TopicKind::person:
      return "person";
    case TopicKind::organisation:
      return "organisation";
    case TopicKind::place:
      return "place";
    case TopicKind::other:
      break;
  }
  return "other";
}

}  // namespace newsloom::page
