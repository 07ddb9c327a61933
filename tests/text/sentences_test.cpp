#include "newsloom/text/sentences.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/utf8.hpp"
#include "text/random_text.hpp"

namespace {

using newsloom::text::Span;

// The sentences with " | " between them.
std::string split(std::string_view text, std::string_view language) {
  std::vector<Span> spans;
  newsloom::text::split_sentences(text, language, spans);
  std::string joined;
  for (const Span& span : spans) {
    if (!joined.empty()) joined += " | ";
    joined += span.in(text);
  }
  return joined;
}

// Takes the expected text, in which " | " stands for the space between two sentences.
void check(std::string_view language, std::string_view expected, std::string_view between = " ") {
  std::string text(expected);
  for (std::size_t at = 0; (at = text.find(" | ", at)) != std::string::npos;) {
    text.replace(at, 3, between);
  }
  CAPTURE(text);
  CHECK(split(text, language) == expected);
}

TEST_SUITE("text sentences") {
  TEST_CASE("plain sentences end at their marks") {
    check("en", "The bridge is closed. | Nobody knows why. | Is it safe? | No! | It moved…");
    check("es", "¿Quién paga? | El puerto. | ¡Nunca! | ¿Y ahora qué?");
    check("fr", "Le pont est fermé. | Pourquoi ? | Personne ne le sait !");
    check("ru", "Мост закрыт. | Никто не знает почему. | Опасно ли это?");
    check("el", "Η γέφυρα έκλεισε. | Κανείς δεν ξέρει γιατί.");
    check("hi", "पुल बंद है। | किसी को नहीं पता।");
    check("ar", "الجسر مغلق. | لماذا؟ | لا أحد يعرف.");
    check("", "Kein Hinweis. | Trotzdem getrennt.");
  }

  TEST_CASE("Chinese and Japanese need no space") {
    check("zh", "大桥已关闭。 | 没有人知道原因！ | 安全吗？", "");
    check("ja", "橋は閉鎖された。 | 「危ない。」 | 誰も知らない。", "");
    check("ja", "「危ない。」と彼は言った。 | 成長率は３．５％だった。", "");
  }

  TEST_CASE("neither do the full stops of other scripts without case") {
    check("hi", "पुल बंद है। | किसी को नहीं पता।", "");
    check("ur", "پل بند ہے۔ | کسی کو نہیں معلوم۔", "");
    check("ar", "لماذا؟ | لا أحد يعرف.", "");
    check("my", "ဟုတ်ကဲ့။ | မင်္ဂလာပါ။", "");
    check("el", "Πώς; | Δεν ξέρω.");
    check("ko", "그는 갔다. | 비가 왔다! | 왜?");
    check("am", "ሰላም ነው። | ደህና።");
  }

  TEST_CASE("Thai ends sentences at line breaks, not at dots") {
    check("th", "สะพานปิดเมื่อปี พ.ศ. 2561 ในเดือน ก.ค. | ไม่มีใครรู้ว่าทำไมสะพานจึงปิดในวันนั้น", "\n");
  }

  TEST_CASE("abbreviations do not end a sentence") {
    check("en", "Dr. Selma Okoro spoke. | Mr. Vance and Mrs. Aust did not.");
    check("en", "Sen. Lind met Gov. Rask on Jan. 5 at No. 10. | They left at 5 p.m. yesterday.");
    check("en", "It is a post-Sept. 11 law. | They kept it.");
    check("en", "The case Halden vs. Norvik begins on Mt. Sorrel.");
    check("de", "Das gilt z. B. für Brücken bzw. Tunnel. | Nr. 5 und Prof. Olin fehlen.");
    check("de", "Das gilt z.B. für Brücken. | Rd. 5 Mio. Velmark fehlen.");
    check("es", "El Sr. Arrieta y la Sra. Ferrán firmaron. | Vive en la Avda. Mayor.");
    check("es", "Viajó a EE. UU. para firmar. | Volvió ayer.");
    check("fr", "M. Riel et Mme. Hask ont signé. | Ils partent.");
    check("pt", "O Sr. Caldas chegou. | A Dra. Reis falou.");
    check("it", "Il Dott. Verrin ha firmato. | La Sig.ra Moss no.");
    check("nl", "Dhr. Vos kwam o.a. uit Halden. | Hij bleef.");
    check("pl", "Mieszka przy ul. Długiej, m.in. z Anną. | Wyjechał.");
    check("ru", "Он живёт на ул. Мира, т.е. рядом. | Она уехала.");
    check("sv", "Han kom bl.a. från Norvik. | Hon stannade.");
  }

  TEST_CASE("a stop cut off as a word of its own ends no abbreviation either") {
    check("en", "Mr . Tarn met Frederick C . Varga on Dec . 27 in Sarn . | He left .");
  }

  TEST_CASE("abbreviations that are words end a sentence as words") {
    check("en", "The answer is no. | Officials left. | See No. 5 for more.");
    check("en", "He fell ill. | Doctors were called. | It made him miss. | Fans left.");
    check("es", "Dijo que no. | Luego salió.");
    check("fr", "Le suspect du vol. | Il court.");
    check("nl", "Hij geeft op. | Zij niet.");
    check("de", "Fälle dieser Art. | Das war die Frau. | Siehe Art. 5 und max. 3 Tage.");
  }

  TEST_CASE("abbreviations that may end a sentence do before a function word") {
    check("en", "He works for Kestrel Inc. | The company grew.");
    check("en", "The U.S. Senate voted. | They live in the U.S. | It was late.");
    check("en", "It opens at 9 a.m. | The queue was long.");
    check("es", "Hay pan, sopa, etc. | El resto falta.");
  }

  TEST_CASE("initials, numbers and addresses hold together") {
    check("en", "J. Smith and J.R.R. Halden met A. B. Riel. | They agreed.");
    check("en", "It rose by 3.5 per cent to 1,250.75. | See paper.example.com for more.");
    check("de",
          "Am 3. Mai um 14.30 Uhr beginnt es. | Das war 2018. | Der 2. Weltkrieg war vorbei.");
    check("en", "J. A. Riel and I. A. Moss met. | (See p. 5.) | They agreed.");
    check("en", "1. The first point. | 2. The second point.");
    check("ru", "А. С. Пушкин жил здесь. | В 2018 г. Москва росла.");
    check("cs", "Dne 5. května začal. | Pak skončil.");
  }

  TEST_CASE("quotes and brackets that close belong to the sentence") {
    check("en", "“We wrote to them twice.” | Nobody answered.");
    check("en", "“Stop!” he said. | “Why?” asked Mara. | (It was late.) | They left.");
    check("en", "She said: “It is over. | We lost.” | He agreed.");
    check("en", "'We lost.' | \"We won.\" | They argued.");
    check("de", "„Niemand fährt.“ | „Warum?“, fragte sie. | Es blieb still.");
    check("fr", "« Jamais ! » dit-il. | Puis il partit.");
    check("de", "Er ging. | »Warum?« fragte sie. | Es blieb still.");
    check("ru", "«Стой!» — сказал он. | Она ушла.");
    check("es", "«Por fin.» | Lo dijo ayer.");
  }

  TEST_CASE("an ellipsis before a small letter goes on") {
    check("en", "He waited ... and waited. | Then ... | Nothing came.");
    check("en", "Well… maybe. | Or not.");
  }

  TEST_CASE("line breaks end headlines and finished lines, blank lines everything") {
    check("en", "Bridge closed | The old bridge over the Sorrel was closed on Monday.", "\n");
    check("en", "Bridge closed | the old bridge over the Sorrel was closed", "\n\n");
    check("en",
          "It was over at the end of the day, the harbour authority said on Monday. | And so on.",
          "\n");
    CHECK(
        split("This line was wrapped by a program at some column and it\r\ngoes on here.", "en") ==
        "This line was wrapped by a program at some column and it\r\ngoes on here.");
    CHECK(split("This line was wrapped by a program at some column and so\ngoes on here.", "en") ==
          "This line was wrapped by a program at some column and so\ngoes on here.");
    CHECK(
        split(
            "One line that is long enough not to be a headline, ending in the name of\nMara Lind.",
            "en") ==
        "One line that is long enough not to be a headline, ending in the name of\nMara Lind.");
  }

  TEST_CASE("nothing gives nothing") {
    CHECK(split("", "en").empty());
    CHECK(split(" \n\t \xC2\xA0 ", "en").empty());
    CHECK(split("...", "en") == "...");
  }

  TEST_CASE("what never ends is cut at a space") {
    std::string text;
    while (text.size() < 10'000) text += "word ";
    std::vector<Span> spans;
    newsloom::text::split_sentences(text, "en", spans);
    CHECK(spans.size() >= 5);
    for (const Span& span : spans) {
      CHECK(span.size() <= newsloom::text::longest_sentence);
      CHECK(span.in(text).ends_with("word"));
    }
  }

  TEST_CASE("no sentence is longer than the limit, and hostile texts take linear time") {
    constexpr std::size_t size = 2'000'000;
    for (const std::string_view piece : {"x", "中", ".", "。", "a.", "A. ", "1. ", "“", "」", " »",
                                         ".»", ". (", "Dr. ", "\x80", "\xC2", "\n"}) {
      std::string text;
      while (text.size() < size) text += piece;
      std::vector<Span> spans;
      const auto start = std::chrono::steady_clock::now();
      newsloom::text::split_sentences(text, "en", spans);
      const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
      CAPTURE(piece);
      CHECK(seconds.count() < 15.0);  // 1 s at most; sanitizers take ten times as long
      const auto fits = [](const Span& span) {
        return span.size() <= newsloom::text::longest_sentence;
      };
      CHECK(std::ranges::all_of(spans, fits));
    }
  }

  TEST_CASE("ill-formed bytes are in a sentence like any other") {
    newsloom::text::testing::RandomText random(6);
    CHECK(split("A. \x80", "en") == "A. \x80");
    CHECK(split("a\xC2\xA0\x80", "en") == "a\xC2\xA0\x80");
    for (int round = 0; round < 20000; ++round) {
      const std::string text = random.bytes(40);
      std::vector<Span> spans;
      newsloom::text::split_sentences(text, "en", spans);
      std::vector<bool> kept(text.size());
      std::uint32_t end = 0;
      for (const Span& span : spans) {
        REQUIRE(span.begin >= end);
        REQUIRE(span.begin < span.end);
        std::fill(kept.begin() + span.begin, kept.begin() + span.end, true);
        end = span.end;
      }
      REQUIRE(end <= text.size());
      for (std::size_t at = 0; at < text.size();) {
        const auto c = newsloom::text::decode_next(text, at);
        const bool is_white = split(std::string_view(text).substr(at, c.length), "").empty();
        for (std::size_t i = at; i < at + c.length; ++i) REQUIRE((is_white || kept[i]));
        at += c.length;
      }
    }
  }

  TEST_CASE("any text: ordered, on boundaries, nothing but white space left out") {
    newsloom::text::testing::RandomText random(5);
    for (int round = 0; round < 300; ++round) {
      std::string text;
      for (std::size_t i = random.below(120); i > 0; --i) {
        constexpr std::string_view marks[] = {". ", "! ", "\n", "\n\n", "Dr. ",
                                              "”",  "“",  "3.", "A. ",  "。"};
        if (random.below(3) == 0) {
          text += marks[random.below(std::size(marks))];
        } else {
          newsloom::text::append_utf8(random.code_point(), text);
        }
      }
      text = newsloom::text::repair_utf8(text);
      CAPTURE(text);
      std::vector<Span> spans;
      newsloom::text::split_sentences(text, "de", spans);
      std::vector<Span> again;
      newsloom::text::split_sentences(text, "de-AT", again);
      CHECK(spans == again);
      std::string kept;
      std::uint32_t end = 0;
      for (const Span& span : spans) {
        REQUIRE(span.begin >= end);
        REQUIRE(span.begin < span.end);
        REQUIRE(newsloom::text::is_boundary(text, span.begin));
        REQUIRE(newsloom::text::is_boundary(text, span.end));
        const std::string_view between = std::string_view(text).substr(end, span.begin - end);
        std::vector<Span> inside;
        newsloom::text::split_sentences(between, "de", inside);
        CHECK(inside.empty());
        end = span.end;
      }
    }
  }
}

}  // namespace
