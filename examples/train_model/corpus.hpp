// The articles a model learns from, as sequences of stems.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <newsloom/article.hpp>
#include <newsloom/embed/model_builder.hpp>
#include <newsloom/text/analysis.hpp>
#include <newsloom/text/tokenize.hpp>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace train {

/// One article: its stems without stop words, in order, the title's first.
struct Document {
  std::uint32_t language = 0;  // into Corpus::languages
  std::int32_t day = 0;        // since 1970; 0: unknown
  std::uint32_t title_size = 0;
  std::uint64_t outlet = 0;  // a hash of its name; 0: unknown
  std::vector<std::uint64_t> stems;

  [[nodiscard]] std::span<const std::uint64_t> title() const {
    return std::span(stems).first(title_size);
  }
  [[nodiscard]] std::span<const std::uint64_t> text() const {
    return std::span(stems).subspan(title_size);
  }
};

/// Articles nothing may be learned from, because somebody will be scored on them. An article is one
/// of them if it has the URL, the title (of at least four words) or a good part of the wording.
class LeftOut {
 public:
  void add(const newsloom::Article& article);
  [[nodiscard]] bool has(const newsloom::Article& article);
  [[nodiscard]] std::size_t size() const { return articles_; }

 private:
  struct Signs {
    std::uint64_t title = 0;  // 0: too short to tell
    std::vector<std::uint64_t> fingerprint;
  };
  Signs signs(const newsloom::Article& article);

  newsloom::text::Analyzer analyzer_;
  newsloom::text::Tokenizer tokenizer_;
  newsloom::text::Analysis analysis_;
  std::vector<newsloom::text::Token> tokens_;
  std::unordered_set<std::string> urls_;
  std::unordered_set<std::uint64_t> titles_;
  std::unordered_set<std::uint64_t> shingles_;
  std::size_t articles_ = 0;
};

/// Reads articles, counts who has which term, keeps the stems of the first `max_text_stems`.
class Corpus {
 public:
  static constexpr std::size_t max_text_stems = 300;

  void add(const newsloom::Article& article);
  /// A sentence by itself is a document of its language, for frequencies only.
  void add_sentence(std::string_view sentence, const std::string& language);

  [[nodiscard]] const std::vector<Document>& documents() const { return documents_; }
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }
  /// Tokens read, by language.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& tokens() const { return token_counts_; }
  /// Terms in at least `least_count` documents of a language.
  [[nodiscard]] std::map<std::string, newsloom::embed::FrequencyTable> frequencies(
      std::uint32_t least_count, std::size_t max_terms) const;

 private:
  struct Counts {
    std::uint32_t documents = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> terms;
  };
  void count();
  std::uint32_t language_number(const std::string& language);

  newsloom::text::Analyzer analyzer_;
  newsloom::text::Tokenizer tokenizer_;
  newsloom::text::Analysis analysis_;
  std::vector<newsloom::text::Token> tokens_;
  std::vector<Document> documents_;
  std::vector<std::string> languages_;
  std::map<std::string, Counts> counts_;
  std::map<std::string, std::uint64_t> token_counts_;
};

}  // namespace train
