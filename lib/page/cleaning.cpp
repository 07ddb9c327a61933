#include "cleaning.hpp"

#include <algorithm>
#include <array>

#include "letters.hpp"
#include "newsloom/text/utf8.hpp"
#include "text/characters.hpp"

namespace newsloom::page {
namespace {

using text::Span;

/// Where a dateline has to be over.
constexpr std::size_t longest_dateline = 90;
constexpr std::size_t longest_agency = 32;
/// A line of this many bytes was broken by its width, not by its sense.
constexpr std::size_t full_line = 50;
constexpr std::size_t percent = 100;
constexpr std::size_t mostly = 60;
constexpr std::size_t too_many_capitals = 45;

constexpr std::array<std::string_view, 6> dashes{"\u2013", "\u2014", "--", "-", "\u2015", "\u2212"};

/// What a page's script shows on a picture or film, and gets into its text.
constexpr std::array<std::string_view, 2> buttons{"CLOSE ", "WATCH LIVE "};

/// "150px ", left of an image's markup: where the sentence proper begins, or 0.
std::size_t behind_width(std::string_view sentence) {
  const std::size_t digits = sentence.find_first_not_of("0123456789");
  constexpr std::string_view unit = "px ";
  if (digits == 0 || digits == std::string_view::npos) return 0;
  return sentence.substr(digits).starts_with(unit) ? digits + unit.size() : 0;
}

bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
    } else if (text.substr(at).starts_with("\u00A0")) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

/// Behind a dash at `at`, else `at`.
std::size_t skip_dash(std::string_view text, std::size_t at) {
  for (const std::string_view dash : dashes) {
    if (text.substr(at).starts_with(dash)) return at + dash.size();
  }
  return at;
}

bool is_mostly_capitals(std::string_view text) {
  const std::size_t letters = count_letters(text);
  return letters > 0 && count_capitals(text) * percent >= mostly * letters;
}

std::size_t occurrences(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size())) {
    ++found;
  }
  return found;
}

/// "WASHINGTON (AP) — ", "(CNN) ": where the sentence proper begins, or 0.
std::size_t behind_agency(std::string_view sentence) {
  const std::size_t open = sentence.substr(0, longest_dateline).find('(');
  if (open == std::string_view::npos) return 0;
  const std::size_t close = sentence.substr(0, open + longest_agency).find(')', open);
  if (close == std::string_view::npos) return 0;
  std::size_t at = close + 1;
  if (at < sentence.size() && sentence[at] == '.') ++at;
  at = skip_spaces(sentence, at);
  const std::size_t behind_dash = skip_dash(sentence, at);
  const bool has_dash = behind_dash != at;
  const bool has_place = count_letters(sentence.substr(0, open)) > 0;
  // "Kastel (WIRE) The bridge": a place in up to two words, an agency in capitals.
  const std::string_view agency = sentence.substr(open + 1, close - open - 1);
  constexpr std::size_t short_agency = 7;
  const bool is_agency = agency.size() <= short_agency && is_mostly_capitals(agency) &&
                         occurrences(sentence.substr(0, open), " ") <= 2 && close < at;
  if (has_place && !has_dash && !is_agency && !is_mostly_capitals(sentence.substr(0, open))) {
    return 0;
  }
  if (!has_place && !has_dash && count_capitals(sentence.substr(open, close - open)) < 2) return 0;
  return skip_spaces(sentence, behind_dash);
}

/// "WASHINGTON (AP) — ", which is nothing else wherever it stands: behind captions, too.
std::size_t behind_full_dateline(std::string_view sentence) {
  const std::size_t open = sentence.substr(0, longest_dateline).find('(');
  if (open == std::string_view::npos || open == 0) return 0;
  if (!is_mostly_capitals(sentence.substr(0, open))) return 0;
  const std::size_t close = sentence.substr(0, open + longest_agency).find(')', open);
  if (close == std::string_view::npos) return 0;
  const std::size_t dash = skip_spaces(sentence, close + 1);
  return skip_dash(sentence, dash) == dash ? 0 : behind_agency(sentence);
}

