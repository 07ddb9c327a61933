// Words of scripts written without spaces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace newsloom::text {

/// A piece of a run, in bytes from the run's beginning.
struct SegmentSpan {
  std::uint32_t begin;
  std::uint32_t end;
};

/// Cuts runs of Han, kana, Thai, Lao, Khmer and Burmese into words with ICU's dictionaries, or
/// into overlapping pairs of characters. Opens ICU's iterator with the first run. Not thread-safe.
class Segmenter {
 public:
  Segmenter();
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  /// The words of `run`, one after the other, covering it. The reference lives until the next
  /// call. Linear: ICU sees at most `piece` characters at a time.
  const std::vector<SegmentSpan>& words(std::string_view run);

  /// Every two neighbouring characters (with the marks that follow them); a lone one by itself.
  const std::vector<SegmentSpan>& bigrams(std::string_view run);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::text
