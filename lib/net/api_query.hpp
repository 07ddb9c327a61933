// newsloom net: what requests to the API ask for.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

#include "newsloom/error.hpp"
#include "newsloom/net/message.hpp"
#include "newsloom/store/store.hpp"

namespace newsloom::net {

/// Events and articles of an answer that says no limit.
inline constexpr std::size_t usual_page = 50;

/// The value of a query parameter; null if it is absent or empty.
[[nodiscard]] const std::string* parameter(const ServerRequest& request, const std::string& name);
/// "parameter "limit" is no whole number".
[[nodiscard]] Error bad_parameter(const std::string& name, const std::string& why);
/// A whole number. Errors: `invalid_argument`.
[[nodiscard]] result<std::uint64_t> number(const ServerRequest& request, const std::string& name,
                                           std::uint64_t otherwise);
/// The conditions of `/v1/events` that every event can be held against, and the place to go on
/// from. Errors: `invalid_argument`, naming the parameter.
[[nodiscard]] result<store::ArchiveQuery> query_of(const ServerRequest& request,
                                                   std::size_t max_page);
/// Says in body and headers where the next page is: the same request, with that cursor.
void add_next(const ServerRequest& request, const std::string& cursor, boost::json::object& body,
              ServerResponse& response);

}  // namespace newsloom::net
