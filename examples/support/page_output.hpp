// Event pages as files.
#pragma once

#include <newsloom/article.hpp>
#include <newsloom/event.hpp>
#include <string>
#include <vector>

namespace examples {

/// Writes `folder`/<event id>.json, a page an event, in the format newsloom/event-page/1, and makes
/// the folder if need be; pages of an earlier run are removed. False, with a message on stderr, if
/// something else is in it or it cannot be written to.
bool write_pages(const std::string& folder, const std::vector<newsloom::EventView>& events,
                 const newsloom::ArticleSource& articles);

}  // namespace examples
