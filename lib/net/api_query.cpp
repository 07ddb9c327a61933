#include "api_query.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "api_json.hpp"
#include "newsloom/ingest/dates.hpp"

namespace newsloom::net {

const std::string* parameter(const ServerRequest& request, const std::string& name) {
  const auto found = request.parsed.query.find(name);
  return found == request.parsed.query.end() || found->second.empty() ? nullptr : &found->second;
}

Error bad_parameter(const std::string& name, const std::string& why) {
  return {ErrorCode::invalid_argument, "parameter \"" + name + "\" " + why, {{}, {}, {}, name}};
}

result<std::uint64_t> number(const ServerRequest& request, const std::string& name,
                             std::uint64_t otherwise) {
  const std::string* const text = parameter(request, name);
  if (text == nullptr) return otherwise;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size()) {
    return bad_parameter(name, "is no whole number");
  }
  return value;
}

namespace {

result<std::optional<Timestamp>> time(const ServerRequest& request, const std::string& name) {
  const std::string* const text = parameter(request, name);
  if (text == nullptr) return std::optional<Timestamp>();
  const auto parsed = ingest::parse_date(*text);
  if (!parsed) return bad_parameter(name, "is no date (RFC 3339)");
  return std::optional(parsed->time);
}

}  // namespace

result<store::ArchiveQuery> query_of(const ServerRequest& request, std::size_t max_page) {
  store::ArchiveQuery query;
  const auto since = time(request, "since");
  if (!since) return since.error();
  const auto until = time(request, "until");
  if (!until) return until.error();
  const auto sources = number(request, "min_sources", 0);
  if (!sources) return sources.error();
  const auto limit = number(request, "limit", usual_page);
  if (!limit) return limit.error();
  if (*limit == 0) return bad_parameter("limit", "is zero");
  query.since = *since;
  query.until = *until;
  query.min_sources = *sources;
  query.limit = std::min<std::size_t>(*limit, max_page);
  if (const auto* language = parameter(request, "language")) query.language = *language;
  if (const auto* outlet = parameter(request, "outlet")) query.outlet = *outlet;
  if (const auto* cursor = parameter(request, "cursor")) {
    query.after = parse_cursor(*cursor);
    if (!query.after) return bad_parameter("cursor", "is none of ours");
  }
  return query;
}

void add_next(const ServerRequest& request, const std::string& cursor, boost::json::object& body,
              ServerResponse& response) {
  body["next"] = cursor;
  std::string target = request.target.substr(0, request.target.find('?'));
  char separator = '?';
  for (const auto& [name, value] : request.parsed.query) {
    if (name == "cursor") continue;
    target += separator + percent_encode(name) + "=" + percent_encode(value);
    separator = '&';
  }
  target += separator + ("cursor=" + percent_encode(cursor));
  response.headers.emplace_back("Link", "<" + target + ">; rel=\"next\"");
}

}  // namespace newsloom::net
