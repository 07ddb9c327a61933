// Fuzz target: any URL and any given name (parted by the first line feed) give an outlet that keeps
// its promises. Build with clang and -fsanitize=fuzzer.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "newsloom/attribution/outlet.hpp"

namespace {

using newsloom::attribution::Outlet;
using newsloom::attribution::OutletResolver;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const OutletResolver resolver = *OutletResolver::create();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  const std::string_view url = input.substr(0, line);
  const std::string_view given =
      line == std::string_view::npos ? std::string_view{} : input.substr(line + 1);

  const Outlet outlet = resolver.resolve(url, given);
  require(outlet.id.empty() == outlet.family.empty());
  require(outlet.id.empty() == outlet.display.empty());
  require(outlet.id.size() <= 256);
  if (outlet.known()) {
    const Outlet again = resolver.from_id(outlet.id);
    require(again.id == outlet.id);
    require(again.family == outlet.family);
  }
  return 0;
}
