#define XXH_INLINE_ALL
#include "content_id.hpp"

#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace newsloom::ingest {
namespace {

std::string hexadecimal(XXH128_hash_t hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "h";
  for (const std::uint64_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4) text += digits[(half >> shift) & 15U];
  }
  return text;
}

}  // namespace

std::string content_id(const Article& article) {
  std::string all;
  for (const std::string* part : {&article.outlet, &article.title, &article.text}) {
    all += *part;
    all += '\0';
  }
  return hexadecimal(XXH3_128bits(all.data(), all.size()));
}

}  // namespace newsloom::ingest
