#include "newsloom/attribution/credit.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "attribution/credit_words.hpp"
#include "attribution/names.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::attribution {
namespace {

constexpr std::size_t ends_read = 300;     // bytes of either end of the text
constexpr std::size_t longest_place = 90;  // bytes before a dateline's bracket
constexpr std::size_t longest_name = 80;   // bytes of a credit

bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text, std::string_view more = {}) {
  const auto drops = [more](char c) {
    return is_space(c) || more.find(c) != std::string_view::npos;
  };
  while (!text.empty() && drops(text.front())) text.remove_prefix(1);
  while (!text.empty() && drops(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_prefix_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return text;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] | 32) : text[i];
    if (c != prefix[i]) return text;
  }
  return text.substr(prefix.size());
}

/// Looks for credits in one article.
class Finder {
 public:
  Finder(const Article& article, const Outlet& own, const OutletResolver& outlets)
      : text_(article.text), own_(own), outlets_(outlets) {}

  std::optional<Credit> in_field(std::string_view given, CreditPlace place) const {
    for (std::string_view rest = given; !rest.empty();) {
      const std::size_t end = std::min(rest.find_first_of("/,;|&"), rest.size());
      if (auto credit = named(rest.substr(0, end), place, place == CreditPlace::field)) {
        credit->span = {};
        return credit;
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return std::nullopt;
  }

  // "PARIS, 3 March (Reuters) - ", "LONDON, March 3 /PRNewswire/ -- ".
  std::optional<Credit> dateline() const {
    const std::string_view head = first(std::min(text_.size(), ends_read));
    const std::size_t open = head.substr(0, longest_place).find_first_of("(/");
    if (open == std::string_view::npos) return std::nullopt;
    const char closing = head[open] == '(' ? ')' : '/';
    const std::size_t close = head.find(closing, open + 1);
    if (close == std::string_view::npos || close - open > longest_name) return std::nullopt;
    if (!stands_before_dash(head.substr(close + 1))) return std::nullopt;
    return pieces(head.substr(open + 1, close - open - 1), CreditPlace::dateline);
  }

  // "By the Associated Press", "By JOHN DOE, Associated Press"; or the name alone on the first
  // line.
  std::optional<Credit> byline() const {
    std::string_view head = first(std::min(text_.size(), ends_read));
    for (int line_number = 0; line_number < 2 && !head.empty(); ++line_number) {
      const std::size_t line_end = std::min(head.find('\n'), head.size());
      std::string_view line = trimmed(head.substr(0, line_end));
      const bool is_whole_line = line_end < head.size() && line.size() <= longest_name;
      const auto* word = std::ranges::find_if(
          byline_words, [line](std::string_view start) { return line.starts_with(start); });
      const bool has_word = word != std::end(byline_words);
      if (has_word) line.remove_prefix(word->size());
      if (!is_whole_line) line = line.substr(0, std::min(line.find(". "), line.size()));
      if ((has_word || is_whole_line) && line.size() <= longest_name) {
        if (auto credit = pieces(line, CreditPlace::byline)) return credit;
      }
      head.remove_prefix(std::min(line_end + 1, head.size()));
    }
    return std::nullopt;
  }

  std::optional<Credit> ending() const {
    std::string_view tail = trimmed(text_.substr(text_.size() - std::min(text_.size(), ends_read)));
    if (auto credit = last_bracket(tail)) return credit;
    // Reuters signs who reported and who edited, and nobody else does.
    const std::size_t reporting = tail.rfind("(Reporting by ");
    if (reporting != std::string_view::npos && tail.find("diting by ", reporting) != tail.npos) {
      if (auto credit = named("Reuters", CreditPlace::ending, false)) {
        credit->span = span_of(tail.substr(reporting));
        return credit;
      }
    }
    for (int line_number = 0; line_number < 2 && !tail.empty(); ++line_number) {
      const std::size_t line_begin = tail.rfind('\n');
      const bool is_whole_line = line_begin != std::string_view::npos;
      std::string_view line = trimmed(is_whole_line ? tail.substr(line_begin + 1) : tail);
      if (auto credit = ending_line(line, is_whole_line)) return credit;
      if (!is_whole_line) break;
      tail = trimmed(tail.substr(0, line_begin));
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view first(std::size_t bytes) const {
    return text::truncate_to_boundary(text_, bytes);
  }

  [[nodiscard]] text::Span span_of(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - text_.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  // A dash, perhaps behind a space or a full stop.
  static bool stands_before_dash(std::string_view behind) {
    constexpr std::size_t nearest = 3;
    const std::size_t mark = behind.find_first_not_of(" .", 0);
    if (mark > nearest) return false;
    behind.remove_prefix(mark);
    constexpr std::array<std::string_view, 4> dashes = {"-", "–", "—", "―"};
    return std::ranges::any_of(dashes, [behind](auto dash) { return behind.starts_with(dash); });
  }

  // "(dpa)", "(AFP, Reuters).": at the very end.
  std::optional<Credit> last_bracket(std::string_view tail) const {
    tail = trimmed(tail, ".");
    if (!tail.ends_with(')')) return std::nullopt;
    const std::size_t open = tail.rfind('(');
    if (open == std::string_view::npos || tail.size() - open > longest_name) return std::nullopt;
    return pieces(tail.substr(open + 1, tail.size() - open - 2), CreditPlace::ending);
  }

  // "© 2026 The Associated Press. All rights reserved.", "Source: Reuters".
  std::optional<Credit> ending_line(std::string_view line, bool is_whole_line) const {
    bool is_marked = false;
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      for (const std::string_view word : ending_words) {
        const std::string_view rest = without_prefix_ignoring_case(line, word);
        if (rest.size() == line.size()) continue;
        line = trimmed(rest, "0123456789,");
        goes_on = is_marked = true;
      }
    }
    if (!is_marked && !is_whole_line) return std::nullopt;
    line = line.substr(0, std::min(line.find(". "), line.size()));
    if (line.size() > longest_name) return std::nullopt;
    return pieces(trimmed(line, "."), CreditPlace::ending);
  }

  // The first agency among names parted by commas, slashes or "and".
  std::optional<Credit> pieces(std::string_view names, CreditPlace place) const {
    while (!names.empty()) {
      std::size_t end = std::min(names.find_first_of(",/|;&"), names.size());
      std::size_t skip = 1;
      for (const std::string_view word : {" and ", " und ", " y ", " et ", " – ", " - ", " for "}) {
        const std::size_t at = names.find(word);
        if (at < end) {
          end = at;
          skip = word.size();
        }
      }
      if (auto credit = named(names.substr(0, end), place, false)) return credit;
      names.remove_prefix(std::min(end + skip, names.size()));
    }
    return std::nullopt;
  }

  std::optional<Credit> named(std::string_view name, CreditPlace place, bool any_kind) const {
    name = trimmed(name, "().");
    for (const std::string_view word : {" staff", " Staff", " STAFF", " Writer", " Inc"}) {
      if (name.ends_with(word)) name.remove_suffix(word.size());
    }
    if (name.empty() || name.size() > longest_name) return std::nullopt;
    const RegisteredOutlet* known = outlets_.registry().find_name(id_of_name(name, longest_name));
    if (known == nullptr && any_kind) known = outlets_.registry().find_domain(name);
    if (known == nullptr || !(any_kind || is_agency(known->kind))) return std::nullopt;
    Credit credit;
    credit.outlet = outlets_.resolve({}, known->domains.front());
    if (credit.outlet.family == own_.family) return std::nullopt;
    credit.place = place;
    const bool is_in_text =
        name.data() >= text_.data() && name.data() < text_.data() + text_.size();
    if (is_in_text) credit.span = span_of(name);
    return credit;
  }

  std::string_view text_;
  const Outlet& own_;
  const OutletResolver& outlets_;
};

template <std::size_t n>
bool is_one_of(const std::string_view (&words)[n], std::string_view word) {
  return std::ranges::find(words, word) != std::end(words);
}

std::optional<Genre> genre_of_word(std::string_view word) {
  if (is_one_of(opinion_words, word)) return Genre::opinion;
  if (is_one_of(analysis_words, word)) return Genre::analysis;
  return std::nullopt;
}

// A segment of the path between slashes: the last one is the article's own headline.
std::optional<Genre> genre_of_url(std::string_view url) {
  constexpr std::size_t longest_segment = 24;
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  std::size_t begin = url.find('/');
  while (begin != std::string_view::npos) {
    const std::size_t end = url.find('/', begin + 1);
    if (end == std::string_view::npos) break;
    if (end - begin - 1 <= longest_segment) {
      std::string segment(url.substr(begin + 1, end - begin - 1));
      std::ranges::transform(segment, segment.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
      });
      if (const auto genre = genre_of_word(segment)) return genre;
    }
    begin = end;
  }
  return std::nullopt;
}

std::optional<Genre> genre_of_name(std::string_view name) {
  constexpr std::size_t longest = 24;
  name = trimmed(name, "[]()");
  if (name.empty() || name.size() > longest) return std::nullopt;
  return genre_of_word(id_of_name(name, longest));
}

// "Analysis: …", "… | Opinion".
std::optional<Genre> genre_of_title(std::string_view title) {
  const std::size_t colon = title.find_first_of(":|");
  if (colon != std::string_view::npos) {
    if (const auto genre = genre_of_name(title.substr(0, colon))) return genre;
  }
  const std::size_t bar = title.rfind('|');
  return bar == std::string_view::npos ? std::nullopt : genre_of_name(title.substr(bar + 1));
}

bool is_press_release(const Article& article) {
  const std::string_view text = trimmed(std::string_view(article.text).substr(0, ends_read));
  const std::string_view title = article.title;
  const auto opens = [&](std::string_view words) {
    return text.starts_with(words) || title.starts_with(words);
  };
  const auto holds = [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  };
  return std::ranges::any_of(release_openings, opens) || std::ranges::any_of(release_marks, holds);
}

}  // namespace

std::optional<Credit> find_credit(const Article& article, const Outlet& own,
                                  const OutletResolver& outlets) {
  const Finder finder(article, own, outlets);
  if (!article.credit.empty()) {
    if (auto credit = finder.in_field(article.credit, CreditPlace::field)) return credit;
  }
  for (const std::string& author : article.authors) {
    if (auto credit = finder.in_field(author, CreditPlace::authors)) return credit;
  }
  if (article.text.empty()) return std::nullopt;
  if (auto credit = finder.dateline()) return credit;
  if (auto credit = finder.byline()) return credit;
  return finder.ending();
}

Genre find_genre(const Article& article, const Outlet& own) {
  if (own.kind == OutletKind::press_release || is_press_release(article)) {
    return Genre::press_release;
  }
  if (const auto genre = genre_of_url(article.url)) return *genre;
  if (const auto genre = genre_of_name(article.section)) return *genre;
  for (const std::string& category : article.categories) {
    if (const auto genre = genre_of_name(category)) return *genre;
  }
  return genre_of_title(article.title).value_or(Genre::news);
}

}  // namespace newsloom::attribution
