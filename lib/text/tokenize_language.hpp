// What the tokenizer keeps of the language it is told.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace newsloom::text {

/// A set of hashes for the hot path: a lookup is one load and mostly one comparison.
/// Open addressing, 0 is free, filled once. Holds at most `capacity` / 2 hashes.
class HashSet {
 public:
  explicit HashSet(std::span<const std::uint64_t> hashes = {}) {
    for (std::uint64_t hash : hashes.first(std::min(hashes.size(), capacity / 2))) {
      std::size_t at = hash % capacity;
      while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) % capacity;
      slots_[at] = hash;
    }
  }
  [[nodiscard]] bool contains(std::uint64_t hash) const noexcept {
    if (hash == 0) return false;
    for (std::size_t at = hash % capacity; slots_[at] != 0; at = (at + 1) % capacity) {
      if (slots_[at] == hash) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t capacity = 256;  // at most 80 stop words: a third full
  std::array<std::uint64_t, capacity> slots_{};
};

/// The primary subtag of a BCP-47 tag in lower case ("pt-BR" → "pt"); empty for anything else.
[[nodiscard]] std::string primary_subtag(std::string_view language);

/// Whether articles and prepositions are written onto the next word ("l'été", "dell'acqua").
[[nodiscard]] bool writes_elisions(std::string_view primary) noexcept;

/// `folded` without a leading elision: the part that carries the meaning.
[[nodiscard]] std::string_view without_elision(std::string_view folded) noexcept;

struct TokenizerLanguage {
  std::string primary;
  HashSet stop_words;
  bool elides = false;
};

}  // namespace newsloom::text
