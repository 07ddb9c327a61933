#include "newsloom/ingest/syndication.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "agencies.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t dateline_bytes = 200;  // a place, a date and an agency stand in so many
constexpr std::size_t tail_bytes = 160;
constexpr std::size_t longest_name = 48;

bool is_space(char c) { return static_cast<unsigned char>(c) <= ' '; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// As the list has names: lower case (ASCII), no dots, single spaces, no article.
std::string normal(std::string_view name) {
  std::string out;
  for (const char c : trimmed(name)) {
    if (c == '.') continue;
    const char next = is_space(c) ? ' ' : is_upper(c) ? static_cast<char>(c | 32) : c;
    if (next == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += next;
  }
  constexpr std::string_view article = "the ";
  if (out.starts_with(article)) out.erase(0, article.size());
  return out;
}

std::string_view listed(std::string_view name) {
  const auto* const found = std::ranges::find(agencies, name, &Agency::written);
  return found == std::end(agencies) ? std::string_view{} : found->name;
}

// Bytes of a dash at the start, behind white space; 0 if there is none.
std::size_t dash_at(std::string_view text) {
  std::size_t space = 0;
  while (space < text.size() && is_space(text[space])) ++space;
  if (text.substr(space).starts_with("\xC2\xA0")) space += 2;
  const std::string_view rest = text.substr(space);
  for (const std::string_view dash : {"—", "–", "―", "--", "-", "−"}) {
    if (rest.starts_with(dash)) return space + dash.size();
  }
  return 0;
}

// "CNN", "KUNA": two to six capitals.
bool is_acronym(std::string_view word) {
  constexpr std::size_t shortest = 2;
  constexpr std::size_t longest = 6;
  return word.size() >= shortest && word.size() <= longest && std::ranges::all_of(word, is_upper);
}

// Whether what stands before the bracket may be a place, with or without a date: it begins the
// text, is short and holds no end of a sentence.
bool is_place(std::string_view text) {
  constexpr std::size_t longest = 80;
  const std::string_view place = trimmed(text);
  if (place.empty() || place.size() > longest) return place.empty();
  if (place.find_first_of("!?:;\"\n") != std::string_view::npos) return false;
  const char first = place.front();
  return is_upper(first) || (first & 0x80) != 0 || is_digit(first);
}

std::optional<SyndicationMark> in_dateline(std::string_view text) {
  const std::string_view start = text.substr(0, dateline_bytes);
  for (std::size_t open = start.find('('); open != std::string_view::npos;
       open = start.find('(', open + 1)) {
    const std::size_t close = start.find(')', open);
    if (close == std::string_view::npos) break;
    if (close - open > longest_name || !is_place(start.substr(0, open))) continue;
    const std::string_view inside = start.substr(open + 1, close - open - 1);
    const std::size_t dash = dash_at(start.substr(close + 1));
    std::string_view agency = agency_of(inside);
    const bool has_place = !trimmed(start.substr(0, open)).empty();
    if (agency.empty() && dash > 0 && has_place && is_acronym(inside)) agency = inside;
    // Without a dash it could be an abbreviation that is being explained.
    if (agency.empty() || (dash == 0 && has_place)) continue;
    return SyndicationMark{std::string(agency), SyndicationPlace::dateline, 0, close + 1 + dash};
  }
  return std::nullopt;
}

// "By the Associated Press" as a line of its own at the start.
std::optional<SyndicationMark> in_first_line(std::string_view text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  if (end > dateline_bytes || end == text.size()) return std::nullopt;
  auto mark = mark_in_byline(text.substr(0, end));
  if (mark) mark->end = end;
  return mark;
}

// What follows "©", "Copyright" or "(c)": years and marks skipped, the holder up to a stop.
std::string_view holder_after(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (is_space(text[at]) || is_digit(text[at]) || text[at] == '-' ||
                              text[at] == ',' || text[at] == ':')) {
    ++at;
  }
  for (const std::string_view word : {"by ", "(c) ", "© "}) {
    if (text.substr(at).starts_with(word)) at += word.size();
  }
  while (at < text.size() && (is_space(text[at]) || is_digit(text[at]))) ++at;
  const std::string_view rest = text.substr(at);
  return trimmed(rest.substr(0, std::min(rest.find_first_of(".,;|\n)"), rest.size())));
}

std::string_view holder_agency(std::string_view text) {
  for (const std::string_view sign : {"©", "Copyright", "copyright", "COPYRIGHT", "(c)", "(C)"}) {
    const std::size_t at = text.rfind(sign);
    if (at == std::string_view::npos) continue;
    const std::string_view agency = agency_of(holder_after(text.substr(at + sign.size())));
    if (!agency.empty()) return agency;
  }
  return {};
}

std::optional<SyndicationMark> in_tail(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  std::size_t begin = whole.size() > tail_bytes ? whole.size() - tail_bytes : 0;
  while (begin < whole.size() && !text::is_boundary(whole, begin)) ++begin;
  const std::string_view tail = whole.substr(begin);
  const auto mark = [&](std::string_view agency, std::size_t at) {
    return SyndicationMark{std::string(agency), SyndicationPlace::tail, begin + at, whole.size()};
  };
  if (const auto agency = holder_agency(tail); !agency.empty()) return mark(agency, 0);
  for (const std::string_view label :
       {"Source: ", "Quelle: ", "Fuente: ", "Fonte: ", "Источник: "}) {
    const std::size_t at = tail.rfind(label);
    if (at == std::string_view::npos) continue;
    const std::string_view agency = agency_of(tail.substr(at + label.size()));
    if (!agency.empty()) return mark(agency, at);
  }
  const std::size_t open = tail.rfind('(');
  if (tail.ends_with(')') && open != std::string_view::npos) {
    const std::string_view agency = agency_of(tail.substr(open + 1, tail.size() - open - 2));
    if (!agency.empty()) return mark(agency, open);
  }
  const std::size_t line = tail.find_last_of('\n');
  const std::string_view last = line == std::string_view::npos ? tail : tail.substr(line + 1);
  const std::size_t dash = dash_at(last);
  const bool is_line = line != std::string_view::npos;
  if (is_line || dash > 0) {
    const std::string_view agency = agency_of(last.substr(dash));
    if (!agency.empty()) return mark(agency, tail.size() - last.size());
  }
  return std::nullopt;
}

}  // namespace

