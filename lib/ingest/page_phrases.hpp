// What words alone say about a block of text, in many languages. Private.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsloom::ingest::html {

/// Whether the text ends as a sentence does, in any script.
[[nodiscard]] bool ends_sentence(std::string_view text);

/// Words in lower case (ASCII only), one blank between two, no punctuation. O(length).
[[nodiscard]] std::string words_of(std::string_view text);

/// Whether the text is a web address and nothing else.
[[nodiscard]] bool is_address(std::string_view text);

/// Letters and digits only, ASCII in lower case: what is left when punctuation and spacing are
/// written in another way. O(length).
[[nodiscard]] std::string letters_of(std::string_view text);

/// A long text in which pieces are looked for by their letters. Not thread-safe.
class Quotable {
 public:
  explicit Quotable(std::string_view text) : letters_(letters_of(text)) {}
  [[nodiscard]] bool empty() const { return letters_.empty(); }
  /// Whether `letters` stand in the text. Gives up, with false, when all calls together have looked
  /// through 100 MB: a page can be made of pieces and of a text in which none of them is.
  [[nodiscard]] bool holds(std::string_view letters) const;

 private:
  std::string letters_;
  mutable std::size_t looked_ = 0;
};

/// Whether a short block is one of the phrases that newsrooms put between paragraphs: "Read more",
/// "Advertisement", "Sign up for …". `link_density` is the part of the text inside links.
[[nodiscard]] bool is_boilerplate_phrase(std::string_view text, double link_density);

}  // namespace newsloom::ingest::html
