#include "page_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace newsloom::ingest::html {
namespace {

// Words of class names and ids, as pages in any language write them. `is_stem`: longer words that
// begin so are meant as well ("related" also "relatedposts").
struct Word {
  std::string_view text;
  bool is_stem;
  std::uint8_t calling;
};

constexpr Word words[] = {
    {"nav", false, calls_boilerplate},
    {"navigation", true, calls_boilerplate},
    {"navbar", true, calls_boilerplate},
    {"menu", true, calls_boilerplate},
    {"breadcrumb", true, calls_boilerplate},
    {"sidebar", true, calls_boilerplate},
    {"rail", false, calls_boilerplate},
    {"related", true, calls_boilerplate},
    {"relacionad", true, calls_boilerplate},
    {"recommend", true, calls_boilerplate},
    {"recirc", true, calls_boilerplate},
    {"popular", true, calls_boilerplate},
    {"trending", true, calls_boilerplate},
    {"mostread", true, calls_boilerplate},
    {"readmore", true, calls_boilerplate},
    {"seealso", true, calls_boilerplate},
    {"upnext", true, calls_boilerplate},
    {"share", true, calls_boilerplate},
    {"sharing", true, calls_boilerplate},
    {"social", true, calls_boilerplate},
    {"addthis", true, calls_boilerplate},
    {"addtoany", true, calls_boilerplate},
    {"sharedaddy", true, calls_boilerplate},
    {"jp-relatedposts", true, calls_boilerplate},
    {"follow", true, calls_boilerplate},
    {"newsletter", true, calls_boilerplate},
    {"subscri", true, calls_boilerplate},
    {"signup", true, calls_boilerplate},
    {"paywall", true, calls_boilerplate},
    {"promo", true, calls_boilerplate},
    {"ad", false, calls_boilerplate},
    {"ads", false, calls_boilerplate},
    {"advert", true, calls_boilerplate},
    {"adsense", true, calls_boilerplate},
    {"sponsor", true, calls_boilerplate},
    {"outbrain", true, calls_boilerplate},
    {"taboola", true, calls_boilerplate},
    {"zergnet", true, calls_boilerplate},
    {"revcontent", true, calls_boilerplate},
    {"cookie", true, calls_boilerplate},
    {"consent", true, calls_boilerplate},
    {"gdpr", true, calls_boilerplate},
    {"modal", true, calls_boilerplate},
    {"popup", true, calls_boilerplate},
    {"lightbox", true, calls_boilerplate},
    {"footer", true, calls_boilerplate},
    {"masthead", true, calls_boilerplate},
    {"toolbar", true, calls_boilerplate},
    {"pagination", true, calls_boilerplate},
    {"pager", true, calls_boilerplate},
    {"skip", true, calls_boilerplate},
    {"copyright", true, calls_boilerplate},
    {"disclaimer", true, calls_boilerplate},
    {"donat", true, calls_boilerplate},
    {"login", true, calls_boilerplate},
    {"search", true, calls_boilerplate},
    {"playlist", true, calls_boilerplate},
    {"ranking", true, calls_boilerplate},
    {"tooltip", true, calls_boilerplate},
    {"noprint", true, calls_boilerplate},
    {"print", false, calls_boilerplate},
    {"prevnext", true, calls_boilerplate},
    {"nextprev", true, calls_boilerplate},
    {"linkback", true, calls_boilerplate},
    {"readnext", true, calls_boilerplate},
    {"poll", false, calls_boilerplate},
    {"ticker", true, calls_boilerplate},
    {"cta", false, calls_boilerplate},
    {"teaser", true, calls_boilerplate},
    {"teasers", true, calls_boilerplate},
    {"comment", true, calls_comments},
    {"comments", true, calls_comments},
    {"disqus", true, calls_comments},
    {"respond", false, calls_comments},
    {"commentlist", true, calls_comments},
    {"replies", true, calls_comments},
    {"caption", true, calls_caption},
    {"figcaption", true, calls_caption},
    {"credit", true, calls_caption},
    {"credits", true, calls_caption},
    {"gallery", true, calls_caption},
    {"slideshow", true, calls_caption},
    {"carousel", true, calls_caption},
    {"byline", true, calls_byline},
    {"author", true, calls_byline},
    {"authors", true, calls_byline},
    {"autor", true, calls_byline},
    {"bio", false, calls_byline},
    {"dateline", true, calls_byline},
    {"timestamp", true, calls_byline},
    {"datetime", true, calls_byline},
    {"date", false, calls_byline},
    {"published", true, calls_byline},
    {"pubdate", true, calls_byline},
    {"updated", true, calls_byline},
    {"tag", false, calls_byline},
    {"tags", true, calls_byline},
    {"taglist", true, calls_byline},
    {"topics", true, calls_byline},
    {"categories", true, calls_byline},
    {"meta", true, calls_byline},
    {"postmeta", true, calls_byline},
    {"kicker", true, calls_byline},
    {"source", false, calls_byline},
    {"attribution", true, calls_byline},
    {"postinfo", true, calls_byline},
    {"articlebody", true, calls_body},
    {"storybody", true, calls_body},
    {"storytext", true, calls_body},
    {"articletext", true, calls_body},
    {"bodytext", true, calls_body},
    {"articlecontent", true, calls_body},
    {"postcontent", true, calls_body},
    {"postbody", true, calls_body},
    {"entrycontent", true, calls_body},
    {"pagecontent", true, calls_body},
    {"maincontent", true, calls_body},
    {"article", true, calls_article},
    {"story", false, calls_article},
    {"post", false, calls_article},
    {"entry", false, calls_article},
    {"hentry", false, calls_article},
};

// Two neighbouring words which together name the text: "article-body", "entry__content".
constexpr std::string_view body_firsts[] = {"article", "story", "post",    "entry", "page", "news",
                                            "main",    "body",  "content", "blog",  "text", "the"};
constexpr std::string_view body_seconds[] = {"body",     "content",    "text", "copy",
                                             "contents", "paragraphs", "txt"};

struct Pair {
  std::string_view first;
  std::string_view second;
  std::uint8_t calling;
};

constexpr Pair pairs[] = {
    {"next", "prev", calls_boilerplate},
    {"prev", "next", calls_boilerplate},
    {"previous", "next", calls_boilerplate},
    {"read", "more", calls_boilerplate},
    {"read", "next", calls_boilerplate},
    {"see", "also", calls_boilerplate},
    {"more", "stories", calls_boilerplate},
    {"more", "news", calls_boilerplate},
    {"more", "on", calls_boilerplate},
    {"more", "from", calls_boilerplate},
    {"most", "read", calls_boilerplate},
    {"also", "read", calls_boilerplate},
    {"latest", "news", calls_boilerplate},
    {"top", "stories", calls_boilerplate},
    {"sign", "up", calls_boilerplate},
    {"mailing", "list", calls_boilerplate},
    {"sr", "only", calls_hidden},
    {"visually", "hidden", calls_hidden},
    {"screen", "reader", calls_hidden},
};

bool is_one_of(std::string_view word, auto&& list) {
  return std::ranges::find(list, word) != std::end(list);
}

std::uint8_t calling_of_word(std::string_view word) {
  std::uint8_t found = 0;
  for (const Word& known : words) {
    if (known.is_stem ? word.starts_with(known.text) : word == known.text) found |= known.calling;
  }
  return found;
}

// Cuts at everything that is no letter or digit and before capitals inside a word.
std::uint8_t calling_of_name(std::string_view name) {
  std::uint8_t found = 0;
  std::string previous;
  std::string word;
  bool is_embed = false;
  const auto take = [&] {
    if (word.empty()) return;
    found |= calling_of_word(word);
    if (is_one_of(previous, body_firsts) && is_one_of(word, body_seconds)) found |= calls_body;
    for (const Pair& pair : pairs) {
      if (previous == pair.first && word == pair.second) found |= pair.calling;
    }
    is_embed |= word.starts_with("embed");
    previous = std::exchange(word, {});
  };
  char before = ' ';
  for (const char c : name) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_letter = is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                           static_cast<unsigned char>(c) >= 0x80;
    if (!is_letter) {
      take();
      if (c == ' ' || c == '\t' || c == '\n') previous.clear();
    } else {
      if (is_upper && before >= 'a' && before <= 'z') take();
      word += lower(c);
    }
    before = c;
  }
  take();
  // A post of somebody else which the article shows.
  if (is_embed) found &= static_cast<std::uint8_t>(~calls_boilerplate);
  return found;
}

}  // namespace

