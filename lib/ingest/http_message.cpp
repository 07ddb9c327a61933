#include "http_message.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace newsloom::ingest {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equals_ignoring_case(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n\"'";
  text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
  return text.substr(0, text.find_last_not_of(space) + 1);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

}  // namespace

std::string_view header_value(std::string_view headers, std::string_view name) {
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find('\n'), headers.size());
    const std::string_view line = headers.substr(0, end);
    headers.remove_prefix(std::min(end + 1, headers.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (equals_ignoring_case(trimmed(line.substr(0, colon)), name)) {
      return trimmed(line.substr(colon + 1));
    }
  }
  return {};
}

std::size_t end_of_head(std::string_view message) {
  for (std::size_t at = message.find('\n'); at != std::string_view::npos;
       at = message.find('\n', at + 1)) {
    if (message.substr(at + 1, 1) == "\n") return at + 2;
    if (message.substr(at + 1, 2) == "\r\n") return at + 3;
  }
  return std::string_view::npos;
}

HttpMessage split_http(std::string_view message) {
  HttpMessage out;
  out.body = message;
  if (!message.starts_with("HTTP/")) return out;
  const std::size_t end = std::min(end_of_head(message), message.size());
  const std::string_view head = message.substr(0, end);
  const std::size_t line_end = std::min(head.find('\n'), head.size());
  const std::string_view line = head.substr(0, line_end);
  const std::size_t code = std::min(line.find(' '), line.size());
  const std::string_view digits = trimmed(line.substr(code)).substr(0, 3);
  std::from_chars(digits.data(), digits.data() + digits.size(), out.status);
  out.headers = head.substr(line_end);
  out.body = message.substr(end);
  return out;
}

MediaType media_type(std::string_view content_type) {
  MediaType out;
  const std::size_t semicolon = std::min(content_type.find(';'), content_type.size());
  out.name = lowered(trimmed(content_type.substr(0, semicolon)));
  const std::string parameters = lowered(content_type.substr(semicolon));
  constexpr std::string_view charset = "charset=";
  const std::size_t at = parameters.find(charset);
  if (at != std::string::npos) {
    const std::string_view value = std::string_view(parameters).substr(at + charset.size());
    out.charset = trimmed(value.substr(0, value.find(';')));
  }
  return out;
}

}  // namespace newsloom::ingest
