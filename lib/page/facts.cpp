#include "facts.hpp"

#include <algorithm>

#include "dates.hpp"
#include "escape.hpp"

namespace newsloom::page {
namespace {

const CoverageEntry* entry_of(const EventPage& page, const ArticleId& article) {
  const auto found =
      std::find_if(page.coverage.begin(), page.coverage.end(),
                   [&](const CoverageEntry& entry) { return entry.row.article == article; });
  return found == page.coverage.end() ? nullptr : &*found;
}

}  // namespace

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string date_range(const EventPage& page) {
  if (!page.date_start) return {};
  const std::string from = readable_day(*page.date_start);
  const std::string to = readable_day(page.date_updated.value_or(*page.date_start));
  return from == to ? from : from + " \u2013 " + to;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

std::string outlet_of(const EventPage& page, const ArticleId& article) {
  const CoverageEntry* entry = entry_of(page, article);
  // Of another event of the story, or of an unknown outlet.
  if (entry == nullptr || entry->row.outlet.empty()) return "source";
  return entry->row.outlet;
}

std::string link_of(const EventPage& page, const ArticleId& article) {
  const CoverageEntry* entry = entry_of(page, article);
  return entry == nullptr ? std::string() : safe_link(entry->url);
}

}  // namespace newsloom::page
