#include "retrieval.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <newsloom/text/tokenize.hpp>
#include <optional>
#include <unordered_map>

namespace newsloom::bench {
namespace {

using Sparse = std::vector<std::pair<std::uint32_t, float>>;

// tf-idf rows of one view; terms are numbered as they come.
class View {
 public:
  void add(const std::vector<text::CountedTerm>& terms, const std::string& language) {
    Sparse row;
    for (const text::CountedTerm& term : terms) {
      const auto number = numbers_.emplace(term.hash, numbers_.size()).first->second;
      row.emplace_back(static_cast<std::uint32_t>(number), 1 + std::log(float(term.count)));
      ++frequencies_[language][static_cast<std::uint32_t>(number)];
    }
    std::ranges::sort(row);
    rows_.push_back(std::move(row));
    ++documents_[language];
    languages_.push_back(language);
  }
  std::vector<Sparse> weighted() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto& frequencies = frequencies_[languages_[i]];
      const auto documents = static_cast<float>(documents_[languages_[i]]);
      float squares = 0;
      for (auto& [term, weight] : rows_[i]) {
        weight *= std::log((documents + 1) / (static_cast<float>(frequencies.at(term)) + 0.5F));
        squares += weight * weight;
      }
      for (auto& [term, weight] : rows_[i]) weight /= std::max(std::sqrt(squares), 1e-9F);
    }
    return std::move(rows_);
  }

 private:
  std::unordered_map<std::uint64_t, std::size_t> numbers_;
  std::map<std::string, std::unordered_map<std::uint32_t, std::uint32_t>> frequencies_;
  std::map<std::string, std::uint32_t> documents_;
  std::vector<std::string> languages_;
  std::vector<Sparse> rows_;
};

// Cosines of one row with all others by an inverted index.
class Cosines {
 public:
  explicit Cosines(const std::vector<Sparse>& rows) : rows_(rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const auto& [term, weight] : rows[i]) {
        if (term >= postings_.size()) postings_.resize(term + 1);
        postings_[term].emplace_back(static_cast<std::uint32_t>(i), weight);
      }
    }
  }
  void of(std::size_t i, std::vector<float>& out) const {
    out.assign(rows_.size(), 0);
    for (const auto& [term, weight] : rows_[i]) {
      for (const auto& [other, value] : postings_[term]) out[other] += weight * value;
    }
  }

 private:
  const std::vector<Sparse>& rows_;
  std::vector<Sparse> postings_;
};

// All three cosines of one text with all others.
class Similarities {
 public:
  explicit Similarities(const Embedded& texts)
      : texts_(texts), words_(texts.words), names_(texts.names) {}
  void look_at(std::size_t i) {
    words_.of(i, word_cosines_);
    names_.of(i, name_cosines_);
    dense_cosines_.assign(texts_.size(), 0);
    for (std::size_t j = 0; j < texts_.size() && texts_.dim > 0; ++j) {
      float sum = 0;
      for (std::size_t d = 0; d < texts_.dim; ++d) {
        sum += texts_.dense[i * texts_.dim + d] * texts_.dense[j * texts_.dim + d];
      }
      dense_cosines_[j] = sum;
    }
  }
  void mix(const Mix& mix, std::vector<float>& out) const {
    out.resize(texts_.size());
    for (std::size_t j = 0; j < out.size(); ++j) {
      out[j] = mix.words * word_cosines_[j] + mix.names * name_cosines_[j] +
               mix.dense * dense_cosines_[j];
    }
  }

 private:
  const Embedded& texts_;
  Cosines words_;
  Cosines names_;
  std::vector<float> word_cosines_;
  std::vector<float> name_cosines_;
  std::vector<float> dense_cosines_;
};

double average_precision(const std::vector<float>& scores, const std::vector<std::size_t>& relevant,
                         const std::vector<std::size_t>& candidates) {
  std::vector<float> hits;
  for (const std::size_t j : relevant) hits.push_back(scores[j]);
  std::ranges::sort(hits, std::greater<>());
  std::vector<float> all;
  for (const std::size_t j : candidates) all.push_back(scores[j]);
  std::ranges::sort(all, std::greater<>());
  double sum = 0;
  for (std::size_t k = 0; k < hits.size(); ++k) {
    const auto [first, last] = std::ranges::equal_range(all, hits[k], std::greater<>());
    // A tie counts as half: in the middle of those that score the same.
    const double rank =
        static_cast<double>(first - all.begin()) + 1 + static_cast<double>(last - first - 1) / 2;
    sum += static_cast<double>(k + 1) / std::max(rank, static_cast<double>(k + 1));
  }
  return sum / static_cast<double>(hits.size());
}

