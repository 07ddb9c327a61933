// The outlets an article's URL and source led to lately.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/attribution/outlet.hpp"

namespace newsloom {

/// Resolves outlets and remembers some: most articles of a stream are of few hosts, and an outlet
/// depends on nothing but the host of the URL and what the source says. Gives what the resolver
/// would, which has to be the same one in every call. Memory: 512 outlets. One per thread.
class RecentOutlets {
 public:
  /// See `attribution::OutletResolver::resolve`. Valid until the next call.
  [[nodiscard]] const attribution::Outlet& resolve(const attribution::OutletResolver& outlets,
                                                   std::string_view url, std::string_view given);

 private:
  struct Entry {
    bool is_used = false;
    bool has_scheme = false;
    std::string host;  // empty: the URL has none
    std::string given;
    attribution::Outlet outlet;
  };
  static constexpr std::size_t size = 512;
  static constexpr std::size_t longest_given = 256;  // bytes: what is longer is not remembered

  std::vector<Entry> entries_ = std::vector<Entry>(size);
  attribution::Outlet unremembered_;
};

}  // namespace newsloom
