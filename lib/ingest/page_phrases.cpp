#include "page_phrases.hpp"

#include <algorithm>
#include <cstddef>

#include "html_tree.hpp"

namespace newsloom::ingest::html {
namespace {

// All that a block says; compared by letters only.
constexpr std::string_view whole[] = {
    "advertisement", "advert", "advertising", "ad", "sponsored", "sponsoredcontent", "comments",
    "comment", "leaveacomment", "share", "sharethis", "sharethisarticle", "print", "email",
    "readmore", "seealso", "related", "relatedarticles", "relatedstories", "relatedcontent",
    "relatednews", "relatedtopics", "dontmiss", "exploremore", "explorefurther", "trending",
    "mostread", "mostpopular", "recommended", "tags", "topics", "subscribe", "signup", "loading",
    "continuereading", "storycontinuesbelow", "storycontinuesbelowadvertisement",
    "articlecontinuesbelow", "articlecontinuesafteradvertisement", "continuereadingmainstory",
    "iklan", "anzeige", "werbung", "publicité", "publicidad", "publicidade", "pubblicità",
    "reklama", "reklame", "reklam", "реклама", "broadcasting", "広告", "广告", "광고", "quảngcáo",
    "اعلان", "إعلان", "facebook", "twitter", "whatsapp", "pinterest", "linkedin", "back", "next",
    "previous", "close", "menu", "search", "gallery", "video", "photos", "watch", "topstories",
    "morestories", "morenews", "latestnews", "breakingnews", "editorspicks",
};

// How a short block begins which leads away from the article.
constexpr std::string_view beginnings[] = {
    "readmore", "readalso", "alsoread", "readnext", "seealso", "related", "morefrom",
    "moreon", "dontmiss", "click here", "clickhere", "followuson", "followus", "follow",
    "signup", "subscribe", "getthelatest", "getthe latest", "likeusonfacebook", "likethisstory",
    "sharethis", "tellus", "joinus", "downloadtheapp", "haveatip", "gotatip", "sendusatip",
    "email", "contact", "reporting by", "reportingby", "editingby", "filedunder", "postedin",
    "tagged", "postedby", "photo", "photos", "imagecredit", "image", "citation", "copyright",
    "allrightsreserved", "thismaterialmaynotbepublished", "thisdocumentissubjecttocopyright",
    "wereyouaffected", "listen", "watch", "leesook", "lesenauch", "lesensieauch", "mehrzumthema",
    "lireaussi", "àlireaussi", "voiraussi", "leatambién", "leetambién", "veatambién",
    "tambiénpuedesleer", "leiatambém", "leiamais", "vejatambém", "leggianche", "bacajuga",
    "читайтетакже", "читатьтакже", "смтакже", "подробнее", "смотритетакже", "czytajtakże",
    "czytajteż", "přečtětesitaké", "ayrıcabakınız", "あわせて読みたい", "関連記事", "相关阅读", "相关新闻",
    "관련기사", "xemthêm", "đọcthêm", "اقرأأيضا", "shareon", "updated", "lastupdated", "published",
    "this article was originally", "thisarticleoriginallyappeared", "contributedtothisreport",
};

// What a closing note of the newsroom says somewhere.
constexpr std::string_view insides[] = {
    "allrightsreserved", "contributedtothisreport", "contributedtothisstory", "clickhereto",
    "followuson", "ontwitterand", "onfacebook", "sharethisarticle", "signupfor", "subscribeto",
    "newsletter", "inyourinbox", "ontwitterat", "privacypolicy", "termsofservice",
};

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

std::string letters_of(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      // General punctuation (dashes, quotation marks, ellipsis) and U+00A0 to U+00BF.
      if (byte == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) <= 0x81) {
        i += 2;
        continue;
      }
      if (byte == 0xC2 && i + 1 < text.size()) {
        ++i;
        continue;
      }
      out += c;
    } else if ((c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z')) {
      out += lower(c);
    }
  }
  return out;
}

bool is_boilerplate_phrase(std::string_view text, double link_density) {
  constexpr std::size_t short_bytes = 200;
  if (text.size() > short_bytes) return false;
  const std::string plain = letters_of(text);
  if (is_one_of(plain, whole)) return true;
  constexpr double some = 0.15;
  if (link_density < some) return false;
  if (std::ranges::any_of(beginnings, [&](auto with) { return plain.starts_with(with); })) return true;
  return std::ranges::any_of(insides, [&](auto with) { return plain.find(with) != std::string::npos; });
}

}  // namespace newsloom::ingest::html
