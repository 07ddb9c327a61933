#include "newsloom/text/stop_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "text/hash.hpp"
#include "text/stop_words_table.hpp"

namespace newsloom::text {
namespace {

using HashLists = std::array<std::vector<std::uint64_t>, stop_word_lists.size()>;

/// The lists are kept as words, for people and for size, and hashed once, at first use: about
/// 5,000 words, 0.1 ms.
const HashLists& hash_lists() {
  static const HashLists lists = [] {
    HashLists made;
    for (std::size_t i = 0; i < made.size(); ++i) {
      for (std::string_view rest = stop_word_lists[i].words; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        made[i].push_back(hash_of(word));
      }
      std::ranges::sort(made[i]);
    }
    return made;
  }();
  return lists;
}

}  // namespace

std::span<const std::uint64_t> stop_word_hashes(std::string_view language) noexcept {
  const auto* const found =
      std::ranges::lower_bound(stop_word_lists, language, {}, &StopWordList::language);
  if (found == stop_word_lists.end() || found->language != language) return {};
  return hash_lists()[static_cast<std::size_t>(found - stop_word_lists.begin())];
}

bool is_stop_word(std::string_view language, std::uint64_t hash) noexcept {
  return std::ranges::binary_search(stop_word_hashes(language), hash);
}

std::size_t stop_word_language_count() noexcept { return stop_word_lists.size(); }

}  // namespace newsloom::text
