#include "corpus.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace train {
namespace {

namespace text = newsloom::text;

constexpr std::size_t telling_title_tokens = 4;
// An article with this many 8-word runs of another one, or this share of its own, is a copy of it.
constexpr std::size_t copied_shingles = 4;
constexpr double copied_share = 0.2;

void append_stems(const std::vector<text::Token>& tokens, std::size_t most,
                  std::vector<std::uint64_t>& out) {
  const std::size_t end = out.size() + most;
  for (const text::Token& token : tokens) {
    if (out.size() == end) return;
    if (!token.has(text::token_flag::stop_word)) out.push_back(token.stem_hash);
  }
}

}  // namespace

LeftOut::Signs LeftOut::signs(const newsloom::Article& article) {
  Signs signs;
  tokenizer_.tokenize(article.title, "", tokens_);
  if (tokens_.size() >= telling_title_tokens) {
    for (const text::Token& token : tokens_) {
      signs.title = (signs.title ^ token.loose_hash) * 0x9e3779b97f4a7c15ULL;
    }
  }
  analyzer_.analyze(article.title, article.text, article.language, analysis_);
  signs.fingerprint = analysis_.fingerprint;
  return signs;
}

void LeftOut::add(const newsloom::Article& article) {
  ++articles_;
  if (!article.url.empty()) urls_.insert(article.url);
  const Signs found = signs(article);
  if (found.title != 0) titles_.insert(found.title);
  shingles_.insert(found.fingerprint.begin(), found.fingerprint.end());
}

bool LeftOut::has(const newsloom::Article& article) {
  if (articles_ == 0) return false;
  if (!article.url.empty() && urls_.contains(article.url)) return true;
  const Signs found = signs(article);
  if (found.title != 0 && titles_.contains(found.title)) return true;
  const auto shared = static_cast<std::size_t>(std::ranges::count_if(
      found.fingerprint, [this](std::uint64_t value) { return shingles_.contains(value); }));
  return shared >= copied_shingles ||
         static_cast<double>(shared) > copied_share * static_cast<double>(found.fingerprint.size());
}

std::uint32_t Corpus::language_number(const std::string& language) {
  const auto found = std::ranges::find(languages_, language);
  if (found == languages_.end()) languages_.push_back(language);
  return static_cast<std::uint32_t>(std::ranges::find(languages_, language) - languages_.begin());
}

void Corpus::count() {
  Counts& counts = counts_[analysis_.language];
  ++counts.documents;
  for (const text::CountedTerm& term : analysis_.words) ++counts.terms[term.hash];
  for (const text::CountedTerm& term : analysis_.names) ++counts.terms[term.hash];
  token_counts_[analysis_.language] += analysis_.tokens;
}

void Corpus::add(const newsloom::Article& article) {
  analyzer_.analyze(article.title, article.text, article.language, analysis_);
  if (analysis_.language.empty()) return;
  count();
  Document document;
  document.language = language_number(analysis_.language);
  if (article.published) {
    document.day = static_cast<std::int32_t>(
        std::chrono::floor<std::chrono::days>(*article.published).time_since_epoch().count());
  }
  if (!article.outlet.empty()) document.outlet = text::hash_bytes(article.outlet);
  tokenizer_.tokenize(article.title, analysis_.language, tokens_);
  append_stems(tokens_, max_text_stems, document.stems);
  document.title_size = static_cast<std::uint32_t>(document.stems.size());
  tokenizer_.tokenize(article.text, analysis_.language, tokens_);
  append_stems(tokens_, max_text_stems, document.stems);
  documents_.push_back(std::move(document));
}

void Corpus::add_sentence(std::string_view sentence, const std::string& language) {
  analyzer_.analyze("", sentence, language, analysis_);
  analysis_.language = language;  // a single sentence does not overrule its file
  count();
}

std::map<std::string, newsloom::embed::FrequencyTable> Corpus::frequencies(
    std::uint32_t least_count, std::size_t max_terms) const {
  std::map<std::string, newsloom::embed::FrequencyTable> tables;
  for (const auto& [language, counts] : counts_) {
    newsloom::embed::FrequencyTable table;
    table.documents = counts.documents;
    table.least_count = least_count;
    for (const auto& [term, count] : counts.terms) {
      if (count >= least_count) table.terms.emplace_back(term, count);
    }
    // The most frequent, then by hash, so that the order of a hash table plays no part.
    std::ranges::sort(table.terms, [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (table.terms.size() > max_terms) {
      table.least_count = table.terms[max_terms].second + 1;
      std::erase_if(table.terms,
                    [&table](const auto& term) { return term.second < table.least_count; });
    }
    tables.emplace(language, std::move(table));
  }
  return tables;
}

}  // namespace train
