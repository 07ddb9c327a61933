#include "newsloom/page/writer.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "newsloom/attribution/reading.hpp"
#include "newsloom/text/fold.hpp"
#include "newsloom/text/utf8.hpp"
#include "support_check.hpp"

namespace newsloom::page {

std::optional<std::string> unsupported_part(std::string_view sentence,
                                            const std::vector<std::string>& supports) {
  std::string all;
  for (const std::string& support : supports) all += support + "\n";
  attribution::ArticleReader reader;
  const attribution::Reading claim = reader.read({}, sentence, "en");
  const attribution::Reading known = reader.read({}, all, "en");
  const std::string folded = text::folded_accents(all);
  const auto occurs = [&](std::string_view part) {
    return folded.find(text::folded_accents(part)) != std::string::npos;
  };
  for (const text::Mention& name : claim.text.names) {
    if (!occurs(name.in(sentence))) return std::string(name.in(sentence));
  }
  // A name that opens the sentence may not have been taken for one: capitals count everywhere.
  for (const text::Token& token : claim.text.tokens) {
    const bool is_name_like = token.has(text::token_flag::capitalised) &&
                              !token.has(text::token_flag::stop_word) &&
                              !token.has(text::token_flag::sentence_start);
    if (is_name_like && !occurs(token.in(sentence))) return std::string(token.in(sentence));
    if (token.has(text::token_flag::has_digit) && !occurs(token.in(sentence))) {
      return std::string(token.in(sentence));
    }
  }
  for (const text::Number& number : claim.text.numbers) {
    const bool found = std::any_of(
        known.text.numbers.begin(), known.text.numbers.end(), [&](const text::Number& other) {
          return other.value_e3 == number.value_e3 && other.kind == number.kind;
        });
    if (!found && !occurs(number.span.in(sentence))) return std::string(number.span.in(sentence));
  }
  for (const text::Quoted& quoted : claim.text.quoted) {
    if (all.find(quoted.inner.in(sentence)) == std::string::npos) {
      return std::string(quoted.inner.in(sentence));
    }
  }
  return std::nullopt;
}

result<Statement> WrittenStatements::make(const WrittenSentence& sentence,
                                          const ArticleSource& articles) {
  if (sentence.text.empty() || sentence.supports.empty()) {
    return Error{ErrorCode::invalid_argument, "a written sentence needs words and supports", {}};
  }
  std::vector<std::string> supports;
  for (const Support& support : sentence.supports) {
    auto article = articles.find(support.article, support.revision);
    if (!article) return article.error();
    auto range = StatementBuilder().verbatim(*article, support.field, support.span).build();
    if (!range) return range.error();
    supports.push_back(range->text());
  }
  if (auto part = unsupported_part(sentence.text, supports)) {
    return Error{
        ErrorCode::invalid_argument, "no support of the sentence has \"" + *part + "\"", {}};
  }
  return StatementBuilder().written(sentence.text, sentence.supports).build();
}

}  // namespace newsloom::page
