#include "newsloom/ingest/url.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "newsloom/text/utf8.hpp"
#include "text/host.hpp"
#include "url_words.hpp"

namespace newsloom::ingest {
namespace {

constexpr int max_redirects = 3;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }
bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

std::string folded(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

template <std::size_t n>
bool is_in(const std::string_view (&sorted)[n], std::string_view word) {
  return std::binary_search(std::begin(sorted), std::end(sorted), word);
}

// What may not stand in a URL is percent-encoded, line ends and tabs are dropped, a '%' that begins
// no escape is one itself, a second '#' too.
std::string encoded(std::string_view url) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view allowed = "-._~:/?#[]@!$&'()*+,;=";
  std::string out;
  out.reserve(url.size() + 16);
  bool in_fragment = false;
  const std::size_t authority = url.find("//");
  const std::size_t host = authority == std::string_view::npos ? 0 : authority + 2;
  const std::size_t path = std::min(url.find_first_of("/?#\\", host), url.size());
  for (std::size_t i = 0; i < url.size(); ++i) {
    const char c = url[i];
    if (c == '\n' || c == '\r' || c == '\t') continue;
    const bool is_escape =
        c == '%' && i + 2 < url.size() && is_hex(url[i + 1]) && is_hex(url[i + 2]);
    const bool is_bracket = (c == '[' || c == ']') && i >= path;
    const bool is_second_fragment = c == '#' && in_fragment;
    in_fragment = in_fragment || c == '#';
    if (is_escape || is_alpha(c) || is_digit(c) ||
        (allowed.find(c) != std::string_view::npos && !is_bracket && !is_second_fragment)) {
      out += c;
    } else if (c == '\\' && !in_fragment) {
      out += '/';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

// "https:" of "https://…"; empty if there is none.
std::string_view scheme_of(std::string_view url) {
  std::size_t end = 0;
  while (end < url.size() &&
         (is_alpha(url[end]) || (end > 0 && (is_digit(url[end]) || url[end] == '+' ||
                                             url[end] == '-' || url[end] == '.')))) {
    ++end;
  }
  return end > 0 && end < url.size() && url[end] == ':' ? url.substr(0, end) : std::string_view{};
}

// A URL in the parts that matter here; path and query are encoded.
struct Parts {
  std::string scheme;
  std::string host;
  std::string port;
  std::string path;
  std::string query;
  std::string fragment;  // only "!…"
};

struct Parameter {
  std::string_view all;
  std::string_view name;
  std::string_view value;
};

std::vector<Parameter> parameters_of(std::string_view query) {
  std::vector<Parameter> all;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view one = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (one.empty()) continue;
    const std::size_t equal = std::min(one.find('='), one.size());
    all.push_back({one, one.substr(0, equal), one.substr(std::min(equal + 1, one.size()))});
  }
  return all;
}

bool is_tracking(const Parameter& parameter) {
  std::string name = folded(parameter.name);
  if (name.starts_with("amp;")) name.erase(0, 4);  // an ampersand that was escaped twice
  if (name.starts_with("amp%3b")) name.erase(0, 6);
  if (is_in(tracking_parameters, name)) return true;
  const auto begins = [&name](std::string_view prefix) { return name.starts_with(prefix); };
  if (std::ranges::any_of(tracking_prefixes, begins)) return true;
  if (!is_in(doubtful_parameters, name)) return false;
  const std::string value = folded(parameter.value);
  return value.empty() || value.starts_with("rss") || is_in(tracking_values, value);
}

std::string percent_decoded(std::string_view text) {
  const auto value = [](char c) { return is_digit(c) ? c - '0' : lower(c) - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      out += static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<Parts> split(std::string_view url) {
  url = trimmed(url);
  if (url.size() > max_url_bytes) return std::nullopt;
  std::string whole;
  const std::string scheme = folded(scheme_of(url));
  const bool has_scheme = scheme == "http" || scheme == "https";
  if (url.starts_with("//")) {
    whole = "https:" + encoded(url);
  } else if (has_scheme) {
    whole = encoded(url);
  } else if (scheme.empty() || scheme.find('.') != std::string::npos) {  // "example.org:8080/a"
    whole = "https://" + encoded(url);
  } else {
    return std::nullopt;
  }
  auto parsed = boost::urls::parse_uri(whole);
  if (parsed.has_error()) return std::nullopt;
  boost::urls::url normal(*parsed);
  normal.normalize();
  std::optional<std::string> host = text::normalise_host(normal.host());
  const bool is_name = host && (has_scheme || host->find('.') != std::string::npos);
  // Boost 1.81 takes a port that is none for the beginning of the path.
  const std::string path(normal.encoded_path());
  constexpr std::size_t longest_port = 5;
  if (!is_name || normal.port().size() > longest_port || (!path.empty() && path.front() != '/')) {
    return std::nullopt;
  }
  Parts parts{std::string(normal.scheme()),        std::move(*host),
              std::string(normal.port()),          std::string(normal.encoded_path()),
              std::string(normal.encoded_query()), {}};
  const std::string_view fragment(normal.encoded_fragment().data(),
                                  normal.encoded_fragment().size());
  if (fragment.starts_with('!')) parts.fragment = fragment;
  if (parts.port == (parts.scheme == "http" ? "80" : "443")) parts.port.clear();
  return parts;
}

std::string joined(const Parts& parts) {
  std::string url = parts.scheme + "://" + parts.host;
  if (!parts.port.empty()) url += ":" + parts.port;
  url += parts.path.empty() ? "/" : parts.path;
  if (!parts.query.empty()) url += "?" + parts.query;
  if (!parts.fragment.empty()) url += "#" + parts.fragment;
  return url;
}

bool is_host(std::string_view host, std::string_view pattern) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  return pattern.ends_with('.') ? host.starts_with(pattern) : host == pattern;
}

// Where a cache, proxy or redirect leads, if the URL says it.
std::optional<Parts> target_of(const Parts& parts) {
  for (const Redirect& redirect : redirects) {
    if (!is_host(parts.host, redirect.host) || !parts.path.starts_with(redirect.path)) continue;
    for (const Parameter& parameter : parameters_of(parts.query)) {
      if (parameter.name != redirect.parameter) continue;
      const std::string target = percent_decoded(parameter.value);
      if (is_web_url(target)) return split(target);
    }
  }
  const std::string url = joined(parts);
  const auto original = text::original_host(url);
  if (!original || original->host == parts.host) return std::nullopt;
  const std::string inner = original->path.data() == nullptr
                                ? parts.path + (parts.query.empty() ? "" : "?" + parts.query)
                                : std::string(original->path);
  return split("https://" + original->host + inner);
}

// "m.example.org" → "example.org"; not what would leave a bare suffix like "co.uk".
void drop_device_label(std::string& host) {
  constexpr std::size_t longest_suffix_label = 3;
  for (const std::string_view label : {"m.", "mobile.", "amp.", "www.m.", "www.amp."}) {
    if (!host.starts_with(label)) continue;
    const std::string_view rest = std::string_view(host).substr(label.size());
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) return;
    const bool has_more = rest.find('.', dot + 1) != std::string_view::npos;
    if (has_more || dot > longest_suffix_label || rest.size() - dot > longest_suffix_label) {
      host.erase(0, label.size());
    }
    return;
  }
}

void tidy_path(std::string& path) {
  const auto doubled = [](char a, char b) { return a == '/' && b == '/'; };
  path.erase(std::unique(path.begin(), path.end(), doubled), path.end());
  const std::size_t slash = path.rfind('/');
  if (slash != std::string::npos && is_in(default_documents, folded(path.substr(slash + 1)))) {
    path.resize(slash + 1);
  }
  constexpr std::string_view prefix = "/amp/";
  if (path.starts_with(prefix) && path.size() > prefix.size()) path.erase(0, prefix.size() - 1);
  for (const std::string_view suffix : {"/amp", "/amp/"}) {
    if (path.size() > suffix.size() && path.ends_with(suffix)) {
      path.resize(path.size() - suffix.size() + (suffix.ends_with('/') ? 1 : 0));
    }
  }
  for (const std::string_view extension : {".amp.html", ".amp.htm", ".amp"}) {
    if (!path.ends_with(extension)) continue;
    path.erase(path.size() - extension.size(), std::string_view(".amp").size());
    break;
  }
}

void tidy_query(std::string& query) {
  std::string kept;
  for (const Parameter& parameter : parameters_of(query)) {
    if (is_tracking(parameter)) continue;
    if (!kept.empty()) kept += '&';
    kept += parameter.all;
  }
  query = std::move(kept);
}

result<Parts> canonical_parts(std::string_view url) {
  std::optional<Parts> parts = split(url);
  for (int i = 0; parts && i < max_redirects; ++i) {
    std::optional<Parts> target = target_of(*parts);
    if (!target) break;
    parts = std::move(target);
  }
  if (!parts) {
    constexpr std::size_t shown = 80;
    const std::string_view start = text::truncate_to_boundary(url, shown);
    return Error{ErrorCode::invalid_url,
                 "\"" + text::repair_utf8(start) + "\" is not an http or https URL",
                 {{}, {}, {}, "url"}};
  }
  drop_device_label(parts->host);
  tidy_path(parts->path);
  tidy_query(parts->query);
  return *std::move(parts);
}

}  // namespace

bool is_web_url(std::string_view text) {
  text = trimmed(text);
  const std::string scheme = folded(scheme_of(text.substr(0, std::string_view("https://").size())));
  if (scheme != "http" && scheme != "https") return false;
  return text.size() <= max_url_bytes && text::split_url(text).has_value();
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  reference = trimmed(reference);
  if (reference.size() > max_url_bytes) return {};
  std::string relative = encoded(reference);
  if (!scheme_of(relative).empty()) return relative;
  base = trimmed(base);
  if (base.size() > max_url_bytes) return relative;
  std::string whole = encoded(base);
  const auto from = boost::urls::parse_uri(whole);
  if (from.has_error() || from->host().empty()) return relative;
  if (relative.empty()) return whole;
  const auto to = boost::urls::parse_uri_reference(relative);
  if (to.has_error()) return relative;
  boost::urls::url out;
  if (boost::urls::resolve(*from, *to, out).has_error()) return relative;
  return {out.data(), out.size()};
}

result<std::string> canonical_url(std::string_view url) {
  const auto parts = canonical_parts(url);
  if (!parts) return parts.error();
  return joined(*parts);
}

result<std::string> article_key(std::string_view url) {
  auto parts = canonical_parts(url);
  if (!parts) return parts.error();
  parts->scheme = "https";
  constexpr std::string_view world_wide_web = "www.";
  if (parts->host.starts_with(world_wide_web) &&
      parts->host.find('.', world_wide_web.size()) != std::string::npos) {
    parts->host.erase(0, world_wide_web.size());
  }
  while (parts->path.size() > 1 && parts->path.ends_with('/')) parts->path.pop_back();
  std::vector<Parameter> parameters = parameters_of(parts->query);
  std::ranges::sort(parameters, {}, &Parameter::all);
  std::string query;
  for (const Parameter& parameter : parameters) {
    if (!query.empty()) query += '&';
    query += parameter.all;
  }
  parts->query = std::move(query);
  return joined(*parts);
}

}  // namespace newsloom::ingest