std::uint8_t calling_of(const Tree& tree, NodeId id) {
  std::uint8_t found = 0;
  for (const Attribute& attribute : tree.attributes(id)) {
    const std::string_view value = tree.bytes(attribute.value);
    switch (attribute.key) {
      case Key::class_:
      case Key::id:
      case Key::component:
        found |= calling_of_name(value);
        break;
      case Key::itemprop:
        if (value.find("articleBody") != std::string_view::npos) found |= calls_body;
        if (value == "author" || value == "datePublished") found |= calls_byline;
        if (value == "caption") found |= calls_caption;
        if (value == "comment") found |= calls_comments;
        break;
      case Key::role:
        if (value == "navigation" || value == "complementary" || value == "contentinfo" ||
            value == "banner" || value == "search" || value == "dialog" || value == "menu") {
          found |= calls_boilerplate;
        }
        if (value == "article") found |= calls_article;
        break;
      case Key::style:
        if (value.find("display:none") != std::string_view::npos ||
            value.find("display: none") != std::string_view::npos) {
          found |= calls_hidden;
        }
        break;
      case Key::hidden:
        found |= calls_hidden;
        break;
      case Key::aria_hidden:
        if (value == "true") found |= calls_hidden;
        break;
      default:
        break;
    }
  }
  return found;
}

}  // namespace newsloom::ingest::html
