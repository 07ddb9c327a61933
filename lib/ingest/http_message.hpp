// An HTTP answer as archives keep it. Private.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::ingest {

/// The value of a header field ("Name: value" lines), trimmed; empty if it is not there. Names are
/// compared without case. O(length).
[[nodiscard]] std::string_view header_value(std::string_view headers, std::string_view name);

/// Where the head of a message ends: the offset behind its blank line, or npos.
[[nodiscard]] std::size_t end_of_head(std::string_view message);

/// A parsed answer; views into the message.
struct HttpMessage {
  int status = 0;
  std::string_view headers;
  std::string_view body;
};

/// Splits "HTTP/1.1 200 OK …". What does not begin so has status 0 and is all body.
[[nodiscard]] HttpMessage split_http(std::string_view message);

/// "Text/HTML; charset=utf-8" → "text/html" and "utf-8".
struct MediaType {
  std::string name;
  std::string charset;
};
[[nodiscard]] MediaType media_type(std::string_view content_type);

}  // namespace newsloom::ingest
