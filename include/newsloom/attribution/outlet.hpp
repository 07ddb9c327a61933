// newsloom attribution: which outlet published an article, and whose family it belongs to.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "newsloom/attribution/registry.hpp"
#include "newsloom/error.hpp"

namespace newsloom::attribution {

/// A publication. A plain value. Id, family and display are empty together: the outlet is unknown,
/// which never counts as a source and belongs to no family.
struct Outlet {
  std::string id;       ///< registrable domain, lower-case ASCII ("bbc.co.uk"), else folded name
  std::string family;   ///< publisher family; equals `id` when it belongs to none
  std::string display;  ///< for readers: the given name, else the domain in its own script
  std::string country;  ///< ISO 3166-1 as the registry has it; empty when unknown
  OutletKind kind = OutletKind::unknown;  ///< as the registry has it

  [[nodiscard]] bool known() const noexcept { return !id.empty(); }
  friend bool operator==(const Outlet&, const Outlet&) = default;
};

/// What a user knows better than the rules. Names and domains on either side are normalised as
/// `OutletResolver` normalises a given outlet, so "www.BBC.com" and "bbc.com" are the same key.
struct OutletOptions {
  /// Outlet → family id (taken as it is, but for trimming). Holds for that outlet only; no default.
  std::map<std::string, std::string> families;
  /// Outlet → the outlet it really is ("edition of", "renamed to"). Followed to the end.
  std::map<std::string, std::string> aliases;
  /// Registrable domains that pass on others' articles, beside the built-in list.
  std::set<std::string> carriers;
  /// What is known about outlets; null: `OutletRegistry::built_in`.
  std::shared_ptr<const OutletRegistry> registry = {};
  /// Longest id and display made from a given *name*, in bytes, 16 to 4096; the rest is cut off at
  /// a character. No outlet in our corpora has a name above 64 bytes.
  std::size_t max_name_bytes = 256;
};

/// Finds the outlet of an article from its URL and from the name or domain its source gave.
///
/// The rules, in this order:
/// 1. **Host of the URL.** http and https, or no scheme; user, port, trailing dot and upper case
/// are
///    dropped, international names become ASCII (UTS 46). Hosts that only wrap another are opened:
///    AMP caches, google.*/amp/s/…, translate.goog, web.archive.org/web/…/….
/// 2. **Registrable domain**, by the Public Suffix List built into libpsl: m., amp., www., edition.
///    and language hosts are one outlet. Below a private suffix (blogspot.com) or a blog platform
///    (wordpress.com, substack.com) the subdomain is the outlet. IP addresses and hosts without
///    a public suffix (localhost, printer.local) are no outlet.
/// 3. **Carriers** (feed proxies, aggregators, link shorteners, social networks; the list is in
///    lib/attribution/outlet_words.hpp) say nothing about who wrote: the given outlet is used.
/// 4. **Given outlet**, when the URL does not tell: what looks like a domain or URL (its last label
///    is a public suffix in use) goes through 1–3, anything else is a name: NFKC case folding,
///    white space collapsed, a leading "the " dropped, so "The  New York Times" is "new york
///    times". A name without letter or digit, and "unknown", "none", "null", "n/a", are unknown. A
///    given name never overrules a URL; it is then what readers see.
/// 5. **Registry**: a name or a domain it knows becomes the first domain of that outlet, so "BBC"
///    and bbc.co.uk are one.
/// 6. **Aliases**, then the **family**: the user's, else the registry's, else the label before an
///    ICANN suffix, so that the editions example.de and example.fr are one family. Labels shorter
///    than 3 bytes or made of words that unrelated newspapers share ("dailynews", "independent")
///    make no family.
///
/// Nothing is learned and nothing is fetched: the same input gives the same outlet in any order.
/// Ownership is not known to it: families beyond one label come from the registry and the user.
///
/// Thread-safety: `resolve` may run in any number of threads; copies share one immutable state.
class OutletResolver {
 public:
  /// Checks the options. Errors: `invalid_registry` for an alias that leads back to itself, an
  /// outlet with two families or two aliases, or a key or value that is no outlet (the message
  /// names it); `invalid_argument` for a number out of range; `not_found` if ICU or
  /// libpsl was built without its data. O(n log n) in the registry.
  [[nodiscard]] static result<OutletResolver> create(const OutletOptions& options = {});

  /// The outlet of an article at `url`, of which the source says it is by `given`; either may be
  /// empty, any bytes are accepted, invalid UTF-8 is replaced. Never fails: unknown is empty.
  /// O(length of both); about a microsecond for ordinary URLs.
  [[nodiscard]] Outlet resolve(std::string_view url, std::string_view given = {}) const;

  /// The outlet of an id that `resolve` returned (for stored articles). Same as resolving it as a
  /// given outlet. O(length).
  [[nodiscard]] Outlet from_id(std::string_view id) const { return resolve({}, id); }

  /// The registry it was made with.
  [[nodiscard]] const OutletRegistry& registry() const noexcept;

  struct State;  ///< private to the implementation

 private:
  explicit OutletResolver(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace newsloom::attribution
