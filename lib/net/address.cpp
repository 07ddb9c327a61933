#include "newsloom/net/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace newsloom::net {
namespace {

constexpr std::size_t v4 = 4;
constexpr std::size_t v6 = 16;

struct Network {
  std::array<std::uint8_t, v6> bytes;
  std::size_t bits;
};

bool is_within(std::span<const std::uint8_t> address, const Network& network) {
  std::size_t left = network.bits;
  for (std::size_t i = 0; left > 0 && i < address.size(); ++i) {
    const std::size_t bits = std::min<std::size_t>(left, 8);
    const auto mask = static_cast<std::uint8_t>(0xffU << (8 - bits));
    if ((address[i] & mask) != (network.bytes[i] & mask)) return false;
    left -= bits;
  }
  return true;
}

// IANA IPv4 Special-Purpose Address Registry, and multicast and what is above.
constexpr std::array<Network, 15> special_v4 = {{
    {{0}, 8},
    {{10}, 8},
    {{100, 64}, 10},
    {{127}, 8},
    {{169, 254}, 16},
    {{172, 16}, 12},
    {{192, 0, 0}, 24},
    {{192, 0, 2}, 24},
    {{192, 88, 99}, 24},
    {{192, 168}, 16},
    {{198, 18}, 15},
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 4},
    {{240}, 4},
}};

// Of IPv6 only 2000::/3 is given out; these are the special parts of it.
constexpr Network global_unicast = {{0x20}, 3};
constexpr std::array<Network, 4> special_v6 = {{
    {{0x20, 0x01, 0x00}, 23},        // IETF protocols, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02}, 16},              // 6to4: judged by the address it carries
    {{0x3f, 0xff, 0x00}, 20},        // documentation
}};
constexpr Network mapped = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Network nat64 = {{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Network six_to_four = {{0x20, 0x02}, 16};

bool is_public_v4(std::span<const std::uint8_t> address) {
  return std::ranges::none_of(special_v4,
                              [&](const Network& network) { return is_within(address, network); });
}

bool is_public_v6(std::span<const std::uint8_t> address) {
  if (is_within(address, mapped) || is_within(address, nat64)) {
    return is_public_v4(address.last(v4));
  }
  if (is_within(address, six_to_four)) return is_public_v4(address.subspan(2, v4));
  return is_within(address, global_unicast) &&
         std::ranges::none_of(special_v6,
                              [&](const Network& network) { return is_within(address, network); });
}

std::span<const std::uint8_t> bytes_of(const Address& address) {
  return std::span(address.bytes).first(address.size);
}

bool is_in(const Address& address, std::string_view network) {
  const std::size_t slash = network.find('/');
  const auto base = Address::parse(network.substr(0, slash));
  if (!base || base->size != address.size) return false;
  std::size_t bits = base->size * 8;
  if (slash != std::string_view::npos) {
    const std::string_view text = network.substr(slash + 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
    if (error != std::errc{} || end != text.data() + text.size() || bits > base->size * 8) {
      return false;
    }
  }
  return is_within(bytes_of(address), Network{base->bytes, bits});
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  const std::string terminated(text);
  Address address;
  if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1) {
    address.size = v4;
    return address;
  }
  if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) {
    address.size = v6;
    return address;
  }
  return std::nullopt;
}

bool is_public(const Address& address) {
  if (address.size == v4) return is_public_v4(bytes_of(address));
  return address.size == v6 && is_public_v6(bytes_of(address));
}

bool AddressPolicy::allows(const Address& address) const {
  if (!public_only || is_public(address)) return true;
  return std::ranges::any_of(allowed,
                             [&](const std::string& network) { return is_in(address, network); });
}

bool AddressPolicy::allows_port(std::uint16_t port) const {
  return ports.empty() || std::ranges::find(ports, port) != ports.end();
}

}  // namespace newsloom::net
