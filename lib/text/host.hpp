// newsloom text: the host of a URL, strict enough to name an outlet by it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::text {

/// A host and what follows it in its URL.
struct HostAndPath {
  std::string host;       ///< lower-case ASCII, no trailing dot, at most 253 bytes, no IP address
  std::string_view path;  ///< from the first '/', '?' or '#' on; a view into the URL
  bool has_scheme = false;
};

/// Whether ICU has what international names need. Makes it ready for all threads.
[[nodiscard]] bool host_tables_usable();

/// Lower-case ASCII form of a host name: percent-decoded, IDN through UTS 46 (non-transitional).
/// Nothing for IP addresses, empty or oversized labels and bytes that no host has. O(length) up to
/// a fixed limit, beyond which it is nothing.
[[nodiscard]] std::optional<std::string> normalise_host(std::string_view host);

/// Host and path of an http, https or schemeless URL; surrounding white space is ignored.
/// O(length).
[[nodiscard]] std::optional<HostAndPath> split_url(std::string_view url);

/// The URL's host, or that of the page it wraps (AMP cache, translation proxy, archive).
[[nodiscard]] std::optional<HostAndPath> original_host(std::string_view url);

/// An ASCII host as readers know it: "xn--…" labels in their own script (UTF-8).
[[nodiscard]] std::string host_for_readers(const std::string& host);

}  // namespace newsloom::text
