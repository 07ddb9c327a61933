#include "attribution/field_view.hpp"

namespace newsloom::attribution {

FieldView::FieldView(const Reading& reading, Field field)
    : field_(reading[field]), language_(reading.language) {
  const CueWords& words = cue_words(reading.language);
  bits_.reserve(field_.tokens.size());
  for (const text::Token& token : field_.tokens) bits_.push_back(words.of(field_.source, token));
}

std::size_t FieldView::token_from(std::size_t byte) const {
  const auto found = std::ranges::lower_bound(field_.tokens, byte, {}, &text::Token::begin);
  return static_cast<std::size_t>(found - field_.tokens.begin());
}

// Tokens overlap where Han is cut into pairs, hence the guards.
std::string_view FieldView::gap_after(std::size_t left) const {
  if (left >= size()) return {};
  const std::size_t begin = field_.tokens[left].end;
  const std::size_t end = left + 1 < size() ? field_.tokens[left + 1].begin : field_.source.size();
  return begin < end ? field_.source.substr(begin, end - begin) : std::string_view{};
}

std::string_view FieldView::gap_before(std::size_t at) const {
  if (at > 0) return gap_after(at - 1);
  return size() == 0 ? field_.source : field_.source.substr(0, field_.tokens[0].begin);
}

bool FieldView::adjoin(std::size_t left) const {
  if (left + 1 >= size()) return false;
  const std::string_view gap = gap_after(left);
  constexpr std::size_t longest = 4;  // a no-break space and another
  if (gap.size() > longest) return false;
  if (gap == ". ") {  // "Gov. Snyder", "J. Smith"
    const text::Token& token = field_.tokens[left];
    constexpr std::uint32_t longest_abbreviation = 4;
    return token.has(text::token_flag::capitalised) &&
           token.end - token.begin <= longest_abbreviation;
  }
  return gap.find_first_of(".,;:!?()[]\"\n\r") == std::string_view::npos &&
         gap.find("—") == std::string_view::npos && gap.find("–") == std::string_view::npos;
}

std::size_t FieldView::sentence_at(std::size_t byte) const {
  const auto found = std::ranges::upper_bound(field_.sentences, byte, {}, &text::Span::end);
  return static_cast<std::size_t>(found - field_.sentences.begin());
}

const text::Mention* FieldView::name_at(std::size_t token) const {
  auto found = std::ranges::upper_bound(field_.names, token, {}, &text::Mention::first_token);
  if (found == field_.names.begin()) return nullptr;
  --found;
  return token < found->first_token + found->token_count ? &*found : nullptr;
}

}  // namespace newsloom::attribution
