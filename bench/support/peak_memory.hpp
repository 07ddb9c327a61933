// What a process held at most.
#pragma once

#include <sys/resource.h>

#include <cstdint>

namespace newsloom::bench {

/// Most resident memory this process ever had, in bytes; 0 if the system does not say.
inline std::uint64_t peak_memory() {
  rusage usage{};
  constexpr std::uint64_t unit = 1024;  // Linux counts in KiB
  return getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * unit
                                             : 0;
}

}  // namespace newsloom::bench
