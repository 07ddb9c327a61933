#include "newsloom/fasttext/vector_embedder.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fasttext/model_file.hpp"
#include "newsloom/text/language.hpp"

namespace newsloom::fasttext {
namespace {

constexpr std::uint32_t no_row = UINT32_MAX;  // the model has nothing for the word

// Size and xxh3-64 of a file, read in pieces.
result<std::pair<std::uint64_t, std::uint64_t>> size_and_hash(const std::string& path) {
  constexpr std::size_t piece = std::size_t{1} << 20U;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::io_error, "cannot be opened", {path, {}, {}, {}}};
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  std::vector<char> buffer(piece);
  std::uint64_t size = 0;
  do {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto got = static_cast<std::size_t>(file.gcount());
    XXH3_64bits_update(&state, buffer.data(), got);
    size += got;
  } while (file);
  if (file.bad()) return Error{ErrorCode::io_error, "cannot be read", {path, {}, {}, {}}};
  return std::pair(size, std::uint64_t{XXH3_64bits_digest(&state)});
}

std::string hexadecimal(std::uint64_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr int last_shift = 60;
  std::string text;
  for (int shift = last_shift; shift >= 0; shift -= 4) text += digits[(value >> shift) & 0xFU];
  return text;
}

}  // namespace

struct VectorEmbedder::State {
  explicit State(std::size_t width) : dim(width), asked(static_cast<std::int64_t>(width)) {}

  std::uint32_t row_of(std::string_view source, const text::Token& token);
  void add(std::string_view source, std::string_view language, std::span<float> sum);

  std::size_t dim;
  ::fasttext::Vector asked;  // what fastText writes to
  VectorEmbedderOptions options;
  std::uint64_t fingerprint = 0;
  std::unique_ptr<::fasttext::FastText> model;
  text::Tokenizer tokenizer;
  text::LanguageIdentifier identifier;
  std::vector<text::Token> tokens;
  std::string word;
  std::unordered_map<std::uint64_t, std::uint32_t> places;  // by hash of the word as looked up
  std::vector<float> rows;                                  // (cached, dim), unit length
  std::size_t words = 0;                                    // of the article so far
};

// Looks the word up once; `token.hash` is of the folded word, so the written form has its own.
std::uint32_t VectorEmbedder::State::row_of(std::string_view source, const text::Token& token) {
  const std::string_view written = token.in(source);
  const std::uint64_t key =
      options.fold ? token.hash : std::uint64_t{XXH3_64bits(written.data(), written.size())};
  const auto known = places.find(key);
  if (known != places.end()) return known->second;
  if (places.size() >= options.cache_rows) {
    places.clear();
    rows.clear();
  }
  word.clear();
  if (options.fold) {
    text::fold_token(source, token, word);
  } else {
    word = written;
  }
  model->getWordVector(asked, word);
  float squares = 0;
  for (std::size_t d = 0; d < dim; ++d) {
    squares += asked[static_cast<std::int64_t>(d)] * asked[static_cast<std::int64_t>(d)];
  }
  std::uint32_t row = no_row;
  if (squares > 0 && std::isfinite(squares)) {
    row = static_cast<std::uint32_t>(rows.size() / dim);
    const float scale = 1.0F / std::sqrt(squares);
    for (std::size_t d = 0; d < dim; ++d) {
      rows.push_back(scale * asked[static_cast<std::int64_t>(d)]);
    }
  }
  places.emplace(key, row);
  return row;
}

void VectorEmbedder::State::add(std::string_view source, std::string_view language,
                                std::span<float> sum) {
  tokenizer.tokenize(source, language, tokens);
  for (const text::Token& token : tokens) {
    if (token.has(text::token_flag::stop_word)) continue;
    if (words++ >= options.max_words) return;
    const std::uint32_t row = row_of(source, token);
    if (row == no_row) continue;
    const float* const values = rows.data() + std::size_t{row} * dim;
    for (std::size_t d = 0; d < dim; ++d) sum[d] += values[d];
  }
}

VectorEmbedder::VectorEmbedder(std::unique_ptr<State> state) : state_(std::move(state)) {}
VectorEmbedder::~VectorEmbedder() = default;

result<std::unique_ptr<VectorEmbedder>> VectorEmbedder::load(const std::string& path,
                                                             const VectorEmbedderOptions& options) {
  const auto file = size_and_hash(path);
  if (!file) return file.error();
  const auto [size, hash] = *file;
  if (options.expected_bytes && *options.expected_bytes != size) {
    return unusable(path, "has " + std::to_string(size) + " bytes, not the expected " +
                              std::to_string(*options.expected_bytes));
  }
  if (options.expected_hash && *options.expected_hash != hash) {
    return unusable(path, "has the xxh3-64 " + hexadecimal(hash) + ", not the expected " +
                              hexadecimal(*options.expected_hash));
  }
  auto model = std::make_unique<::fasttext::FastText>();
  const auto loaded = load_model(path, options.max_bytes, *model);
  if (!loaded) return loaded.error();
  if (model->getDimension() < 1) return unusable(path, "has vectors of no dimension");
  auto state = std::make_unique<State>(static_cast<std::size_t>(model->getDimension()));
  constexpr std::size_t most_words = std::size_t{1} << 20U;
  constexpr std::size_t most_rows = std::size_t{1} << 24U;
  state->options = options;
  state->options.max_words = std::clamp<std::size_t>(options.max_words, 1, most_words);
  state->options.cache_rows = std::clamp<std::size_t>(options.cache_rows, 1, most_rows);
  state->fingerprint = hash;
  state->model = std::move(model);
  return std::unique_ptr<VectorEmbedder>(new VectorEmbedder(std::move(state)));
}

std::size_t VectorEmbedder::dim() const noexcept { return state_->dim; }
std::uint64_t VectorEmbedder::fingerprint() const noexcept { return state_->fingerprint; }
std::size_t VectorEmbedder::cached_rows() const noexcept {
  return state_->rows.size() / state_->dim;
}

result<void> VectorEmbedder::embed(std::span<const embed::TextView> texts, std::span<float> out) {
  State& state = *state_;
  if (out.size() != texts.size() * state.dim) {
    return Error{ErrorCode::invalid_argument,
                 "out has " + std::to_string(out.size()) + " numbers, not " +
                     std::to_string(texts.size() * state.dim),
                 {}};
  }
  std::ranges::fill(out, 0.0F);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::span<float> row = out.subspan(i * state.dim, state.dim);
    const text::Language language =
        state.identifier.identify(texts[i].title, texts[i].text, texts[i].language);
    state.words = 0;
    state.add(texts[i].title, language.code, row);
    state.add(texts[i].text, language.code, row);
    float squares = 0;
    for (const float value : row) squares += value * value;
    if (squares <= 0) continue;
    const float scale = 1.0F / std::sqrt(squares);
    for (float& value : row) value *= scale;
  }
  return {};
}

}  // namespace newsloom::fasttext
