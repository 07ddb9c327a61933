// What the tokenizer keeps of the language it is told.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace newsloom::text {

/// A set of hashes for the hot path: two loads and no branch, because whether a word is a stop
/// word cannot be predicted. Cuckoo hashing: each hash is in one of its two slots. Filled once;
/// meant for at most 80 hashes, 0 is no member.
class HashSet {
 public:
  explicit HashSet(std::span<const std::uint64_t> hashes = {}) noexcept;

  [[nodiscard]] bool contains(std::uint64_t hash) const noexcept {
    const std::uint64_t differs = slots_[first(hash)] ^ hash;
    const std::uint64_t differs_too = slots_[second(hash)] ^ hash;
    return ((differs == 0) | (differs_too == 0)) & (hash != 0);
  }

 private:
  static constexpr std::size_t capacity = 256;  // a third full: insertion practically never fails
  static constexpr std::size_t first(std::uint64_t hash) noexcept { return hash % capacity; }
  static constexpr std::size_t second(std::uint64_t hash) noexcept {
    return (hash >> 32U) % capacity;
  }
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
