#include "newsloom/net/router.hpp"

#include <map>
#include <set>
#include <utility>

namespace newsloom::net {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.starts_with('{') && segment.ends_with('}');
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path,
          std::map<std::string, std::string>& parameters) {
  if (pattern.size() != path.size()) return false;
  parameters.clear();
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (is_parameter(pattern[i])) {
      parameters.emplace(pattern[i].substr(1, pattern[i].size() - 2), path[i]);
    } else if (pattern[i] != path[i]) {
      return false;
    }
  }
  return true;
}

std::string listed(const std::set<std::string>& methods) {
  std::string list;
  for (const std::string& method : methods) list += (list.empty() ? "" : ", ") + method;
  return list;
}

}  // namespace

void Router::add(std::string method, std::string_view pattern, Handler handler) {
  Route route{std::move(method), {}, std::move(handler)};
  while (!pattern.empty()) {
    pattern.remove_prefix(1);  // the slash
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    if (end > 0) route.segments.emplace_back(pattern.substr(0, end));
    pattern.remove_prefix(end);
  }
  routes_.push_back(std::move(route));
}

ServerResponse Router::handle(ServerRequest& request) const {
  auto parsed = parse_target(request.target);
  if (!parsed) return problem(parsed.error());
  request.parsed = *std::move(parsed);
  const std::string wanted = request.method == "HEAD" ? "GET" : request.method;
  std::set<std::string> allowed;
  for (const Route& route : routes_) {
    if (!fits(route.segments, request.parsed.path, request.parameters)) continue;
    if (route.method == wanted) return route.handler(request);
    allowed.insert(route.method);
    if (route.method == "GET") allowed.insert("HEAD");
  }
  if (allowed.empty()) return problem(404, "there is nothing at this path");
  allowed.insert("OPTIONS");
  ServerResponse response = request.method == "OPTIONS"
                                ? ServerResponse{.status = 204, .content_type = {}}
                                : problem(405, "this path does not answer to " + request.method);
  response.headers.emplace_back("Allow", listed(allowed));
  return response;
}

}  // namespace newsloom::net
