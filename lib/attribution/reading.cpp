#include "newsloom/attribution/reading.hpp"

#include "newsloom/text/language.hpp"
#include "newsloom/text/sentences.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::attribution {

struct ArticleReader::State {
  text::Tokenizer tokenizer;
};

ArticleReader::ArticleReader() : state_(std::make_unique<State>()) {}
ArticleReader::~ArticleReader() = default;
ArticleReader::ArticleReader(ArticleReader&&) noexcept = default;
ArticleReader& ArticleReader::operator=(ArticleReader&&) noexcept = default;

Reading ArticleReader::read(std::string_view title, std::string_view text,
                            std::string_view language) {
  Reading reading;
  reading.language = text::primary_language(language);
  const auto read_field = [&](std::string_view source, FieldReading& field) {
    const std::size_t limit = state_->tokenizer.options().max_bytes;
    field.source = text::truncate_to_boundary(source, limit);
    state_->tokenizer.tokenize(field.source, reading.language, field.tokens);
    text::split_sentences(field.source, reading.language, field.sentences);
    text::find_quoted(field.source, field.quoted);
    text::find_names(field.source, reading.language, field.tokens, field.names);
    text::find_numbers(field.source, reading.language, field.tokens, field.numbers);
  };
  read_field(title, reading.title);
  read_field(text, reading.text);
  return reading;
}

}  // namespace newsloom::attribution
