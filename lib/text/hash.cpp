#include "text/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsloom::text {

std::uint64_t hash_of(std::string_view bytes) noexcept {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace newsloom::text
