// The outlets an article's URL and source led to lately.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "newsloom/attribution/outlet.hpp"

namespace newsloom {

/// Resolves outlets and remembers some: most articles of a stream are of few hosts, and an outlet
/// depends on nothing but the host of the URL and what the source says. Gives what the resolver
/// would, which has to be the same one in every call. Memory: 512 outlets at most, none before the
/// first call. One per thread.
class RecentOutlets {
 public:
  /// See `attribution::OutletResolver::resolve`. Valid until the next call.
  [[nodiscard]] const attribution::Outlet& resolve(const attribution::OutletResolver& outlets,
                                                   std::string_view url, std::string_view given);

 private:
  struct Entry {
    bool has_scheme = false;
    std::string host;  // empty: the URL has none
    std::string given;
    attribution::Outlet outlet;
  };
  static constexpr std::size_t most = 512;           // then all are forgotten
  static constexpr std::size_t longest_given = 256;  // bytes: what is longer is not remembered

  std::unordered_map<std::uint64_t, Entry> entries_;  // by hash of what leads to the outlet
  attribution::Outlet unremembered_;
};

}  // namespace newsloom
