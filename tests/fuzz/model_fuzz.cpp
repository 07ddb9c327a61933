// Fuzz target: a model file, with its checksum mended so that what lies behind it is reached.
// Whatever is accepted must answer every question, and be written again to the same bytes.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "embed/model_format.hpp"
#include "newsloom/embed/embedder.hpp"
#include "newsloom/embed/model.hpp"
#include "newsloom/embed/model_builder.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::embed;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

void look_at(const Model& model) {
  constexpr std::array<std::uint64_t, 4> hashes = {0, 42, 1ULL << 63U, 0x9e3779b97f4a7c15U};
  for (const std::string_view language : model.languages()) {
    for (const std::uint64_t hash : hashes) (void)model.frequencies(language).count(hash);
    (void)model.stop_words(language).size();
  }
  std::vector<text::Token> tokens(hashes.size());
  std::vector<text::CountedTerm> terms;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    tokens[i].loose_hash = hashes[i];
    terms.push_back({hashes[i], static_cast<std::uint32_t>(i)});
    const auto found = model.concepts().find(hashes[i]);
    if (found) require(!model.concepts().name(found->id).empty() || found->id < 1U << 31U);
  }
  (void)model.concepts().find(tokens);
  std::vector<std::int8_t> vector(model.vectors().dim());
  if (!vector.empty()) (void)embed_q8(model.vectors(), terms, vector);
  for (const std::string_view name : model.blob_names()) (void)model.blob(name).size();
  (void)model.description().size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)Model::from_bytes(std::as_bytes(std::span(bytes)));
  if (size < format::header_bytes) return 0;
  const std::uint64_t whole = size;
  const std::uint64_t checksum =
      XXH3_64bits(bytes.data() + format::checked_from, size - format::checked_from);
  std::memcpy(bytes.data() + format::size_at, &whole, sizeof whole);
  std::memcpy(bytes.data() + format::checksum_at, &checksum, sizeof checksum);
  const auto model = Model::from_bytes(std::as_bytes(std::span(bytes)));
  if (!model) return 0;
  look_at(**model);
  const std::string again = ModelBuilder(**model).bytes();
  require(Model::from_bytes(std::as_bytes(std::span(again))).has_value());
  return 0;
}
