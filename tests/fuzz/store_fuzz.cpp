// Fuzz target: the store's blobs, and what is searched for in titles.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "store/codec.hpp"
#include "store/titles.hpp"

namespace {

using namespace newsloom;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t most = 1U << 20U;
  if (const auto text = store::unpack(input, most)) require(text->size() <= most);
  require(store::unpack(store::pack(input, 1), most) == input);
  if (const auto event = store::decode(input)) {
    require(store::decode(store::encode(*event)).has_value());
  }
  Article article;
  if (store::decode_about(input, article)) {
    Article again;
    require(store::decode_about(store::encode_about(article), again) && again == article);
  }
  // Quotes are what could make syntax of a query: each word has a pair, and no others.
  std::size_t quotes = 0;
  for (const char c : store::title_query(input)) quotes += c == '"' ? 1U : 0U;
  require(quotes % 2 == 0);
  (void)store::title_for_index(input);
  return 0;
}
