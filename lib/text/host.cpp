#include "text/host.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <memory>

namespace newsloom::text {
namespace {

constexpr std::size_t max_host_bytes = 253;  // RFC 1035, without the trailing dot
constexpr std::size_t max_label_bytes = 63;  // RFC 1035
/// A host may be longer before it is decoded: every byte as %XX of a four-byte character.
constexpr std::size_t max_written_host_bytes = max_host_bytes * 12;
constexpr int max_wrappings = 3;  // an archived copy of an AMP page of …

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
}
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_alnum(char c) noexcept {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
}
constexpr int hex_value(char c) noexcept {
  if (is_digit(c)) return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

bool starts_with_folded(std::string_view text, std::string_view lower_prefix) noexcept {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char a, char b) { return a == lower(b); });
}

std::string_view trimmed(std::string_view text) noexcept {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Null only if ICU's own data is missing; then no international name is an outlet.
const icu::IDNA* idna() {
  static const std::unique_ptr<const icu::IDNA> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::IDNA> made(icu::IDNA::createUTS46Instance(
        UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return instance.get();
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

std::optional<std::string> to_ascii(const std::string& host) {
  if (idna() == nullptr) return std::nullopt;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna()->nameToASCII_UTF8(icu::StringPiece(host), sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  return ascii;
}

/// Labels of letters, digits, '-' and '_' (seen in the wild), none empty, the last one no number
/// (as in an IPv4 address, however short).
bool is_host_name(std::string_view host) noexcept {
  if (host.empty() || host.size() > max_host_bytes) return false;
  std::size_t label = 0;
  for (char c : host) {
    if (c == '.') {
      if (label == 0) return false;
      label = 0;
      continue;
    }
    if (!is_alnum(c) && c != '-' && c != '_') return false;
    if (++label > max_label_bytes) return false;
  }
  if (label == 0) return false;
  const std::string_view last = host.substr(host.size() - label);
  return !is_digit(last.front()) && last.front() != '-';
}

/// "www-bbc--news-com" → "www.bbc-news.com", the way AMP caches and translation proxies write
/// hosts.
std::string undashed(std::string_view label) {
  std::string host;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const bool doubled = label[i] == '-' && i + 1 < label.size() && label[i + 1] == '-';
    host.push_back(label[i] == '-' && !doubled ? '.' : label[i]);
    if (doubled) ++i;
  }
  return host;
}

/// The URL after "/c/", "/v/" (AMP content, viewer), with or without "s/" for https.
std::optional<std::string_view> amp_cache_target(std::string_view path) {
  for (std::string_view kind : {"/c/", "/v/", "/wp/"}) {
    if (!path.starts_with(kind)) continue;
    path.remove_prefix(kind.size());
    if (path.starts_with("s/")) path.remove_prefix(2);
    return path;
  }
  return std::nullopt;
}

bool is_at_or_below(std::string_view host, std::string_view domain) noexcept {
  return host.ends_with(domain) &&
         (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
}

bool is_google(std::string_view host) noexcept {
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host.starts_with("google.");
}

/// The host that a cache's subdomain spells, when there is just one label before `cache`.
std::optional<std::string> spelled_host(std::string_view host, std::string_view cache) {
  if (host.size() <= cache.size() + 1) return std::nullopt;
  const std::string_view label = host.substr(0, host.size() - cache.size() - 1);
  // What is no plain dashed host (a hash, an international name) cannot be read back.
  if (label.find('.') != std::string_view::npos || label.starts_with("xn--")) return std::nullopt;
  std::optional<std::string> spelled = normalise_host(undashed(label));
  if (spelled && spelled->find('.') == std::string::npos) return std::nullopt;
  return spelled;
}

/// One wrapping removed, if there is one. A host found in a path must have a dot.
std::optional<HostAndPath> unwrapped(const HostAndPath& at) {
  const auto target = [](std::string_view url) -> std::optional<HostAndPath> {
    std::optional<HostAndPath> inner = split_url(url);
    if (!inner || inner->host.find('.') == std::string::npos) return std::nullopt;
    return inner;
  };
  for (std::string_view cache : {"cdn.ampproject.org", "bing-amp.com"}) {
    if (!is_at_or_below(at.host, cache)) continue;
    if (const auto path = amp_cache_target(at.path)) {
      if (auto inner = target(*path)) return inner;
    }
    if (auto host = spelled_host(at.host, cache)) return HostAndPath{*host, {}, true};
    return std::nullopt;
  }
  if (is_at_or_below(at.host, "translate.goog")) {
    if (auto host = spelled_host(at.host, "translate.goog")) return HostAndPath{*host, {}, true};
  } else if (is_google(at.host) && at.path.starts_with("/amp/")) {
    std::string_view path = at.path.substr(5);
    if (path.starts_with("s/")) path.remove_prefix(2);
    return target(path);
  } else if (at.host == "web.archive.org" && at.path.starts_with("/web/")) {
    const std::size_t slash = at.path.find('/', 5);  // after the time stamp
    if (slash != std::string_view::npos) return target(at.path.substr(slash + 1));
  }
  return std::nullopt;
}

}  // namespace

bool host_tables_usable() { return idna() != nullptr; }

std::optional<std::string> normalise_host(std::string_view host) {
  if (host.empty() || host.size() > max_written_host_bytes) return std::nullopt;
  std::string name(host);
  if (host.find('%') != std::string_view::npos) {
    std::optional<std::string> decoded = percent_decoded(host);
    if (!decoded) return std::nullopt;
    name = std::move(*decoded);
  }
  if (std::any_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; })) {
    std::optional<std::string> ascii = to_ascii(name);
    if (!ascii) return std::nullopt;
    name = std::move(*ascii);
  }
  if (!name.empty() && name.back() == '.') name.pop_back();
  std::transform(name.begin(), name.end(), name.begin(), lower);
  if (!is_host_name(name)) return std::nullopt;
  return name;
}

std::optional<HostAndPath> split_url(std::string_view url) {
  url = trimmed(url);
  HostAndPath parts;
  if (starts_with_folded(url, "https:") || starts_with_folded(url, "http:")) {
    url.remove_prefix(url.find(':') + 1);
    if (url.starts_with('/')) url.remove_prefix(1);  // an archive's "http:/host" has lost one
    if (url.starts_with('/')) url.remove_prefix(1);
    parts.has_scheme = true;
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
    parts.has_scheme = true;
  }
  const std::size_t end = std::min(url.find_first_of("/?#\\"), url.size());
  std::string_view authority = url.substr(0, end);
  parts.path = url.substr(end);
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    if (!parts.has_scheme) return std::nullopt;  // a mail address
    authority.remove_prefix(at + 1);
  }
  const std::size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos) {
    const std::string_view port = authority.substr(colon + 1);
    if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) return std::nullopt;
    authority = authority.substr(0, colon);
  }
  std::optional<std::string> host = normalise_host(authority);
  if (!host) return std::nullopt;
  parts.host = std::move(*host);
  return parts;
}

std::optional<HostAndPath> original_host(std::string_view url) {
  std::optional<HostAndPath> at = split_url(url);
  for (int i = 0; at && i < max_wrappings; ++i) {
    std::optional<HostAndPath> inner = unwrapped(*at);
    if (!inner) break;
    inner->has_scheme = inner->has_scheme || at->has_scheme;
    at = std::move(inner);
  }
  return at;
}

std::string host_for_readers(const std::string& host) {
  if (host.find("xn--") == std::string::npos || idna() == nullptr) return host;
  std::string unicode;
  icu::StringByteSink<std::string> sink(&unicode);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna()->nameToUnicodeUTF8(icu::StringPiece(host), sink, info, status);
  return U_FAILURE(status) || info.hasErrors() ? host : unicode;
}

}  // namespace newsloom::text
