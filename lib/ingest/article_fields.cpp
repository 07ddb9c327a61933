#include "article_fields.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "html_text.hpp"
#include "newsloom/text/utf8.hpp"
#include "text/host.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t shown_bytes = 60;

Problem date_problem(const StatedDate& date, std::string_view why,
                     std::optional<std::uint64_t> line) {
  const std::string_view shown = text::truncate_to_boundary(date.text, shown_bytes);
  return {{ErrorCode::invalid_date,
           "\"" + std::string(shown) + "\" " + std::string(why) + "; it counts as unknown",
           {{}, line, {}, std::string(date.field)}},
          false};
}

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace

std::optional<ParsedDate> usable_date(const std::vector<StatedDate>& dates,
                                      std::optional<Timestamp> now,
                                      std::optional<std::uint64_t> line,
                                      std::vector<Problem>& problems) {
  for (const StatedDate& date : dates) {
    if (date.text.empty()) continue;
    if (!date.parsed) {
      problems.push_back(date_problem(date, "is no date we can read", line));
    } else if (is_absurd(date.parsed->time, now)) {
      problems.push_back(date_problem(date, "cannot be the date of a news article", line));
    } else {
      return date.parsed;
    }
  }
  return std::nullopt;
}

void set_published(Article& article, const std::optional<ParsedDate>& date) {
  if (!date || date->precision == DatePrecision::unknown) return;
  article.published = date->time;
  article.precision = date->precision;
}

std::string host_of(std::string_view url) {
  const auto at = text::split_url(url);
  if (!at || !at->has_scheme) return {};
  constexpr std::string_view world_wide_web = "www.";
  return at->host.starts_with(world_wide_web) ? at->host.substr(world_wide_web.size()) : at->host;
}

std::string author_name(std::string_view name) {
  std::string out = collapsed(name);
  for (const std::string_view by : {"By ", "by ", "BY "}) {
    if (out.starts_with(by)) out.erase(0, by.size());
  }
  return out;
}

void drop_feed_endings(std::string& text) {
  constexpr std::size_t longest = 300;
  constexpr std::array<std::string_view, 8> endings = {"Continue reading",
                                                       "Continue reading...",
                                                       "Continue reading…",
                                                       "Read more",
                                                       "Read more...",
                                                       "Read More",
                                                       "[…]",
                                                       "Read the full article"};
  for (;;) {
    const std::size_t line = text.rfind('\n');
    const std::string_view last = line == std::string::npos
                                      ? std::string_view(text)
                                      : std::string_view(text).substr(line + 1);
    const bool is_ending = std::ranges::find(endings, last) != endings.end();
    const bool is_post = last.size() < longest && last.starts_with("The post ") &&
                         last.find(" appeared first on ") != std::string_view::npos;
    if (line == std::string::npos || (!is_ending && !is_post)) return;
    text.resize(line);
    while (text.ends_with('\n')) text.pop_back();
  }
}

Problem no_content(std::string_view what, std::optional<std::uint64_t> line) {
  return {{ErrorCode::missing_content,
           std::string(what) + " has neither title nor text",
           {{}, line, {}, "text"}},
          true};
}

bool has_content(const Article& article) {
  return !is_blank(article.title) || !is_blank(article.text);
}

}  // namespace newsloom::ingest
