#include "newsloom/net/message.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <cstdint>
#include <utility>

#include "newsloom/text/stem.hpp"

namespace newsloom::net {
namespace {

constexpr std::size_t max_segments = 32;
constexpr std::size_t max_parameters = 64;

Error bad_target(std::string why) { return {ErrorCode::invalid_argument, std::move(why), {}}; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7f) return std::nullopt;
    out += c;
  }
  return out;
}

result<void> read_path(std::string_view path, Target& target) {
  target.ends_with_slash = path.size() > 1 && path.ends_with('/');
  if (path.ends_with('/')) path.remove_suffix(1);
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    auto segment = decoded(path.substr(0, end), false);
    if (!segment) return bad_target("the path cannot be decoded");
    if (*segment == "." || *segment == "..") return bad_target("the path has dot segments");
    if (target.path.size() == max_segments) return bad_target("the path has too many segments");
    target.path.push_back(*std::move(segment));
    path.remove_prefix(end);
  }
  return {};
}

result<void> read_query(std::string_view query, Target& target) {
  std::size_t count = 0;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) continue;
    if (++count > max_parameters) return bad_target("the query has too many parameters");
    const std::size_t equals = std::min(part.find('='), part.size());
    auto name = decoded(part.substr(0, equals), true);
    auto value = decoded(part.substr(std::min(equals + 1, part.size())), true);
    if (!name || !value) return bad_target("the query cannot be decoded");
    target.query.insert_or_assign(*std::move(name), *std::move(value));
  }
  return {};
}

bool has_header(const ServerResponse& response, std::string_view name) {
  return std::ranges::any_of(
      response.headers, [&](const auto& field) { return equal_without_case(field.first, name); });
}

// Level 1: three times as fast as 6 for a tenth more bytes.
std::string gzipped(const std::string& body) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  constexpr int memory_level = 8;
  if (deflateInit2(&stream, 1, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    return {};
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(body.size())), '\0');
  // zlib promises not to write to its input.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return code == Z_STREAM_END ? out : std::string();
}

std::string etag_of(std::string_view body) {
  constexpr int base = 16;
  std::array<char, 16> digits{};
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), text::hash_bytes(body), base);
  // Weak: the same for the body gzipped and plain.
  return "W/\"" + std::string(digits.data(), end) + "\"";
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::already_exists:
    case ErrorCode::not_active:
      return 409;
    case ErrorCode::too_large:
      return 413;
    case ErrorCode::invalid_argument:
    case ErrorCode::json_syntax:
    case ErrorCode::wrong_type:
    case ErrorCode::invalid_date:
      return 400;
    case ErrorCode::missing_content:
      return 422;
    case ErrorCode::read_only:
      return 403;
    case ErrorCode::disk_full:
      return 507;
    default:
      return 500;
  }
}

struct Reason {
  int status;
  std::string_view phrase;
};
constexpr std::array<Reason, 24> reasons = {{{200, "OK"},
                                             {201, "Created"},
                                             {202, "Accepted"},
                                             {204, "No Content"},
                                             {301, "Moved Permanently"},
                                             {304, "Not Modified"},
                                             {308, "Permanent Redirect"},
                                             {400, "Bad Request"},
                                             {401, "Unauthorized"},
                                             {403, "Forbidden"},
                                             {404, "Not Found"},
                                             {405, "Method Not Allowed"},
                                             {408, "Request Timeout"},
                                             {409, "Conflict"},
                                             {410, "Gone"},
                                             {413, "Content Too Large"},
                                             {415, "Unsupported Media Type"},
                                             {422, "Unprocessable Content"},
                                             {429, "Too Many Requests"},
                                             {431, "Request Header Fields Too Large"},
                                             {500, "Internal Server Error"},
                                             {501, "Not Implemented"},
                                             {503, "Service Unavailable"},
                                             {507, "Insufficient Storage"}}};

}  // namespace

result<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return bad_target("the target does not begin with \"/\"");
  Target parsed;
  const std::size_t question = std::min(target.find('?'), target.size());
  if (auto path = read_path(target.substr(0, question), parsed); !path) return path.error();
  const std::string_view query = target.substr(std::min(question + 1, target.size()));
  if (auto read = read_query(query, parsed); !read) return read.error();
  return parsed;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 0xfU];
    }
  }
  return out;
}

std::string_view reason_phrase(int status) {
  const auto found = std::ranges::find(reasons, status, &Reason::status);
  return found == reasons.end() ? std::string_view{} : found->phrase;
}

ServerResponse problem(int status, std::string_view detail) {
  ServerResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  boost::json::object body;
  body["type"] = "about:blank";
  body["title"] =
      boost::json::string_view(reason_phrase(status).data(), reason_phrase(status).size());
  body["status"] = status;
  body["detail"] = boost::json::string_view(detail.data(), detail.size());
  response.body = boost::json::serialize(body);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

ServerResponse problem(const Error& error) { return problem(status_of(error.code), error.message); }

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> named;
  bool any = false;
  while (!accept_encoding.empty()) {
    const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view part = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const std::size_t semicolon = std::min(part.find(';'), part.size());
    const std::string_view coding = trimmed(part.substr(0, semicolon));
    const std::string_view weight = trimmed(part.substr(std::min(semicolon + 1, part.size())));
    // "q=0", "q=0.0": not wanted.
    const bool is_refused = weight.starts_with("q=0") || weight.starts_with("Q=0")
                                ? weight.find_first_of("123456789", 2) == std::string_view::npos
                                : false;
    if (equal_without_case(coding, "gzip") || equal_without_case(coding, "x-gzip")) {
      named = !is_refused;
    } else if (coding == "*") {
      any = !is_refused;
    }
  }
  return named.value_or(any);
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  const auto opaque = [](std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    return tag;
  };
  if (trimmed(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    // Commas may stand inside of a tag's quotes, but not in ours.
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    const std::string_view tag = trimmed(if_none_match.substr(0, comma));
    if (!tag.empty() && opaque(tag) == opaque(etag)) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

void finish(const ServerRequest& request, ServerResponse& response) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> guards = {
      {{"Content-Security-Policy",
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
       {"X-Content-Type-Options", "nosniff"},
       {"Referrer-Policy", "no-referrer"},
       {"Cross-Origin-Resource-Policy", "same-origin"},
       {"Cache-Control", "no-cache"}}};
  for (const auto& [name, value] : guards) {
    if (!has_header(response, name)) response.headers.emplace_back(name, value);
  }
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  if (response.more || !is_read || response.status != 200) return;
  const std::string etag = etag_of(response.body);
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (matches_etag(header(request.headers, "If-None-Match"), etag)) {
    response.status = 304;
    response.body.clear();
    return;
  }
  constexpr std::size_t worth_it = 1'024;
  if (response.body.size() < worth_it ||
      !accepts_gzip(header(request.headers, "Accept-Encoding"))) {
    return;
  }
  std::string packed = gzipped(response.body);
  if (packed.empty() || packed.size() >= response.body.size()) return;
  response.body = std::move(packed);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace newsloom::net