/// "WASHINGTON — ", "NEW YORK, March 3 – ": where the sentence proper begins, or 0.
std::size_t behind_place(std::string_view sentence) {
  for (std::size_t at = 1; at < std::min(sentence.size(), longest_dateline); ++at) {
    const std::size_t behind = skip_dash(sentence, at);
    if (behind == at) continue;
    const bool is_free = is_space(sentence[at - 1]) && behind < sentence.size() &&
                         (is_space(sentence[behind]) || sentence.substr(at).starts_with("\u2014"));
    const bool is_joined = sentence[at - 1] == '.' || sentence.substr(at).starts_with("\u2014") ||
                           sentence.substr(at).starts_with("--");
    if (!is_free && !is_joined) continue;
    const std::string_view first = sentence.substr(0, sentence.find_first_of(" ,"));
    constexpr std::size_t shortest_place = 3;
    if (count_letters(first) >= shortest_place && is_mostly_capitals(first)) {
      return skip_spaces(sentence, behind);
    }
    return 0;
  }
  return 0;
}

/// "Mafia Boss Found Dead In Palermo Jail": a headline in the English manner, whatever its length.
bool is_in_title_case(std::string_view line) {
  constexpr std::size_t short_word = 3;
  std::size_t words = 0;
  std::size_t capitalised = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    const std::string_view word = line.substr(begin, end - begin);
    begin = end + 1;
    if (word.size() <= short_word) continue;
    ++words;
    if (count_capitals(word) > 0) ++capitalised;
  }
  constexpr std::size_t nearly_all = 85;
  return words > short_word && capitalised * percent >= nearly_all * words;
}

/// Behind the last line break that no sentence runs over. `is_wrapped`: lines end where they are
/// full.
std::size_t behind_other_lines(std::string_view sentence, bool is_wrapped) {
  std::size_t begin = 0;
  std::size_t line = 0;
  for (std::size_t at = sentence.find('\n'); at != std::string_view::npos;
       at = sentence.find('\n', at + 1)) {
    const std::size_t next = skip_spaces(sentence, at);
    if (next >= sentence.size()) break;
    const char32_t character = text::decode_next(sentence, next).code_point;
    const bool goes_on =
        (text::characters()[character].classes & text::char_class::lower_letter) != 0 ||
        (is_wrapped && at - line >= full_line &&
         !is_in_title_case(sentence.substr(line, at - line)));
    if (!goes_on) begin = next;
    line = at + 1;
  }
  return begin;
}

bool ends_as_sentence(std::string_view sentence) {
  const auto& table = text::characters();
  for (std::size_t end = sentence.size(); end > 0;) {
    std::size_t begin = end - 1;
    while (begin > 0 && !text::is_boundary(sentence, begin)) --begin;
    const char32_t character = text::decode_next(sentence, begin).code_point;
    const std::uint32_t classes = table[character].classes;
    if ((classes & (text::char_class::terminator | text::char_class::full_stop)) != 0) return true;
    const bool may_follow =
        (classes & (text::char_class::quote | text::char_class::space)) != 0 || character == '\'';
    if (!may_follow) return false;
    end = begin;
  }
  return false;
}

bool begins_as_sentence(std::string_view sentence) {
  const char32_t first = text::decode_next(sentence, 0).code_point;
  const std::uint32_t classes = text::characters()[first].classes;
  if ((classes & text::char_class::lower_letter) != 0) {
    // A script without case has nothing but these.
    return (text::characters()[first].classes & text::char_class::han_kana) != 0 ||
           first > 0x58F;  // behind Latin, Greek, Cyrillic and Armenian
  }
  if ((classes & (text::char_class::letter | text::char_class::digit)) != 0) return true;
  if (first == U'\u201C' || first == U'\u201E' || first == U'"' || first == U'\u00AB' ||
      first == U'\u2018' || first == U'$' || first == U'\u20AC' || first == U'\u00A3' ||
      first == U'\u00BF' || first == U'\u00A1' || first == U'`') {
    return true;
  }
  return false;
}

bool has_open_mark(std::string_view sentence) {
  // Some open with a curly mark and close with a straight one.
  const std::size_t marks = occurrences(sentence, "\"") + occurrences(sentence, "\u201C") +
                            occurrences(sentence, "\u201D") + occurrences(sentence, "\u201E");
  if (marks % 2 != 0) return true;
  if (occurrences(sentence, "\u00AB") != occurrences(sentence, "\u00BB")) return true;
  if (occurrences(sentence, "``") != occurrences(sentence, "''")) return true;
  if (occurrences(sentence, "[") != occurrences(sentence, "]")) return true;
  return occurrences(sentence, "(") != occurrences(sentence, ")");
}

}  // namespace

