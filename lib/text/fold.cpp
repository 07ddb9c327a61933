#include "newsloom/text/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <array>
#include <cstdint>

#include "text/characters.hpp"
#include "text/fold_append.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

/// A run of characters that interact is normalised in pieces of at most this many bytes, because
/// ICU sorts combining marks in quadratic time. Real runs have a dozen bytes.
constexpr std::size_t max_run = 4096;

void append_code_point(char32_t code_point, std::string& out) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
    return;
  }
  std::array<char, 4> bytes;  // NOLINT(*-member-init): written by encode
  out.append(bytes.data(), encode(code_point, bytes.data()));
}

void append_mapped(const CharacterTable& table, char32_t code_point, const Mapping& mapping,
                   std::string& out) {
  if (mapping.length == Mapping::by_delta) {
    append_code_point(static_cast<char32_t>(static_cast<std::int32_t>(code_point) + mapping.value),
                      out);
  } else {
    out += table.pooled(mapping);
  }
}

const icu::Normalizer2* casefold() {
  UErrorCode status = U_ZERO_ERROR;  // fails only without ICU's data; then text stays unfolded
  return icu::Normalizer2::getNFKCCasefoldInstance(status);
}

/// ICU's own folding of `text`, however it is formed.
std::string fold_by_icu(std::string_view text) {
  std::string clean;
  if (!is_valid_utf8(text)) {
    for (std::size_t at = 0; at < text.size();) {
      const Decoded next = decode_next(text, at);
      append_utf8(next.code_point, clean);
      at += next.length;
    }
    text = clean;
  }
  const icu::Normalizer2* const normalizer = casefold();
  if (normalizer == nullptr) return std::string(text);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode status = U_ZERO_ERROR;
  normalizer->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr,
                            status);
  return folded;
}

/// Folds a string from left to right. Characters that stay as they are, are copied many at a time.
/// It remembers where the last run of interacting characters began, so that only that run has to
/// go through ICU.
class Folder {
 public:
  Folder(std::string_view text, FoldForm form, std::string& out)
      : text_(text), form_(form), out_(out), run_out_(out.size()) {}

  void run() {
    const unsigned char* const begin = as_bytes(text_.data());
    const unsigned char* const end = begin + text_.size();
    while (at_ < text_.size()) {
      if (begin[at_] < 0x80U) {
        start_run(0);
        const unsigned byte = begin[at_];
        if (byte - 'A' < 26U)
          replace(1).push_back(static_cast<char>(byte | 0x20U));
        else
          ++at_;
        continue;
      }
      const DecodedCharacter next = decode(begin + at_, end);
      const CharacterRecord& record = table_[next.code_point];
      const bool disordered = record.combining != 0 && record.combining < last_combining_;
      if ((record.classes & char_class::complex) != 0 || disordered) {
        fold_run();
        continue;
      }
      const bool vanishes = record.fold.length == 0;
      if (record.combining == 0 && !vanishes) start_run(record.last_combining);
      if (record.combining != 0) last_combining_ = record.last_combining;
      const Mapping& mapping = form_ == FoldForm::fold ? record.fold : record.term;
      if (mapping == Mapping{} && next.valid) {
        at_ += next.length;
      } else {
        append_mapped(table_, next.code_point, mapping, replace(next.length));
      }
    }
    flush();
  }

 private:
  /// Copies what has been passed unchanged.
  void flush() {
    out_.append(text_, copied_, at_ - copied_);
    copied_ = at_;
  }

  /// Skips `length` bytes of the text; what replaces them goes to the result.
  std::string& replace(std::size_t length) {
    flush();
    at_ += length;
    copied_ = at_;
    return out_;
  }

  /// Here is a character that cannot interact with what stands before it.
  void start_run(std::uint8_t last_combining) {
    run_begin_ = at_;
    run_out_ = out_.size() + (at_ - copied_);
    last_combining_ = last_combining;
  }

  /// Takes back what was made of this run and folds all of it, to its end, with ICU.
  void fold_run() {
    const unsigned char* const begin = as_bytes(text_.data());
    const unsigned char* const end = begin + text_.size();
    flush();
    do {
      at_ += decode(begin + at_, end).length;
    } while (at_ < text_.size() && at_ - run_begin_ < max_run && continues(begin + at_, end));
    copied_ = at_;
    out_.resize(run_out_);
    const std::string folded = fold_by_icu(text_.substr(run_begin_, at_ - run_begin_));
    if (form_ == FoldForm::fold) {
      out_ += folded;
    } else {
      for (std::size_t i = 0; i < folded.size();) {
        const Decoded next = decode_next(folded, i);
        append_mapped(table_, next.code_point, table_[next.code_point].term, out_);
        i += next.length;
      }
    }
    start_run(0);
  }

  bool continues(const unsigned char* p, const unsigned char* end) const {
    const CharacterRecord& record = table_[decode(p, end).code_point];
    return (record.classes & char_class::complex) != 0 || record.combining != 0 ||
           record.fold.length == 0;
  }

  std::string_view text_;
  FoldForm form_;
  std::string& out_;
  const CharacterTable& table_ = characters();
  std::size_t at_ = 0;         // in text_
  std::size_t copied_ = 0;     // in text_: what is before is in out_, or replaced
  std::size_t run_begin_ = 0;  // in text_: where the current run began …
  std::size_t run_out_ = 0;    // … and where its folding begins in out_
  std::uint8_t last_combining_ = 0;
};

}  // namespace

void append_folded(std::string_view text, FoldForm form, std::string& out) {
  Folder(text, form, out).run();
}

void append_loose(std::string_view folded, std::string& scratch, std::string& out) {
  const CharacterTable& table = characters();
  const std::size_t out_begin = out.size();
  bool interacting = false;
  for (std::size_t at = 0; at < folded.size();) {
    if (as_bytes(folded.data())[at] < 0x80U) {
      out.push_back(folded[at++]);
      continue;
    }
    const Decoded next = decode_next(folded, at);
    const CharacterRecord& record = table[next.code_point];
    interacting |= (record.classes & char_class::complex) != 0;
    append_mapped(table, next.code_point, record.loose, out);
    at += next.length;
  }
  if (!interacting) return;
  // Where an accent stood between characters that now meet, they may compose.
  scratch.assign(out, out_begin);
  out.resize(out_begin);
  append_folded(scratch, FoldForm::fold, out);
}

void fold_case(std::string_view word, std::string& out) {
  append_folded(word, FoldForm::fold, out);
}

void fold_accents(std::string_view word, std::string& out) {
  std::string folded;
  fold_case(word, folded);
  std::string scratch;
  append_loose(folded, scratch, out);
}

std::string folded_case(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  fold_case(word, out);
  return out;
}

std::string folded_accents(std::string_view word) {
  std::string out;
  fold_accents(word, out);
  return out;
}

}  // namespace newsloom::text
