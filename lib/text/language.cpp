#include "newsloom/text/language.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <cstdio>  // cld2's headers need it and do not include it
#include <utility>

#include "newsloom/text/utf8.hpp"
#include "text/quick_language.hpp"

namespace newsloom::text {
namespace {

// Codes CLD2 and old feeds use, and what they are called today.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> renamed = {{
    {"iw", "he"},
    {"in", "id"},
    {"ji", "yi"},
    {"jw", "jv"},
    {"mo", "ro"},
    {"nb", "no"},
    {"nn", "no"},
}};

class CompactLanguageDetector final : public LanguageModel {
 public:
  [[nodiscard]] Language identify(std::string_view sample) const override {
    const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int text_bytes = 0;
    int valid_bytes = 0;
    bool is_reliable = false;
    constexpr bool is_plain_text = true;
    CLD2::ExtDetectLanguageSummaryCheckUTF8(
        sample.data(), static_cast<int>(sample.size()), is_plain_text, &hints, 0, languages.data(),
        percents.data(), scores.data(), nullptr, &text_bytes, &is_reliable, &valid_bytes);
    if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
    constexpr double percent = 100;
    return {primary_language(CLD2::LanguageCode(languages[0])), percents[0] / percent, is_reliable};
  }
};

std::shared_ptr<const LanguageModel> built_in() {
  static const auto model = std::make_shared<const CompactLanguageDetector>();
  return model;
}

}  // namespace

std::string primary_language(std::string_view tag) {
  const std::string_view subtag = tag.substr(0, tag.find_first_of("-_"));
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (subtag.size() < 2 || subtag.size() > 3 || !std::ranges::all_of(subtag, is_letter)) return {};
  std::string code(subtag);
  for (char& c : code) c = static_cast<char>(c | 0x20);
  if (code == "und" || code == "xxx" || code == "un") return {};
  for (const auto& [old_code, now] : renamed) {
    if (code == old_code) return std::string(now);
  }
  return code;
}

LanguageIdentifier::LanguageIdentifier(LanguageOptions options) : options_(std::move(options)) {
  options_.sample_bytes = std::clamp<std::size_t>(options_.sample_bytes, 64, 65'536);
  options_.first_bytes = std::max<std::size_t>(options_.first_bytes, 64);
  options_.overrule_confidence = std::clamp(options_.overrule_confidence, 0.0, 1.0);
  knows_function_words_ = options_.model == nullptr;
  if (!options_.model) options_.model = built_in();
}

Language LanguageIdentifier::identify(std::string_view title, std::string_view text,
                                      std::string_view declared) const {
  std::string sample;
  sample.reserve(std::min(title.size() + 1 + text.size(), options_.sample_bytes));
  sample += truncate_to_boundary(title, options_.sample_bytes);
  sample += '\n';
  sample += truncate_to_boundary(
      text, options_.sample_bytes - std::min(options_.sample_bytes - 1, sample.size()));
  const std::string given = primary_language(declared);
  if (knows_function_words_) {
    const FunctionWords words =
        count_function_words(truncate_to_boundary(sample, options_.first_bytes));
    // How often that is right where it is clear: bench/RESULTS.md, "language".
    constexpr double mostly = 0.99;
    const bool is_clear = words.is_clear() && (given.empty() || words.language == given);
    if (is_clear) return {std::string(words.language), mostly, true};
    if (!given.empty() && words.agrees_with(given)) return {given, 0, false};
  }
  // What so short a text seems to be in cannot overrule what is said of it.
  if (!given.empty() && sample.size() < options_.overrule_bytes) return {given, 0, false};
  Language found;
  if (options_.first_bytes < sample.size()) {
    found = options_.model->identify(truncate_to_boundary(sample, options_.first_bytes));
    constexpr double clear = 0.9;
    const bool agrees = given.empty() || found.code == given;
    if (found.reliable && found.confidence >= clear && agrees) return found;
  }
  found = options_.model->identify(sample);
  if (given.empty()) return found.reliable ? found : Language{};
  const bool overrules = found.reliable && found.confidence >= options_.overrule_confidence;
  if (found.code == given || overrules) return found;
  return {given, 0, false};
}

}  // namespace newsloom::text
