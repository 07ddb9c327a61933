// newsloom site: a newsroom as a site for readers.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "newsloom/attribution/registry.hpp"
#include "newsloom/live/newsroom.hpp"
#include "newsloom/net/api.hpp"
#include "newsloom/net/router.hpp"
#include "newsloom/site/shelf.hpp"

namespace newsloom::site {

struct SiteOptions {
  std::string title = "newsloom";
  /// What feeds put before their links: "https://news.example", without trailing slash.
  std::string base_url = {};
  std::size_t events_a_page = 24;
  std::size_t events_a_feed = 30;
  ShelfOptions shelf;
  /// Names and countries of outlets; null: the built-in ones. Must outlive the site.
  const attribution::OutletRegistry* outlets = nullptr;
};

/// Pages for readers, made on the server:
/// - GET /: the events; `category`, `language`, `topic`, `outlet`, `q`, `page`;
/// - GET /events/{id}.html: an event's page; 308 to where a merged one went;
/// - GET /events/{id}/coverage: who covered it, who followed whom, what counts as a source;
/// - GET /topics/{name}: how it is described, its events;
/// - GET /outlets, /outlets/{id}: who reports here, and what;
/// - GET /feed.xml, /feed.atom, /feed.json: the events as RSS 2.0, Atom 1.0, JSON Feed 1.1;
/// - GET /v1/topics/{name}: the topic as JSON;
/// - GET /style.css, /live.js.
///
/// All text is escaped, nothing is loaded from elsewhere, and the Content-Security-Policy says so.
/// With the script, pages renew themselves on `/v1/stream`; without it they are complete.
/// Thread-safe once the routes are added.
class Site {
 public:
  /// The newsroom must outlive it.
  explicit Site(live::Newsroom& newsroom, const SiteOptions& options = {});
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  /// Before `net::Api` is made: lets `/v1/events` filter by category and topic, and say them.
  void extend(net::ApiOptions& options);
  /// The routes above. The site must outlive the router's use.
  void add_routes(net::Router& router);
  [[nodiscard]] Shelf& shelf() noexcept;

  struct State;  ///< private to the implementation

 private:
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::site
