#include "support/copies.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "newsloom/text/quoted.hpp"
#include "newsloom/text/sentences.hpp"

namespace newsloom::testing {
namespace {

using Sentences = std::vector<std::string>;

Sentences sentences_of(const Article& article) {
  std::vector<text::Span> spans;
  text::split_sentences(article.text, article.language, spans);
  Sentences sentences;
  for (const text::Span& span : spans) sentences.emplace_back(span.in(article.text));
  return sentences;
}

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t';
    words += !is_space && !inside ? 1U : 0U;
    inside = !is_space;
  }
  return words;
}

std::size_t words_in(const Sentences& sentences) {
  std::size_t words = 0;
  for (const std::string& sentence : sentences) words += words_in(sentence);
  return words;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// What one paper's style book changes in another's copy.
constexpr std::array<std::pair<std::string_view, std::string_view>, 30> style_book{{
    {"percent", "per cent"},
    {"U.S.", "US"},
    {"U.N.", "UN"},
    {"“", "\""},
    {"”", "\""},
    {"’", "'"},
    {"Mr. ", ""},
    {"Mrs. ", ""},
    {"Ms. ", ""},
    {"Sen. ", "Senator "},
    {"Rep. ", "Congressman "},
    {"Gov. ", "Governor "},
    {" said that ", " said "},
    {" toward ", " towards "},
    {"organiz", "organis"},
    {"recogniz", "recognis"},
    {" color", " colour"},
    {" labor ", " labour "},
    {"defense", "defence"},
    {"January ", "Jan. "},
    {"February ", "Feb. "},
    {"September ", "Sept. "},
    {"November ", "Nov. "},
    {" do not ", " don't "},
    {" did not ", " didn't "},
    {" is not ", " isn't "},
    {", and ", " and "},
    {" -- ", " – "},
    {" two ", " 2 "},
    {" three ", " 3 "},
}};

constexpr std::array<std::string_view, 4> credits{
    "(Meridian Wire) - ", "PORT HALDEN (Norvik Press) — ", "By the Calderra News Agency. ",
    "LONDON, March 3 (Astrid Newswire) - "};

void toggle_credit(Sentences& sentences, std::uint64_t which) {
  std::string& lead = sentences.front();
  constexpr std::size_t longest_dateline = 80;
  const std::string_view start = std::string_view(lead).substr(0, longest_dateline);
  for (const std::string_view dash : {" - ", " — ", " – ", " -- "}) {
    const std::size_t at = start.find(dash);
    if (at == std::string_view::npos || start.find(')') > at) continue;
    lead.erase(0, at + dash.size());
    return;
  }
  lead.insert(0, credits[which % credits.size()]);
}

}  // namespace

std::string Edits::name() const {
  std::string name;
  const auto say = [&name](bool done, std::string_view what) {
    if (done) name += (name.empty() ? "" : " + ") + std::string(what);
  };
  say(keep < 1, "cut");
  say(drop > 0, "dropped");
  say(move_lead, "lead moved");
  say(house_style, "style");
  say(graft > 0, "grafted");
  say(thin_words, "words dropped");
  say(credit, "credit");
  say(interleave, "interleaved");
  return name;
}

std::uint64_t CopyMaker::below(std::uint64_t bound) {
  state_ += 0x9e3779b97f4a7c15ULL;  // splitmix64
  std::uint64_t value = state_;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return (value ^ (value >> 31U)) % bound;
}

bool CopyMaker::chance(double probability) {
  constexpr std::uint64_t steps = 1'000'000;
  return below(steps) < static_cast<std::uint64_t>(probability * static_cast<double>(steps));
}

Edits CopyMaker::draw() {
  Edits edits;
  std::size_t count = 0;
  while (count < 2) {
    edits = Edits();
    if (chance(0.4)) edits.keep = 0.4 + 0.05 * static_cast<double>(below(10));
    if (chance(0.4)) edits.drop = 0.1 + 0.05 * static_cast<double>(below(7));
    edits.move_lead = chance(0.3);
    edits.house_style = chance(0.5);
    if (chance(0.3)) edits.graft = 0.25;
    edits.thin_words = chance(0.3);
    edits.credit = chance(0.4);
    edits.interleave = chance(0.1);
    count = 0;
    for (const bool done : {edits.keep < 1, edits.drop > 0, edits.move_lead, edits.house_style,
                            edits.graft > 0, edits.thin_words, edits.credit, edits.interleave}) {
      count += done ? 1U : 0U;
    }
  }
  return edits;
}

