#include <uchardet.h>
#include <unicode/uchar.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "charset_convert.hpp"
#include "newsloom/ingest/charset.hpp"
#include "newsloom/text/utf8.hpp"

// Two detectors propose, and so does the language if it is known; what the text looks like in each
// charset decides. Neither detector alone knows all charsets (bench/ingest/charset.cpp).

namespace newsloom::ingest {
namespace {

// Votes are on ucsdet's scale, 0 to 100; measured by bench_ingest_charset.
constexpr int uchardet_vote = 30;
constexpr int language_vote = 80;
constexpr int max_proposals_of_ucsdet = 4;
constexpr int oddness_weight = 400;  // of a text in which every letter is odd

struct CloseUcsdet {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
struct CloseUchardet {
  void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};

struct Candidate {
  std::string name;
  int votes = 0;
};

// Charsets news was written in before UTF-8, the likelier first.
struct Habit {
  std::string_view language;
  std::array<const char*, 3> charsets;
};
constexpr Habit habits[] = {
    {"ar", {"windows-1256", "iso-8859-6", nullptr}},
    {"be", {"windows-1251", nullptr, nullptr}},
    {"bg", {"windows-1251", nullptr, nullptr}},
    {"bs", {"windows-1250", "iso-8859-2", nullptr}},
    {"cs", {"windows-1250", "iso-8859-2", nullptr}},
    {"el", {"windows-1253", "iso-8859-7", nullptr}},
    {"et", {"windows-1257", "windows-1252", nullptr}},
    {"fa", {"windows-1256", nullptr, nullptr}},
    {"he", {"windows-1255", "iso-8859-8", nullptr}},
    {"hr", {"windows-1250", "iso-8859-2", nullptr}},
    {"hu", {"windows-1250", "iso-8859-2", nullptr}},
    {"ja", {"windows-31j", "EUC-JP", nullptr}},
    {"kk", {"windows-1251", nullptr, nullptr}},
    {"ko", {"windows-949", nullptr, nullptr}},
    {"lt", {"windows-1257", "iso-8859-13", nullptr}},
    {"lv", {"windows-1257", "iso-8859-13", nullptr}},
    {"mk", {"windows-1251", nullptr, nullptr}},
    {"pl", {"windows-1250", "iso-8859-2", nullptr}},
    {"ro", {"windows-1250", "iso-8859-2", nullptr}},
    {"ru", {"windows-1251", "KOI8-R", "iso-8859-5"}},
    {"sk", {"windows-1250", "iso-8859-2", nullptr}},
    {"sl", {"windows-1250", "iso-8859-2", nullptr}},
    {"sr", {"windows-1251", "windows-1250", nullptr}},
    {"th", {"windows-874", nullptr, nullptr}},
    {"tr", {"windows-1254", nullptr, nullptr}},
    {"uk", {"windows-1251", "KOI8-U", nullptr}},
    {"ur", {"windows-1256", nullptr, nullptr}},
    {"vi", {"windows-1258", nullptr, nullptr}},
    {"zh", {"GB18030", "Big5-HKSCS", nullptr}},
};
constexpr std::string_view western[] = {"ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga",
                                        "gl", "is", "it", "nb", "nl", "nn", "no", "pt", "sv"};

void vote(std::vector<Candidate>& candidates, std::string_view name, int votes) {
  std::string known = charset_of_label(name);
  // What is read here has its markup in ASCII, which EBCDIC and wide charsets would tear up.
  constexpr std::string_view markup = "<a href=\"1\">";
  const auto as_read = known.empty() ? std::nullopt : decode_as(known, markup);
  if (!as_read || as_read->text != markup) return;
  const auto same = std::ranges::find(candidates, known, &Candidate::name);
  if (same != candidates.end()) {
    same->votes += votes;
  } else {
    candidates.push_back({std::move(known), votes});
  }
}

void ask_ucsdet(std::string_view bytes, std::vector<Candidate>& candidates) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseUcsdet> detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) || matches == nullptr) return;
  for (std::int32_t i = 0; i < std::min(count, max_proposals_of_ucsdet); ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_SUCCESS(status) && name != nullptr) vote(candidates, name, confidence);
  }
}

void ask_uchardet(std::string_view bytes, std::vector<Candidate>& candidates) {
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, CloseUchardet> detector(uchardet_new());
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return;
  uchardet_data_end(detector.get());
  vote(candidates, uchardet_get_charset(detector.get()), uchardet_vote);
}

void ask_language(std::string_view language, std::vector<Candidate>& candidates) {
  std::string code(language.substr(0, 2));
  for (char& c : code) c = static_cast<char>(c | 32);
  if (std::ranges::find(western, code) != std::end(western)) {
    vote(candidates, "windows-1252", language_vote);
  }
  const auto* habit = std::ranges::find(habits, std::string_view(code), &Habit::language);
  if (habit == std::end(habits)) return;
  for (const char* name : habit->charsets) {
    if (name != nullptr) vote(candidates, name, language_vote);
  }
}

// How little a text looks like one, as a share of its characters beyond ASCII, times
// `oddness_weight`: what cannot be decoded, controls, signs within words, capitals after small
// letters, letters of two scripts in a word.
int oddness(std::string_view utf8) {
  std::int64_t foreign = 0;
  std::int64_t odd = 0;
  char32_t last = U' ';
  for (std::size_t at = 0; at < utf8.size();) {
    const text::Decoded next = text::decode_next(utf8, at);
    at += next.length;
    const auto now = static_cast<UChar32>(next.code_point);
    const auto before = static_cast<UChar32>(last);
    last = next.code_point;
    if (now < 0x80 && before < 0x80) continue;
    const bool is_foreign = now >= 0x80;
    foreign += is_foreign ? 1 : 0;
    if (next.code_point == text::replacement_character || u_iscntrl(now)) {
      odd += 4;
    } else if (is_foreign && !u_isalpha(now) && u_isalpha(before) && at < utf8.size() &&
               u_isalpha(static_cast<UChar32>(text::decode_next(utf8, at).code_point)) &&
               (U_GET_GC_MASK(now) & (U_GC_M_MASK | U_GC_P_MASK)) == 0) {
      odd += 2;
    } else if ((u_isupper(now) && u_islower(before)) ||
               (is_foreign && (U_GET_GC_MASK(now) & (U_GC_S_MASK | U_GC_CN_MASK)) != 0)) {
      ++odd;
    }
  }
  return foreign == 0 ? oddness_weight
                      : static_cast<int>(std::min<std::int64_t>(oddness_weight * odd / foreign,
                                                                std::int64_t{oddness_weight} * 4));
}

}  // namespace

std::string detect_charset(std::string_view bytes, std::string_view language) {
  std::vector<Candidate> candidates;
  ask_ucsdet(bytes, candidates);
  ask_uchardet(bytes, candidates);
  ask_language(language, candidates);
  const Candidate* best = nullptr;
  int best_score = 0;
  for (const Candidate& candidate : candidates) {
    const auto decoded = decode_as(candidate.name, bytes);
    if (!decoded) continue;
    const int score = candidate.votes - oddness(decoded->text);
    if (best != nullptr && score <= best_score) continue;
    best = &candidate;
    best_score = score;
  }
  return best == nullptr ? std::string() : best->name;
}

}  // namespace newsloom::ingest
