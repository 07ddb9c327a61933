// newsloom net: requests and answers of the server, and what HTTP says about them.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/error.hpp"
#include "newsloom/net/caching.hpp"

namespace newsloom::net {

/// The target of a request, taken apart and percent-decoded. A plain value.
struct Target {
  std::vector<std::string> path;  ///< segments: "/v1/events" is {"v1", "events"}, "/" is {}
  std::map<std::string, std::string> query;  ///< of a name that comes twice the last counts
  bool ends_with_slash = false;
};

/// Reads an origin-form target ("/a%20b?q=x+y"). Errors: `invalid_argument` for one that does not
/// begin with "/", a broken percent-encoding, a control character, a "." or ".." segment, more than
/// 32 segments or 64 parameters. O(length); pure.
[[nodiscard]] result<Target> parse_target(std::string_view target);

/// Percent-encodes all but unreserved characters (RFC 3986). O(length).
[[nodiscard]] std::string percent_encode(std::string_view text);

struct ServerRequest {
  std::string method;
  std::string target;  ///< as it came
  Target parsed;
  Headers headers;
  std::string body;
  std::map<std::string, std::string> parameters;  ///< of the route: {"id", "e5"}
};

struct ServerResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body = {};
  Headers headers = {};
  /// An answer that goes on (server-sent events): called at the beginning, whenever
  /// `Server::notify` is, and now and then. Returns what to send now, or nothing to end it.
  std::function<std::optional<std::string>()> more = {};
};

/// An error as `application/problem+json` (RFC 9457). `title` is what the status means, `detail`
/// what went wrong here.
[[nodiscard]] ServerResponse problem(int status, std::string_view detail);
/// The same for an error of the library, with the status that fits its code.
[[nodiscard]] ServerResponse problem(const Error& error);

/// "Not Found". Empty for a status without a name.
[[nodiscard]] std::string_view reason_phrase(int status);

/// Whether `Accept-Encoding` takes gzip (RFC 9110 12.5.3, with weights and "*").
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);
/// Whether an entity tag is among those of `If-None-Match`, compared weakly; "*" is any.
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// Makes an answer ready to be sent: an entity tag for a successful GET (and 304 without body if
/// the client has it), gzip where wanted and worth it, and headers that browsers heed: nothing may
/// be loaded, framed or guessed unless the handler said otherwise.
void finish(const ServerRequest& request, ServerResponse& response);

}  // namespace newsloom::net
