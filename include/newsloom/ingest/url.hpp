// newsloom ingest: URLs: resolved, made canonical, and compared.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "newsloom/error.hpp"

namespace newsloom::ingest {

// All functions are pure and thread-safe, take any bytes, and are O(length) up to `max_url_bytes`,
// beyond which a URL is none.

/// The longest URL looked at; browsers and servers give up far earlier.
inline constexpr std::size_t max_url_bytes = 8192;

/// Whether the text is an http or https URL with a host. Nothing is normalised.
[[nodiscard]] bool is_web_url(std::string_view text);

/// `reference` as an absolute URL, resolved against `base` (RFC 3986), with what must not stand in
/// a URL percent-encoded first, as browsers do. The reference trimmed if `base` is no absolute URL;
/// what already is absolute keeps its spelling but for that encoding.
[[nodiscard]] std::string resolve_url(std::string_view base, std::string_view reference);

/// One article's address without what says how a reader came to it. Left out: user and fragment
/// (not "#!…"), the scheme's own port, tracking parameters (utm_…, fbclid, "from=rss" …), default
/// documents (index.html), the labels m., mobile. and amp. of hosts, "/amp" at either end of a
/// path. Opened: AMP caches, translation proxies, archives, redirects that carry their target as a
/// parameter. Normalised: host (IDN by UTS 46, lower case), percent-encoding, dot segments. No
/// scheme becomes https. The result can be fetched.
/// Errors: `invalid_url` for what is no http(s) URL with a host name.
[[nodiscard]] result<std::string> canonical_url(std::string_view url);

/// What is equal for two addresses of one article: `canonical_url` as https, without "www.", a
/// slash at the end, and with parameters in order. Looks like a URL; an id, not to be fetched.
/// Errors: as `canonical_url`.
[[nodiscard]] result<std::string> article_key(std::string_view url);

}  // namespace newsloom::ingest