bool has_web_page_marks(std::string_view sentence) {
  constexpr std::array<std::string_view, 12> marks{
      "http", "www.", "|", "\u00A9", "@", ".com", "&nbsp;", "{", "<", "#", "\u2022", "pic.twitter"};
  return std::any_of(marks.begin(), marks.end(), [sentence](std::string_view mark) {
    return sentence.find(mark) != std::string_view::npos;
  });
}

bool is_wrapped(std::string_view text) {
  for (std::size_t at = text.find('\n'); at < text.size(); at = text.find('\n', at + 1)) {
    if (at + 1 == text.size()) break;
    const char32_t next = text::decode_next(text, at + 1).code_point;
    if ((text::characters()[next].classes & text::char_class::lower_letter) != 0) return true;
  }
  return false;
}

Span clean_span(std::string_view text, Span sentence, bool is_first, bool is_wrapped) {
  std::string_view rest = sentence.in(text);
  std::size_t begin = behind_other_lines(rest, is_wrapped);
  rest.remove_prefix(begin);
  for (const std::string_view button : buttons) {
    if (!rest.starts_with(button)) continue;
    begin += button.size();
    rest.remove_prefix(button.size());
  }
  const std::size_t width = behind_width(rest);
  begin += width;
  rest.remove_prefix(width);
  std::size_t skipped = 0;
  if (is_first) skipped = behind_agency(rest);
  if (is_first && skipped == 0) skipped = behind_place(rest);
  if (!is_first) skipped = behind_full_dateline(rest);
  begin += skipped;
  Span cleaned = sentence;
  cleaned.begin =
      static_cast<std::uint32_t>(sentence.begin + std::min<std::size_t>(begin, sentence.size()));
  return cleaned;
}

namespace {

/// Words of a part of a headline, by white space, and how many of them have a capital or a figure
/// in front, particles of up to three bytes aside.
bool is_a_name(std::string_view part) {
  constexpr std::size_t most_words = 5;
  constexpr std::size_t particle = 3;
  std::size_t words = 0;
  for (std::size_t begin = 0; begin < part.size();) {
    const std::size_t end = std::min(part.find(' ', begin), part.size());
    const std::string_view word = part.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    ++words;
    if (word.size() <= particle && words > 1) continue;
    if (count_capitals(word) == 0 && word.find('.') == std::string_view::npos) return false;
  }
  return words > 0 && words <= most_words;
}

std::string_view trimmed(std::string_view part) {
  const auto is_blank = [](char byte) { return static_cast<unsigned char>(byte) <= ' '; };
  while (!part.empty() && is_blank(part.front())) part.remove_prefix(1);
  while (!part.empty() && is_blank(part.back())) part.remove_suffix(1);
  return part;
}

}  // namespace

namespace {

bool is_site_mark(std::string_view text) {
  return text.starts_with(" - ") || text.starts_with(" | ") || text.starts_with(" \u2013 ") ||
         text.starts_with(" \u2014 ") || text.starts_with("\" ") || text.starts_with(" \" ");
}

/// "[Kastel 2030] Ferry runs aground": behind what a site files its headlines under, or 0.
std::size_t behind_tag(std::string_view title) {
  constexpr std::size_t longest_tag = 30;
  const std::size_t end = title.find("] ");
  return title.starts_with('[') && end <= longest_tag ? end + 2 : 0;
}

constexpr std::size_t least_left = 20;  // bytes: "Storm hits the coast"

}  // namespace

