#include "text/tokenize_language.hpp"

#include <utility>

namespace newsloom::text {

HashSet::HashSet(std::span<const std::uint64_t> hashes) noexcept {
  constexpr int most_moves = 64;  // far more than a table this empty needs; then one is left out
  for (std::uint64_t hash : hashes) {
    std::size_t at = first(hash);
    for (int move = 0; hash != 0 && move < most_moves; ++move) {
      std::swap(hash, slots_[at]);
      at = first(hash) == at ? second(hash) : first(hash);
    }
  }
}

std::string primary_subtag(std::string_view language) {
  constexpr std::size_t longest = 8;  // of a subtag, RFC 5646
  const std::string_view subtag = language.substr(0, language.find_first_of("-_"));
  std::string out;
  if (subtag.size() < 2 || subtag.size() > longest) return out;
  for (char c : subtag) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    if (lower < 'a' || lower > 'z') return {};
    out.push_back(lower);
  }
  return out;
}

bool writes_elisions(std::string_view primary) noexcept {
  return primary == "fr" || primary == "it" || primary == "ca";
}

std::string_view without_elision(std::string_view folded) noexcept {
  constexpr std::size_t longest = 6;  // "lorsqu'", "quell'"; but not "aujourd'hui"
  const std::size_t mark = folded.find('\'');
  if (mark > longest || mark + 1 >= folded.size()) return folded;  // no mark is past the end too
  return folded.substr(mark + 1);
}

}  // namespace newsloom::text
