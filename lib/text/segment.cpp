#include "text/segment.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include "text/characters.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

/// UTF-16 units ICU is given at a time. Sentences have fewer; a run that goes on for longer is cut
/// before the last word found, which then starts the next piece.
constexpr std::size_t piece = 1024;

}  // namespace

struct Segmenter::State {
  State() {
    UErrorCode status = U_ZERO_ERROR;
    iterator.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) iterator.reset();  // without ICU's data: bigrams
    units.reserve(piece + 2);
    offsets.reserve(piece + 3);
  }
  ~State() {
    iterator.reset();
    utext_close(&text);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// Reads characters from `begin` until a piece is full; returns where it stopped.
  std::size_t fill(std::string_view run, std::size_t begin) {
    units.clear();
    offsets.clear();
    const unsigned char* const bytes = as_bytes(run.data());
    std::size_t at = begin;
    while (at < run.size() && units.size() < piece) {
      const DecodedCharacter next = decode(bytes + at, bytes + run.size());
      offsets.push_back(static_cast<std::uint32_t>(at));
      if (next.code_point < 0x10000) {
        units.push_back(static_cast<char16_t>(next.code_point));
      } else {
        units.push_back(U16_LEAD(next.code_point));
        units.push_back(U16_TRAIL(next.code_point));
        offsets.push_back(static_cast<std::uint32_t>(at));
      }
      at += next.length;
    }
    offsets.push_back(static_cast<std::uint32_t>(at));
    return at;
  }

  /// Appends the words of the piece; returns where the next piece begins.
  std::size_t cut_piece(std::size_t stop, bool is_last) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUChars(&text, units.data(), static_cast<std::int64_t>(units.size()), &status);
    iterator->setText(&text, status);
    const std::size_t first = spans.size();
    std::uint32_t begin = offsets.front();
    if (U_SUCCESS(status)) {
      for (std::int32_t i = iterator->first();
           (i = iterator->next()) != icu::BreakIterator::DONE;) {
        const std::uint32_t end = offsets[static_cast<std::size_t>(i)];
        if (end > begin) spans.push_back({begin, end});
        begin = end;
      }
    } else {
      spans.push_back({begin, static_cast<std::uint32_t>(stop)});
    }
    if (is_last || spans.size() - first < 2) return stop;
    const std::size_t again = spans.back().begin;
    spans.pop_back();
    return again;
  }

  std::unique_ptr<icu::BreakIterator> iterator;
  UText text = UTEXT_INITIALIZER;
  std::u16string units;
  std::vector<std::uint32_t> offsets;  // byte of each unit, and the end
  std::vector<SegmentSpan> spans;
};

Segmenter::Segmenter() = default;
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

const std::vector<SegmentSpan>& Segmenter::words(std::string_view run) {
  if (!state_) state_ = std::make_unique<State>();
  if (!state_->iterator) return bigrams(run);
  state_->spans.clear();
  for (std::size_t at = 0; at < run.size();) {
    const std::size_t stop = state_->fill(run, at);
    at = state_->cut_piece(stop, stop == run.size());
  }
  return state_->spans;
}

const std::vector<SegmentSpan>& Segmenter::bigrams(std::string_view run) {
  if (!state_) state_ = std::make_unique<State>();
  std::vector<SegmentSpan>& spans = state_->spans;
  spans.clear();
  const CharacterTable& table = characters();
  const unsigned char* const bytes = as_bytes(run.data());
  std::uint32_t before = 0;  // the previous character's beginning, and this one's
  std::uint32_t here = 0;
  for (std::uint32_t at = 0; at < run.size();) {
    at += decode(bytes + at, bytes + run.size()).length;
    const bool more = at < run.size();
    if (more) {
      const auto next = table[decode(bytes + at, bytes + run.size()).code_point];
      if ((next.classes & char_class::extend) != 0) continue;
    }
    if (here != 0 || !more) spans.push_back({before, at});
    before = here;
    here = at;
  }
  return spans;
}

}  // namespace newsloom::text
