// Fuzz target: any bytes, after a line with a language, are repaired, folded and tokenised with the
// promises of utf8.hpp, fold.hpp, tokenize.hpp, sentences.hpp, quoted.hpp, names.hpp,
// numbers.hpp and transliterate.hpp kept. Build with clang and -fsanitize=fuzzer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/names.hpp"
#include "newsloom/text/numbers.hpp"
#include "newsloom/text/quoted.hpp"
#include "newsloom/text/sentences.hpp"
#include "newsloom/text/tokenize.hpp"
#include "newsloom/text/transliterate.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace text = newsloom::text;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

text::TokenizerOptions options_for(text::Stemming stemming, text::HanSegmentation han) {
  text::TokenizerOptions options;
  options.stem.stemming = stemming;
  options.han = han;
  options.max_token_bytes = 32;  // so that short inputs reach it
  return options;
}

void check_tokens(std::string_view source, const std::vector<text::Token>& tokens) {
  std::uint32_t begin = 0;
  std::string word;
  for (const text::Token& token : tokens) {
    require(token.begin < token.end && token.end <= source.size() && token.begin >= begin);
    require(text::is_boundary(source, token.begin) && text::is_boundary(source, token.end));
    require(token.end - token.begin <= 32);
    word.clear();
    text::fold_token(source, token, word);
    require(word.size() == token.folded_length);
    require(text::hash_bytes(word) == token.hash);
    begin = token.begin;
  }
}

void check_span(std::string_view source, const text::Span& span, std::uint32_t& end) {
  require(span.begin >= end && span.begin < span.end && span.end <= source.size());
  require(text::is_boundary(source, span.begin) && text::is_boundary(source, span.end));
  end = span.end;
}

void check_spans(std::string_view source, std::string_view language) {
  std::vector<text::Span> sentences;
  text::split_sentences(source, language, sentences);
  std::uint32_t end = 0;
  for (const text::Span& sentence : sentences) check_span(source, sentence, end);
  std::vector<text::Quoted> quotations;
  text::find_quoted(source, quotations);
  end = 0;
  for (const text::Quoted& quotation : quotations) {
    check_span(source, quotation.outer, end);
    require(quotation.outer.contains(quotation.inner));
  }
}

void check_names(std::string_view source, std::string_view language,
                 const std::vector<text::Token>& tokens) {
  static text::NameFolder folder;
  std::vector<text::Number> numbers;
  text::find_numbers(source, language, tokens, numbers);
  std::uint32_t number_end = 0;
  for (const text::Number& number : numbers) {
    check_span(source, number.span, number_end);
  }
  std::vector<text::Mention> mentions;
  text::find_names(source, language, tokens, mentions);
  std::uint32_t end = 0;
  for (const text::Mention& mention : mentions) {
    check_span(source, {mention.begin, mention.end}, end);
    const std::string key(folder.key(mention.in(source)));
    require(text::is_valid_utf8(key));
    require(text::skeleton(key) == text::skeleton(key));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), size);
  const std::string_view language = input.substr(0, line);
  const std::string_view bytes = input.substr(std::min(line + 1, size));

  text::RepairReport report;
  const std::string repaired = text::repair_utf8(bytes, &report);
  require(text::needs_no_repair(repaired));
  require(report.changed() == (repaired != bytes));
  require(text::needs_no_repair(bytes) == !report.changed());
  require(text::repair_utf8(repaired) == repaired);

  const std::string folded = text::folded_case(bytes);
  require(text::is_valid_utf8(folded));
  require(text::folded_case(folded) == folded);
  const std::string loose = text::folded_accents(bytes);
  require(text::folded_accents(loose) == loose);

  static text::Tokenizer plain(
      options_for(text::Stemming::prefix, text::HanSegmentation::dictionary));
  static text::Tokenizer other(
      options_for(text::Stemming::snowball, text::HanSegmentation::bigrams));
  std::vector<text::Token> tokens;
  plain.tokenize(repaired, language, tokens);
  check_tokens(repaired, tokens);
  check_names(repaired, language, tokens);
  other.tokenize(repaired, language, tokens);
  check_tokens(repaired, tokens);
  check_spans(repaired, language);
  plain.tokenize(bytes, language, tokens);  // ill-formed: only the bounds are promised
  for (const text::Token& token : tokens)
    require(token.begin < token.end && token.end <= bytes.size());
  return 0;
}
