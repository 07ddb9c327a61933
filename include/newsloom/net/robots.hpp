// newsloom net: what a site allows robots to fetch (RFC 9309), and what it reserves (TDMRep).
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::net {

/// The rules of one robots.txt for one robot. A plain value; thread-safe to read.
///
/// RFC 9309: groups are chosen by product token without case, all groups of the same token count as
/// one, "*" counts only where none has the token; the rule with the longest path wins, `Allow`
/// among equals; "*" stands for any bytes, "$" for the end; paths are compared percent-encoded
/// alike. Of a longer file the first 512 KiB are read, and at most 10,000 rules kept.
class RobotsRules {
 public:
  /// Everything is allowed: there is no robots.txt (a 4xx answer).
  RobotsRules() = default;
  /// Nothing is allowed: the site could not be asked (a 5xx answer, no connection).
  [[nodiscard]] static RobotsRules refuse_all();
  /// Any bytes; what is no rule is ignored. `agent` is a product token ("newsloom"). O(length).
  [[nodiscard]] static RobotsRules parse(std::string_view text, std::string_view agent);

  /// `target` is path and query of a URL ("/a?b"); "/robots.txt" itself is always allowed.
  /// O(rules * length).
  [[nodiscard]] bool allows(std::string_view target) const;
  /// `Crawl-delay`, which is no part of the RFC but meant seriously; at most an hour.
  [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay() const { return delay_; }

 private:
  struct Rule {
    std::string pattern;  // normalised, with '*' and '$'
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> delay_;
};

/// Which paths of a site may not be used for text and data mining: its /.well-known/tdmrep.json
/// (TDM Reservation Protocol of the W3C's community group). A plain value.
class TdmReservations {
 public:
  /// An array of {"location": "/path*", "tdm-reservation": 0|1}; the first that matches counts.
  /// What is not understood reserves nothing. At most 64 KiB and 1,000 entries. O(length).
  [[nodiscard]] static TdmReservations parse(std::string_view json);
  [[nodiscard]] bool is_reserved(std::string_view target) const;

 private:
  struct Entry {
    std::string pattern;
    bool is_reserved = false;
  };
  std::vector<Entry> entries_;
};

}  // namespace newsloom::net
