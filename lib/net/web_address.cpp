#include "web_address.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>

namespace newsloom::net {
namespace {

constexpr std::size_t max_url_bytes = 8'192;
constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

Error invalid(std::string_view url, std::string why) {
  constexpr std::size_t shown = 200;
  return {ErrorCode::invalid_url, std::move(why), {std::string(url.substr(0, shown)), {}, {}, {}}};
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

std::string WebAddress::origin() const {
  return (is_secure ? "https://" : "http://") + bracketed(host) + ":" + std::to_string(port);
}

std::string WebAddress::host_field() const {
  const bool is_own = port == (is_secure ? https_port : http_port);
  return is_own ? bracketed(host) : bracketed(host) + ":" + std::to_string(port);
}

result<WebAddress> parse_web_address(std::string_view url) {
  if (url.size() > max_url_bytes) return invalid(url, "the URL is too long");
  const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
  if (!parsed) return invalid(url, "this is no absolute URL: " + parsed.error().message());
  WebAddress address;
  const std::string_view scheme(parsed->scheme().data(), parsed->scheme().size());
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  std::string small(scheme);
  std::ranges::transform(small, small.begin(), lower);
  address.is_secure = small == "https";
  if (!address.is_secure && small != "http") return invalid(url, "only http and https are fetched");
  if (parsed->has_userinfo()) return invalid(url, "a URL with a user name is not fetched");
  address.host = std::string(parsed->host_address());
  std::ranges::transform(address.host, address.host.begin(), lower);
  if (address.host.empty()) return invalid(url, "the URL has no host");
  address.port = address.is_secure ? https_port : http_port;
  if (parsed->has_port() && !parsed->port().empty()) {
    const std::string_view port(parsed->port().data(), parsed->port().size());
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (error != std::errc{} || address.port == 0) return invalid(url, "the URL's port is none");
  }
  const auto path = parsed->encoded_path();
  address.target = path.empty() ? "/" : std::string(path.data(), path.size());
  if (parsed->has_query()) {
    const auto query = parsed->encoded_query();
    address.target += '?';
    address.target.append(query.data(), query.size());
  }
  return address;
}

}  // namespace newsloom::net
