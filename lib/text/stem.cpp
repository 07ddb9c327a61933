#include "newsloom/text/stem.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <bit>
#include <string>
#include <utility>
#include <vector>

#include "text/hash.hpp"
#include "text/stem_prefix.hpp"

namespace newsloom::text {
namespace {

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }
};
using Snowball = std::unique_ptr<sb_stemmer, DeleteStemmer>;

/// Norwegian's two written forms share the stemmer that libstemmer knows as "no".
std::string snowball_name(std::string_view language) {
  return language == "nb" || language == "nn" ? "no" : std::string(language);
}

Snowball open_snowball(std::string_view language) {
  // libstemmer also knows long names ("english"); languages here are subtags.
  if (language.size() < 2 || language.size() > 3) return nullptr;
  return Snowball(sb_stemmer_new(snowball_name(language).c_str(), "UTF_8"));
}

constexpr std::size_t min_cache = 64;
constexpr std::size_t max_cache = std::size_t{1} << 24U;
constexpr std::size_t max_prefix = 64;
constexpr std::size_t max_snowball_bytes = 256;  // words are shorter; libstemmer takes an int

}  // namespace

struct Stemmer::State {
  struct Language {
    std::string name;
    Snowball snowball;  // null: libstemmer has none
    std::uint64_t salt = 0;
  };
  /// A word of a language; one slot a hash, the newest wins. 0 marks a free slot and the word
  /// whose salted hash is 0 is never remembered.
  struct Entry {
    std::uint64_t key = 0;
    std::uint64_t stem = 0;
  };

  explicit State(const StemmerOptions& given) : options(given) {
    options.prefix_length = std::clamp<std::size_t>(options.prefix_length, 1, max_prefix);
    options.cache_entries = std::bit_ceil(std::clamp(options.cache_entries, min_cache, max_cache));
  }

  Language& language(std::string_view name) {
    if (last < languages.size() && languages[last].name == name) return languages[last];
    const auto found = std::ranges::find(languages, name, &Language::name);
    last = static_cast<std::size_t>(found - languages.begin());
    if (found == languages.end()) {
      if (languages.size() == max_languages) languages.clear(), last = 0;
      languages.push_back({std::string(name), open_snowball(name), hash_of(name)});
    }
    return languages[last];
  }

  StemmerOptions options;
  std::vector<Language> languages;
  std::size_t last = 0;
  std::vector<Entry> cache;  // allocated with the first word that needs it

  /// A caller may pass any string as a language; more than this many and we start over.
  static constexpr std::size_t max_languages = 256;
};

Stemmer::Stemmer(const StemmerOptions& options) : state_(std::make_unique<State>(options)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(std::string_view folded, std::string_view language) {
  if (state_->options.stemming == Stemming::none) return folded;
  if (state_->options.stemming == Stemming::snowball && !language.empty() &&
      folded.size() <= max_snowball_bytes) {
    if (sb_stemmer* const snowball = state_->language(language).snowball.get()) {
      const auto* const stemmed =
          sb_stemmer_stem(snowball, reinterpret_cast<const sb_symbol*>(folded.data()),
                          static_cast<int>(folded.size()));
      const int length = sb_stemmer_length(snowball);
      if (stemmed == nullptr || length <= 0) return folded;  // out of memory, or all of it went
      return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(length)};
    }
  }
  return code_point_prefix(folded, state_->options.prefix_length);
}

std::uint64_t Stemmer::stem_hash(std::string_view folded, std::uint64_t hash,
                                 std::string_view language) {
  const bool by_snowball = state_->options.stemming == Stemming::snowball && !language.empty() &&
                           state_->language(language).snowball != nullptr;
  if (!by_snowball) {
    const std::string_view stemmed = stem(folded, language);
    return stemmed.size() == folded.size() ? hash : hash_of(stemmed);
  }
  if (state_->cache.empty()) state_->cache.resize(state_->options.cache_entries);
  const std::uint64_t key = hash ^ state_->language(language).salt;
  State::Entry& entry = state_->cache[key & (state_->cache.size() - 1)];
  if (entry.key != key || key == 0) entry = {key, hash_of(stem(folded, language))};
  return entry.stem;
}

bool has_snowball(std::string_view language) noexcept { return open_snowball(language) != nullptr; }

std::uint64_t hash_bytes(std::string_view bytes) noexcept { return hash_of(bytes); }

}  // namespace newsloom::text
