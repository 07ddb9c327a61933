// Lists of feeds: OPML, or a URL a line.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "newsloom/net/feed_poller.hpp"
#include "web_address.hpp"

namespace newsloom::net {
namespace {

constexpr std::size_t max_feeds = 100'000;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

// The five entities XML has of itself, and no others: a URL holds no more.
std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 6> entities = {{{"&amp;", '&'},
                                                                          {"&lt;", '<'},
                                                                          {"&gt;", '>'},
                                                                          {"&quot;", '"'},
                                                                          {"&apos;", '\''},
                                                                          {"&#38;", '&'}}};
  std::string out;
  while (!text.empty()) {
    const auto found = std::ranges::find_if(
        entities, [&](const auto& entity) { return text.starts_with(entity.first); });
    out += found == entities.end() ? text.front() : found->second;
    text.remove_prefix(found == entities.end() ? 1 : found->first.size());
  }
  return out;
}

// OPML is one flat use of XML: every xmlUrl attribute is a feed, wherever its outline stands.
std::vector<std::string> from_opml(std::string_view bytes) {
  constexpr std::string_view name = "xmlUrl";
  std::vector<std::string> urls;
  for (;;) {
    const std::size_t found = bytes.find(name);
    if (found == std::string_view::npos || urls.size() == max_feeds) return urls;
    bytes.remove_prefix(found + name.size());
    std::string_view rest = trimmed(bytes);
    if (!rest.starts_with('=')) continue;
    rest = trimmed(rest.substr(1));
    if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
    const std::size_t end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos) return urls;
    urls.push_back(unescaped(trimmed(rest.substr(1, end - 1))));
    bytes = rest.substr(end);
  }
}

std::vector<std::string> from_lines(std::string_view bytes) {
  std::vector<std::string> urls;
  while (!bytes.empty() && urls.size() < max_feeds) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = trimmed(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (!line.empty() && line.front() != '#') urls.emplace_back(line);
  }
  return urls;
}

}  // namespace

std::vector<std::string> read_feed_list(std::string_view bytes) {
  const bool is_xml = bytes.substr(0, 4'096).find('<') != std::string_view::npos;
  std::vector<std::string> urls = is_xml ? from_opml(bytes) : from_lines(bytes);
  std::set<std::string> seen;
  std::erase_if(urls, [&](const std::string& url) {
    return !parse_web_address(url) || !seen.insert(url).second;
  });
  return urls;
}

}  // namespace newsloom::net
