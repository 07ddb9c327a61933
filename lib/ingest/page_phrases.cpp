#include "page_phrases.hpp"

#include <algorithm>
#include <cstddef>

#include "html_tree.hpp"

namespace newsloom::ingest::html {
namespace {

// All that a block says; compared in lower case, word by word.
constexpr std::string_view whole[] = {
    "advertisement",
    "advert",
    "advertising",
    "ad",
    "ads",
    "sponsored",
    "sponsored content",
    "comments",
    "comment",
    "leave a comment",
    "share",
    "share this",
    "share this article",
    "share this story",
    "print",
    "email",
    "read more",
    "read next",
    "see also",
    "related",
    "related articles",
    "related stories",
    "related content",
    "related news",
    "related topics",
    "don t miss",
    "dont miss",
    "explore more",
    "explore further",
    "trending",
    "most read",
    "most popular",
    "popular",
    "recommended",
    "recommended for you",
    "tags",
    "topics",
    "subscribe",
    "sign up",
    "loading",
    "continue reading",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "article continues below advertisement",
    "article continues after advertisement",
    "continue reading the main story",
    "advertisement continue reading the main story",
    "iklan",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "reklama",
    "reklame",
    "reklam",
    "реклама",
    "広告",
    "广告",
    "광고",
    "quảng cáo",
    "إعلان",
    "اعلان",
    "विज्ञापन",
    "facebook",
    "twitter",
    "whatsapp",
    "pinterest",
    "linkedin",
    "back to top",
    "next",
    "previous",
    "close",
    "menu",
    "search",
    "gallery",
    "top stories",
    "more stories",
    "more news",
    "latest news",
    "breaking news",
    "editor s picks",
    "editors picks",
    "like this",
    "get alerts",
    "what do you think",
    "tell us what you think",
    "filed under",
    "posted in",
    "read this next",
};

// How a short block begins which leads away from the article, if there is a link in it.
constexpr std::string_view beginnings[] = {
    "read more",
    "read also",
    "also read",
    "read next",
    "read the full",
    "see also",
    "see more",
    "related",
    "more from",
    "more on",
    "more stories",
    "don t miss",
    "click here",
    "click to",
    "follow us",
    "follow him",
    "follow her",
    "follow me",
    "follow the",
    "follow",
    "sign up",
    "subscribe",
    "get the latest",
    "get more",
    "like us",
    "share this",
    "share on",
    "tell us",
    "join us",
    "download the app",
    "download our app",
    "have a tip",
    "got a tip",
    "send us",
    "email",
    "e mail",
    "contact",
    "filed under",
    "posted in",
    "tagged",
    "tags",
    "posted by",
    "photo",
    "photos",
    "photo by",
    "photo credit",
    "image",
    "image credit",
    "image source",
    "copyright",
    "listen",
    "watch",
    "source",
    "via",
    "lees ook",
    "lesen auch",
    "lesen sie auch",
    "mehr zum thema",
    "auch interessant",
    "lire aussi",
    "à lire aussi",
    "voir aussi",
    "lea también",
    "lee también",
    "vea también",
    "te puede interesar",
    "leia também",
    "leia mais",
    "veja também",
    "leggi anche",
    "baca juga",
    "читайте также",
    "см также",
    "смотрите также",
    "подробнее",
    "czytaj także",
    "czytaj też",
    "zobacz także",
    "čtěte také",
    "ayrıca bakınız",
    "あわせて読みたい",
    "関連記事",
    "相关阅读",
    "相关新闻",
    "관련기사",
    "xem thêm",
    "đọc thêm",
    "اقرأ أيضا",
};

// What a newsroom's closing note says somewhere, if there is a link in it.
constexpr std::string_view insides[] = {
    "all rights reserved",
    "contributed to this report",
    "contributed to this story",
    "follow us on",
    "follow him on",
    "follow her on",
    "follow them on",
    "follow me on",
    "share this article",
    "sign up for",
    "subscribe to",
    "in your inbox",
    "to your inbox",
    "privacy policy",
    "terms of service",
    "click here for more",
    "buy tickets",
};

// The same, link or not.
constexpr std::string_view certain[] = {
    "all rights reserved",
    "this material may not be published",
    "contributed to this report",
    "share it with a friend",
    "this document is subject to copyright",
    "may not be published broadcast rewritten",
};

constexpr std::string_view time_stamps[] = {"updated", "last updated", "published",
                                            "posted",  "modified",     "first published"};

bool is_one_of(std::string_view text, auto&& list) {
  return std::ranges::find(list, text) != std::end(list);
}

}  // namespace

bool ends_sentence(std::string_view text) {
  constexpr std::string_view ascii = ".!?:;\")'";
  if (text.empty()) return false;
  if (ascii.find(text.back()) != std::string_view::npos) return true;
  for (const std::string_view end : {"。", "！", "？", "”", "»", "…", "’", "」", "।", "؟"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

namespace {

// Whether the byte at `i` begins punctuation beyond ASCII: U+0080 to U+00BF, and General
// Punctuation (dashes, quotation marks, the ellipsis). `length` is set to its bytes.
bool is_wide_punctuation(std::string_view text, std::size_t i, std::size_t& length) {
  const auto at = [text](std::size_t where) {
    return where < text.size() ? static_cast<unsigned char>(text[where]) : 0U;
  };
  length = 2;
  if (at(i) == 0xC2U) return true;
  length = 3;
  return at(i) == 0xE2U && at(i + 1) >= 0x80U && at(i + 1) <= 0x81U;
}

}  // namespace

std::string words_of(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = lower(text[i]);
    std::size_t length = 1;
    const bool is_letter =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (!is_letter || is_wide_punctuation(text, i, length)) {
      pending = !out.empty();
      i += is_letter ? length - 1 : 0;
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += c;
  }
  return out;
}

std::string letters_of(std::string_view text) {
  std::string out = words_of(text);
  std::erase(out, ' ');
  return out;
}

namespace {

bool begins_with_words(std::string_view text, std::string_view with) {
  return text.starts_with(with) && (text.size() == with.size() || text[with.size()] == ' ');
}

// "Updated at 1:23 p.m.", "Published Monday, Nov. 18, 2019".
bool is_time_stamp(std::string_view words) {
  constexpr std::size_t longest = 70;
  if (words.size() > longest || words.find_first_of("0123456789") == std::string_view::npos) {
    return false;
  }
  return std::ranges::any_of(time_stamps,
                             [&](auto with) { return begins_with_words(words, with); });
}

// "(Reporting by …; editing by …)": how agencies sign.
bool is_sign_off(std::string_view words) {
  return words.starts_with("reporting by ") ||
         (words.starts_with("writing by ") && words.find(" editing by ") != std::string_view::npos);
}

}  // namespace

bool is_boilerplate_phrase(std::string_view text, double link_density) {
  constexpr std::size_t short_bytes = 260;
  if (text.size() > short_bytes) return false;
  const std::string words = words_of(text);
  if (is_one_of(words, whole) || is_time_stamp(words) || is_sign_off(words)) return true;
  const auto is_inside = [&](auto phrase) { return words.find(phrase) != std::string::npos; };
  if (std::ranges::any_of(certain, is_inside)) return true;
  constexpr double some = 0.08;
  if (link_density < some) return false;
  if (std::ranges::any_of(beginnings, [&](auto with) { return begins_with_words(words, with); })) {
    return true;
  }
  return std::ranges::any_of(insides, is_inside);
}

bool Quotable::holds(std::string_view letters) const {
  constexpr std::size_t max_looked = 100'000'000;
  if (letters_.empty() || looked_ > max_looked) return false;
  const std::size_t at = letters_.find(letters);
  looked_ += std::min(at, letters_.size());
  return at != std::string::npos;
}

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://") ||
          text.starts_with("www.")) &&
         text.find(' ') == std::string_view::npos;
}

}  // namespace newsloom::ingest::html
