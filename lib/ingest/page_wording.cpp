#include "page_wording.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "html_tree.hpp"
#include "newsloom/text/utf8.hpp"
#include "page_phrases.hpp"

namespace newsloom::ingest::html {
namespace {

// What stands between a headline and a site's name.
constexpr std::string_view separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "};

// "AP Sports Writer", "PhD": what follows a name behind a comma.
bool is_job_or_degree(std::string_view name) {
  constexpr std::string_view jobs[] = {"writer",    "editor",      "correspondent", "reporter",
                                       "columnist", "contributor", "producer"};
  constexpr std::size_t longest_degree = 4;
  const std::string words = words_of(name);
  for (const std::string_view job : jobs) {
    if (words == job || words.ends_with(" " + std::string(job))) return true;
  }
  return name.size() <= longest_degree && name.find(' ') == std::string_view::npos &&
         std::ranges::count_if(name, [](char c) { return c >= 'A' && c <= 'Z'; }) >= 2;
}

// What stands behind "By", "Analysis by", "Von".
std::string_view without_by(std::string_view byline) {
  constexpr std::string_view prefixes[] = {"von ", "par ", "por ",    "di ",     "door ", "af ",
                                           "av ",  "by: ", "autor: ", "автор: ", "by "};
  constexpr std::size_t longest_label = 20;
  const std::string small = lowered(byline.substr(0, 2 * longest_label));
  for (const std::string_view prefix : prefixes) {
    if (small.starts_with(prefix)) return byline.substr(prefix.size());
  }
  constexpr std::string_view by = " by ";
  const std::size_t at = small.find(by);
  return at < longest_label ? byline.substr(at + by.size()) : byline;
}

// The first of `marks` in the text: where it begins, and its length; npos and 0 if there is none.
std::pair<std::size_t, std::size_t> find_first(std::string_view text,
                                               std::span<const std::string_view> marks) {
  std::pair<std::size_t, std::size_t> first{std::string_view::npos, 0};
  for (const std::string_view mark : marks) {
    const std::size_t at = text.find(mark);
    if (at < first.first) first = {at, mark.size()};
  }
  return first;
}

}  // namespace

std::string without_site(std::string_view title, std::span<const std::string> sites) {
  constexpr std::string_view bar = " | ";     // rarely stands inside a headline
  constexpr std::size_t telling = 3;          // letters of a name
  constexpr std::size_t longest_of_name = 2;  // "Cityvoice Media" for cityvoice.example
  const auto is_site = [sites](std::string_view part) {
    const std::string letters = letters_of(part);
    return letters.size() >= telling && std::ranges::any_of(sites, [&](const std::string& site) {
             const std::string known = letters_of(site);
             if (known.size() < telling || letters.size() > longest_of_name * known.size()) {
               return false;
             }
             return letters.find(known) != std::string::npos ||
                    known.find(letters) != std::string::npos;
           });
  };
  for (const std::string_view separator : separators) {
    const std::size_t last = title.rfind(separator);
    if (last == std::string_view::npos || last == 0) continue;
    const std::string_view tail = title.substr(last + separator.size());
    if (is_site(tail) || (separator == bar && tail.size() * 2 < last)) {
      return without_site(title.substr(0, last), sites);
    }
    const std::size_t first = title.find(separator);
    const bool is_label = separator == bar && first * 3 < title.size();
    if (is_label || is_site(title.substr(0, first))) {
      return without_site(title.substr(first + separator.size()), sites);
    }
  }
  return std::string(title);
}

bool is_titled(std::string_view title, std::string_view headline) {
  const std::string letters = letters_of(headline);
  if (letters.empty()) return false;
  for (const std::string_view separator : separators) {
    for (std::size_t at = title.find(separator); at != std::string_view::npos;
         at = title.find(separator, at + 1)) {
      if (letters_of(title.substr(0, at)) == letters ||
          letters_of(title.substr(at + separator.size())) == letters) {
        return true;
      }
    }
  }
  return false;
}

std::vector<std::string> names_in_byline(std::string_view byline) {
  constexpr std::size_t longest_name = 60;
  constexpr std::size_t longest_byline = 1000;
  constexpr std::string_view ends[] = {"|", "\n", "(", "•", "·"};
  constexpr std::string_view joints[] = {" and ", " AND ", " & ", ", ", "; ",    " und ",
                                         " et ",  " y ",   " e ", "、", " with "};
  byline = without_by(text::truncate_to_boundary(byline, longest_byline));
  byline = byline.substr(0, find_first(byline, ends).first);
  std::vector<std::string> names;
  while (!byline.empty()) {
    const auto [at, length] = find_first(byline, joints);
    std::string name = collapsed(byline.substr(0, at));
    byline.remove_prefix(length == 0 ? byline.size() : at + length);
    // A date, and what follows belongs to it.
    if (name.find_first_of("0123456789@") != std::string::npos) break;
    if (!names.empty() && is_job_or_degree(name)) continue;
    if (name.size() >= 2 && name.size() <= longest_name) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace newsloom::ingest::html
