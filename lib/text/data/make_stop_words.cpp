// Writes lib/text/stop_words_table.hpp from sentences. Not part of the library; to repeat it:
//
//   tar --zstd -xf ../shared/data/language/sentences-79-languages.tar.zst
//   g++ -std=c++20 -O2 -Iinclude -Ilib lib/text/data/make_stop_words.cpp
//       -L<build>/… -lnewsloom-core -lstemmer -licui18n -licuuc -o make_stop_words
//   ./make_stop_words sentences > lib/text/stop_words_table.hpp
//
// Input: a folder with one <language>.txt each, a sentence a line.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/text/tokenize.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace text = newsloom::text;

constexpr double min_share = 0.02;       // of the sentences have the word
constexpr double max_capitalised = 0.5;  // of its occurrences inside sentences: else a name
constexpr std::size_t max_words = 80;    // a language

struct Count {
  std::size_t sentences = 0;
  std::size_t inside = 0;       // occurrences that do not start a sentence
  std::size_t capitalised = 0;  // of those
};

std::map<std::string, Count> count_words(std::istream& sentences, std::size_t& total) {
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  std::map<std::string, Count> counts;
  for (std::string line; std::getline(sentences, line);) {
    line = text::repair_utf8(line);
    ++total;
    tokenizer.tokenize(line, "", tokens);
    std::set<std::string> seen;
    for (const text::Token& token : tokens) {
      if (token.has(text::token_flag::has_digit)) continue;
      std::string word;
      text::fold_token(line, token, word);
      Count& count = counts[word];
      if (seen.insert(word).second) ++count.sentences;
      if (token.has(text::token_flag::sentence_start)) continue;
      ++count.inside;
      if (token.has(text::token_flag::capitalised)) ++count.capitalised;
    }
  }
  return counts;
}

std::vector<std::string> pick(const std::map<std::string, Count>& counts, std::size_t total) {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& [word, count] : counts) {
    const auto inside = static_cast<double>(count.inside);
    if (static_cast<double>(count.sentences) < min_share * static_cast<double>(total)) continue;
    if (static_cast<double>(count.capitalised) > max_capitalised * inside) continue;
    ranked.emplace_back(count.sentences, word);
  }
  std::ranges::sort(ranked, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (ranked.size() > max_words) ranked.resize(max_words);
  std::vector<std::string> words;
  words.reserve(ranked.size());
  for (auto& [sentences, word] : ranked) words.push_back(std::move(word));
  return words;
}

void write_list(const std::string& language, const std::vector<std::string>& words) {
  constexpr std::size_t width = 90;  // bytes a line
  std::cout << "    {\"" << language << "\",\n";
  std::string line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    line += (line.empty() ? "" : " ") + words[i];
    const bool last = i + 1 == words.size();
    if (!last && line.size() + words[i + 1].size() < width) continue;
    std::cout << "     \"" << line << (last ? "" : " ") << "\"";
    if (!last) std::cout << "\n";
    line.clear();
  }
  std::cout << "},\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make_stop_words FOLDER > lib/text/stop_words_table.hpp\n";
    return 2;
  }
  std::map<std::string, std::vector<std::string>> lists;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path());
    std::size_t total = 0;
    const auto counts = count_words(file, total);
    if (std::vector<std::string> words = pick(counts, total); !words.empty()) {
      lists[entry.path().stem().string()] = std::move(words);
    }
  }
  std::cout << "// Written by lib/text/data/make_stop_words.cpp; how is said there. Do not edit.\n"
               "// clang-format off\n"
               "#pragma once\n\n#include <array>\n#include <string_view>\n\n"
               "namespace newsloom::text {\n\n"
               "/// Folded words of a language, most frequent first, a space between two.\n"
               "struct StopWordList {\n  std::string_view language;\n"
               "  std::string_view words;\n};\n\n"
               "inline constexpr std::array<StopWordList, "
            << lists.size() << "> stop_word_lists{{\n";
  for (const auto& [language, words] : lists) write_list(language, words);
  std::cout << "}};\n\n}  // namespace newsloom::text\n";
  return 0;
}
