// Fuzz target: any bytes are a registry that keeps its promises, or are refused with a message.
// Build with clang and -fsanitize=fuzzer.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "newsloom/ingest/outlet_registry.hpp"

namespace {

void require(bool promise) {
  if (!promise) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const auto registry = ingest::parse_outlet_registry(json, "input");
  if (!registry) {
    require(!registry.error().message.empty());
    return 0;
  }
  for (const auto& outlet : registry->outlets()) {
    require(!outlet.domains.empty());
    for (const auto& domain : outlet.domains) {
      require(registry->find_domain(domain) == &outlet);
    }
    require(registry->family_of(outlet).empty() == outlet.family.empty());
  }
  const auto both = attribution::OutletRegistry::built_in().extended_by(*registry);
  require(!both || both->outlets().size() >= registry->outlets().size());
  return 0;
}