// The concepts in a text's capitalised words, as further names.
void add_concepts(const Article& article, const embed::Concepts& concepts, text::Analysis& analysis,
                  ConceptCoverage& coverage) {
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  std::map<std::uint64_t, std::uint32_t> found;
  for (const std::string* part : {&article.title, &article.text}) {
    tokenizer.tokenize(*part, analysis.language, tokens);
    for (std::size_t i = 0; i < tokens.size();) {
      const bool is_name = tokens[i].has(text::token_flag::capitalised) &&
                           !tokens[i].has(text::token_flag::stop_word);
      const auto match = is_name ? concepts.find(std::span(tokens).subspan(i))
                                 : std::optional<embed::ConceptMatch>();
      const std::size_t length = match ? match->token_count : 1;
      if (is_name) coverage.names += length;
      if (match) {
        coverage.mapped += length;
        ++found[match->hash];
      }
      i += length;
    }
  }
  if (!found.empty()) ++coverage.articles;
  for (const auto& [hash, count] : found) analysis.names.push_back({hash, count});
}

}  // namespace

Embedded embed_texts(std::span<const Article> articles, embed::Embedder* embedder,
                     const embed::Concepts* concepts, ConceptCoverage* coverage) {
  Embedded out;
  ConceptCoverage unasked;
  text::Analyzer analyzer;
  text::Analysis analysis;
  View words;
  View names;
  std::vector<embed::TextView> views;
  for (const Article& article : articles) {
    analyzer.analyze(article.title, article.text, article.language, analysis);
    out.languages.push_back(analysis.language);
    words.add(analysis.words, analysis.language);
    if (concepts != nullptr) {
      add_concepts(article, *concepts, analysis, coverage != nullptr ? *coverage : unasked);
    }
    names.add(analysis.names, analysis.language);
    views.push_back({article.title, article.text, article.language});
  }
  out.words = words.weighted();
  out.names = names.weighted();
  if (embedder != nullptr) {
    out.dim = embedder->dim();
    out.dense.resize(articles.size() * out.dim);
    embedder->embed(views, out.dense).value();
  }
  return out;
}

std::vector<double> mean_average_precision(const Embedded& texts,
                                           std::span<const std::uint32_t> labels,
                                           std::span<const Mix> mixes, Pairs pairs,
                                           std::size_t max_queries) {
  Similarities similarities(texts);
  std::vector<double> sums(mixes.size());
  std::size_t queries = 0;
  const std::size_t step = std::max<std::size_t>(texts.size() / max_queries, 1);
  std::vector<float> scores;
  for (std::size_t i = 0; i < texts.size(); i += step) {
    std::vector<std::size_t> relevant;
    std::vector<std::size_t> candidates;
    for (std::size_t j = 0; j < texts.size(); ++j) {
      const bool is_other = pairs == Pairs::all || texts.languages[i] != texts.languages[j];
      if (j == i || !is_other) continue;
      candidates.push_back(j);
      if (labels[i] == labels[j]) relevant.push_back(j);
    }
    if (relevant.empty()) continue;
    ++queries;
    similarities.look_at(i);
    for (std::size_t m = 0; m < mixes.size(); ++m) {
      similarities.mix(mixes[m], scores);
      sums[m] += average_precision(scores, relevant, candidates);
    }
  }
  for (double& sum : sums) sum /= static_cast<double>(std::max<std::size_t>(queries, 1));
  return sums;
}

std::vector<double> precision_at_1(const Embedded& texts, std::span<const Mix> mixes) {
  Similarities similarities(texts);
  const std::size_t half = texts.size() / 2;
  std::vector<double> sums(mixes.size());
  std::vector<float> scores;
  for (std::size_t i = 0; i < half; ++i) {
    similarities.look_at(i);
    for (std::size_t m = 0; m < mixes.size(); ++m) {
      similarities.mix(mixes[m], scores);
      const auto best =
          std::max_element(scores.begin() + static_cast<std::ptrdiff_t>(half), scores.end());
      const bool found = best - scores.begin() == static_cast<std::ptrdiff_t>(half + i);
      sums[m] += found && *best > 0 ? 1 : 0;
    }
  }
  for (double& sum : sums) sum /= static_cast<double>(std::max<std::size_t>(half, 1));
  return sums;
}

}  // namespace newsloom::bench
