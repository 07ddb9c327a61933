// A URL taken apart as a request needs it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "newsloom/error.hpp"

namespace newsloom::net {

/// Where to connect to and what to ask for. A plain value.
struct WebAddress {
  bool is_secure = false;
  std::string host;  ///< lower case; an IPv6 address without brackets
  std::uint16_t port = 80;
  std::string target;  ///< path and query, at least "/"

  /// "https://host:port", the port always written: what connections and rules are kept by.
  [[nodiscard]] std::string origin() const;
  /// As the Host field has it: the scheme's own port left out.
  [[nodiscard]] std::string host_field() const;
};

/// Reads an absolute http or https URL. Errors: `invalid_url`, also for one with a user name. Pure.
[[nodiscard]] result<WebAddress> parse_web_address(std::string_view url);

}  // namespace newsloom::net
