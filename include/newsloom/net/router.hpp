// newsloom net: which handler answers which request.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/net/message.hpp"

namespace newsloom::net {

/// A table of routes. Fill it first; then `handle` may run in any number of threads.
class Router {
 public:
  using Handler = std::function<ServerResponse(const ServerRequest&)>;

  /// `pattern` is a path, "{name}" standing for any one segment: "/v1/events/{id}".
  void add(std::string method, std::string_view pattern, Handler handler);

  /// The answer of the first route that fits, not yet `finish`ed. HEAD is answered as GET. No such
  /// path: 404; another method: 405 with `Allow`; OPTIONS: 204 with `Allow`; a target that cannot
  /// be read: 400; all of these as problems. O(routes * segments).
  [[nodiscard]] ServerResponse handle(ServerRequest& request) const;

 private:
  struct Route {
    std::string method;
    std::vector<std::string> segments;  // "{name}" for a parameter
    Handler handler;
  };
  std::vector<Route> routes_;
};

}  // namespace newsloom::net