Sentences CopyMaker::edited(Sentences sentences, const Edits& edits) {
  const auto kept = static_cast<std::size_t>(edits.keep * static_cast<double>(sentences.size()));
  sentences.resize(std::clamp<std::size_t>(kept, 1, sentences.size()));
  const auto dropped = static_cast<std::size_t>(edits.drop * static_cast<double>(sentences.size()));
  for (std::size_t i = 0; i < dropped && sentences.size() > 1; ++i) {
    sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(below(sentences.size())));
  }
  if (edits.move_lead && sentences.size() > 2) {
    const auto to = static_cast<std::ptrdiff_t>(1 + below(sentences.size() - 1));
    std::rotate(sentences.begin(), sentences.begin() + 1, sentences.begin() + to + 1);
  }
  return sentences;
}

std::string CopyMaker::thinned(const std::string& text) {
  const bool regular = chance(0.5);  // every eighth, or each with a chance of one in eight
  std::string out;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const bool drop = regular ? ++number % 8 == 0 : below(8) == 0;
    if (!drop) out.append(text, at, end - at);
    if (end < text.size()) out += text[end];
    at = end + 1;
  }
  return out;
}

std::string CopyMaker::in_paragraphs(const Sentences& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) {
    if (!text.empty()) text += below(3) == 0 ? "\n\n" : " ";
    text += sentence;
  }
  return text;
}

PlantedCopy CopyMaker::copy(const Article& original, const Article& graft, const Article& second,
                            const Edits& edits) {
  PlantedCopy made;
  made.edits = edits;
  made.originals = {original.id};
  Sentences sentences = edited(sentences_of(original), edits);
  const std::size_t own = words_in(sentences);
  std::size_t foreign = 0;
  if (edits.interleave) {
    Sentences others = sentences_of(second);
    Sentences mixed;
    for (std::size_t i = 0, j = 0; i < sentences.size();) {
      for (std::uint64_t n = 1 + below(3); n > 0 && i < sentences.size(); --n) {
        mixed.push_back(sentences[i++]);
      }
      for (; foreign < own && j < others.size() && foreign < words_in(mixed) - foreign; ++j) {
        foreign += words_in(others[j]);
        mixed.push_back(others[j]);
      }
    }
    sentences = std::move(mixed);
    made.originals.push_back(second.id);
  }
  if (edits.graft > 0) {
    const auto wanted = static_cast<std::size_t>(edits.graft / (1 - edits.graft) *
                                                 static_cast<double>(words_in(sentences)));
    Sentences grafted;
    for (const std::string& sentence : sentences_of(graft)) {
      if (words_in(grafted) >= wanted) break;
      grafted.push_back(sentence);
    }
    foreign += words_in(grafted);
    const auto at = static_cast<std::ptrdiff_t>(below(sentences.size() + 1));
    sentences.insert(sentences.begin() + at, grafted.begin(), grafted.end());
    made.originals.push_back(graft.id);
  }
  if (edits.credit) toggle_credit(sentences, below(credits.size()));
  made.overlap =
      static_cast<double>(own) / static_cast<double>(std::max<std::size_t>(own + foreign, 1));
  Article& article = made.article;
  article = original;
  article.title = "Also: " + original.title;
  article.text = in_paragraphs(sentences);
  if (edits.house_style) {
    for (const auto& [from, to] : style_book) replace_all(article.text, from, to);
  }
  if (edits.thin_words) article.text = thinned(article.text);
  return made;
}

Article CopyMaker::with_quotations(const Article& report, const Article& other) {
  std::vector<text::Quoted> quotations;
  text::find_quoted(other.text, quotations);
  Sentences sentences = sentences_of(report);
  for (const text::Quoted& quoted : quotations) {
    const auto at = static_cast<std::ptrdiff_t>(below(sentences.size() + 1));
    sentences.insert(sentences.begin() + at, std::string(quoted.outer.in(other.text)));
  }
  Article article = report;
  article.text = in_paragraphs(sentences);
  return article;
}

}  // namespace newsloom::testing
