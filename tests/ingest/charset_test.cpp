#include "newsloom/ingest/charset.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "newsloom/text/utf8.hpp"

namespace ingest = newsloom::ingest;
using ingest::CharsetEvidence;
using ingest::decode_text;
using namespace std::string_view_literals;

namespace {

TEST_CASE("UTF-8 is kept byte for byte") {
  const auto plain = decode_text("<rss>Storm</rss>");
  CHECK(plain.text == "<rss>Storm</rss>");
  CHECK(plain.charset == "UTF-8");
  const auto accents = decode_text("Zażółć gęślą jaźń");
  CHECK(accents.text == "Zażółć gęślą jaźń");
  CHECK(accents.evidence == CharsetEvidence::valid_utf8);
  CHECK(decode_text("").text.empty());
}

TEST_CASE("a byte-order mark decides and is dropped") {
  CHECK(decode_text("\xEF\xBB\xBF<a/>").text == "<a/>");
  CHECK(decode_text("\xFF\xFE<\0a\0\xE9\0"sv).text == "<aé");
  CHECK(decode_text("\xFE\xFF\0<\0a"sv).text == "<a");
  CHECK(decode_text("\0\0\xFE\xFF\0\0\0<\0\0\0a"sv).text == "<a");
  CHECK(decode_text("\xFF\xFE\0\0<\0\0\0"sv).text == "<");
  CHECK(decode_text("\xFE\xFF\0<"sv).evidence == CharsetEvidence::byte_order_mark);
}

TEST_CASE("UTF-16 without a mark is seen by its zeros") {
  CHECK(decode_text("<\0a\0>\0"sv).text == "<a>");
  CHECK(decode_text("\0<\0a\0>"sv).text == "<a>");
}

TEST_CASE("what the document declares is used as browsers use it") {
  const auto quotes =
      decode_text("<?xml version='1.0' encoding='iso-8859-1'?><t>\x93storm\x94 caf\xE9</t>");
  CHECK(quotes.text.ends_with("<t>“storm” café</t>"));
  CHECK(quotes.charset == "windows-1252");
  CHECK(quotes.evidence == CharsetEvidence::declared);
  const auto russian = decode_text("<?xml encoding=\"windows-1251\"?>\xCC\xEE\xF1\xEA\xE2\xE0");
  CHECK(russian.text.ends_with("Москва"));
  const auto page = decode_text("<html><meta charset=koi8-r><p>\xED\xCF\xD3\xCB\xD7\xC1");
  CHECK(page.text.ends_with("Москва"));
}

TEST_CASE("declarations are found in XML and in meta elements, and nowhere else") {
  CHECK(ingest::declared_charset("<?xml version=\"1.0\" encoding = 'KOI8-R' ?>") == "KOI8-R");
  CHECK(ingest::declared_charset("  <?xml encoding=\"x\"?>") == "x");
  CHECK(ingest::declared_charset(
            "<META http-equiv=Content-Type content='text/html; charset=Big5'>") == "Big5");
  CHECK(ingest::declared_charset("<meta charset=\"utf-8\"/>") == "utf-8");
  CHECK(ingest::declared_charset("<?xml version=\"1.0\"?><a encoding=\"x\"/>").empty());
  CHECK(ingest::declared_charset("<meta name=a><p>charset=b</p>").empty());
  CHECK(ingest::declared_charset("<?xml encoding").empty());
  CHECK(ingest::declared_charset("").empty());
}

TEST_CASE("a wrong claim does not hide UTF-8") {
  CHECK(decode_text("<?xml encoding='iso-8859-1'?>Zażółć").text.ends_with("Zażółć"));
  CHECK(decode_text("<?xml encoding='utf-16'?><a/>").text.ends_with("<a/>"));
  CHECK(decode_text("Zażółć", {.transport = "iso-8859-2"}).text == "Zażółć");
}

TEST_CASE("the transport's label goes before the document's") {
  const auto decoded =
      decode_text("<?xml encoding='koi8-r'?>\xCC\xEE", {.transport = "windows-1251"});
  CHECK(decoded.text.ends_with("Мо"));
  CHECK(decoded.evidence == CharsetEvidence::transport);
}

TEST_CASE("stray bytes in UTF-8 are read as what they were meant to be, and counted") {
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += "Zażółć gęślą jaźń. ";
  const auto decoded = decode_text(bytes + "It\x92s \x81.");
  CHECK(decoded.text == bytes + "It’s \uFFFD.");
  CHECK(decoded.mixed == 1);
  CHECK(decoded.replaced == 1);
}

TEST_CASE("charsets that hide markup are refused") {
  const auto decoded = decode_text("<?xml encoding='utf-7'?>+ADw-script+AD4-");
  CHECK(decoded.text.find("<script>") == std::string::npos);
}

TEST_CASE("what nobody declared is detected; the language helps") {
  // "Правительство объявило о новых мерах поддержки." in windows-1251.
  const std::string russian =
      "\xCF\xF0\xE0\xE2\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE \xEE\xE1\xFA\xFF\xE2\xE8\xEB\xEE \xEE "
      "\xED\xEE\xE2\xFB\xF5 \xEC\xE5\xF0\xE0\xF5 \xEF\xEE\xE4\xE4\xE5\xF0\xE6\xEA\xE8.";
  const auto decoded = decode_text(russian);
  CHECK(decoded.text == "Правительство объявило о новых мерах поддержки.");
  CHECK(decoded.evidence == CharsetEvidence::detected);
  // "Vėjas ir žemė šąla" in windows-1257.
  const auto lithuanian = decode_text("V\xEBjas ir \xFE\x65m\xEB \xF0\xE0la", {.language = "lt"});
  CHECK(lithuanian.text == "Vėjas ir žemė šąla");
}

TEST_CASE("any bytes become well-formed UTF-8 without NUL") {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 167 + i / 7);
  for (std::size_t begin = 0; begin < 64; ++begin) {
    for (const std::string_view label : {"", "utf-8", "shift_jis", "iso-2022-jp", "utf-16", "x"}) {
      const auto decoded =
          decode_text(std::string_view(bytes).substr(begin, 300), {.transport = label});
      CHECK(newsloom::text::needs_no_repair(decoded.text));
      CHECK(decoded.text.size() <= 900);
    }
  }
}

}  // namespace