std::string_view agency_of(std::string_view name) {
  if (name.size() > longest_name) return {};
  const std::string key = normal(name);
  if (const std::string_view agency = listed(key); !agency.empty()) return agency;
  // "dpa/tmn", "AFP/Ann Lee", "Reuters - London", "AP News", "Reuters Staff"
  const std::size_t cut = key.find_first_of("/|");
  if (cut != std::string::npos) return listed(std::string_view(key).substr(0, cut));
  for (const std::string_view suffix :
       {" staff", " news", " reporter", " correspondent", " writer", " limited", " ltd", " inc",
        " news service", " editorial"}) {
    if (key.ends_with(suffix)) {
      return listed(std::string_view(key).substr(0, key.size() - suffix.size()));
    }
  }
  return {};
}

std::optional<SyndicationMark> mark_in_text(std::string_view text) {
  if (auto mark = in_dateline(text)) return mark;
  if (auto mark = in_first_line(text)) return mark;
  return in_tail(text);
}

std::optional<SyndicationMark> mark_in_byline(std::string_view author) {
  constexpr std::size_t longest_byline = 200;
  std::string_view name = trimmed(author);
  if (name.size() > longest_byline) return std::nullopt;
  const std::size_t lead = static_cast<std::size_t>(name.data() - author.data());
  for (const std::string_view by : {"By ", "by ", "BY ", "Von ", "Par ", "Por ", "Di "}) {
    if (name.starts_with(by)) name.remove_prefix(by.size());
  }
  const auto mark = [&](std::string_view agency) {
    return SyndicationMark{std::string(agency), SyndicationPlace::byline, lead, author.size()};
  };
  if (const auto agency = agency_of(name); !agency.empty()) return mark(agency);
  // "Ann Lee, Reuters", "Ann Lee | AP", "Ann Lee (AFP)", "Ann Lee for The Conversation"
  for (const std::string_view divider :
       {", ", " | ", "|", " (", " / ", "/", " - ", " – ", " for "}) {
    const std::size_t at = name.rfind(divider);
    if (at == std::string_view::npos) continue;
    std::string_view last = name.substr(at + divider.size());
    if (last.ends_with(')')) last.remove_suffix(1);
    if (const auto agency = agency_of(last); !agency.empty()) return mark(agency);
  }
  // "ANN LEE Associated Press": the agency's full name ends it.
  for (const Agency& agency : agencies) {
    const bool is_full = agency.written.find(' ') != std::string_view::npos;
    if (is_full && normal(name).ends_with(" " + std::string(agency.written))) {
      return mark(agency.name);
    }
  }
  return std::nullopt;
}

std::optional<SyndicationMark> mark_in_rights(std::string_view rights) {
  const std::string_view line = trimmed(rights).substr(0, tail_bytes);
  std::string_view agency = agency_of(line);
  if (agency.empty()) agency = holder_agency(line);
  if (agency.empty()) return std::nullopt;
  return SyndicationMark{std::string(agency), SyndicationPlace::field, 0, rights.size()};
}

void state_credit(Article& article, std::string_view rights) {
  if (!article.credit.empty()) {
    if (const auto agency = agency_of(article.credit); !agency.empty()) article.credit = agency;
    return;
  }
  std::optional<SyndicationMark> mark = mark_in_rights(rights);
  for (const std::string& author : article.authors) {
    if (!mark) mark = mark_in_byline(author);
  }
  if (!mark) mark = mark_in_text(article.text);
  if (mark) article.credit = std::move(mark->agency);
}

}  // namespace newsloom::ingest
