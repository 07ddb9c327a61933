// newsloom net: which addresses may be connected to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::net {

/// An IPv4 or IPv6 address as its bytes in network order. A plain value.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  std::size_t size = 0;  ///< 4 or 16

  /// The usual text forms ("192.0.2.1", "2001:db8::1"); nothing shorter or in other bases.
  [[nodiscard]] static std::optional<Address> parse(std::string_view text);
  friend bool operator==(const Address&, const Address&) = default;
};

/// Whether the address is one of the public internet: not private, loopback, link-local, shared
/// (CGNAT), documentation, benchmarking, multicast, reserved, unspecified or broadcast (the special
/// purpose registries of IANA, RFC 6890). IPv6 addresses that carry an IPv4 one (mapped, 6to4,
/// NAT64, Teredo) are judged by it too. O(1).
[[nodiscard]] bool is_public(const Address& address);

/// Guards against requests that are made to reach inside (SSRF). The fetcher asks after DNS, for
/// every address it would connect to, at every redirect.
struct AddressPolicy {
  /// Only what is public, and `allowed`.
  bool public_only = true;
  /// Networks that are allowed all the same, as "10.1.0.0/16" or "::1"; what cannot be read allows
  /// nothing.
  std::vector<std::string> allowed = {};
  /// Ports that may be connected to; empty allows all. Web pages live on 80 and 443.
  std::vector<std::uint16_t> ports = {80, 443, 8080, 8443};

  [[nodiscard]] bool allows(const Address& address) const;
  [[nodiscard]] bool allows_port(std::uint16_t port) const;
};

}  // namespace newsloom::net
