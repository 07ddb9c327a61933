#include "recent_outlets.hpp"

#include <optional>

#include "newsloom/text/stem.hpp"
#include "text/host.hpp"

namespace newsloom {

const attribution::Outlet& RecentOutlets::resolve(const attribution::OutletResolver& outlets,
                                                  std::string_view url, std::string_view given) {
  if (given.size() > longest_given) {
    unremembered_ = outlets.resolve(url, given);
    return unremembered_;
  }
  const std::optional<text::HostAndPath> at = text::original_host(url);
  const std::string_view host = at ? std::string_view(at->host) : std::string_view();
  const bool has_scheme = at && at->has_scheme;
  const std::uint64_t hash = (text::hash_bytes(host) * 3 + text::hash_bytes(given)) * 2 +
                             static_cast<std::uint64_t>(has_scheme);
  if (entries_.size() >= most && !entries_.contains(hash)) entries_.clear();
  const auto [place, is_new] = entries_.try_emplace(hash);
  Entry& entry = place->second;
  const bool is_it =
      !is_new && entry.has_scheme == has_scheme && entry.host == host && entry.given == given;
  if (!is_it) {
    entry = {has_scheme, std::string(host), std::string(given), outlets.resolve(url, given)};
  }
  return entry.outlet;
}

}  // namespace newsloom
