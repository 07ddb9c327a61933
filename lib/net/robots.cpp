#include "newsloom/net/robots.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace newsloom::net {
namespace {

constexpr std::size_t max_bytes = std::size_t{512}
                                  << 10U;  // RFC 9309 2.5 asks for at least 500 KiB
constexpr std::size_t max_rules = 10'000;
constexpr std::size_t max_pattern_bytes = 2'048;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += '%';
  out += digits[byte >> 4U];
  out += digits[byte & 0xfU];
}

// One spelling for all ways to write a path: needless percent-encoding undone, needed one done.
std::string normalised(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    if (byte == '%' && i + 2 < path.size() && hex_value(path[i + 1]) >= 0 &&
        hex_value(path[i + 2]) >= 0) {
      const auto decoded =
          static_cast<unsigned char>(hex_value(path[i + 1]) * 16 + hex_value(path[i + 2]));
      if (is_unreserved(decoded)) {
        out += static_cast<char>(decoded);
      } else {
        append_encoded(out, decoded);
      }
      i += 2;
    } else if (byte <= ' ' || byte >= 0x7f) {
      append_encoded(out, byte);
    } else {
      out += path[i];
    }
  }
  return out;
}

// Whether the pattern matches a beginning of the path, or all of it with "$" at the end. The pieces
// between stars are looked for from left to right, the first place being as good as any.
bool matches(std::string_view pattern, std::string_view path) {
  const bool is_whole = pattern.ends_with('$');
  if (is_whole) pattern.remove_suffix(1);
  bool is_first = true;
  for (;;) {
    const std::size_t star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    const bool is_last = star == std::string_view::npos;
    if (is_first) {
      if (!path.starts_with(piece)) return false;
      path.remove_prefix(piece.size());
    } else if (is_last && is_whole) {
      return path.ends_with(piece);
    } else {
      const std::size_t found = path.find(piece);
      if (found == std::string_view::npos) return false;
      path.remove_prefix(found + piece.size());
    }
    if (is_last) return !is_whole || path.empty();
    is_first = false;
    pattern.remove_prefix(star + 1);
  }
}

// Lines "key: value", comments off.
struct Line {
  std::string_view key;
  std::string_view value;
};

std::optional<Line> next_line(std::string_view& text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    return Line{trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1))};
  }
  return std::nullopt;
}

// A token may be followed by a version, which does not count.
bool names(std::string_view value, std::string_view agent) {
  const std::size_t end = std::min(value.find_first_of("/ \t"), value.size());
  return equal_without_case(value.substr(0, end), agent);
}

std::optional<std::chrono::milliseconds> delay_of(std::string_view value) {
  constexpr double most = 3'600;
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc{} || !(seconds >= 0)) return std::nullopt;
  return std::chrono::milliseconds{
      static_cast<std::int64_t>(std::min(seconds, most) * std::milli::den)};
}

}  // namespace

RobotsRules RobotsRules::refuse_all() {
  RobotsRules rules;
  rules.rules_.push_back({"/", false});
  return rules;
}

RobotsRules RobotsRules::parse(std::string_view text, std::string_view agent) {
  RobotsRules own;
  RobotsRules general;
  bool has_own = false;
  bool is_own = false;      // the group we are in
  bool is_general = false;  // … is ours, is everybody's
  bool in_heading = false;  // consecutive User-agent lines head one group
  text = text.substr(0, max_bytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto each_group = [&](auto&& change) {
    if (is_own) change(own);
    if (is_general) change(general);
  };
  while (const auto line = next_line(text)) {
    if (equal_without_case(line->key, "user-agent")) {
      if (!in_heading) is_own = is_general = false;
      in_heading = true;
      is_own = is_own || names(line->value, agent);
      is_general = is_general || line->value == "*";
      has_own = has_own || is_own;
      continue;
    }
    const bool allow = equal_without_case(line->key, "allow");
    if (allow || equal_without_case(line->key, "disallow")) {
      in_heading = false;
      if (line->value.empty() || line->value.size() > max_pattern_bytes) continue;
      const std::string pattern = normalised(line->value);
      each_group([&](RobotsRules& rules) {
        if (rules.rules_.size() < max_rules) rules.rules_.push_back({pattern, allow});
      });
    } else if (equal_without_case(line->key, "crawl-delay")) {
      in_heading = false;
      each_group([&](RobotsRules& rules) { rules.delay_ = delay_of(line->value); });
    }  // others, as Sitemap, belong to no group and end none
  }
  return has_own ? own : general;
}

bool RobotsRules::allows(std::string_view target) const {
  target = target.substr(0, target.find('#'));
  if (target == "/robots.txt") return true;
  const std::string path = normalised(target.empty() ? "/" : target);
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const std::size_t length = rule.pattern.size();
    if (length < longest || (length == longest && !rule.allow)) continue;
    if (!matches(rule.pattern, path)) continue;
    longest = length;
    allowed = rule.allow;
  }
  return allowed;
}

TdmReservations TdmReservations::parse(std::string_view json) {
  constexpr std::size_t max_json_bytes = std::size_t{64} << 10U;
  constexpr std::size_t max_entries = 1'000;
  constexpr std::size_t max_depth = 8;
  TdmReservations reservations;
  if (json.size() > max_json_bytes) return reservations;
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::error_code failed;
  const boost::json::value value = boost::json::parse(json, failed, {}, options);
  if (failed || !value.is_array()) return reservations;
  for (const boost::json::value& item : value.get_array()) {
    if (!item.is_object() || reservations.entries_.size() == max_entries) continue;
    const auto* const location = item.get_object().if_contains("location");
    const auto* const reserved = item.get_object().if_contains("tdm-reservation");
    if (location == nullptr || reserved == nullptr || !location->is_string()) continue;
    const std::string_view pattern(location->get_string());
    if (pattern.size() > max_pattern_bytes) continue;
    const bool is_one = reserved->is_int64() && reserved->get_int64() == 1;
    reservations.entries_.push_back({normalised(pattern), is_one});
  }
  return reservations;
}

bool TdmReservations::is_reserved(std::string_view target) const {
  const std::string path = normalised(target.empty() ? "/" : target);
  for (const Entry& entry : entries_) {
    if (matches(entry.pattern, path)) return entry.is_reserved;
  }
  return false;
}

}  // namespace newsloom::net
