#include "translations.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <newsloom/ingest/byte_source.hpp>
#include <newsloom/ingest/json_lines.hpp>
#include <newsloom/text/utf8.hpp>
#include <utility>

#include "concepts.hpp"

namespace train {
namespace {

namespace text = newsloom::text;
using newsloom::Error;
using newsloom::ErrorCode;
using newsloom::result;

// ISO 639-2 codes of FreeDict's names.
std::string language_of(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 30> known = {
      {{"ara", "ar"}, {"bul", "bg"}, {"ces", "cs"}, {"deu", "de"}, {"ell", "el"}, {"eng", "en"},
       {"fin", "fi"}, {"fra", "fr"}, {"hin", "hi"}, {"hrv", "hr"}, {"hun", "hu"}, {"ind", "id"},
       {"ita", "it"}, {"jpn", "ja"}, {"lit", "lt"}, {"nld", "nl"}, {"nor", "no"}, {"pol", "pl"},
       {"por", "pt"}, {"rus", "ru"}, {"slv", "sl"}, {"spa", "es"}, {"srp", "sr"}, {"swe", "sv"},
       {"swh", "sw"}, {"tur", "tr"}, {"ukr", "uk"}, {"zho", "zh"}, {"vie", "vi"}, {"dan", "da"}}};
  for (const auto& [three, two] : known) {
    if (three == code) return std::string(two);
  }
  return {};
}

// "a-b" of the last two parts of "…a-b.ext".
std::pair<std::string, std::string> codes_of(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  name = name.substr(0, name.find('.'));
  const std::size_t last = name.rfind('-');
  if (last == std::string::npos) return {};
  const std::size_t before = name.rfind('-', last - 1);
  const std::size_t from = before == std::string::npos ? 0 : before + 1;
  return {name.substr(from, last - from), name.substr(last + 1)};
}

Error no_languages(const std::string& path) {
  return {ErrorCode::unknown_format,
          "the name does not end in two known languages (\"spa-eng\")",
          {path, {}, {}, {}}};
}

// The word of an entry's first line, "belleza /beʎˈeθa/ <f>"; empty for any other line.
std::string_view headword(std::string_view line) {
  const std::size_t open = line.find(" /");
  if (open == std::string_view::npos || line.find('/', open + 2) == std::string_view::npos) {
    return {};
  }
  return line.substr(0, open);
}

}  // namespace

std::vector<std::uint64_t> Translations::stems(std::string_view source, std::string_view language) {
  tokenizer_.tokenize(source, language, tokens_);
  std::vector<std::uint64_t> stems;
  for (const text::Token& token : tokens_) {
    if (!token.has(text::token_flag::stop_word)) stems.push_back(token.stem_hash);
  }
  return stems;
}

void Translations::add(std::string_view left, std::string_view left_language,
                       std::string_view right, std::string_view right_language) {
  Translation made{source_, stems(left, left_language), stems(right, right_language)};
  if (made.left.empty() || made.right.empty() || made.left == made.right) return;
  all_.push_back(std::move(made));
}

result<void> Translations::add_dictionary(const std::string& path) {
  const auto [left, right] = codes_of(path);
  const std::string left_language = language_of(left);
  const std::string right_language = language_of(right);
  if (left_language.empty() || right_language.empty()) return no_languages(path);
  auto file = newsloom::ingest::open_file(path);
  if (!file) return file.error();
  newsloom::ingest::LineSplitter lines(newsloom::ingest::decompressed(*std::move(file)),
                                       std::size_t{1} << 20U);
  ++source_;
  std::string word;
  while (!lines.is_finished()) {
    auto line = lines.next();
    if (!line) return line.error();
    if (!*line) continue;
    const std::string_view bytes = (*line)->bytes;
    if (const std::string_view found = headword(bytes); !found.empty()) {
      word = found;
    } else if (!word.empty() && !bytes.starts_with(' ')) {
      add(word, left_language, bytes, right_language);
    }
  }
  return {};
}

result<void> Translations::add_sentences(const std::string& path) {
  const auto [left, right] = codes_of(path);
  if (left.empty() || right.empty()) return no_languages(path);
  std::ifstream file(path);
  if (!file) return Error{ErrorCode::io_error, "cannot be opened", {path, {}, {}, {}}};
  ++source_;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (number++ % 2 != 0 || tab == std::string::npos) continue;
    const std::string well_formed = text::repair_utf8(line);
    add(std::string_view(well_formed).substr(0, tab), left,
        std::string_view(well_formed).substr(tab + 1), right);
  }
  return {};
}

void Translations::add_names(std::span<const std::string> languages) {
  const auto spelled = spell_concepts(languages);
  std::map<std::string, std::string> english;
  for (const SpelledConcept& name : spelled) {
    if (name.language == "en") english.emplace(name.concept_name, name.spelling);
  }
  ++source_;
  for (const SpelledConcept& name : spelled) {
    const auto found = english.find(name.concept_name);
    if (name.language == "en" || found == english.end()) continue;
    add(name.spelling, name.language, found->second, "en");
  }
}

}  // namespace train