Span headline_span(std::string_view title, std::span<const std::string_view> others) {
  std::string_view best;
  for (std::size_t begin = 0; begin <= title.size();) {
    const std::size_t end = std::min(title.find(" | ", begin), title.size());
    const std::string_view part = trimmed(title.substr(begin, end - begin));
    // The site stands behind, whatever its name's length.
    if (best.size() < least_left && part.size() > best.size()) best = part;
    begin = end + 3;
  }
  for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 "}) {
    for (std::size_t at = best.rfind(dash); at != std::string_view::npos && at >= least_left;
         at = best.rfind(dash)) {
      if (!is_a_name(best.substr(at + dash.size()))) break;
      best = trimmed(best.substr(0, at));
    }
  }
  // What stands behind a dash of several headlines that are not the same is their site.
  const auto is_of_site = [&](std::string_view head, std::string_view tail) {
    return std::any_of(others.begin(), others.end(), [&](std::string_view other) {
      return other.ends_with(tail) && other.substr(0, other.size() - tail.size()) != head;
    });
  };
  if (const std::size_t at = best.rfind(" - "); at != std::string_view::npos && at >= least_left) {
    if (is_of_site(best.substr(0, at), best.substr(at))) best = trimmed(best.substr(0, at));
  }
  best = trimmed(best.substr(behind_tag(best)));
  for (const std::string_view other : others) {
    if (other.size() >= least_left && best.starts_with(other) &&
        is_site_mark(best.substr(other.size()))) {
      best = best.substr(0, other.size());
    }
  }
  const auto begin = static_cast<std::uint32_t>(best.empty() ? 0 : best.data() - title.data());
  return {begin, static_cast<std::uint32_t>(begin + best.size())};
}

namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

bool begins_with_label(std::string_view sentence) {
  const std::size_t colon = sentence.find(':');
  constexpr std::size_t longest_label = 24;
  if (colon > longest_label) return false;  // also if there is none
  constexpr std::size_t shortest_label = 3;
  const std::string_view label = sentence.substr(0, colon);
  return count_letters(label) >= shortest_label && is_mostly_capitals(label);
}

bool ends_quotation(std::string_view text, Span sentence) {
  std::size_t at = sentence.begin;
  while (at > 0 && text[at - 1] == ' ') --at;
  const std::string_view before = text.substr(0, at);
  return before.ends_with('"') || before.ends_with("\u201D") || before.ends_with("''") ||
         before.ends_with("\u00BB") || before.ends_with("\u201C");
}

bool continues_cut_sentence(std::string_view text, Span sentence) {
  std::size_t at = sentence.begin;
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0 || text[at - 1] != '.') return false;
  // "U . S . troops": single letters on both sides of the cut.
  std::size_t end = at - 1;
  while (end > 0 && text[end - 1] == ' ') --end;
  const auto is_letter = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
  // "a share of 40 . 1 percent" in a text that was cut into words.
  if (end > 0 && end + 1 < at && is_digit(text[end - 1]) && is_digit(text[sentence.begin])) {
    return true;
  }
  if (end == 0 || !is_letter(text[end - 1])) return false;
  if (end > 1 && text[end - 2] != ' ' && text[end - 2] != '.') return false;
  const std::string_view rest = sentence.in(text);
  return rest.size() > 3 && is_letter(rest[0]) && (rest[1] == '.' || rest.substr(1, 2) == " .");
}

bool is_whole_sentence(const attribution::FieldReading& field, Span span) {
  const std::string_view sentence = span.in(field.source);
  if (sentence.empty() || !begins_as_sentence(sentence) || !ends_as_sentence(sentence))
    return false;
  // "Younger v." and initials: the splitter took an abbreviation for the end.
  if (sentence.back() == '.') {
    std::size_t last = sentence.size() - 1;
    while (last > 0 && sentence[last - 1] == ' ') --last;
    if (last > 1 && sentence[last - 1] >= 'A' && is_space(sentence[last - 2])) return false;
    // "a share of 40 . 1 percent", and "Sept. 11." is an end.
    const std::size_t next = field.source.find_first_not_of(' ', span.end);
    if (last > 0 && last + 1 < sentence.size() && is_digit(sentence[last - 1]) &&
        next != std::string_view::npos && is_digit(field.source[next])) {
      return false;
    }
  }
  if (sentence.ends_with("\u2026") || sentence.ends_with("...")) return false;
  if (has_open_mark(sentence) || has_web_page_marks(sentence)) return false;
  const std::size_t letters = count_letters(sentence);
  if (count_capitals(sentence) * percent > too_many_capitals * letters) return false;
  return std::none_of(field.quoted.begin(), field.quoted.end(), [span](const text::Quoted& quoted) {
    const bool meets = quoted.outer.begin < span.end && span.begin < quoted.outer.end;
    return meets && (!span.contains(quoted.outer) || !quoted.closed);
  });
}

}  // namespace newsloom::page
