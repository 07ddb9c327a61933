#include "text/quick_language.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/language.hpp"
#include "text/hash.hpp"
#include "text/stop_words_table.hpp"

namespace newsloom::text {
namespace {

constexpr std::size_t language_count = stop_word_lists.size();
using Counts = std::array<std::uint16_t, language_count>;

/// Which languages a word is a stop word of, by the hash of the folded word.
class WordLanguages {
 public:
  WordLanguages() {
    std::unordered_map<std::uint64_t, std::vector<std::uint8_t>> of_word;
    for (std::size_t i = 0; i < language_count; ++i) {
      for (std::string_view rest = stop_word_lists[i].words; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        of_word[hash_of(word)].push_back(static_cast<std::uint8_t>(i));
      }
      codes_[i] = primary_language(stop_word_lists[i].language);
    }
    slots_.resize(std::bit_ceil(of_word.size() * 2));
    for (const auto& [hash, languages] : of_word) {
      std::size_t at = hash & (slots_.size() - 1);
      while (slots_[at].end != 0) at = (at + 1) & (slots_.size() - 1);
      const auto begin = static_cast<std::uint32_t>(languages_.size());
      languages_.insert(languages_.end(), languages.begin(), languages.end());
      slots_[at] = {hash, begin, static_cast<std::uint32_t>(languages_.size())};
    }
  }

  void count(std::uint64_t hash, Counts& counts) const {
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].end != 0;
         at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash != hash) continue;
      for (std::uint32_t i = slots_[at].begin; i < slots_[at].end; ++i) ++counts[languages_[i]];
      return;
    }
  }
  [[nodiscard]] std::string_view code(std::size_t language) const { return codes_[language]; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0;  // of its languages
    std::uint32_t end = 0;    // 0: empty
  };
  std::vector<Slot> slots_;  // a power of two, at most half full
  std::vector<std::uint8_t> languages_;
  std::array<std::string, language_count> codes_;
};

// Folded text is cut at what is no letter of ASCII, no figure and no apostrophe; all else is taken
// for letters, as dashes and quotation marks only cost the word they touch.
bool is_in_word(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80 || (byte >= 'a' && byte <= 'z') ||
         (byte >= '0' && byte <= '9') || byte == '\'';
}

}  // namespace

FunctionWords count_function_words(std::string_view text) {
  static const WordLanguages known;
  const std::string folded = folded_case(text);
  Counts counts{};
  FunctionWords found;
  for (auto at = folded.begin(); at != folded.end();) {
    at = std::find_if(at, folded.end(), is_in_word);
    const auto end = std::find_if_not(at, folded.end(), is_in_word);
    if (at == end) break;
    ++found.words;
    known.count(hash_of(std::string_view(at, end)), counts);
    at = end;
  }
  for (std::size_t i = 0; i < language_count; ++i) {
    if (counts[i] > found.hits) {
      found.second = std::exchange(found.hits, counts[i]);
      found.language = known.code(i);
    } else {
      found.second = std::max<std::size_t>(found.second, counts[i]);
    }
  }
  return found;
}

}  // namespace newsloom::text
